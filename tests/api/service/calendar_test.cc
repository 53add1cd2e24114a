// SPDX-License-Identifier: EUPL-1.2
#include "api/service/calendar.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/time/time.h"

namespace stapwijs::api {
namespace {

int64_t Micros(const std::string& instant) {
  absl::Time time;
  std::string error;
  EXPECT_TRUE(absl::ParseTime(absl::RFC3339_full, instant, &time, &error)) << error;
  return absl::ToUnixMicros(time);
}

struct Midnight {
  std::string instant;
  std::string date;
};

class AmsterdamDate : public ::testing::TestWithParam<Midnight> {};

TEST_P(AmsterdamDate, ChangesAtMidnightInAmsterdam) {
  const auto calendar = Calendar::Of("Europe/Amsterdam");
  ASSERT_TRUE(calendar.ok());
  EXPECT_EQ(FormatDate(calendar->DateAt(Micros(GetParam().instant))), GetParam().date);
  // The rule that stands in where no time zone files are installed says the same.
  EXPECT_EQ(FormatDate(AmsterdamByRule().DateAt(Micros(GetParam().instant))), GetParam().date);
}

INSTANTIATE_TEST_SUITE_P(
    Instants, AmsterdamDate,
    ::testing::Values(Midnight{"2022-03-01T22:59:59.999999Z", "2022-03-01"},
                      Midnight{"2022-03-01T23:00:00Z", "2022-03-02"},
                      // The night summer time begins, and the first evening of it.
                      Midnight{"2022-03-26T23:00:00Z", "2022-03-27"},
                      Midnight{"2022-03-27T21:59:59Z", "2022-03-27"},
                      Midnight{"2022-03-27T22:00:00Z", "2022-03-28"},
                      Midnight{"2022-07-01T21:59:59Z", "2022-07-01"},
                      Midnight{"2022-07-01T22:00:00Z", "2022-07-02"},
                      // The night it ends, and the first evening after.
                      Midnight{"2022-10-29T22:00:00Z", "2022-10-30"},
                      Midnight{"2022-10-30T22:59:59Z", "2022-10-30"},
                      Midnight{"2022-10-30T23:00:00Z", "2022-10-31"},
                      Midnight{"2023-12-31T23:00:00Z", "2024-01-01"}));

TEST(Calendar, RefusesAZoneThatTheMachineDoesNotKnow) {
  EXPECT_EQ(Calendar::Of("Mars/Olympus").status().code(), absl::StatusCode::kNotFound);
}

TEST(FormatInstant, IsRfc3339InUtcWithMicroseconds) {
  EXPECT_EQ(FormatInstant(Micros("2022-03-01T19:30:00.123456Z")), "2022-03-01T19:30:00.123456Z");
  EXPECT_EQ(FormatInstant(-1), "1969-12-31T23:59:59.999999Z");
}

}  // namespace
}  // namespace stapwijs::api
