// SPDX-License-Identifier: EUPL-1.2
#include "api/convert/value_node.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/json/scalar.h"

namespace stapwijs::api {
namespace {

using v1::Value;

Type MemberType(const Type& set) {
  Type member = set;
  member.kind = set.element;
  return member;
}

bool BoundsFit(const v1::Range& range, const Type& type) {
  if (!IsOrderedKind(type.kind)) return false;
  const auto fits = [&](const Value& bound) {
    // A bound is a plain value.
    return bound.kind_case() != Value::kRange && bound.kind_case() != Value::kAbout &&
           bound.kind_case() != Value::kNone && FitsType(bound, type);
  };
  const bool low = range.has_at_least() ? fits(range.at_least())
                   : range.has_over()   ? fits(range.over())
                                        : true;
  const bool high = range.has_at_most() ? fits(range.at_most())
                    : range.has_under() ? fits(range.under())
                                        : true;
  const bool any =
      range.low_case() != v1::Range::LOW_NOT_SET || range.high_case() != v1::Range::HIGH_NOT_SET;
  return any && low && high;
}

bool MembersFit(const v1::SetValue& set, const Type& type) {
  if (type.kind != TypeKind::kSet) return false;
  for (const Value& member : set.members()) {
    if (member.kind_case() == Value::kNone || member.kind_case() == Value::kAbout ||
        !FitsType(member, MemberType(type))) {
      return false;
    }
  }
  return true;
}

// "-12", "2.50": what JSON takes for a number, without exponents.
bool IsPlainNumber(std::string_view text) {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  const size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, point);
  const auto digits = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (!digits(whole) || (whole.size() > 1 && whole.front() == '0')) return false;
  return point == text.size() || digits(text.substr(point + 1));
}

JsonNode Number(const std::string& text) {
  return IsPlainNumber(text) ? JsonNode::Number(text) : JsonNode::String(text);
}

JsonNode Duration(const std::string& text, const Type& type) {
  if (type.unit != DurationUnit::kWorkingDays) return JsonNode::String(text);
  const std::optional<int64_t> days = ParseIsoDuration(text, DurationUnit::kDays);
  if (!days) return JsonNode::String(text);
  JsonNode out = JsonNode::Object();
  out.Put("working_days", JsonNode::Number(absl::StrCat(*days)));
  return out;
}

JsonNode RangeNode(const v1::Range& range, const Type& type) {
  JsonNode out = JsonNode::Object();
  if (range.has_at_least()) out.Put("at_least", ToNode(range.at_least(), type));
  if (range.has_over()) out.Put("over", ToNode(range.over(), type));
  if (range.has_at_most()) out.Put("at_most", ToNode(range.at_most(), type));
  if (range.has_under()) out.Put("under", ToNode(range.under(), type));
  return out;
}

JsonNode SetNode(const v1::SetValue& set, const Type& type) {
  JsonNode members = JsonNode::Array();
  for (const Value& member : set.members()) members.Push(ToNode(member, MemberType(type)));
  if (!set.may_have_more()) return members;
  JsonNode out = JsonNode::Object();
  out.Put("at_least", std::move(members));
  return out;
}

JsonNode About(const std::string& words, const Type& type) {
  JsonNode out = JsonNode::Object();
  const bool number = type.kind == TypeKind::kInt || type.kind == TypeKind::kDecimal;
  out.Put("about", number ? Number(words) : JsonNode::String(words));
  return out;
}

JsonNode None() {
  JsonNode out = JsonNode::Object();
  out.Put("none", JsonNode::Bool(true));
  return out;
}

}  // namespace

bool FitsType(const Value& value, const Type& type) {
  const TypeKind kind = type.kind;
  switch (value.kind_case()) {
    case Value::kYesNo:
      return kind == TypeKind::kYesNo;
    case Value::kInteger:
      return kind == TypeKind::kInt || kind == TypeKind::kDecimal;
    case Value::kDecimal:
      return kind == TypeKind::kDecimal;
    case Value::kText:
      return kind == TypeKind::kLabel || kind == TypeKind::kText || kind == TypeKind::kReference;
    case Value::kDate:
      return kind == TypeKind::kDate;
    case Value::kTime:
      return kind == TypeKind::kTime;
    case Value::kDuration:
      return kind == TypeKind::kDuration;
    case Value::kEnumValue:
      return kind == TypeKind::kEnum;
    case Value::kElementKey:
      return kind == TypeKind::kRef;
    case Value::kSet:
      return MembersFit(value.set(), type);
    case Value::kRange:
      return BoundsFit(value.range(), type);
    case Value::kAbout:
      return IsOrderedKind(kind);
    case Value::kNone:
      return true;
    case Value::KIND_NOT_SET:
      return false;
  }
  return false;
}

JsonNode ToNode(const Value& value, const Type& type) {
  switch (value.kind_case()) {
    case Value::kYesNo:
      return JsonNode::Bool(value.yes_no());
    case Value::kInteger:
      return JsonNode::Number(absl::StrCat(value.integer()));
    case Value::kDecimal:
      return Number(value.decimal());
    case Value::kText:
      return JsonNode::String(value.text());
    case Value::kDate:
      return JsonNode::String(value.date());
    case Value::kTime:
      return JsonNode::String(value.time());
    case Value::kDuration:
      return Duration(value.duration(), type);
    case Value::kEnumValue:
      return JsonNode::String(value.enum_value());
    case Value::kElementKey:
      return JsonNode::String(value.element_key());
    case Value::kSet:
      return SetNode(value.set(), type);
    case Value::kRange:
      return RangeNode(value.range(), type);
    case Value::kAbout:
      return About(value.about(), type);
    case Value::kNone:
      return None();
    case Value::KIND_NOT_SET:
      break;
  }
  return JsonNode::Object();
}

}  // namespace stapwijs::api
