// SPDX-License-Identifier: EUPL-1.2
#include "engine/eval/evaluator.h"

#include <algorithm>

namespace stapwijs {
namespace {

Result Decided(Logic logic) { return {ToValue(logic), {}}; }

// A logic result with its waits only where it is undecided.
Result Logical(Logic logic, Waits waits) {
  if (logic != Logic::kUnknown) waits.clear();
  return {ToValue(logic), std::move(waits)};
}

bool Exact(const Value& value) {
  if (value.is_unknown()) return false;
  if (value.range() != nullptr) return value.range()->exact();
  return value.set() == nullptr || value.set()->complete;
}

}  // namespace

Result Both(const Result& a, const Result& b) {
  Logic both = And(a.logic(), b.logic());
  Result out{ToValue(both), {}};
  if (both != Logic::kUnknown) return out;
  if (a.logic() == Logic::kUnknown) MergeInto(out.waits, a.waits);
  if (b.logic() == Logic::kUnknown) MergeInto(out.waits, b.waits);
  return out;
}

Evaluator::Evaluator(const Method& method, const TrajectoryState& state, Date on,
                     RuleOutcomes& outcomes)
    : method_(method),
      state_(state),
      on_(on),
      outcomes_(outcomes),
      instances_(method, state.facts) {}

Result Evaluator::Condition(ExprId expr, Frame& frame) {
  return expr.valid() ? Eval(expr, frame) : Decided(Logic::kYes);
}

Result Evaluator::Eval(ExprId id, Frame& frame) {
  const Expr& e = method_.expr(id);
  switch (e.op) {
    case Op::kConst:
      return {e.constant, {}};
    case Op::kParameter:
      return {method_.parameter(e.parameter).value, {}};
    case Op::kToday:
      return {Value::Exactly(on_.days), {}};
    case Op::kField:
      return ReadField(Reach(e.access, frame), e.field);
    case Op::kLet:
      return ReadLet(Reach(e.access, frame), e.let);
    case Op::kElement:
      return ReadElement(Reach(e.access, frame));
    case Op::kAnd:
    case Op::kOr:
    case Op::kNot:
    case Op::kNotYet:
      return Connect(e, frame);
    case Op::kOtherwise:
      return Otherwise(e, frame);
    case Op::kLess:
    case Op::kLessEqual:
    case Op::kGreater:
    case Op::kGreaterEqual:
    case Op::kIs:
    case Op::kIsNone:
    case Op::kIn:
    case Op::kInRange:
      return Relate(e, frame);
    case Op::kIsEmpty:
      return Empty(e, frame);
    case Op::kIsWithdrawn:
      return IsWithdrawn(e, frame);
    case Op::kAdd:
    case Op::kSub:
    case Op::kMul:
    case Op::kAt:
    case Op::kToDecimal:
      return Compute(e, frame);
    case Op::kSetOf:
      return SetOf(e, frame);
    case Op::kRecorded:
      return Recorded(e, frame);
    case Op::kProgress:
      return outcomes_.ProgressOf(e.step);
    case Op::kCount:
      return Count(e, frame);
    case Op::kSum:
      return Sum(e, frame);
    case Op::kMin:
    case Op::kMax:
      return Extreme(e, frame);
    case Op::kSome:
    case Op::kEvery:
      return Quantify(e, frame);
    case Op::kOutcome:
      return outcomes_.OutcomeOf(e, Reach(e.access, frame), frame);
  }
  return {};
}

Result Evaluator::Connect(const Expr& e, Frame& frame) {
  if (e.op == Op::kNot || e.op == Op::kNotYet) {
    Result arg = Eval(e.args[0], frame);
    if (e.op == Op::kNotYet) {
      return Decided(arg.logic() == Logic::kYes ? Logic::kNo : Logic::kYes);
    }
    return Logical(Not(arg.logic()), std::move(arg.waits));
  }
  Logic all = e.op == Op::kAnd ? Logic::kYes : Logic::kNo;
  Waits waits;
  for (ExprId id : e.args) {
    Result arg = Eval(id, frame);
    all = e.op == Op::kAnd ? And(all, arg.logic()) : Or(all, arg.logic());
    if (arg.logic() == Logic::kUnknown) MergeInto(waits, arg.waits);
  }
  return Logical(all, std::move(waits));
}

// All operands tell the same thing: each must fit each other one, and together they say the most.
// Where two do not, these two are waited for: what others tell cannot mend that.
Result Evaluator::Otherwise(const Expr& e, Frame& frame) {
  std::vector<Result> told;
  for (ExprId arg : e.args) told.push_back(Eval(arg, frame));
  Value all;
  std::vector<bool> disputed(told.size(), false);
  bool contradiction = false;
  for (size_t i = 0; i < told.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      bool differ = false;
      Combine(told[j].value, told[i].value, differ);
      if (differ) disputed[i] = disputed[j] = contradiction = true;
    }
    if (!contradiction) all = Combine(all, told[i].value, contradiction);
  }
  Result out;
  if (contradiction) {
    for (size_t i = 0; i < told.size(); ++i) {
      if (disputed[i]) MergeInto(out.waits, Reads(e.args[i], frame));
    }
    // An expression of no rule or let has no place but the facts it disputes.
    const std::vector<std::string> places =
        place_.empty() ? instances_.Paths(out.waits) : std::vector<std::string>{place_};
    contradictions_.insert(places.begin(), places.end());
    return out;
  }
  if (!Exact(all)) {
    for (const Result& one : told) MergeInto(out.waits, one.waits);
  }
  out.value = std::move(all);
  return out;
}

