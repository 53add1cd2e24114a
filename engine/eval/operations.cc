// SPDX-License-Identifier: EUPL-1.2
#include "engine/eval/operations.h"

#include <algorithm>
#include <optional>

#include "engine/base/date.h"

namespace stapwijs {
namespace {

constexpr int64_t kMinutesPerDay = 24 * 60;

bool Infinite(int64_t v) { return v == Range::kNegInf || v == Range::kPosInf; }

// Bounds that overflow become "no bound": a wider range is never wrong.
int64_t AddBound(int64_t a, int64_t b, int64_t infinity) {
  int64_t sum = 0;
  if (Infinite(a) || Infinite(b) || __builtin_add_overflow(a, b, &sum)) return infinity;
  return Infinite(sum) ? infinity : sum;
}

int64_t Negated(int64_t v) {
  if (v == Range::kNegInf) return Range::kPosInf;
  if (v == Range::kPosInf) return Range::kNegInf;
  return -v;
}

Range AddRanges(Range a, Range b) {
  return {AddBound(a.lo, b.lo, Range::kNegInf), AddBound(a.hi, b.hi, Range::kPosInf)};
}

Range NegateRange(Range a) { return {Negated(a.hi), Negated(a.lo)}; }

// Nothing times whatever number is nothing; else a bound that is not there keeps its side, as the
// signs say. nullopt beyond what a number holds.
std::optional<int64_t> MultiplyBounds(int64_t a, int64_t b) {
  if (a == 0 || b == 0) return 0;
  if (Infinite(a) || Infinite(b)) return (a < 0) == (b < 0) ? Range::kPosInf : Range::kNegInf;
  int64_t product = 0;
  if (__builtin_mul_overflow(a, b, &product) || Infinite(product)) return std::nullopt;
  return product;
}

Range MultiplyRanges(Range a, Range b) {
  Range out{Range::kPosInf, Range::kNegInf};
  for (int64_t x : {a.lo, a.hi}) {
    for (int64_t y : {b.lo, b.hi}) {
      const std::optional<int64_t> product = MultiplyBounds(x, y);
      if (!product) return {};
      out.lo = std::min(out.lo, *product);
      out.hi = std::max(out.hi, *product);
    }
  }
  return out;
}

Date FirstDay() { return FromCivil({1, 1, 1}); }
Date LastDay() { return FromCivil({9999, 12, 31}); }

// There are no dates beyond those that can be written: such a bound becomes no bound.
Range InCalendar(Range range, int64_t per_day) {
  const int64_t first = FirstDay().days * per_day;
  const int64_t last = (LastDay().days + 1) * per_day - 1;
  auto there = [&](int64_t v) { return v >= first && v <= last; };
  return {there(range.lo) ? range.lo : Range::kNegInf, there(range.hi) ? range.hi : Range::kPosInf};
}

// A date bound moved over the calendar; beyond it there is no bound.
int64_t MoveDate(int64_t days, int64_t by, DurationUnit unit, int64_t infinity) {
  constexpr int64_t kFar = 100000;
  if (Infinite(days) || Infinite(by) || by > kFar || by < -kFar) return infinity;
  const Date date{static_cast<int32_t>(days)};
  if (unit == DurationUnit::kWorkingDays) return AddWorkingDays(date, by).days;
  const CivilDate civil = ToCivil(date);
  const int64_t month = int64_t{civil.year} * 12 + civil.month - 1 + by;
  const bool there = month >= 12 && month < int64_t{10000} * 12;
  return there ? AddMonths(date, by).days : infinity;
}

bool IsCalendarMove(const Type& a, const Type& b) {
  return a.kind == TypeKind::kDate && b.kind == TypeKind::kDuration &&
         (b.unit == DurationUnit::kMonths || b.unit == DurationUnit::kWorkingDays);
}

Range At(Range date, Range time) {
  // A time not known is any time of that day; one that was calculated may lie beyond midnight.
  int64_t from = Infinite(time.lo) ? 0 : time.lo;
  int64_t to = Infinite(time.hi) ? kMinutesPerDay - 1 : time.hi;
  auto minutes = [](int64_t days, int64_t minute, int64_t infinity) {
    int64_t out = 0;
    if (Infinite(days) || __builtin_mul_overflow(days, kMinutesPerDay, &out)) return infinity;
    return AddBound(out, minute, infinity);
  };
  return {minutes(date.lo, from, Range::kNegInf), minutes(date.hi, to, Range::kPosInf)};
}

Range RangeOf(const Value& value) { return value.range() != nullptr ? *value.range() : Range{}; }

bool Contains(const SetValue& set, const Atom& atom) {
  return std::binary_search(set.members.begin(), set.members.end(), atom);
}

bool Includes(const SetValue& all, const SetValue& part) {
  return std::includes(all.members.begin(), all.members.end(), part.members.begin(),
                       part.members.end());
}

Logic EqualSets(const SetValue& a, const SetValue& b) {
  if (a.complete && b.complete) return a.members == b.members ? Logic::kYes : Logic::kNo;
  if (a.complete && !Includes(a, b)) return Logic::kNo;
  if (b.complete && !Includes(b, a)) return Logic::kNo;
  return Logic::kUnknown;
}

Value CombineSets(const SetValue& a, const SetValue& b, bool& contradiction) {
  if (EqualSets(a, b) == Logic::kNo) {
    contradiction = true;
    return Value::Unknown();
  }
  SetValue out;
  out.complete = a.complete || b.complete;
  std::set_union(a.members.begin(), a.members.end(), b.members.begin(), b.members.end(),
                 std::back_inserter(out.members));
  return Value::Of(std::move(out));
}

}  // namespace

Logic Not(Logic a) {
  if (a == Logic::kUnknown) return a;
  return a == Logic::kYes ? Logic::kNo : Logic::kYes;
}

Logic And(Logic a, Logic b) {
  if (a == Logic::kNo || b == Logic::kNo) return Logic::kNo;
  return a == Logic::kYes && b == Logic::kYes ? Logic::kYes : Logic::kUnknown;
}

Logic Or(Logic a, Logic b) { return Not(And(Not(a), Not(b))); }

Logic AsCondition(const Value& value) {
  if (value.is_none() || value.is_no()) return Logic::kNo;
  return value.is_yes() ? Logic::kYes : Logic::kUnknown;
}

Value ToValue(Logic logic) {
  return logic == Logic::kUnknown ? Value::Unknown() : Value::Bool(logic == Logic::kYes);
}

Logic Less(const Value& a, const Value& b, bool or_equal) {
  if (a.is_none() || b.is_none()) return Logic::kNo;
  Range x = RangeOf(a), y = RangeOf(b);
  if (Infinite(x.hi) || Infinite(y.lo)) {
    // No upper bound on the left, or no lower one on the right: it can only be refuted.
  } else if (or_equal ? x.hi <= y.lo : x.hi < y.lo) {
    return Logic::kYes;
  }
  if (Infinite(x.lo) || Infinite(y.hi)) return Logic::kUnknown;
  return (or_equal ? x.lo > y.hi : x.lo >= y.hi) ? Logic::kNo : Logic::kUnknown;
}

Logic Equal(const Value& a, const Value& b) {
  if (a.is_unknown() || b.is_unknown()) return Logic::kUnknown;
  if (a.is_none() || b.is_none()) return a.is_none() && b.is_none() ? Logic::kYes : Logic::kNo;
  if (a.text() != nullptr && b.text() != nullptr) {
    return *a.text() == *b.text() ? Logic::kYes : Logic::kNo;
  }
  if (a.set() != nullptr && b.set() != nullptr) return EqualSets(*a.set(), *b.set());
  Range x = RangeOf(a), y = RangeOf(b);
  if (x.exact() && y.exact()) return x.lo == y.lo ? Logic::kYes : Logic::kNo;
  return x.hi < y.lo || y.hi < x.lo ? Logic::kNo : Logic::kUnknown;
}

Logic In(const Value& x, const Value& set) {
  if (x.is_none() || set.is_none()) return Logic::kNo;
  if (set.set() == nullptr) return Logic::kUnknown;
  const SetValue& s = *set.set();
  if (x.text() != nullptr || x.exact()) {
    Atom atom = x.text() != nullptr ? Atom(*x.text()) : Atom(*x.exact());
    if (Contains(s, atom)) return Logic::kYes;
    return s.complete ? Logic::kNo : Logic::kUnknown;
  }
  if (!s.complete) return Logic::kUnknown;
  for (const Atom& atom : s.members) {
    const int64_t* n = std::get_if<int64_t>(&atom);
    Range r = RangeOf(x);
    if (n == nullptr || (r.lo <= *n && *n <= r.hi)) return Logic::kUnknown;
  }
  return Logic::kNo;
}

Logic IsEmpty(const Value& set) {
  if (set.is_none()) return Logic::kNo;
  if (set.set() == nullptr) return Logic::kUnknown;
  if (!set.set()->members.empty()) return Logic::kNo;
  return set.set()->complete ? Logic::kYes : Logic::kUnknown;
}

Value Arithmetic(Op op, const Value& a, const Type& a_type, const Value& b, const Type& b_type) {
  // At a time that is none: some time of that day, as when the time is not known.
  if (a.is_none() || (b.is_none() && op != Op::kAt)) return Value::None();
  // What is unknown may prove to be none, and then so is its product: with nothing, too.
  if (op == Op::kMul && (a.is_unknown() || b.is_unknown())) return Value::Unknown();
  Range x = RangeOf(a), y = RangeOf(b);
  if (op == Op::kAt) return Value::Of(InCalendar(At(x, y), kMinutesPerDay));
  if (op == Op::kMul) return Value::Of(MultiplyRanges(x, y));
  if (op == Op::kSub) y = NegateRange(y);
  if (IsCalendarMove(a_type, b_type)) {
    return Value::Of(InCalendar({MoveDate(x.lo, y.lo, b_type.unit, Range::kNegInf),
                                 MoveDate(x.hi, y.hi, b_type.unit, Range::kPosInf)},
                                1));
  }
  const Range sum = AddRanges(x, y);
  if (b_type.kind != TypeKind::kDuration) return Value::Of(sum);
  if (a_type.kind == TypeKind::kDate) return Value::Of(InCalendar(sum, 1));
  if (a_type.kind == TypeKind::kMoment) return Value::Of(InCalendar(sum, kMinutesPerDay));
  return Value::Of(sum);
}

Value ToDecimal(const Value& value) {
  if (value.range() == nullptr) return value;
  return Value::Of(MultiplyRanges(*value.range(), Range::Exactly(kDecimalUnit)));
}

Value Combine(const Value& a, const Value& b, bool& contradiction) {
  if (a.is_unknown()) return b;
  if (b.is_unknown()) return a;
  if (a.set() != nullptr && b.set() != nullptr) {
    return CombineSets(*a.set(), *b.set(), contradiction);
  }
  if (a.range() != nullptr && b.range() != nullptr) {
    Range both{std::max(a.range()->lo, b.range()->lo), std::min(a.range()->hi, b.range()->hi)};
    if (both.lo <= both.hi) return Value::Of(both);
  } else if (a == b) {
    return a;
  }
  contradiction = true;
  return Value::Unknown();
}

}  // namespace stapwijs
