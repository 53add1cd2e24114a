// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "api/cli/assessment_text.h"
#include "api/cli/assessment_words.h"
#include "api/cli/layout.h"
#include "api/cli/path_names.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "stapwijs/v1/text.pb.h"

namespace stapwijs::api::cli {

// The text of an assessment while it is written: lines with a margin, marks, colours, in one
// language. Whatever comes from a method or a server is made visible first.
class Page {
 public:
  using Paths = google::protobuf::RepeatedPtrField<std::string>;

  Page(const v1::Method& method, const AssessmentTextOptions& options)
      : options_(options), names_(method, options.language) {}

  const AssessmentTextOptions& options() const { return options_; }
  Language language() const { return options_.language; }
  std::string Say(std::string_view nl, std::string_view en) const {
    return std::string(language() == Language::kDutch ? nl : en);
  }
  std::string TextOf(const v1::Text& text) const { return Visible(In(text, language())); }
  std::string NameOf(std::string_view path, std::string_view known = "") const {
    return Visible(names_.Name(path, known));
  }
  // Empty when the path goes through no element.
  std::string ElementOf(std::string_view path) const { return Visible(names_.Element(path)); }
  // At most `shown` of them, and how many more there are; `known` is an element that need not be
  // said again.
  std::string NamesOf(const Paths& paths, int shown, std::string_view known = "") const;

  std::string Painted(std::string_view text, Colour colour) const {
    return Paint(text, colour, options_.colour);
  }
  std::string Painted(Word word, int columns = 0) const {
    return Painted(PadTo(word.text, columns), word.colour);
  }

  void Write(std::string_view text) { out_ += text; }
  // "1. Gebied en projectgroep - klaar"
  void Heading(const std::string& title, Word word);
  void Title(const std::string& title);
  void Line(const std::string& text) { MarkedLine("", Colour::kPlain, text); }
  // `mark` is "" or one character and a blank.
  void MarkedLine(const std::string& mark, Colour colour, const std::string& text);
  // "bron: ...", below a marked line; nothing when there is none.
  void Source(const v1::Provenance& provenance);

  std::string Take() && { return std::move(out_); }

 private:
  const AssessmentTextOptions& options_;
  const PathNames names_;
  std::string out_;
};

}  // namespace stapwijs::api::cli
