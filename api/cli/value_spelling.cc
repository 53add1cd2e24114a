// SPDX-License-Identifier: EUPL-1.2
#include "api/cli/value_spelling.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/date.h"
#include "engine/json/value_json.h"

namespace stapwijs::api::cli {
namespace {

constexpr int64_t kMinutesPerDay = 24 * 60;

JsonNode Moment(int64_t minutes) {
  int64_t days = minutes / kMinutesPerDay;
  if (minutes % kMinutesPerDay < 0) --days;
  const Date date{static_cast<int32_t>(days)};
  const int time = static_cast<int>(minutes - days * kMinutesPerDay);
  return JsonNode::String(absl::StrCat(FormatDate(date), " ", FormatTime(time)));
}

JsonNode Moments(const Range& range) {
  if (range.exact()) return Moment(range.lo);
  JsonNode out = JsonNode::Object();
  if (range.lo != Range::kNegInf) out.Put("at_least", Moment(range.lo));
  if (range.hi != Range::kPosInf) out.Put("at_most", Moment(range.hi));
  return out;
}

}  // namespace

JsonNode SpellJson(const Method& method, const Type& type, const Value& value) {
  if (type.kind == TypeKind::kMoment && value.range() != nullptr) return Moments(*value.range());
  Field field;
  field.type = type;
  return ValueNode(method, field, RecordedValue{value, "", false});
}

std::string SpellText(const JsonNode& value) {
  std::string out;
  switch (value.kind) {
    case JsonNode::Kind::kNull:
      return "unknown";
    case JsonNode::Kind::kBool:
      return value.boolean ? "yes" : "no";
    case JsonNode::Kind::kNumber:
    case JsonNode::Kind::kString:
      return value.text;
    case JsonNode::Kind::kArray:
      for (const JsonNode& item : value.items) {
        absl::StrAppend(&out, out.empty() ? "" : ", ", SpellText(item));
      }
      return absl::StrCat("{", out, "}");
    case JsonNode::Kind::kObject:
      break;
  }
  if (IsNoneNode(value)) return "none";
  for (size_t i = 0; i < value.items.size(); ++i) {
    std::string form = value.keys[i];
    std::replace(form.begin(), form.end(), '_', ' ');
    absl::StrAppend(&out, i == 0 ? "" : ", ", form, " ", SpellText(value.items[i]));
  }
  return out;
}

}  // namespace stapwijs::api::cli
