// SPDX-License-Identifier: EUPL-1.2
#include "engine/base/date.h"

#include <algorithm>
#include <array>

namespace stapwijs {
namespace {

constexpr int kFirstYear = 1;
constexpr int kLastYear = 9999;

bool IsLeap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

// The number written in exactly `text`, or -1.
int Digits(std::string_view text) {
  int number = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return -1;
    number = number * 10 + (c - '0');
  }
  return text.empty() ? -1 : number;
}

std::string Padded(int number, int width) {
  std::string digits = std::to_string(number);
  return std::string(std::max(0, width - static_cast<int>(digits.size())), '0') + digits;
}

// Easter Sunday by the anonymous Gregorian computus.
Date EasterSunday(int year) {
  int a = year % 19, b = year / 100, c = year % 100;
  int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  int m = (a + 11 * h + 22 * l) / 451;
  int n = h + l - 7 * m + 114;
  return FromCivil({year, n / 31, n % 31 + 1});
}

// 0 = Monday .. 6 = Sunday.
int Weekday(Date date) { return ((date.days % 7) + 7 + 3) % 7; }

}  // namespace

// The civil calendar conversions follow the well-known shifted-year (March first) arithmetic.
Date FromCivil(CivilDate civil) {
  int y = civil.month <= 2 ? civil.year - 1 : civil.year;
  int era = (y >= 0 ? y : y - 399) / 400;
  int yoe = y - era * 400;
  int doy = (153 * (civil.month + (civil.month > 2 ? -3 : 9)) + 2) / 5 + civil.day - 1;
  int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return {era * 146097 + doe - 719468};
}

CivilDate ToCivil(Date date) {
  int z = date.days + 719468;
  int era = (z >= 0 ? z : z - 146096) / 146097;
  int doe = z - era * 146097;
  int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  int mp = (5 * doy + 2) / 153;
  int month = mp < 10 ? mp + 3 : mp - 9;
  return {yoe + era * 400 + (month <= 2 ? 1 : 0), month, doy - (153 * mp + 2) / 5 + 1};
}

int DaysInMonth(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && IsLeap(year) ? 29 : kDays[static_cast<size_t>(month - 1)];
}

std::optional<Date> ParseDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int year = Digits(text.substr(0, 4)), month = Digits(text.substr(5, 2));
  int day = Digits(text.substr(8, 2));
  if (year < kFirstYear || month < 1 || month > 12 || day < 1) return std::nullopt;
  if (day > DaysInMonth(year, month)) return std::nullopt;
  return FromCivil({year, month, day});
}

std::string FormatDate(Date date) {
  CivilDate civil = ToCivil(date);
  return Padded(civil.year, 4) + "-" + Padded(civil.month, 2) + "-" + Padded(civil.day, 2);
}

std::optional<DateSpan> ParseMonthOrYear(std::string_view text) {
  int year = Digits(text.substr(0, 4));
  if (text.size() < 4 || year < kFirstYear) return std::nullopt;
  if (text.size() == 4) return DateSpan{FromCivil({year, 1, 1}), FromCivil({year, 12, 31})};
  int month = text.size() == 7 && text[4] == '-' ? Digits(text.substr(5, 2)) : -1;
  if (month < 1 || month > 12) return std::nullopt;
  return DateSpan{FromCivil({year, month, 1}), FromCivil({year, month, DaysInMonth(year, month)})};
}

std::optional<int> ParseTime(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  int hour = Digits(text.substr(0, 2)), minute = Digits(text.substr(3, 2));
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
  return hour * 60 + minute;
}

std::string FormatTime(int minutes) {
  return Padded(minutes / 60, 2) + ":" + Padded(minutes % 60, 2);
}

Date AddMonths(Date date, int64_t months) {
  CivilDate civil = ToCivil(date);
  int64_t index = static_cast<int64_t>(civil.year) * 12 + (civil.month - 1) + months;
  index = std::clamp<int64_t>(index, kFirstYear * 12, kLastYear * 12 + 11);
  int year = static_cast<int>(index / 12), month = static_cast<int>(index % 12) + 1;
  return FromCivil({year, month, std::min(civil.day, DaysInMonth(year, month))});
}

bool IsWorkingDay(Date date) {
  if (Weekday(date) >= 5) return false;
  CivilDate civil = ToCivil(date);
  auto is = [&](int month, int day) { return civil.month == month && civil.day == day; };
  if (is(1, 1) || is(12, 25) || is(12, 26)) return false;
  // King's Day moves from a Sunday to Saturday the 26th, which is no working day either way.
  if (civil.year >= 2014 && is(4, 27)) return false;
  if (civil.year < 2014 && is(4, 30)) return false;
  if (is(5, 5) && civil.year % 5 == 0) return false;
  int after_easter = date.days - EasterSunday(civil.year).days;
  return after_easter != 1 && after_easter != 39 && after_easter != 50;
}

Date AddWorkingDays(Date date, int64_t n) {
  int step = n < 0 ? -1 : 1;
  int64_t left = std::min<int64_t>(n < 0 ? -n : n, 100000);
  while (left > 0) {
    date.days += step;
    if (IsWorkingDay(date)) --left;
  }
  return date;
}

}  // namespace stapwijs
