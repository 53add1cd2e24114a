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
        Row{TypeKind::kSet, Value::Of(SetValue{{}, true}), "geen", "none"},
        Row{TypeKind::kLabel, Value::Of(std::string("Noord")), "Noord", "Noord"}));

}  // namespace
}  // namespace stapwijs
