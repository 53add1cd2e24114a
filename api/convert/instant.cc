// SPDX-License-Identifier: EUPL-1.2
#include "api/convert/instant.h"

#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "engine/base/date.h"

namespace stapwijs::api {
namespace {

constexpr int64_t kMicros = 1'000'000;
constexpr int64_t kDay = 24 * 60 * 60;

int64_t FloorDiv(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

}  // namespace

std::string FormatInstant(int64_t micros) {
  const int64_t seconds = FloorDiv(micros, kMicros);
  const int64_t of_day = seconds - FloorDiv(seconds, kDay) * kDay;
  return absl::StrFormat("%sT%02d:%02d:%02d.%06dZ",
                         FormatDate(Date{static_cast<int32_t>(FloorDiv(seconds, kDay))}),
                         of_day / 3600, of_day / 60 % 60, of_day % 60, micros - seconds * kMicros);
}

std::optional<int64_t> ParseInstant(const std::string& text) {
  absl::Time time;
  std::string error;
  if (text.find('T') != 10 || !absl::ParseTime(absl::RFC3339_full, text, &time, &error)) {
    return std::nullopt;
  }
  return absl::ToUnixMicros(time);
}

}  // namespace stapwijs::api
