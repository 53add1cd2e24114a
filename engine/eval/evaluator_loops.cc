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
    Result where = Condition(loop.where, frame);
    if (where.logic() == Logic::kUnknown) MergeInto(waits, where.waits);
    visit(Logical(And(presence, where.logic()), std::move(waits)));
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
  bool some = e.op == Op::kSome;
  Logic all = some ? Logic::kNo : Logic::kYes;
  Waits waits;
  ForEach(e.loop, frame, [&](const Result& filter) {
    if (filter.logic() == Logic::kNo) return;
    Result body = Eval(e.loop.body, frame);
    Logic one = some ? And(filter.logic(), body.logic()) : Or(Not(filter.logic()), body.logic());
    all = some ? Or(all, one) : And(all, one);
    if (one != Logic::kUnknown) return;
    MergeInto(waits, filter.waits);
    if (body.logic() == Logic::kUnknown) MergeInto(waits, body.waits);
  });
  return Logical(all, std::move(waits));
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
  bool none = false, unknown = false;
  ForEach(e.loop, frame, [&](const Result& filter) {
    if (filter.logic() == Logic::kNo) return;
    Result value = Eval(e.loop.body, frame);
    MergeInto(waits, filter.waits);
    MergeInto(waits, value.waits);
    if (value.value.is_none()) {
      none = none || filter.logic() == Logic::kYes;
      unknown = unknown || filter.logic() == Logic::kUnknown;
      return;
    }
    const Range* range = value.value.range();
    bool many = instances_[frame[static_cast<size_t>(e.loop.slot)]].key == "*";
    if (range == nullptr || many) {
      unknown = true;
      return;
    }
    bool sure = filter.logic() == Logic::kYes;
    sum.lo = Saturated(sum.lo, sure ? range->lo : std::min<int64_t>(0, range->lo), Range::kNegInf);
    sum.hi = Saturated(sum.hi, sure ? range->hi : std::max<int64_t>(0, range->hi), Range::kPosInf);
  });
  if (none && !unknown) return {Value::None(), {}};
  Value value = none || unknown ? Value::Unknown() : Value::Of(sum);
  if (value.exact()) waits.clear();
  return {std::move(value), std::move(waits)};
}

Result Evaluator::Extreme(const Expr& e, Frame& frame) {
  struct Chosen {
    Range range;
    bool sure;
    Waits waits;
  };
  // A maximum is a minimum of what is turned round.
  bool minimum = e.op == Op::kMin;
  auto turn = [&](Range r) {
    if (minimum) return r;
    auto negated = [](int64_t v) {
      if (v == Range::kNegInf) return Range::kPosInf;
      return v == Range::kPosInf ? Range::kNegInf : -v;
    };
    return Range{negated(r.hi), negated(r.lo)};
  };
  std::vector<Chosen> chosen;
  ForEach(e.loop, frame, [&](const Result& filter) {
    if (filter.logic() == Logic::kNo) return;
    Result value = Eval(e.loop.body, frame);
    if (value.value.is_none()) return;  // nothing to be first or last
    Range range = value.value.range() != nullptr ? *value.value.range() : Range{};
    MergeInto(value.waits, filter.waits);
    chosen.push_back({turn(range), filter.logic() == Logic::kYes, std::move(value.waits)});
  });
  if (chosen.empty()) return {Value::None(), {}};
  bool any_sure = false;
  Range out{Range::kPosInf, Range::kPosInf};
  for (const Chosen& c : chosen) {
    out.lo = std::min(out.lo, c.range.lo);
    if (!c.sure) continue;
    any_sure = true;
    out.hi = std::min(out.hi, c.range.hi);
  }
  Waits waits;
  for (Chosen& c : chosen) {
    // What cannot come before the first that is sure changes nothing.
    if (!any_sure || c.range.lo < out.hi) MergeInto(waits, c.waits);
  }
  if (!any_sure) return {Value::Unknown(), std::move(waits)};
  out = turn(out);
  if (out.exact()) waits.clear();
  return {Value::Of(out), std::move(waits)};
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
