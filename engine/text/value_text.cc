// SPDX-License-Identifier: EUPL-1.2
#include "engine/text/value_text.h"

#include <array>

#include "absl/strings/str_cat.h"
#include "engine/base/date.h"

namespace stapwijs {
namespace {

constexpr std::array<const char*, 12> kMonthsNl = {"januari",   "februari", "maart",    "april",
                                                   "mei",       "juni",     "juli",     "augustus",
                                                   "september", "oktober",  "november", "december"};
constexpr std::array<const char*, 12> kMonthsEn = {"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};

const char* Pick(Language language, const char* nl, const char* en) {
  return language == Language::kDutch ? nl : en;
}

std::string MonthName(int month, Language language) {
  size_t i = static_cast<size_t>(month - 1);
  return language == Language::kDutch ? kMonthsNl[i] : kMonthsEn[i];
}

Date AsDate(int64_t days) { return Date{static_cast<int32_t>(days)}; }

std::string Plural(int64_t n, const char* one, const char* many) {
  return absl::StrCat(n, " ", n == 1 ? one : many);
}

std::string DurationInWords(DurationUnit unit, int64_t n, Language language) {
  bool nl = language == Language::kDutch;
  switch (unit) {
    case DurationUnit::kMinutes:
      return nl ? Plural(n, "minuut", "minuten") : Plural(n, "minute", "minutes");
    case DurationUnit::kDays:
      if (n != 0 && n % 7 == 0) {
        return nl ? Plural(n / 7, "week", "weken") : Plural(n / 7, "week", "weeks");
      }
      return nl ? Plural(n, "dag", "dagen") : Plural(n, "day", "days");
    case DurationUnit::kMonths:
      if (n != 0 && n % 12 == 0) {
        return nl ? Plural(n / 12, "jaar", "jaar") : Plural(n / 12, "year", "years");
      }
      return nl ? Plural(n, "maand", "maanden") : Plural(n, "month", "months");
    case DurationUnit::kWorkingDays:
      return nl ? Plural(n, "werkdag", "werkdagen") : Plural(n, "working day", "working days");
  }
  return absl::StrCat(n);
}

std::string DecimalInWords(int64_t millionths, Language language) {
  uint64_t size =
      millionths < 0 ? 0 - static_cast<uint64_t>(millionths) : static_cast<uint64_t>(millionths);
  uint64_t unit = static_cast<uint64_t>(kDecimalUnit);
  std::string out = absl::StrCat(millionths < 0 ? "-" : "", size / unit);
  std::string fraction = absl::StrCat(unit + size % unit).substr(1);
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  if (!fraction.empty()) absl::StrAppend(&out, Pick(language, ",", "."), fraction);
  return out;
}

std::string OneInWords(const Method& method, TypeKind kind, EnumId enum_id, DurationUnit unit,
                       int64_t n, Language language) {
  switch (kind) {
    case TypeKind::kYesNo:
      return n != 0 ? Pick(language, "ja", "yes") : Pick(language, "nee", "no");
    case TypeKind::kDecimal:
      return DecimalInWords(n, language);
    case TypeKind::kDate:
      return DateInWords(n, language);
    case TypeKind::kTime:
      return FormatTime(static_cast<int>(n));
    case TypeKind::kMoment: {
      int64_t days = n >= 0 ? n / 1440 : (n - 1439) / 1440;
      return absl::StrCat(DateInWords(days, language), " ",
                          FormatTime(static_cast<int>(n - days * 1440)));
    }
    case TypeKind::kDuration:
      return DurationInWords(unit, n, language);
    case TypeKind::kEnum: {
      const EnumValue& value = method.enum_type(enum_id).values[static_cast<size_t>(n)];
      return value.title.empty() ? value.name : value.title.In(language);
    }
    default:
      return absl::StrCat(n);
  }
}

// A range of dates that is a whole month or year, in its own words; else empty.
std::string WholePeriod(const Range& range, Language language) {
  if (range.lo == Range::kNegInf || range.hi == Range::kPosInf) return "";
  CivilDate lo = ToCivil(AsDate(range.lo)), hi = ToCivil(AsDate(range.hi));
  if (lo.year != hi.year || lo.day != 1 || hi.day != DaysInMonth(hi.year, hi.month)) return "";
  if (lo.month == hi.month) return absl::StrCat(MonthName(lo.month, language), " ", lo.year);
  return lo.month == 1 && hi.month == 12 ? absl::StrCat(lo.year) : "";
}

std::string RangeInWords(const Method& method, const Type& type, const Range& range,
                         Language language) {
  auto one = [&](int64_t n) {
    return OneInWords(method, type.kind, type.enum_id, type.unit, n, language);
  };
  if (range.exact()) return one(range.lo);
  if (!range.bounded()) return Pick(language, "onbekend", "unknown");
  if (type.kind == TypeKind::kDate) {
    if (std::string period = WholePeriod(range, language); !period.empty()) return period;
  }
  bool date = type.kind == TypeKind::kDate || type.kind == TypeKind::kMoment;
  if (range.hi == Range::kPosInf) {
    return absl::StrCat(date ? Pick(language, "op of na ", "on or after ")
                             : Pick(language, "minstens ", "at least "),
                        one(range.lo));
  }
  if (range.lo == Range::kNegInf) {
    return absl::StrCat(date ? Pick(language, "op of voor ", "on or before ")
                             : Pick(language, "hoogstens ", "at most "),
                        one(range.hi));
  }
  return absl::StrCat(one(range.lo), Pick(language, " tot en met ", " to "), one(range.hi));
}

std::string SetInWords(const Method& method, const Type& type, const SetValue& set,
                       Language language) {
  std::string out;
  for (const Atom& atom : set.members) {
    const int64_t* n = std::get_if<int64_t>(&atom);
    absl::StrAppend(&out, out.empty() ? "" : ", ",
                    n != nullptr
                        ? OneInWords(method, type.element, type.enum_id, type.unit, *n, language)
                        : std::get<std::string>(atom));
  }
  if (set.complete) return out.empty() ? Pick(language, "geen", "none") : out;
  if (out.empty()) return Pick(language, "onbekend", "unknown");
  return absl::StrCat(Pick(language, "minstens ", "at least "), out);
}

}  // namespace

std::string DateInWords(int64_t days, Language language) {
  CivilDate civil = ToCivil(AsDate(days));
  return absl::StrCat(civil.day, " ", MonthName(civil.month, language), " ", civil.year);
}

std::string ValueInWords(const Method& method, const Type& type, const Value& value,
                         Language language, const Text& none_title) {
  if (value.is_none()) {
    return none_title.empty() ? Pick(language, "geen", "none") : none_title.In(language);
  }
  if (const Range* range = value.range()) return RangeInWords(method, type, *range, language);
  if (const std::string* text = value.text()) return *text;
  if (const SetValue* set = value.set()) return SetInWords(method, type, *set, language);
  return Pick(language, "onbekend", "unknown");
}

}  // namespace stapwijs
