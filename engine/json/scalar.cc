// SPDX-License-Identifier: EUPL-1.2
#include "engine/json/scalar.h"

#include "absl/strings/str_cat.h"
#include "engine/base/date.h"
#include "engine/facts/describe.h"

namespace stapwijs {
namespace {

constexpr char kWorkingDays[] = "working_days";

ScalarReading Found(std::optional<int64_t> value, const char* reason = "WRONG_TYPE") {
  if (!value) return {std::nullopt, reason};
  return {Range::Exactly(*value), reason};
}

ScalarReading ReadNumber(const JsonNode& node, int decimals) {
  if (!node.Is(JsonNode::Kind::kNumber)) return {};
  bool too_fine = false;
  std::optional<int64_t> value = ExactNumber(node.text, decimals, too_fine);
  return Found(value, too_fine ? "WRONG_TYPE" : "OUT_OF_RANGE");
}

ScalarReading ReadDate(const JsonNode& node) {
  if (!node.Is(JsonNode::Kind::kString)) return {};
  if (std::optional<Date> date = ParseDate(node.text)) return Found(date->days);
  std::optional<DateSpan> span = ParseMonthOrYear(node.text);
  if (!span) return {std::nullopt, "BAD_DATE"};
  return {Range{span->first.days, span->last.days}, ""};
}

ScalarReading ReadDuration(const JsonNode& node, DurationUnit unit) {
  if (unit != DurationUnit::kWorkingDays) {
    return node.Is(JsonNode::Kind::kString) ? Found(ParseIsoDuration(node.text, unit))
                                            : ScalarReading{};
  }
  const JsonNode* days = node.Member(kWorkingDays);
  return days == nullptr || node.items.size() != 1 ? ScalarReading{} : ReadNumber(*days, 0);
}

}  // namespace

ScalarType ScalarOf(const Type& type) { return {type.kind, type.unit, type.enum_id}; }
ScalarType MemberOf(const Type& set) { return {set.element, set.unit, set.enum_id}; }

bool IsTextKind(TypeKind kind) {
  return kind == TypeKind::kLabel || kind == TypeKind::kText || kind == TypeKind::kReference ||
         kind == TypeKind::kRef;
}

bool IsOrderedKind(TypeKind kind) {
  return kind == TypeKind::kInt || kind == TypeKind::kDecimal || kind == TypeKind::kDate ||
         kind == TypeKind::kTime || kind == TypeKind::kDuration;
}

ScalarReading ReadScalar(const Method& method, const ScalarType& type, const JsonNode& node) {
  bool string = node.Is(JsonNode::Kind::kString);
  switch (type.kind) {
    case TypeKind::kYesNo:
      return node.Is(JsonNode::Kind::kBool) ? Found(node.boolean ? 1 : 0) : ScalarReading{};
    case TypeKind::kInt:
      return ReadNumber(node, 0);
    case TypeKind::kDecimal:
      return ReadNumber(node, 6);
    case TypeKind::kDate:
      return ReadDate(node);
    case TypeKind::kTime:
      return string ? Found(ParseTime(node.text)) : ScalarReading{};
    case TypeKind::kDuration:
      return ReadDuration(node, type.unit);
    case TypeKind::kEnum:
      return string ? Found(method.FindEnumValue(type.enum_id, node.text), "NOT_AN_ENUM_VALUE")
                    : ScalarReading{};
    default:
      return {};
  }
}

JsonNode WriteScalar(const Method& method, const ScalarType& type, int64_t value) {
  switch (type.kind) {
    case TypeKind::kYesNo:
      return JsonNode::Bool(value != 0);
    case TypeKind::kDecimal:
      return JsonNode::Number(PlainDecimal(value));
    case TypeKind::kDate:
      return JsonNode::String(FormatDate(Date{static_cast<int32_t>(value)}));
    case TypeKind::kTime:
      return JsonNode::String(FormatTime(static_cast<int>(value)));
    case TypeKind::kEnum:
      return JsonNode::String(
          method.enum_type(type.enum_id).values[static_cast<size_t>(value)].name);
    case TypeKind::kDuration:
      break;
    default:
      return JsonNode::Number(absl::StrCat(value));
  }
  switch (type.unit) {
    case DurationUnit::kMinutes:
      return JsonNode::String(absl::StrCat("PT", value, "M"));
    case DurationUnit::kDays:
      return JsonNode::String(absl::StrCat("P", value, "D"));
    case DurationUnit::kMonths:
      return JsonNode::String(absl::StrCat("P", value, "M"));
    case DurationUnit::kWorkingDays:
      break;
  }
  JsonNode days = JsonNode::Object();
  days.Put(kWorkingDays, JsonNode::Number(absl::StrCat(value)));
  return days;
}

std::optional<int64_t> ParseIsoDuration(std::string_view text, DurationUnit unit) {
  std::string_view start, designators;
  int64_t sizes[2] = {};
  switch (unit) {
    case DurationUnit::kMinutes:
      start = "PT", designators = "HM", sizes[0] = 60, sizes[1] = 1;
      break;
    case DurationUnit::kDays:
      start = "P", designators = "WD", sizes[0] = 7, sizes[1] = 1;
      break;
    case DurationUnit::kMonths:
      start = "P", designators = "YM", sizes[0] = 12, sizes[1] = 1;
      break;
    case DurationUnit::kWorkingDays:
      return std::nullopt;
  }
  if (text.substr(0, start.size()) != start || text.size() == start.size()) return std::nullopt;
  text = text.substr(start.size());
  int64_t total = 0;
  size_t next = 0;  // each designator once, in their order
  while (!text.empty()) {
    int64_t number = 0;
    size_t i = 0;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9') {
      if (i == 9) return std::nullopt;
      number = number * 10 + (text[i++] - '0');
    }
    if (i == 0 || i == text.size()) return std::nullopt;
    size_t which = designators.find(text[i], next);
    if (which == std::string_view::npos) return std::nullopt;
    total += number * sizes[which];
    next = which + 1;
    text = text.substr(i + 1);
  }
  return total;
}

}  // namespace stapwijs
