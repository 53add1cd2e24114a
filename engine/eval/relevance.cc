// SPDX-License-Identifier: EUPL-1.2
#include "engine/eval/relevance.h"

#include <algorithm>
#include <numeric>

namespace stapwijs {
namespace {

bool Infinite(int64_t v) { return v == Range::kNegInf || v == Range::kPosInf; }

// Sums of bounds: one that is not there, or beyond what a number holds, is `infinity`.
int64_t Sum(int64_t a, int64_t b, int64_t infinity) {
  int64_t sum = 0;
  return Infinite(a) || Infinite(b) || __builtin_add_overflow(a, b, &sum) ? infinity : sum;
}

int64_t Negated(int64_t v) {
  if (v == Range::kNegInf) return Range::kPosInf;
  return v == Range::kPosInf ? Range::kNegInf : -v;
}

Range Plus(Range a, Range b) {
  return {Sum(a.lo, b.lo, Range::kNegInf), Sum(a.hi, b.hi, Range::kPosInf)};
}

int64_t ScaledBound(int64_t bound, int64_t factor) {
  if (Infinite(bound)) return factor < 0 ? Negated(bound) : bound;
  int64_t product = 0;
  if (!__builtin_mul_overflow(bound, factor, &product)) return product;
  return (bound < 0) == (factor < 0) ? Range::kPosInf : Range::kNegInf;
}

// With nothing in it, when the part is perhaps no summand.
Range Hull(const Part& part) {
  if (part.filter.empty()) return part.range;
  return {std::min<int64_t>(0, part.range.lo), std::max<int64_t>(0, part.range.hi)};
}

bool CanBeRecorded(const Part& part) { return !part.waits.empty() || !part.filter.empty(); }

// What the other summands can come to: `rest` plus any multiple of `step` that keeps within
// `range`; `fixed` is what nobody can make exact.
struct Others {
  Range range = Range::Exactly(0);
  int64_t step = 0;
  int64_t rest = 0;
  Range fixed = Range::Exactly(0);
};

Others OthersThan(const std::vector<Part>& parts, size_t one) {
  Others out;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i == one) continue;
    const Part& part = parts[i];
    const Range hull = Hull(part);
    if (hull.exact()) {
      out.rest = Sum(out.rest, hull.lo, 0);
      out.range = Plus(out.range, hull);
    } else if (CanBeRecorded(part)) {
      // Perhaps nothing, else this: no value between.
      const bool all_or_none = !part.filter.empty() && part.range.exact();
      out.step = std::gcd(out.step, all_or_none ? part.range.lo : part.step);
      out.range = Plus(out.range, hull);
    } else {
      out.fixed = Plus(out.fixed, hull);
    }
  }
  return out;
}

// Whether the others can come to something between `from` and `to`.
bool Reach(const Others& others, int64_t from, int64_t to) {
  const int64_t lo = std::max(from, others.range.lo), hi = std::min(to, others.range.hi);
  if (lo > hi || from == Range::kPosInf || to == Range::kNegInf) return false;
  if (others.step <= 1 || Infinite(lo) || Infinite(hi)) return true;
  int64_t past = (lo - others.rest) % others.step;
  if (past < 0) past += others.step;
  return past == 0 || hi - lo >= others.step - past;
}

// Whether there are values of the others with which the sum of all is not known to be below 0 (or
// to be 0), and a value of this one then decides it.
bool Matters(Relation relation, Range one, const Others& others) {
  if (one.exact()) return false;
  const Range u = others.fixed;
  // The others, when all comes to 0 with this one and what is fixed at their ends.
  const int64_t both_high = Negated(Sum(one.hi, u.hi, Range::kPosInf));
  const int64_t both_low = Negated(Sum(one.lo, u.lo, Range::kNegInf));
  const int64_t low_high =
      Negated(u.hi == Range::kPosInf ? u.hi : Sum(one.lo, u.hi, Range::kNegInf));
  const int64_t high_low =
      Negated(u.lo == Range::kNegInf ? u.lo : Sum(one.hi, u.lo, Range::kPosInf));
  auto shifted = [](int64_t bound, int64_t by) { return Sum(bound, by, bound); };
  if (relation == Relation::kEqual) {
    if (u.exact()) return Reach(others, both_high, both_low);
    return Reach(others, both_high, shifted(low_high, -1)) ||
           Reach(others, shifted(high_low, 1), both_low);
  }
  // The lowest value of this one makes it surely below, though its highest does not; or its highest
  // makes it surely not below, though its lowest does not.
  const int64_t from = relation == Relation::kLess ? 0 : 1, to = from - 1;
  return Reach(others, shifted(both_high, from), shifted(low_high, to)) ||
         Reach(others, shifted(high_low, from), shifted(both_low, to));
}

