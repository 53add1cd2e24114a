// SPDX-License-Identifier: EUPL-1.2
#include "api/cli/value_spelling.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "engine/base/date.h"
#include "engine/json/value_json.h"

namespace stapwijs::api::cli {
namespace {

constexpr int64_t kMinutesPerDay = 24 * 60;

int64_t DayOf(int64_t minutes) {
  const int64_t days = minutes / kMinutesPerDay;
  return minutes % kMinutesPerDay < 0 ? days - 1 : days;
}

// A moment, or a time of the day numbered 0.
JsonNode Clock(int64_t minutes, bool moment) {
  const int64_t day = DayOf(minutes);
  const std::string time = FormatTime(static_cast<int>(minutes - day * kMinutesPerDay));
  if (moment) {
    return JsonNode::String(absl::StrCat(FormatDate(Date{static_cast<int32_t>(day)}), " ", time));
  }
  if (day == 0) return JsonNode::String(time);
  return JsonNode::String(
      absl::StrCat(time, day > 0 ? " +" : " ", day, day == 1 || day == -1 ? " day" : " days"));
}

JsonNode Clocks(const Range& range, bool moment) {
  if (range.exact()) return Clock(range.lo, moment);
  JsonNode out = JsonNode::Object();
  if (range.lo != Range::kNegInf) out.Put("at_least", Clock(range.lo, moment));
  if (range.hi != Range::kPosInf) out.Put("at_most", Clock(range.hi, moment));
  return out;
}

}  // namespace

JsonNode SpellJson(const Method& method, const Type& type, const Value& value) {
  const bool moment = type.kind == TypeKind::kMoment;
  if ((moment || type.kind == TypeKind::kTime) && value.range() != nullptr) {
    return Clocks(*value.range(), moment);
  }
  Field field;
  field.type = type;
  return ValueNode(method, field, RecordedValue{value, "", false});
}

}  // namespace stapwijs::api::cli
