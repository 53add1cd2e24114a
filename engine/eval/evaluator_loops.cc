// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "engine/eval/evaluator.h"

// Quantifiers, counts, sums, minima and maxima over the elements of a container.
namespace stapwijs {
namespace {

Result Logical(Logic logic, Waits waits) {
  if (logic != Logic::kUnknown) waits.clear();
  return {ToValue(logic), std::move(waits)};
}

Range RangeOf(const Value& value) { return value.range() != nullptr ? *value.range() : Range{}; }

int64_t Saturated(int64_t a, int64_t b, int64_t infinity) {
  int64_t sum = 0;
  bool endless = a == infinity || b == infinity || __builtin_add_overflow(a, b, &sum);
  return endless ? infinity : sum;
}

}  // namespace

template <typename Visit>
void Evaluator::ForEach(const Loop& loop, Frame& frame, Visit visit) {
  auto slot = static_cast<size_t>(loop.slot);
  if (frame.size() < slot + static_cast<size_t>(loop.slots)) {
    frame.resize(slot + static_cast<size_t>(loop.slots), kNoInstance);
  }
  auto judge = [&](Logic presence, Waits waits) {
    visit(Both(Logical(presence, std::move(waits)), Condition(loop.where, frame)));
  };
  std::vector<Candidate> all = Candidates(Reach(loop.owner, frame), loop.scope);
  for (const Candidate& first : all) {
    frame[slot] = first.instance;
    if (loop.slots == 1) {
      judge(first.presence, first.waits);
      continue;
    }
    for (const Candidate& second : all) {
      // Two different elements; the unseen one stands for many, so it also pairs with itself.
      if (second.instance == first.instance && first.presence == Logic::kYes) continue;
      frame[slot] = first.instance;
      frame[slot + 1] = second.instance;
      Waits waits = first.waits;
      MergeInto(waits, second.waits);
      judge(And(first.presence, second.presence), std::move(waits));
    }
  }
}

Result Evaluator::Quantify(const Expr& e, Frame& frame) {
  const bool some = e.op == Op::kSome;
  Junction all(!some);
  ForEach(e.loop, frame, [&](const Result& filter) {
    if (filter.logic() == Logic::kNo) return;
    const Result body = Eval(e.loop.body, frame);
    // Every: there is none that is chosen and is not so.
    Result one = Both(filter, some ? body : Not(body));
    all.Add(some ? one : Not(std::move(one)));
  });
  return all.Take();
}

Result Evaluator::Count(const Expr& e, Frame& frame) {
  Range count = Range::Exactly(0);
  Waits waits;
  if (!e.args.empty()) {
    Result set = Eval(e.args[0], frame);
    const SetValue* members = set.value.set();
    if (members != nullptr) count = Range::Exactly(static_cast<int64_t>(members->members.size()));
    bool open = members == nullptr ? !set.value.is_none() : !members->complete;
    if (open) count.hi = Range::kPosInf;
    return {Value::Of(count), std::move(set.waits)};
  }
  ForEach(e.loop, frame, [&](const Result& filter) {
    if (filter.logic() == Logic::kNo) return;
    if (filter.logic() == Logic::kYes) {
      ++count.lo;
      count.hi = Saturated(count.hi, 1, Range::kPosInf);
      return;
    }
    bool many = instances_[frame[static_cast<size_t>(e.loop.slot)]].key == "*";
    count.hi = many ? Range::kPosInf : Saturated(count.hi, 1, Range::kPosInf);
    MergeInto(waits, filter.waits);
  });
  return {Value::Of(count), std::move(waits)};
}

Result Evaluator::Sum(const Expr& e, Frame& frame) {
  Range sum = Range::Exactly(0);
  Waits waits;
  std::vector<Part> parts;
  bool none = false, unknown = false;
  ForEach(e.loop, frame, [&](const Result& filter) {
    if (filter.logic() == Logic::kNo) return;
    Result value = Eval(e.loop.body, frame);
    MergeInto(waits, filter.waits);
    MergeInto(waits, value.waits);
    const bool chosen = filter.logic() == Logic::kYes;
    if (chosen && value.shape) {
      const std::vector<Part> own = PartsOf({value.value, value.waits, value.shape});
      parts.insert(parts.end(), own.begin(), own.end());
    } else {
      parts.push_back({RangeOf(value.value), 1, value.waits, filter.waits});
    }
    if (value.value.is_none()) {
      none = true;
      unknown = unknown || !chosen;
      return;
    }
    const Range* range = value.value.range();
    bool many = instances_[frame[static_cast<size_t>(e.loop.slot)]].key == "*";
    if (range == nullptr || many) {
      unknown = true;
      return;
    }
    sum.lo =
        Saturated(sum.lo, chosen ? range->lo : std::min<int64_t>(0, range->lo), Range::kNegInf);
    sum.hi =
        Saturated(sum.hi, chosen ? range->hi : std::max<int64_t>(0, range->hi), Range::kPosInf);
  });
  if (none && !unknown) return {Value::None(), {}};
  Value value = none || unknown ? Value::Unknown() : Value::Of(sum);
  if (value.exact()) return {std::move(value), {}};
  Result out{std::move(value), std::move(waits)};
  if (!none) out.shape = std::make_shared<Shape>(Shape{std::move(parts), {}, true});
  return out;
}

Result Evaluator::Extreme(const Expr& e, Frame& frame) {
  // A maximum is a minimum of what is turned round.
  const bool minimum = e.op == Op::kMin;
  auto turn = [&](Range r) {
    if (minimum) return r;
    auto negated = [](int64_t v) {
      if (v == Range::kNegInf) return Range::kPosInf;
      return v == Range::kPosInf ? Range::kNegInf : -v;
    };
    return Range{negated(r.hi), negated(r.lo)};
  };
  Shape shape;
  shape.minimum = minimum;
  bool any_sure = false;
  Range out{Range::kPosInf, Range::kPosInf};
  ForEach(e.loop, frame, [&](const Result& filter) {
    if (filter.logic() == Logic::kNo) return;
    Result value = Eval(e.loop.body, frame);
    if (value.value.is_none()) return;  // nothing to be first or last
    const bool chosen = filter.logic() == Logic::kYes;
    // One of which nothing is known may prove to be none.
    const bool known = value.value.range() != nullptr;
    const Range range = turn(RangeOf(value.value));
    out.lo = std::min(out.lo, range.lo);
    if (chosen) out.hi = std::min(out.hi, range.hi);
    any_sure = any_sure || chosen;
    shape.terms.push_back(
        {RangeOf(value.value), chosen && known, std::move(value.waits), filter.waits});
  });
  if (shape.terms.empty()) return {Value::None(), {}};
  Waits waits;
  for (const Term& term : shape.terms) {
    // What cannot come before the first that is sure changes nothing.
    if (any_sure && turn(term.range).lo >= out.hi) continue;
    MergeInto(waits, term.waits);
    MergeInto(waits, term.filter);
  }
  Result result{any_sure ? Value::Of(turn(out)) : Value::Unknown(), std::move(waits)};
  if (result.value.exact()) {
    result.waits.clear();
  } else {
    result.shape = std::make_shared<Shape>(std::move(shape));
  }
  return result;
}

Waits Evaluator::KeptFromLoop(const Expr& e, Frame& frame, Logic wanted) {
  Waits out;
  ForEach(e.loop, frame, [&](const Result& filter) {
    if (filter.logic() == Logic::kNo) return;
    MergeInto(out, filter.waits);
    MergeInto(out, KeptFrom(e.loop.body, frame, wanted));
  });
  return out;
}

}  // namespace stapwijs
