// SPDX-License-Identifier: EUPL-1.2
#include "api/convert/schema_values.h"

#include <algorithm>
#include <span>

#include "absl/strings/str_cat.h"
#include "engine/base/utf8.h"
#include "engine/facts/describe.h"

namespace stapwijs::api {
namespace {

JsonNode String(std::string text) { return JsonNode::String(std::move(text)); }
JsonNode Whole(int64_t number) { return JsonNode::Number(absl::StrCat(number)); }

JsonNode Names(const std::vector<const char*>& names) {
  JsonNode out = JsonNode::Array();
  for (const char* name : names) out.Push(String(name));
  return out;
}

JsonNode Pattern(std::string pattern) {
  return SchemaObject({{"type", String("string")}, {"pattern", String(std::move(pattern))}});
}

JsonNode Without(JsonNode schema, std::string pattern) {
  schema.Put("not", SchemaObject({{"pattern", String(std::move(pattern))}}));
  return schema;
}

// The inside of a class of characters in a regular expression: bytes by number, others themselves.
std::string ClassOf(std::span<const CodeRange> ranges) {
  std::string out;
  const auto put = [&](char32_t value) {
    constexpr char kHex[] = "0123456789abcdef";
    if (value > 0xff) return AppendUtf8(out, value);
    for (char c : {'\\', 'x', kHex[value >> 4], kHex[value & 15]}) out += c;
  };
  for (const CodeRange& range : ranges) {
    put(range.first);
    if (range.first == range.last) continue;
    out += '-';
    put(range.last);
  }
  return out;
}

// How a date, time or duration is written.
struct Spelling {
  const char* name;
  const char* one;       // exactly one value
  const char* greatest;  // what nothing comes after
  const char* least;     // what nothing comes before
};
constexpr Spelling kDate = {
    "date",
    "^[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|"
    "02-(0[1-9]|[12][0-9]))$",
    "^9999(-12(-31)?)?$", "^0001(-01(-01)?)?$"};
constexpr Spelling kTime = {"time", "^([01][0-9]|2[0-3]):[0-5][0-9]$", "^23:59$", "^00:00$"};
// Of a duration the schema does not say how long it can be.
constexpr Spelling kMinutes = {"minutes", "^PT([0-9]{1,9}H([0-9]{1,9}M)?|[0-9]{1,9}M)$", nullptr,
                               "^PT(0+[HM])+$"};
constexpr Spelling kDays = {"days", "^P([0-9]{1,9}W([0-9]{1,9}D)?|[0-9]{1,9}D)$", nullptr,
                            "^P(0+[WD])+$"};
constexpr Spelling kMonths = {"months", "^P([0-9]{1,9}Y([0-9]{1,9}M)?|[0-9]{1,9}M)$", nullptr,
                              "^P(0+[YM])+$"};

const Spelling& SpellingOf(TypeKind kind, DurationUnit unit) {
  if (kind == TypeKind::kDate) return kDate;
  if (kind == TypeKind::kTime) return kTime;
  if (unit == DurationUnit::kMonths) return kMonths;
  return unit == DurationUnit::kDays ? kDays : kMinutes;
}

// The reader takes no year 0; "format" knows leap years where a validator looks at it.
JsonNode OneSpelled(const Spelling& spelling) {
  JsonNode out = Pattern(spelling.one);
  if (&spelling != &kDate) return out;
  out.Put("format", String("date"));
  return Without(std::move(out), "^0000");
}

JsonNode NumberBetween(TypeKind kind, const Range& range) {
  const bool whole = kind == TypeKind::kInt;
  const auto number = [&](int64_t v) {
    return whole ? Whole(v) : JsonNode::Number(PlainDecimal(v));
  };
  return SchemaObject({{"type", String(whole ? "integer" : "number")},
                       {"minimum", number(range.lo)},
                       {"maximum", number(range.hi)}});
}

}  // namespace

JsonNode SchemaObject(SchemaMembers members) {
  JsonNode out = JsonNode::Object();
  for (auto& [key, value] : members) out.Put(key, std::move(value));
  return out;
}

JsonNode SchemaAnyOf(std::vector<JsonNode> choices) {
  JsonNode list = JsonNode::Array();
  for (JsonNode& choice : choices) list.Push(std::move(choice));
  return SchemaObject({{"anyOf", std::move(list)}});
}

JsonNode SchemaClosed(JsonNode properties, const std::vector<const char*>& required) {
  JsonNode out = SchemaObject({{"type", String("object")}, {"properties", std::move(properties)}});
  if (!required.empty()) out.Put("required", Names(required));
  out.Put("additionalProperties", JsonNode::Bool(false));
  return out;
}

void PutTexts(const std::string& name, const Text& text, JsonNode& out) {
  if (text.empty()) return;
  out.Put(name, String(text.In(Language::kDutch)));
  if (!text.en.empty()) out.Put(absl::StrCat("x-", name, "-en"), String(text.en));
}

JsonNode SchemaDefinitions::Refer(const std::string& name, const std::function<JsonNode()>& make) {
  if (definitions_.Member(name) == nullptr) {
    JsonNode made = make();  // may define others, which then come before it
    definitions_.Put(name, std::move(made));
  }
  return SchemaObject({{"$ref", String(absl::StrCat("#/$defs/", name))}});
}

JsonNode SchemaDefinitions::None() {
  return Refer("none", [] {
    return SchemaObject({{"const", SchemaObject({{"none", JsonNode::Bool(true)}})}});
  });
}

JsonNode SchemaDefinitions::Key() {
  return Refer("key", [] { return Pattern("^[a-z0-9][a-z0-9-]{0,39}$"); });
}

JsonNode SchemaDefinitions::Answer() {
  return Refer("answer", [&] {
    const JsonNode yesno = SchemaObject({{"type", String("boolean")}});
    JsonNode evidence = SchemaObject(
        {{"type", String("string")}, {"maxLength", Whole(limits_.max_evidence_characters)}});
    evidence =
        Without(std::move(evidence), absl::StrCat("[\\t\\n\\r", ClassOf(HiddenRanges()), "]"));
    return SchemaAnyOf(
        {yesno, SchemaClosed(SchemaObject({{"done", yesno}, {"evidence", std::move(evidence)}}),
                             {"done"})});
  });
}

JsonNode SchemaDefinitions::TextValue(TypeKind kind) {
  const bool text = kind == TypeKind::kText, label = kind == TypeKind::kLabel;
  return Refer(text    ? "text"
               : label ? "label"
                       : "reference",
               [&] {
                 JsonNode out = Pattern(absl::StrCat("[^", ClassOf(BlankRanges()), "]"));
                 out.Put("maxLength",
                         Whole(label ? limits_.max_label_characters : limits_.max_text_characters));
                 return Without(std::move(out),
                                text ? "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]"
                                     : absl::StrCat("[\\t\\n\\r", ClassOf(HiddenRanges()), "]"));
               });
}

JsonNode SchemaDefinitions::Enum(EnumId id) {
  const EnumType& type = method_.enum_type(id);
  return Refer(absl::StrCat("enum.", type.name), [&] {
    JsonNode choices = JsonNode::Array();
    for (const EnumValue& value : type.values) {
      JsonNode choice = SchemaObject({{"const", String(value.name)}});
      PutTexts("title", value.title, choice);
      choices.Push(std::move(choice));
    }
    return SchemaObject({{"oneOf", std::move(choices)}});
  });
}

// One end below, one above, or both; whether they leave anything between them is not said.
JsonNode SchemaDefinitions::InPart(Ends ends) {
  JsonNode out = SchemaClosed(SchemaObject({{"at_least", std::move(ends.at_least)},
                                            {"over", std::move(ends.over)},
                                            {"at_most", std::move(ends.at_most)},
                                            {"under", std::move(ends.under)}}));
  out.Put("minProperties", Whole(1));
  JsonNode twice = SchemaAnyOf({SchemaObject({{"required", Names({"at_least", "over"})}}),
                                SchemaObject({{"required", Names({"at_most", "under"})}})});
  out.Put("not", std::move(twice));
  return out;
}

JsonNode SchemaDefinitions::Words() {
  return SchemaClosed(SchemaObject({{"about", TextValue(TypeKind::kLabel)}}), {"about"});
}

JsonNode SchemaDefinitions::Number(TypeKind kind, Range bounds, bool in_part) {
  const bool whole = kind == TypeKind::kInt;
  const int64_t most = whole ? kMaxInt : kMaxDecimal;
  const Range range{std::max(bounds.lo, -most), std::min(bounds.hi, most)};
  JsonNode one = NumberBetween(kind, range);
  if (!in_part) return one;
  std::string name = whole ? "int" : "decimal";
  const auto spelled = [&](int64_t v) { return whole ? absl::StrCat(v) : PlainDecimal(v); };
  if (bounds.lo > -most) absl::StrAppend(&name, ".from.", spelled(bounds.lo));
  if (bounds.hi < most) absl::StrAppend(&name, ".to.", spelled(bounds.hi));
  return Refer(name, [&] {
    // What is only about right may lie beyond the bounds; the reader takes 18 digits of it.
    const JsonNode beyond = JsonNode::Number(whole ? "1000000000000000000" : "1000000000000");
    JsonNode about = SchemaObject({{"type", String(whole ? "integer" : "number")},
                                   {"exclusiveMinimum", JsonNode::Number("-" + beyond.text)},
                                   {"exclusiveMaximum", beyond}});
    about = SchemaAnyOf({std::move(about), TextValue(TypeKind::kLabel)});
    return SchemaAnyOf({one,
                        InPart({one, NumberBetween(kind, {range.lo - 1, range.hi - 1}), one,
                                NumberBetween(kind, {range.lo + 1, range.hi + 1})}),
                        SchemaClosed(SchemaObject({{"about", std::move(about)}}), {"about"})});
  });
}

JsonNode SchemaDefinitions::WorkingDays(bool in_part) {
  constexpr int64_t kMost = 1000000;
  const auto days = [](int64_t lo, int64_t hi) {
    return SchemaClosed(SchemaObject({{"working_days", NumberBetween(TypeKind::kInt, {lo, hi})}}),
                        {"working_days"});
  };
  JsonNode one = days(0, kMost);
  if (!in_part) return one;
  return Refer("working_days", [&] {
    return SchemaAnyOf({one, InPart({one, days(-1, kMost - 1), one, days(1, kMost + 1)}), Words()});
  });
}

JsonNode SchemaDefinitions::Spelled(const Type& type, TypeKind kind, bool in_part) {
  const Spelling& spelling = SpellingOf(kind, type.unit);
  const std::string name = spelling.name;
  JsonNode one = Refer(absl::StrCat(name, ".exact"), [&] { return OneSpelled(spelling); });
  if (!in_part) return one;
  return Refer(name, [&] {
    JsonNode run = one;
    if (kind == TypeKind::kDate) {  // a month or a year stands for all its days
      run = Refer("date.days", [&] {
        return SchemaAnyOf({one, Without(Pattern("^[0-9]{4}(-(0[1-9]|1[0-2]))?$"), "^0000")});
      });
    }
    JsonNode over = run, under = Without(run, spelling.least);
    if (spelling.greatest != nullptr) over = Without(run, spelling.greatest);
    return SchemaAnyOf({run, InPart({run, std::move(over), run, std::move(under)}), Words()});
  });
}

JsonNode SchemaDefinitions::Value(const Type& type, const Range& bounds) {
  switch (type.kind) {
    case TypeKind::kInt:
    case TypeKind::kDecimal:
      return Number(type.kind, bounds, true);
    case TypeKind::kDuration:
      if (type.unit == DurationUnit::kWorkingDays) return WorkingDays(true);
      return Spelled(type, type.kind, true);
    case TypeKind::kDate:
    case TypeKind::kTime:
      return Spelled(type, type.kind, true);
    default: {
      Type set = type;
      set.element = type.kind;
      return Member(set, bounds);
    }
  }
}

JsonNode SchemaDefinitions::Member(const Type& set, const Range& bounds) {
  switch (set.element) {
    case TypeKind::kYesNo:
      return SchemaObject({{"type", String("boolean")}});
    case TypeKind::kInt:
    case TypeKind::kDecimal:
      return Number(set.element, bounds, false);
    case TypeKind::kDuration:
      if (set.unit == DurationUnit::kWorkingDays) return WorkingDays(false);
      return Spelled(set, set.element, false);
    case TypeKind::kDate:
    case TypeKind::kTime:
      return Spelled(set, set.element, false);
    case TypeKind::kLabel:
    case TypeKind::kText:
    case TypeKind::kReference:
      return TextValue(set.element);
    case TypeKind::kEnum:
      return Enum(set.enum_id);
    case TypeKind::kRef:
      return Key();
    default:  // computed only, or of several values: never recorded as one
      return JsonNode::Bool(false);
  }
}

}  // namespace stapwijs::api
