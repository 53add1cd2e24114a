// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Calendar dates without time zone. The engine sees only dates; the server turns its clock into
// one.
namespace stapwijs {

// Days since 1970-01-01 in the proleptic Gregorian calendar. Years 0001 to 9999 can be written.
struct Date {
  int32_t days = 0;
  friend constexpr auto operator<=>(Date, Date) = default;
};

struct CivilDate {
  int year = 1970;
  int month = 1;  // 1..12
  int day = 1;    // 1..31
};

Date FromCivil(CivilDate civil);
CivilDate ToCivil(Date date);
int DaysInMonth(int year, int month);

// "2024-04-09"; anything else, or a day that does not exist, is nullopt.
std::optional<Date> ParseDate(std::string_view text);
std::string FormatDate(Date date);

// "2022-06" gives the first and last day of June 2022; "2022" those of the year.
struct DateSpan {
  Date first;
  Date last;
};
std::optional<DateSpan> ParseMonthOrYear(std::string_view text);

// "13:30" as minutes since midnight (0..1439).
std::optional<int> ParseTime(std::string_view text);
std::string FormatTime(int minutes);

// Ends at the latest on the last day of the month: 31 January plus one month is 28 (29) February.
Date AddMonths(Date date, int64_t months);

// Monday to Friday, except Dutch public holidays (New Year, Good Friday is no public holiday,
// Easter Monday, King's Day, Liberation Day in years divisible by five, Ascension Day, Whit Monday,
// both Christmas days). Source: Algemene termijnenwet art. 3, without its Good Friday.
bool IsWorkingDay(Date date);
// The n-th working day after (n > 0) or before (n < 0) `date`; n = 0 is `date` itself.
Date AddWorkingDays(Date date, int64_t n);

}  // namespace stapwijs
