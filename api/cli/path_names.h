// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/text.h"
#include "stapwijs/v1/method.pb.h"

// What people call the things that an assessment names by canonical path.
namespace stapwijs::api::cli {

// The text in `language`; the other one when that is missing.
const std::string& In(const v1::Text& text, Language language);

class PathNames {
 public:
  // What an empty method does not name is shown by its path.
  PathNames(const v1::Method& method, Language language);

  // Of a fact or item: "sessions[vol].from" gives "Begin (Bijeenkomsten vol)". The element is left
  // out when it is `known`, as Element gives it.
  std::string Name(std::string_view path, std::string_view known = "") const;

  // Of an element: "preparation.audience[residents]" gives "bewoners". Empty when the path goes
  // through no element.
  std::string Element(std::string_view path) const;

 private:
  struct Segment {
    std::string_view name;
    std::string_view key;  // without brackets; empty when there is none
  };
  static std::vector<Segment> Split(std::string_view path);
  std::vector<Segment> WithoutStep(std::string_view path) const;
  std::string NameOfElement(const std::string& pattern, const Segment& segment) const;

  Language language_;
  std::map<std::string, std::string, std::less<>> titles_;       // by pattern: "sessions[*].from"
  std::map<std::string, std::string, std::less<>> enum_values_;  // "audience.residents"
  std::map<std::string, std::string, std::less<>> steps_;
};

}  // namespace stapwijs::api::cli
