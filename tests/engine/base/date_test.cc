// SPDX-License-Identifier: EUPL-1.2
#include "engine/base/date.h"

#include <string>

#include "gtest/gtest.h"

namespace stapwijs {
namespace {

Date D(const char* text) { return ParseDate(text).value(); }

TEST(Date, CountsDaysFrom1970) {
  EXPECT_EQ(D("1970-01-01").days, 0);
  EXPECT_EQ(D("1969-12-31").days, -1);
  EXPECT_EQ(D("2000-03-01").days, 11017);
}

TEST(Date, RoundTripsEveryDayOfFourCenturies) {
  for (Date date = D("1800-01-01"); date <= D("2200-12-31"); ++date.days) {
    ASSERT_EQ(ParseDate(FormatDate(date)), date);
  }
}

TEST(Date, RefusesDaysThatDoNotExist) {
  for (const char* text : {"2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-04-31",
                           "0000-01-01", "2024-4-9", "2024-04-09 ", "+024-04-09", ""}) {
    EXPECT_EQ(ParseDate(text), std::nullopt) << text;
  }
  EXPECT_NE(ParseDate("2000-02-29"), std::nullopt);
}

TEST(Date, AMonthIsItsFirstToItsLastDay) {
  auto june = ParseMonthOrYear("2022-06");
  ASSERT_TRUE(june);
  EXPECT_EQ(FormatDate(june->first), "2022-06-01");
  EXPECT_EQ(FormatDate(june->last), "2022-06-30");
  auto year = ParseMonthOrYear("2022");
  ASSERT_TRUE(year);
  EXPECT_EQ(FormatDate(year->last), "2022-12-31");
  for (const char* text : {"202", "2022-6", "2022-13", "2022-06-01", "20x2"}) {
    EXPECT_FALSE(ParseMonthOrYear(text)) << text;
  }
}

TEST(Date, TimesAreMinutesSinceMidnight) {
  EXPECT_EQ(ParseTime("00:00"), 0);
  EXPECT_EQ(ParseTime("23:59"), 1439);
  EXPECT_EQ(FormatTime(13 * 60 + 5), "13:05");
  for (const char* text : {"24:00", "12:60", "9:00", "12.30", "-1:00"}) {
    EXPECT_EQ(ParseTime(text), std::nullopt) << text;
  }
}

TEST(Date, AMonthLaterEndsOnTheLastDay) {
  EXPECT_EQ(AddMonths(D("2024-01-31"), 1), D("2024-02-29"));
  EXPECT_EQ(AddMonths(D("2023-01-31"), 1), D("2023-02-28"));
  EXPECT_EQ(AddMonths(D("2024-03-31"), -1), D("2024-02-29"));
  EXPECT_EQ(AddMonths(D("2024-11-15"), 14), D("2026-01-15"));
}

TEST(Date, DutchHolidaysAreNoWorkingDays) {
  for (const char* text : {"2024-01-01", "2024-04-01", "2024-05-09", "2024-05-20", "2024-12-25",
                           "2024-12-26", "2023-04-27", "2025-05-05", "2024-04-06", "2024-04-07"}) {
    EXPECT_FALSE(IsWorkingDay(D(text))) << text;
  }
  for (const char* text : {"2024-03-29", "2023-05-05", "2024-04-02", "2012-04-27"}) {
    EXPECT_TRUE(IsWorkingDay(D(text))) << text;
  }
  EXPECT_FALSE(IsWorkingDay(D("2012-04-30")));  // Queen's Day, before 2014
}

TEST(Date, WorkingDaysSkipWeekendsAndHolidays) {
  EXPECT_EQ(AddWorkingDays(D("2024-03-28"), 2), D("2024-04-02"));  // over Easter
  EXPECT_EQ(AddWorkingDays(D("2024-04-02"), -2), D("2024-03-28"));
  EXPECT_EQ(AddWorkingDays(D("2024-04-06"), 0), D("2024-04-06"));
}

}  // namespace
}  // namespace stapwijs
