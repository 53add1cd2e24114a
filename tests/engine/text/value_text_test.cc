// SPDX-License-Identifier: EUPL-1.2
#include "engine/text/value_text.h"

#include <string>
#include <vector>

#include "engine/base/date.h"
#include "gtest/gtest.h"

namespace stapwijs {
namespace {

constexpr int64_t kInf = Range::kPosInf;
constexpr int64_t kNegInf = Range::kNegInf;

Value Between(int64_t lo, int64_t hi) { return Value::Of(Range{lo, hi}); }
int64_t Day(const char* text) { return ParseDate(text)->days; }

struct Row {
  TypeKind kind;
  Value value;
  std::string nl;
  std::string en;
  DurationUnit unit = DurationUnit::kMinutes;
};

class ValueText : public ::testing::TestWithParam<Row> {};

TEST_P(ValueText, ReadsAloud) {
  const Row& row = GetParam();
  Method method;
  method.enums.push_back({"kind", {{"a", {"appel", "apple"}}, {"b", {"", ""}}}});
  Type type;
  type.kind = row.kind;
  type.element = TypeKind::kEnum;
  type.unit = row.unit;
  type.enum_id = EnumId(0);
  EXPECT_EQ(ValueInWords(method, type, row.value, Language::kDutch), row.nl);
  EXPECT_EQ(ValueInWords(method, type, row.value, Language::kEnglish), row.en);
}

INSTANTIATE_TEST_SUITE_P(
    All, ValueText,
    ::testing::Values(
        Row{TypeKind::kYesNo, Value::Bool(true), "ja", "yes"},
        Row{TypeKind::kInt, Value::Unknown(), "onbekend", "unknown"},
        Row{TypeKind::kInt, Value::None(), "geen", "none"},
        Row{TypeKind::kInt, Value::Exactly(4), "4", "4"},
        Row{TypeKind::kInt, Between(3, kInf), "minstens 3", "at least 3"},
        Row{TypeKind::kInt, Between(kNegInf, 5), "hoogstens 5", "at most 5"},
        Row{TypeKind::kInt, Between(3, 5), "3 tot en met 5", "3 to 5"},
        Row{TypeKind::kDecimal, Value::Exactly(2500000), "2,5", "2.5"},
        Row{TypeKind::kDecimal, Value::Exactly(-1000001), "-1,000001", "-1.000001"},
        Row{TypeKind::kDate, Value::Exactly(Day("2024-04-09")), "9 april 2024", "9 April 2024"},
        Row{TypeKind::kDate, Between(Day("2022-06-01"), Day("2022-06-30")), "juni 2022",
            "June 2022"},
        Row{TypeKind::kDate, Between(Day("2022-01-01"), Day("2022-12-31")), "2022", "2022"},
        Row{TypeKind::kDate, Between(Day("2022-06-02"), kInf), "op of na 2 juni 2022",
            "on or after 2 June 2022"},
        Row{TypeKind::kTime, Value::Exactly(815), "13:35", "13:35"},
        Row{TypeKind::kMoment, Value::Exactly(-1), "31 december 1969 23:59",
            "31 December 1969 23:59"},
        Row{TypeKind::kDuration, Value::Exactly(150), "150 minuten", "150 minutes"},
        Row{TypeKind::kDuration, Value::Exactly(21), "3 weken", "3 weeks", DurationUnit::kDays},
        Row{TypeKind::kDuration, Value::Exactly(1), "1 maand", "1 month", DurationUnit::kMonths},
        Row{TypeKind::kEnum, Value::Exactly(0), "appel", "apple"},
        Row{TypeKind::kEnum, Value::Exactly(1), "b", "b"},
        Row{TypeKind::kSet, Value::Of(SetValue{{0, 1}, true}), "appel, b", "apple, b"},
        Row{TypeKind::kSet, Value::Of(SetValue{{0}, false}), "minstens appel", "at least apple"},
        Row{TypeKind::kSet, Value::Of(SetValue{{}, true}), "geen enkele", "not a single one"},
        Row{TypeKind::kSet, Value::None(), "geen", "none"},
        Row{TypeKind::kDecimal, Between(2500001, kInf), "meer dan 2,5", "more than 2.5"},
        Row{TypeKind::kDecimal, Between(2500000, kInf), "minstens 2,5", "at least 2.5"},
        Row{TypeKind::kDecimal, Between(kNegInf, 499999), "minder dan 0,5", "less than 0.5"},
        Row{TypeKind::kDecimal, Between(kNegInf, 500000), "hoogstens 0,5", "at most 0.5"},
        Row{TypeKind::kDecimal, Between(kNegInf, -500001), "minder dan -0,5", "less than -0.5"},
        Row{TypeKind::kTime, Between(810, kInf), "op of na 13:30", "on or after 13:30"},
        Row{TypeKind::kTime, Value::Exactly(0), "00:00", "00:00"},
        Row{TypeKind::kTime, Value::Exactly(1439), "23:59", "23:59"},
        Row{TypeKind::kTime, Value::Exactly(1440), "00:00 de volgende dag", "00:00 the next day"},
        Row{TypeKind::kTime, Value::Exactly(1500), "01:00 de volgende dag", "01:00 the next day"},
        Row{TypeKind::kTime, Value::Exactly(-420), "17:00 de vorige dag", "17:00 the day before"},
        Row{TypeKind::kTime, Value::Exactly(-1), "23:59 de vorige dag", "23:59 the day before"},
        Row{TypeKind::kTime, Value::Exactly(2880), "00:00, 2 dagen later", "00:00, 2 days later"},
        Row{TypeKind::kTime, Value::Exactly(-1441), "23:59, 2 dagen eerder",
            "23:59, 2 days earlier"},
        Row{TypeKind::kTime, Between(1380, 1500), "23:00 tot en met 01:00 de volgende dag",
            "23:00 to 01:00 the next day"},
        Row{TypeKind::kList, Value::Bool(true), "vastgelegd", "recorded"},
        Row{TypeKind::kRecord, Value::Bool(true), "vastgelegd", "recorded"},
        Row{TypeKind::kLabel, Value::Of(std::string("Noord")), "Noord", "Noord"}));

struct RecordedRow {
  TypeKind kind;
  RecordedValue value;
  std::string nl;
  std::string en;
};

class RecordedText : public ::testing::TestWithParam<RecordedRow> {};

TEST_P(RecordedText, KeepsTheWordsThatWereRecorded) {
  const RecordedRow& row = GetParam();
  Type type;
  type.kind = row.kind;
  EXPECT_EQ(RecordedInWords({}, type, row.value, Language::kDutch), row.nl);
  EXPECT_EQ(RecordedInWords({}, type, row.value, Language::kEnglish), row.en);
}

RecordedValue About(std::string words) { return {Value::Unknown(), std::move(words), true}; }

INSTANTIATE_TEST_SUITE_P(
    All, RecordedText,
    ::testing::Values(
        RecordedRow{TypeKind::kInt, About("about 3"), "ongeveer 3", "about 3"},
        RecordedRow{TypeKind::kDecimal, About("about -2.5"), "ongeveer -2,5", "about -2.5"},
        RecordedRow{TypeKind::kDate, About("about 2024-04-09"), "ongeveer 9 april 2024",
                    "about 9 April 2024"},
        RecordedRow{TypeKind::kTime, About("about 13:30"), "ongeveer 13:30", "about 13:30"},
        RecordedRow{TypeKind::kDate, About("11 oktober"), "11 oktober", "11 oktober"},
        RecordedRow{TypeKind::kInt, About(""), "onbekend", "unknown"},
        RecordedRow{TypeKind::kInt, {Value::Exactly(3), "", false}, "3", "3"},
        RecordedRow{TypeKind::kInt, {Between(3, kInf), "", false}, "minstens 3", "at least 3"},
        RecordedRow{
            TypeKind::kInt, {Between(4, kInf), "over 3", false}, "meer dan 3", "more than 3"},
        RecordedRow{
            TypeKind::kInt, {Between(kNegInf, 8), "under 9", false}, "minder dan 9", "less than 9"},
        RecordedRow{TypeKind::kInt,
                    {Between(4, 8), "over 3, under 9", false},
                    "meer dan 3 en minder dan 9",
                    "more than 3 and less than 9"},
        RecordedRow{TypeKind::kInt,
                    {Between(3, 8), "under 9", false},
                    "minstens 3 en minder dan 9",
                    "at least 3 and less than 9"},
        RecordedRow{TypeKind::kInt,
                    {Between(4, 9), "over 3", false},
                    "meer dan 3 en hoogstens 9",
                    "more than 3 and at most 9"},
        RecordedRow{TypeKind::kDecimal,
                    {Between(2500001, kInf), "over 2.5", false},
                    "meer dan 2,5",
                    "more than 2.5"},
        RecordedRow{TypeKind::kDuration,
                    {Between(151, kInf), "over PT150M", false},
                    "meer dan 150 minuten",
                    "more than 150 minutes"},
        RecordedRow{TypeKind::kDuration,
                    {Between(kNegInf, 149), "under PT2H30M", false},
                    "minder dan 150 minuten",
                    "less than 150 minutes"},
        RecordedRow{
            TypeKind::kTime, {Between(811, kInf), "over 13:30", false}, "na 13:30", "after 13:30"},
        RecordedRow{TypeKind::kTime,
                    {Between(kNegInf, 809), "under 13:30", false},
                    "voor 13:30",
                    "before 13:30"},
        RecordedRow{TypeKind::kDate,
                    {Between(Day("2022-07-01"), kInf), "over 2022-06", false},
                    "na 30 juni 2022",
                    "after 30 June 2022"},
        RecordedRow{TypeKind::kDate,
                    {Between(kNegInf, Day("2021-12-31")), "under 2022", false},
                    "voor 1 januari 2022",
                    "before 1 January 2022"},
        RecordedRow{TypeKind::kDate,
                    {Between(Day("2022-06-01"), Day("2022-06-30")), "2022-06", false},
                    "juni 2022",
                    "June 2022"}));

TEST(RecordedText, NoneHasItsOwnText) {
  Type type;
  type.kind = TypeKind::kSet;
  const RecordedValue none{Value::None(), "", false};
  EXPECT_EQ(RecordedInWords({}, type, none, Language::kDutch, {"niet verkend", "not explored"}),
            "niet verkend");
}

}  // namespace
}  // namespace stapwijs
