// SPDX-License-Identifier: EUPL-1.2
#include "api/service/calendar.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace stapwijs::api {
namespace {

constexpr int64_t kMicros = 1000000;
constexpr int64_t kDay = 86400;

int64_t FloorDiv(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

// 01:00 UTC of the last Sunday of a month with 31 days, in seconds since 1970.
int64_t LastSunday(int year, int month) {
  const int64_t last = FromCivil({year, month, 31}).days;
  const int64_t weekday = ((last + 4) % 7 + 7) % 7;  // 1970-01-01 was a Thursday; Sunday is 0
  return (last - weekday) * kDay + 3600;
}

int64_t AmsterdamOffset(int64_t seconds) {
  const int year = ToCivil(Date{static_cast<int32_t>(FloorDiv(seconds, kDay))}).year;
  const bool summer = seconds >= LastSunday(year, 3) && seconds < LastSunday(year, 10);
  return summer ? 7200 : 3600;
}

}  // namespace

absl::StatusOr<Calendar> Calendar::Of(const std::string& zone) {
  Calendar calendar;
  if (absl::LoadTimeZone(zone, &calendar.zone_)) return calendar;
  if (zone != "Europe/Amsterdam") {
    return absl::NotFoundError(absl::StrCat("this machine does not know the time zone ", zone));
  }
  return AmsterdamByRule();
}

Calendar AmsterdamByRule() {
  Calendar calendar;
  calendar.by_rule_ = true;
  return calendar;
}

Date Calendar::DateAt(int64_t micros) const {
  const int64_t seconds = FloorDiv(micros, kMicros);
  if (by_rule_) {
    return Date{static_cast<int32_t>(FloorDiv(seconds + AmsterdamOffset(seconds), kDay))};
  }
  const absl::CivilDay day = absl::ToCivilDay(absl::FromUnixMicros(micros), zone_);
  return Date{static_cast<int32_t>(day - absl::CivilDay(1970, 1, 1))};
}

}  // namespace stapwijs::api