Result Evaluator::Relate(const Expr& e, Frame& frame) {
  Result a = Eval(e.args[0], frame);
  if (e.op == Op::kIsNone) {
    if (a.value.is_unknown()) return {Value::Unknown(), std::move(a.waits)};
    return Decided(a.value.is_none() ? Logic::kYes : Logic::kNo);
  }
  Result b = Eval(e.args[1], frame);
  const Waits value_waits = a.waits;
  Waits waits = std::move(a.waits);
  MergeInto(waits, b.waits);
  switch (e.op) {
    case Op::kLess:
    case Op::kLessEqual:
      return Logical(Less(a.value, b.value, e.op == Op::kLessEqual), std::move(waits));
    case Op::kGreater:
    case Op::kGreaterEqual:
      return Logical(Less(b.value, a.value, e.op == Op::kGreaterEqual), std::move(waits));
    case Op::kIs:
      return Logical(Equal(a.value, b.value), std::move(waits));
    case Op::kIn:
      return Logical(In(a.value, b.value), std::move(waits));
    default: {  // kInRange: each end by itself
      Result high = Eval(e.args[2], frame);
      Waits above = value_waits;
      MergeInto(above, high.waits);
      return Both(Logical(Less(b.value, a.value, true), std::move(waits)),
                  Logical(Less(a.value, high.value, true), std::move(above)));
    }
  }
}

Result Evaluator::Compute(const Expr& e, Frame& frame) {
  Result a = Eval(e.args[0], frame);
  if (e.op == Op::kToDecimal) return {ToDecimal(a.value), std::move(a.waits)};
  Result b = Eval(e.args[1], frame);
  Value value = Arithmetic(e.op, a.value, method_.expr(e.args[0]).type, b.value,
                           method_.expr(e.args[1]).type);
  // Only a result that no number or calendar can hold is unknown where all is known.
  if (value.is_unknown() && Exact(a.value) && Exact(b.value)) too_large_ = true;
  MergeInto(a.waits, b.waits);
  if (Exact(value)) a.waits.clear();
  return {std::move(value), std::move(a.waits)};
}

Result Evaluator::SetOf(const Expr& e, Frame& frame) {
  SetValue set;
  Waits waits;
  for (ExprId id : e.args) {
    Result member = Eval(id, frame);
    if (member.value.text() != nullptr) {
      set.members.emplace_back(*member.value.text());
    } else if (member.value.exact()) {
      set.members.emplace_back(*member.value.exact());
    } else if (!member.value.is_none()) {
      set.complete = false;  // holds one more, of which nothing exact is known
      MergeInto(waits, member.waits);
    }
  }
  std::sort(set.members.begin(), set.members.end());
  set.members.erase(std::unique(set.members.begin(), set.members.end()), set.members.end());
  return {Value::Of(std::move(set)), std::move(waits)};
}

Result Evaluator::Empty(const Expr& e, Frame& frame) {
  if (!e.args.empty()) {
    Result set = Eval(e.args[0], frame);
    return Logical(IsEmpty(set.value), std::move(set.waits));
  }
  InstanceId owner = Reach(e.loop.owner, frame);
  if (owner == kNoInstance) return Decided(Logic::kNo);
  FieldId field = method_.scope(e.loop.scope).field;
  if (ReadField(owner, field).value.is_none()) return Decided(Logic::kNo);
  Waits waits;
  for (Candidate& candidate : Candidates(owner, e.loop.scope)) {
    if (candidate.presence == Logic::kYes) return Decided(Logic::kNo);
    MergeInto(waits, candidate.waits);
  }
  // Not in one call: its arguments may be made in any order, and `waits` is moved from.
  Logic empty = waits.empty() ? Logic::kYes : Logic::kUnknown;
  return Logical(empty, std::move(waits));
}

Waits Evaluator::Reads(ExprId expr, Frame& frame) {
  Waits reads;
  Waits* outer = std::exchange(reads_, &reads);
  Eval(expr, frame);
  reads_ = outer;
  if (outer != nullptr) MergeInto(*outer, reads);
  return reads;
}

Waits Evaluator::KeptFrom(ExprId id, Frame& frame, Logic wanted) {
  const Expr& e = method_.expr(id);
  if (Eval(id, frame).logic() == wanted) return {};
  Waits out;
  switch (e.op) {
    case Op::kAnd:
    case Op::kOr:
      for (ExprId arg : e.args) MergeInto(out, KeptFrom(arg, frame, wanted));
      return out;
    case Op::kNot:
    case Op::kNotYet:
      return KeptFrom(e.args[0], frame, Not(wanted));
    case Op::kSome:
    case Op::kEvery:
      return KeptFromLoop(e, frame, wanted);
    case Op::kLet: {
      InstanceId instance = Reach(e.access, frame);
      if (instance == kNoInstance) return {};
      Frame inner = instances_.Chain(instance);
      return KeptFrom(method_.let(e.let).expr, inner, wanted);
    }
    case Op::kOutcome:
      return outcomes_.KeptFrom(e, Reach(e.access, frame), frame, wanted);
    default:
      return Reads(id, frame);
  }
}

}  // namespace stapwijs
