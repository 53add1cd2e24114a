// SPDX-License-Identifier: EUPL-1.2
#include "engine/eval/operations.h"

#include <vector>

#include "engine/base/date.h"
#include "gtest/gtest.h"

namespace stapwijs {
namespace {

constexpr Logic kNo = Logic::kNo;
constexpr Logic kYes = Logic::kYes;
constexpr Logic kUnknown = Logic::kUnknown;
constexpr int64_t kInf = Range::kPosInf;
constexpr int64_t kNegInf = Range::kNegInf;

Value Between(int64_t lo, int64_t hi) { return Value::Of(Range{lo, hi}); }
Value Set(std::vector<Atom> members, bool complete = true) {
  return Value::Of(SetValue{std::move(members), complete});
}
Type OfKind(TypeKind kind, DurationUnit unit = DurationUnit::kMinutes) {
  Type type;
  type.kind = kind;
  type.unit = unit;
  return type;
}

TEST(Operations, LogicIsKleenes) {
  struct Row {
    Logic a, b, both, either;
  };
  for (const Row& row : std::vector<Row>{{kYes, kYes, kYes, kYes},
                                         {kYes, kNo, kNo, kYes},
                                         {kYes, kUnknown, kUnknown, kYes},
                                         {kNo, kNo, kNo, kNo},
                                         {kNo, kUnknown, kNo, kUnknown},
                                         {kUnknown, kUnknown, kUnknown, kUnknown}}) {
    EXPECT_EQ(And(row.a, row.b), row.both);
    EXPECT_EQ(And(row.b, row.a), row.both);
    EXPECT_EQ(Or(row.a, row.b), row.either);
    EXPECT_EQ(Or(row.b, row.a), row.either);
  }
  EXPECT_EQ(Not(kUnknown), kUnknown);
  EXPECT_EQ(Not(kNo), kYes);
}

TEST(Operations, NoneAsAConditionIsNo) { EXPECT_EQ(AsCondition(Value::None()), kNo); }

TEST(Operations, ComparisonsAreDecidedWhereTheRangesDecide) {
  struct Row {
    Value a, b;
    Logic less, less_equal;
  };
  for (const Row& row :
       std::vector<Row>{{Value::Exactly(4), Value::Exactly(5), kYes, kYes},
                        {Value::Exactly(5), Value::Exactly(5), kNo, kYes},
                        {Value::Exactly(6), Value::Exactly(5), kNo, kNo},
                        {Between(1, 4), Between(5, 9), kYes, kYes},
                        {Between(1, 5), Between(5, 9), kUnknown, kYes},
                        {Between(1, 6), Between(5, 9), kUnknown, kUnknown},
                        {Between(5, 9), Between(1, 5), kNo, kUnknown},
                        {Between(kNegInf, 4), Value::Exactly(5), kYes, kYes},
                        {Between(6001, kInf), Value::Exactly(6000), kNo, kNo},
                        {Between(6001, kInf), Between(kNegInf, 7000), kUnknown, kUnknown},
                        {Value::Unknown(), Value::Exactly(5), kUnknown, kUnknown},
                        {Value::None(), Value::Exactly(5), kNo, kNo},
                        {Value::Exactly(5), Value::None(), kNo, kNo},
                        {Value::Unknown(), Value::None(), kNo, kNo}}) {
    EXPECT_EQ(Less(row.a, row.b, false), row.less);
    EXPECT_EQ(Less(row.a, row.b, true), row.less_equal);
  }
}

TEST(Operations, EqualityOfRangesNoneAndSets) {
  EXPECT_EQ(Equal(Value::Exactly(3), Value::Exactly(3)), kYes);
  EXPECT_EQ(Equal(Between(1, 3), Value::Exactly(3)), kUnknown);
  EXPECT_EQ(Equal(Between(1, 3), Value::Exactly(4)), kNo);
  EXPECT_EQ(Equal(Value::None(), Value::None()), kYes);
  EXPECT_EQ(Equal(Value::None(), Value::Exactly(3)), kNo);
  EXPECT_EQ(Equal(Value::Unknown(), Value::None()), kUnknown);
  EXPECT_EQ(Equal(Set({1, 2}), Set({1, 2})), kYes);
  EXPECT_EQ(Equal(Set({1}), Set({1, 2})), kNo);
  EXPECT_EQ(Equal(Set({1}, false), Set({1, 2})), kUnknown);
  EXPECT_EQ(Equal(Set({3}, false), Set({1, 2})), kNo);
  EXPECT_EQ(Equal(Set({1}, false), Set({2}, false)), kUnknown);
}

TEST(Operations, MembershipInASetThatMayHaveMore) {
  EXPECT_EQ(In(Value::Exactly(1), Set({1}, false)), kYes);
  EXPECT_EQ(In(Value::Exactly(2), Set({1}, false)), kUnknown);
  EXPECT_EQ(In(Value::Exactly(2), Set({1})), kNo);
  EXPECT_EQ(In(Value::Unknown(), Set({})), kNo);
  EXPECT_EQ(In(Value::Unknown(), Set({1})), kUnknown);
  EXPECT_EQ(In(Value::None(), Set({1})), kNo);
  EXPECT_EQ(In(Value::Exactly(1), Value::None()), kNo);
  EXPECT_EQ(In(Between(5, 9), Set({1, 2})), kNo);
}

TEST(Operations, EmptinessOfSets) {
  EXPECT_EQ(IsEmpty(Set({})), kYes);
  EXPECT_EQ(IsEmpty(Set({}, false)), kUnknown);
  EXPECT_EQ(IsEmpty(Set({1}, false)), kNo);
  EXPECT_EQ(IsEmpty(Value::None()), kNo);
  EXPECT_EQ(IsEmpty(Value::Unknown()), kUnknown);
}

TEST(Operations, ArithmeticOnRangesAndNone) {
  Type number = OfKind(TypeKind::kInt);
  auto compute = [&](Op op, const Value& a, const Value& b) {
    return Arithmetic(op, a, number, b, number);
  };
  EXPECT_EQ(compute(Op::kAdd, Between(1, 2), Between(10, kInf)), Between(11, kInf));
  EXPECT_EQ(compute(Op::kSub, Between(1, 2), Between(10, kInf)), Between(kNegInf, -8));
  EXPECT_EQ(compute(Op::kMul, Between(-1, 2), Between(3, 4)), Between(-4, 8));
  EXPECT_EQ(compute(Op::kAdd, Value::None(), Value::Unknown()), Value::None());
  EXPECT_EQ(compute(Op::kAdd, Value::Unknown(), Value::Exactly(1)), Value::Unknown());
}

TEST(Operations, OverflowGivesNoBoundInsteadOfAWrongNumber) {
  Type number = OfKind(TypeKind::kInt);
  Value sum = Arithmetic(Op::kAdd, Value::Exactly(kInf - 1), number, Value::Exactly(5), number);
  EXPECT_EQ(Less(sum, Value::Exactly(0), false), kUnknown);
  EXPECT_EQ(Arithmetic(Op::kAdd, Value::Exactly(kInf - 1), number, Value::Exactly(1), number),
            Value::Unknown());
  EXPECT_EQ(Arithmetic(Op::kMul, Value::Exactly(kInf / 7), number, Value::Exactly(7), number),
            Value::Unknown());
}

TEST(Operations, DatesMoveOverTheCalendar) {
  Type date = OfKind(TypeKind::kDate);
  Value end_of_january = Value::Exactly(ParseDate("2024-01-31")->days);
  Type months = OfKind(TypeKind::kDuration, DurationUnit::kMonths);
  EXPECT_EQ(Arithmetic(Op::kAdd, end_of_january, date, Value::Exactly(1), months),
            Value::Exactly(ParseDate("2024-02-29")->days));
  Type days = OfKind(TypeKind::kDuration, DurationUnit::kDays);
  EXPECT_EQ(Arithmetic(Op::kSub, end_of_january, date, Value::Exactly(31), days),
            Value::Exactly(ParseDate("2023-12-31")->days));
}

TEST(Operations, BeyondTheYearsThatCanBeWrittenAllIsUnknown) {
  const Type date = OfKind(TypeKind::kDate), moment = OfKind(TypeKind::kMoment);
  const Type time = OfKind(TypeKind::kTime);
  const Value last = Value::Exactly(ParseDate("9999-12-31")->days);
  const Value first = Value::Exactly(ParseDate("0001-01-01")->days);
  const Value one = Value::Exactly(1);
  for (const DurationUnit unit :
       {DurationUnit::kDays, DurationUnit::kMonths, DurationUnit::kWorkingDays}) {
    const Type duration = OfKind(TypeKind::kDuration, unit);
    EXPECT_EQ(Arithmetic(Op::kAdd, last, date, one, duration), Value::Unknown());
    EXPECT_EQ(Arithmetic(Op::kSub, first, date, one, duration), Value::Unknown());
    EXPECT_EQ(Arithmetic(Op::kSub, first, date, Value::Exactly(kInf - 1), duration),
              Value::Unknown());
  }
  const Type minutes = OfKind(TypeKind::kDuration);
  const Value last_minute = Arithmetic(Op::kAt, last, date, Value::Exactly(1439), time);
  ASSERT_TRUE(last_minute.exact());
  EXPECT_EQ(Arithmetic(Op::kAdd, last_minute, moment, one, minutes), Value::Unknown());
  EXPECT_EQ(Arithmetic(Op::kAt, last, date, Value::Exactly(1440), time), Value::Unknown());
  EXPECT_EQ(Arithmetic(Op::kAdd, Between(*last.exact() - 9, *last.exact()), date, one,
                       OfKind(TypeKind::kDuration, DurationUnit::kDays)),
            Between(*last.exact() - 8, kInf));
}

TEST(Operations, ATimePastMidnightKeepsItsPlace) {
  const Type time = OfKind(TypeKind::kTime), minutes = OfKind(TypeKind::kDuration);
  const Value late = Arithmetic(Op::kAdd, Value::Exactly(1380), time, Value::Exactly(120), minutes);
  EXPECT_EQ(Less(Value::Exactly(1439), late, false), kYes);
  EXPECT_EQ(Arithmetic(Op::kAt, Value::Exactly(1), OfKind(TypeKind::kDate), late, time),
            Value::Exactly(1440 + 1500));
}

TEST(Operations, AMomentWithoutTimeIsThatWholeDay) {
  Type date = OfKind(TypeKind::kDate), time = OfKind(TypeKind::kTime);
  Value day = Value::Exactly(1);
  EXPECT_EQ(Arithmetic(Op::kAt, day, date, Value::Exactly(60), time), Value::Exactly(1500));
  EXPECT_EQ(Arithmetic(Op::kAt, day, date, Value::Unknown(), time), Between(1440, 2879));
  EXPECT_EQ(Arithmetic(Op::kAt, Value::Unknown(), date, Value::Exactly(60), time),
            Value::Unknown());
}

TEST(Operations, OtherwiseIntersectsAndFindsContradictions) {
  struct Row {
    Value a, b, both;
    bool contradiction;
  };
  for (const Row& row :
       std::vector<Row>{{Value::Unknown(), Value::Exactly(3), Value::Exactly(3), false},
                        {Between(2, kInf), Between(kNegInf, 5), Between(2, 5), false},
                        {Between(2, kInf), Value::Exactly(1), Value::Unknown(), true},
                        {Value::None(), Value::None(), Value::None(), false},
                        {Value::None(), Value::Exactly(1), Value::Unknown(), true},
                        {Set({1}, false), Set({2}, false), Set({1, 2}, false), false},
                        {Set({1}, false), Set({2}), Value::Unknown(), true}}) {
    bool contradiction = false;
    EXPECT_EQ(Combine(row.a, row.b, contradiction), row.both);
    EXPECT_EQ(contradiction, row.contradiction);
    bool other_way = false;
    EXPECT_EQ(Combine(row.b, row.a, other_way), row.both);
    EXPECT_EQ(other_way, row.contradiction);
  }
}

}  // namespace
}  // namespace stapwijs
