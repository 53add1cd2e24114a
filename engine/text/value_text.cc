// SPDX-License-Identifier: EUPL-1.2
#include "engine/text/value_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

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

constexpr int64_t kMinutesPerDay = 24 * 60;

// The day that a number of minutes lies on, the first being 0.
int64_t DayOf(int64_t minutes) {
  return minutes >= 0 ? minutes / kMinutesPerDay
                      : (minutes - (kMinutesPerDay - 1)) / kMinutesPerDay;
}

std::string ClockInWords(int64_t minutes) {
  return FormatTime(static_cast<int>(minutes - DayOf(minutes) * kMinutesPerDay));
}

// Sums of a time and a duration may pass midnight: people never see 25:00.
std::string TimeInWords(int64_t minutes, Language language) {
  const int64_t day = DayOf(minutes);
  const std::string clock = ClockInWords(minutes);
  if (day == 0) return clock;
  if (day == 1) return clock + Pick(language, " de volgende dag", " the next day");
  if (day == -1) return clock + Pick(language, " de vorige dag", " the day before");
  const std::string days = DurationInWords(DurationUnit::kDays, day < 0 ? -day : day, language);
  return absl::StrCat(
      clock, ", ", days,
      day > 0 ? Pick(language, " later", " later") : Pick(language, " eerder", " earlier"));
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
      return TimeInWords(n, language);
    case TypeKind::kMoment:
      return absl::StrCat(DateInWords(DayOf(n), language), " ", ClockInWords(n));
    case TypeKind::kDuration:
      return DurationInWords(unit, n, language);
    case TypeKind::kEnum: {
      const EnumValue& value = method.enum_type(enum_id).values[static_cast<size_t>(n)];
      return value.title.empty() ? value.name : value.title.In(language);
    }
    case TypeKind::kRecord:
    case TypeKind::kList:
      // Of these an expression only knows that they are there.
      return Pick(language, "vastgelegd", "recorded");
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

// Which ends of a range somebody said not to be in it themselves.
struct OpenEnds {
  bool over = false;
  bool under = false;
};

// The one spelling of recorded values (engine/json) keeps "over 3, under 9" in the words.
OpenEnds OpenEndsIn(const std::string& words) {
  return {words.rfind("over ", 0) == 0,
          words.rfind("under ", 0) == 0 || words.find(", under ") != std::string::npos};
}

// A decimal that begins one millionth above a shorter one is all above that.
OpenEnds OpenEndsOf(const Range& range) {
  constexpr int64_t kFinest = 10;
  return {range.lo != Range::kNegInf && (range.lo - 1) % kFinest == 0,
          range.hi != Range::kPosInf && (range.hi + 1) % kFinest == 0};
}

struct EndWords {
  const char *at_least, *over, *at_most, *under;
};

EndWords EndWordsOf(TypeKind kind, Language language) {
  const bool nl = language == Language::kDutch;
  const bool calendar =
      kind == TypeKind::kDate || kind == TypeKind::kMoment || kind == TypeKind::kTime;
  if (calendar) {
    return nl ? EndWords{"op of na ", "na ", "op of voor ", "voor "}
              : EndWords{"on or after ", "after ", "on or before ", "before "};
  }
  return nl ? EndWords{"minstens ", "meer dan ", "hoogstens ", "minder dan "}
            : EndWords{"at least ", "more than ", "at most ", "less than "};
}

std::string RangeInWords(const Method& method, const Type& type, const Range& range, OpenEnds open,
                         Language language) {
  auto one = [&](int64_t n) {
    return OneInWords(method, type.kind, type.enum_id, type.unit, n, language);
  };
  if (range.exact()) return one(range.lo);
  if (!range.bounded()) return Pick(language, "onbekend", "unknown");
  if (type.kind == TypeKind::kDate) {
    if (std::string period = WholePeriod(range, language); !period.empty()) return period;
  }
  const EndWords words = EndWordsOf(type.kind, language);
  const std::string from = range.lo == Range::kNegInf ? ""
                           : open.over                ? absl::StrCat(words.over, one(range.lo - 1))
                                                      : absl::StrCat(words.at_least, one(range.lo));
  const std::string to = range.hi == Range::kPosInf ? ""
                         : open.under               ? absl::StrCat(words.under, one(range.hi + 1))
                                                    : absl::StrCat(words.at_most, one(range.hi));
  if (from.empty() || to.empty()) return from + to;
  if (open.over || open.under) return absl::StrCat(from, Pick(language, " en ", " and "), to);
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
  // Somebody looked and found nothing: not the same as none.
  if (set.complete) return out.empty() ? Pick(language, "geen enkele", "not a single one") : out;
  if (out.empty()) return Pick(language, "onbekend", "unknown");
  return absl::StrCat(Pick(language, "minstens ", "at least "), out);
}

// What is about a number, date or time; else what somebody wrote stays as it is.
std::string AboutInWords(const std::string& words, Language language) {
  constexpr std::string_view kAbout = "about ";
  if (words.empty()) return Pick(language, "onbekend", "unknown");
  if (words.rfind(kAbout, 0) != 0) return words;
  std::string rest = words.substr(kAbout.size());
  if (const std::optional<Date> date = ParseDate(rest)) {
    rest = DateInWords(date->days, language);
  } else if (rest.find_first_not_of("-.0123456789") == std::string::npos) {
    std::replace(rest.begin(), rest.end(), '.', *Pick(language, ",", "."));
  }
  return absl::StrCat(Pick(language, "ongeveer ", "about "), rest);
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
  if (const Range* range = value.range()) {
    const bool decimal = type.kind == TypeKind::kDecimal;
    return RangeInWords(method, type, *range, decimal ? OpenEndsOf(*range) : OpenEnds{}, language);
  }
  if (const std::string* text = value.text()) return *text;
  if (const SetValue* set = value.set()) return SetInWords(method, type, *set, language);
  return Pick(language, "onbekend", "unknown");
}

std::string RecordedInWords(const Method& method, const Type& type, const RecordedValue& recorded,
                            Language language, const Text& none_title) {
  if (recorded.about) return AboutInWords(recorded.words, language);
  const Range* range = recorded.value.range();
  const bool open = range != nullptr && !recorded.words.empty();
  return open ? RangeInWords(method, type, *range, OpenEndsIn(recorded.words), language)
              : ValueInWords(method, type, recorded.value, language, none_title);
}

}  // namespace stapwijs
