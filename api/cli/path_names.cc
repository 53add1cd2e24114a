// SPDX-License-Identifier: EUPL-1.2
#include "api/cli/path_names.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace stapwijs::api::cli {

const std::string& In(const v1::Text& text, Language language) {
  const bool english = language == Language::kEnglish ? text.has_en() : !text.has_nl();
  return english ? text.en() : text.nl();
}

PathNames::PathNames(const v1::Method& method, Language language) : language_(language) {
  for (const v1::EnumType& type : method.enums()) {
    for (const v1::EnumValue& value : type.values()) {
      enum_values_[absl::StrCat(type.name(), ".", value.name())] = In(value.title(), language);
    }
  }
  std::map<std::string, std::string> records;
  for (const v1::FactDefinition& fact : method.facts()) {
    const std::string& title = In(fact.title(), language);
    titles_[fact.path()] = title;
    if (fact.type().kind() == v1::FACT_KIND_RECORD) records[fact.path()] = title;
  }
  // The facts of a nested record have short titles: "Stand". With the record's: "Kick-off: Stand".
  for (auto& [path, title] : titles_) {
    const auto record = records.find(path.substr(0, path.rfind('.')));
    if (record != records.end() && record->first != path) {
      title = absl::StrCat(record->second, ": ", title);
    }
  }
  for (const v1::StepDefinition& step : method.steps()) {
    steps_[step.id()] = In(step.title(), language);
    for (const v1::ItemDefinition& item : step.items()) {
      titles_[item.path()] = In(item.title(), language);
    }
  }
}

std::vector<PathNames::Segment> PathNames::Split(std::string_view path) {
  std::vector<Segment> segments;
  while (!path.empty()) {
    Segment segment;
    const size_t end = path.find_first_of(".[");
    segment.name = path.substr(0, end);
    path = end == std::string_view::npos ? std::string_view() : path.substr(end);
    if (!path.empty() && path[0] == '[') {
      const size_t close = path.find(']');
      segment.key = path.substr(1, close == std::string_view::npos ? close : close - 1);
      path = close == std::string_view::npos ? std::string_view() : path.substr(close + 1);
    }
    if (!path.empty() && path[0] == '.') path = path.substr(1);
    segments.push_back(segment);
  }
  return segments;
}

std::vector<PathNames::Segment> PathNames::WithoutStep(std::string_view path) const {
  std::vector<Segment> segments = Split(path);
  if (segments.size() > 1 && segments[0].key.empty() && steps_.count(segments[0].name) != 0) {
    segments.erase(segments.begin());
  }
  return segments;
}

std::string PathNames::NameOfElement(const std::string& pattern, const Segment& segment) const {
  if (const auto value =
          enum_values_.find(absl::StrCat(std::string(segment.name), ".", std::string(segment.key)));
      value != enum_values_.end()) {
    return value->second;
  }
  const auto list = titles_.find(pattern);
  const std::string title = list == titles_.end() ? std::string(segment.name) : list->second;
  if (segment.key == "*") {
    // The element that may be there in a list that nobody called complete.
    std::string other = title;
    if (!other.empty() && other[0] >= 'A' && other[0] <= 'Z') other[0] += 'a' - 'A';
    return absl::StrCat(language_ == Language::kDutch ? "andere " : "other ", other);
  }
  return absl::StrCat(title, " ", std::string(segment.key));
}

std::string PathNames::Element(std::string_view path) const {
  std::string pattern;
  std::vector<std::string> names;
  for (const Segment& segment : WithoutStep(path)) {
    absl::StrAppend(&pattern, pattern.empty() ? "" : ".", std::string(segment.name));
    if (segment.key.empty()) continue;
    names.push_back(NameOfElement(pattern, segment));
    pattern += "[*]";
  }
  return absl::StrJoin(names, ", ");
}

std::string PathNames::Name(std::string_view path, std::string_view known) const {
  if (const auto step = steps_.find(path); step != steps_.end()) return step->second;
  std::string pattern;
  for (const Segment& segment : Split(path)) {
    absl::StrAppend(&pattern, pattern.empty() ? "" : ".", std::string(segment.name),
                    segment.key.empty() ? "" : "[*]");
  }
  const auto title = titles_.find(pattern);
  if (title == titles_.end()) return std::string(path);
  const std::string element = Element(path);
  if (element.empty() || element == known) return title->second;
  return absl::StrCat(title->second, " (", element, ")");
}

}  // namespace stapwijs::api::cli