bool AnySure(const std::vector<Term>& terms) {
  return std::any_of(terms.begin(), terms.end(), [](const Term& term) { return term.sure; });
}

// Of the first of `terms` against `range`. As long as none is sure there is perhaps no first: then
// one that comes too late still tells that there is one.
Waits WaitsOfFirst(Relation relation, const std::vector<Term>& terms, Range range) {
  const bool sure = AnySure(terms), or_equal = relation != Relation::kLess;
  Waits out;
  for (const Term& term : terms) {
    const bool late = or_equal ? term.range.lo > range.hi : term.range.lo >= range.hi;
    if (!late || !sure) MergeInto(out, term.filter);
    if (late) continue;
    // Surely before: then it is decided whatever its value.
    const bool surely =
        relation == Relation::kLessEqual ? term.range.hi <= range.lo : term.range.hi < range.lo;
    if (!surely) MergeInto(out, term.waits);
  }
  return out;
}

// Of `range` being before the first of `terms`: there must be one, and all must come after it.
Waits WaitsOfAll(bool or_equal, const std::vector<Term>& terms, Range range) {
  const bool sure = AnySure(terms);
  Waits out;
  for (const Term& term : terms) {
    const bool after = or_equal ? term.range.lo >= range.hi : term.range.lo > range.hi;
    const bool before = or_equal ? term.range.hi < range.lo : term.range.hi <= range.lo;
    if (after && sure) continue;
    MergeInto(out, term.filter);
    if (!after && !before) MergeInto(out, term.waits);
  }
  return out;
}

Range Turned(Range range) { return {Negated(range.hi), Negated(range.lo)}; }
Range RangeOf(const Value& value) { return value.range() != nullptr ? *value.range() : Range{}; }

// What the first or last waits for; `left`: it stands left of the comparison.
Waits WaitsOfTerms(Relation relation, const Shape& shape, bool left, Range other) {
  std::vector<Term> terms = shape.terms;
  if (!shape.minimum) {
    // A maximum is a minimum of what is turned round, and then stands on the other side.
    for (Term& term : terms) term.range = Turned(term.range);
    other = Turned(other);
    left = !left;
  }
  if (left || relation == Relation::kEqual) return WaitsOfFirst(relation, terms, other);
  return WaitsOfAll(relation == Relation::kLessEqual, terms, other);
}

bool HasTerms(const Operand& operand) { return operand.shape && !operand.shape->terms.empty(); }

}  // namespace

std::vector<Part> PartsOf(const Operand& operand) {
  if (operand.shape && !operand.shape->parts.empty()) return operand.shape->parts;
  return {{RangeOf(operand.value), 1, operand.waits, {}}};
}

std::vector<Part> Scaled(std::vector<Part> parts, int64_t factor) {
  for (Part& part : parts) {
    part.range = {ScaledBound(part.range.lo, factor), ScaledBound(part.range.hi, factor)};
    if (factor < 0) std::swap(part.range.lo, part.range.hi);
    int64_t step = 0;
    const bool fits = !__builtin_mul_overflow(part.step, factor < 0 ? -factor : factor, &step);
    part.step = fits && step > 0 ? step : 1;
  }
  return parts;
}

Waits WaitsToCompare(Relation relation, const Operand& a, const Operand& b) {
  // a before b: their difference is below 0.
  std::vector<Part> parts = PartsOf(a);
  const size_t of_a = parts.size();
  std::vector<Part> turned = Scaled(PartsOf(b), -1);
  parts.insert(parts.end(), turned.begin(), turned.end());
  Waits out;
  for (size_t i = 0; i < parts.size(); ++i) {
    const Part& part = parts[i];
    if (HasTerms(i < of_a ? a : b) || !CanBeRecorded(part)) continue;
    const Others others = OthersThan(parts, i);
    if (Matters(relation, part.range, others)) MergeInto(out, part.waits);
    if (Matters(relation, Hull(part), others)) MergeInto(out, part.filter);
  }
  if (HasTerms(a)) MergeInto(out, WaitsOfTerms(relation, *a.shape, true, RangeOf(b.value)));
  if (HasTerms(b)) MergeInto(out, WaitsOfTerms(relation, *b.shape, false, RangeOf(a.value)));
  return out;
}

}  // namespace stapwijs
