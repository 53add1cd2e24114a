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

Operand AsOperand(const Result& number) { return {number.value, number.waits, number.shape}; }

Range RangeOf(const Value& value) { return value.range() != nullptr ? *value.range() : Range{}; }

bool IsNumber(const Value& value) { return value.is_unknown() || value.range() != nullptr; }

Result Compare(Relation relation, const Result& a, const Result& b) {
  const Logic logic = relation == Relation::kEqual
                          ? Equal(a.value, b.value)
                          : Less(a.value, b.value, relation == Relation::kLessEqual);
  if (logic != Logic::kUnknown) return Decided(logic);
  Result out{Value::Unknown(), {}};
  if (IsNumber(a.value) && IsNumber(b.value)) {
    out.waits = WaitsToCompare(relation, AsOperand(a), AsOperand(b));
  } else {
    out.waits = a.waits;
    MergeInto(out.waits, b.waits);
  }
  // What nobody can make exact decides nothing, and waits for nothing.
  out.can_be_yes = out.can_be_no = !out.waits.empty();
  return out;
}

bool Exact(const Value& value) {
  if (value.is_unknown()) return false;
  if (value.range() != nullptr) return value.range()->exact();
  return value.set() == nullptr || value.set()->complete;
}

}  // namespace

Result Not(Result condition) {
  if (condition.logic() != Logic::kUnknown) return Decided(Not(condition.logic()));
  std::swap(condition.can_be_yes, condition.can_be_no);
  return condition;
}

void Junction::Add(const Result& condition) {
  all_ = and_ ? And(all_, condition.logic()) : Or(all_, condition.logic());
  if (condition.logic() != Logic::kUnknown) return;
  const bool ends = and_ ? condition.can_be_no : condition.can_be_yes;
  MergeInto(ends ? enders_ : company_, condition.waits);
  can_end_ = can_end_ || ends;
  can_complete_ = can_complete_ && (and_ ? condition.can_be_yes : condition.can_be_no);
}

Result Junction::Take() {
  if (all_ != Logic::kUnknown) return Decided(all_);
  if (can_complete_) MergeInto(enders_, company_);
  Result out{Value::Unknown(), std::move(enders_)};
  out.can_be_yes = and_ ? can_complete_ : can_end_;
  out.can_be_no = and_ ? can_end_ : can_complete_;
  return out;
}

Result Both(const Result& a, const Result& b) {
  Junction both(true);
  both.Add(a);
  both.Add(b);
  return both.Take();
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
  if (e.op == Op::kNot) return Not(Eval(e.args[0], frame));
  if (e.op == Op::kNotYet) {
    return Decided(Eval(e.args[0], frame).logic() == Logic::kYes ? Logic::kNo : Logic::kYes);
  }
  Junction all(e.op == Op::kAnd);
  for (ExprId id : e.args) all.Add(Eval(id, frame));
  return all.Take();
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
  switch (e.op) {
    case Op::kLess:
      return Compare(Relation::kLess, a, b);
    case Op::kLessEqual:
      return Compare(Relation::kLessEqual, a, b);
    case Op::kGreater:
      return Compare(Relation::kLess, b, a);
    case Op::kGreaterEqual:
      return Compare(Relation::kLessEqual, b, a);
    case Op::kIs:
      return Compare(Relation::kEqual, a, b);
    case Op::kIn:
      MergeInto(a.waits, b.waits);
      return Logical(In(a.value, b.value), std::move(a.waits));
    default:
      return InRange(a, b, Eval(e.args[2], frame));
  }
}

// Each end by itself. An end matters for values that the other end lets through, and where it alone
// keeps all values out.
Result Evaluator::InRange(const Result& value, const Result& low, const Result& high) {
  Result above = Compare(Relation::kLessEqual, low, value);
  Result below = Compare(Relation::kLessEqual, value, high);
  if (above.logic() == Logic::kUnknown && below.logic() == Logic::kUnknown) {
    const Range v = RangeOf(value.value);
    const Result not_low{Value::Of(Range{std::max(v.lo, RangeOf(low.value).lo), v.hi}),
                         value.waits};
    const Result not_high{Value::Of(Range{v.lo, std::min(v.hi, RangeOf(high.value).hi)}),
                          value.waits};
    above = Compare(Relation::kLessEqual, low, not_high);
    below = Compare(Relation::kLessEqual, not_low, high);
    MergeInto(above.waits, value.waits);
    if (RangeOf(low.value).hi > v.hi) MergeInto(above.waits, low.waits);
    if (RangeOf(high.value).lo < v.lo) MergeInto(above.waits, high.waits);
    above.value = below.value = Value::Unknown();
  }
  return Both(above, below);
}

namespace {

// The summands of what `e` computes of numbers that are not all exact; null when it is no sum.
ShapePtr ShapeOf(const Expr& e, const Type& type, const Result& a, const Result& b) {
  constexpr int64_t kMinutesPerDay = 24 * 60;
  std::vector<Part> parts = PartsOf(AsOperand(a));
  const std::vector<Part> others = PartsOf(AsOperand(b));
  auto add = [&](const std::vector<Part>& more) {
    parts.insert(parts.end(), more.begin(), more.end());
  };
  switch (e.op) {
    case Op::kAdd:
    case Op::kSub:
      // Months and working days are no number of days.
      if (type.kind == TypeKind::kDuration &&
          (type.unit == DurationUnit::kMonths || type.unit == DurationUnit::kWorkingDays)) {
        return nullptr;
      }
      add(e.op == Op::kAdd ? others : Scaled(others, -1));
      break;
    case Op::kMul:
      if (b.value.exact()) {
        parts = Scaled(std::move(parts), *b.value.exact());
      } else if (a.value.exact()) {
        parts = Scaled(others, *a.value.exact());
      } else {
        return nullptr;
      }
      break;
    default: {  // kAt: a whole number of days, and some time of the day
      parts = Scaled(std::move(parts), kMinutesPerDay);
      const Range time = RangeOf(b.value);
      if (Range{}.lo != time.lo && Range{}.hi != time.hi) {
        add(others);
      } else {
        add({{{time.lo == Range::kNegInf ? 0 : time.lo,
               time.hi == Range::kPosInf ? kMinutesPerDay - 1 : time.hi},
              1,
              b.waits,
              {}}});
      }
    }
  }
  return std::make_shared<Shape>(Shape{std::move(parts), {}, true});
}

}  // namespace

Result Evaluator::Compute(const Expr& e, Frame& frame) {
  Result a = Eval(e.args[0], frame);
  if (e.op == Op::kToDecimal) {
    Result out{ToDecimal(a.value), a.waits};
    if (!Exact(out.value)) {
      out.shape =
          std::make_shared<Shape>(Shape{Scaled(PartsOf(AsOperand(a)), kDecimalUnit), {}, true});
    }
    return out;
  }
  Result b = Eval(e.args[1], frame);
  const Type& type = method_.expr(e.args[1]).type;
  Result out{Arithmetic(e.op, a.value, method_.expr(e.args[0]).type, b.value, type), {}};
  if (Exact(out.value)) return out;
  // Only a result that no number or calendar can hold is unknown where all is known.
  if (out.value.is_unknown() && Exact(a.value) && Exact(b.value)) too_large_ = true;
  out.shape = ShapeOf(e, type, a, b);
  out.waits = std::move(a.waits);
  MergeInto(out.waits, b.waits);
  return out;
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
