// SPDX-License-Identifier: EUPL-1.2
#include "engine/scenario/outcomes.h"

#include <algorithm>

#include "engine/eval/state_names.h"

namespace stapwijs {
namespace {

constexpr Can kAlways{true, false, false};

Can Both(Can a, Can b) { return {a.yes && b.yes, a.no || b.no, a.unknown || b.unknown}; }
Can Turned(Can a) { return {a.no, a.yes, a.unknown}; }
Can Either(Can a, Can b) { return Turned(Both(Turned(a), Turned(b))); }

class Looker {
 public:
  explicit Looker(const Method& method) : m_(method) {}

  Can Condition(ExprId id) const { return id.valid() ? Logic(m_.expr(id)) : kAlways; }

  // Whether the elements of the container always exist and are all known.
  bool Fixed(ScopeId scope) const { return m_.scope(scope).kind == ScopeKind::kEnum; }

 private:
  Can Logic(const Expr& e) const {
    switch (e.op) {
      case Op::kConst:
        return {e.constant.is_yes(), e.constant.is_no(), false};
      case Op::kLet:
        return Condition(m_.let(e.let).expr);
      case Op::kAnd:
      case Op::kOr:
        return Joined(e);
      case Op::kNot:
        return Turned(Condition(e.args[0]));
      case Op::kNotYet: {
        const Can inner = Condition(e.args[0]);
        return {inner.no || inner.unknown, inner.yes, false};
      }
      case Op::kRecorded:
        return {true, false, true};
      case Op::kSome:
      case Op::kEvery:
        return Quantified(e);
      case Op::kField:
      case Op::kOutcome:
      case Op::kOtherwise:
        return {};
      default:
        return {true, true, Uncertain(e)};  // a comparison, or a test of a value
    }
  }

  Can Joined(const Expr& e) const {
    Can all = Condition(e.args[0]);
    for (size_t i = 1; i < e.args.size(); ++i) {
      const Can one = Condition(e.args[i]);
      all = e.op == Op::kAnd ? Both(all, one) : Either(all, one);
    }
    return all;
  }

  Can Quantified(const Expr& e) const {
    const bool some = e.op == Op::kSome;
    const Can where = Condition(e.loop.where);
    const Can body = Condition(e.loop.body);
    Can one = some ? Both(where, body) : Either(Turned(where), body);
    if (Fixed(e.loop.scope)) return one;
    // Over nothing `some` is no and `every` is yes, whatever is asked; what may be there is
    // unknown.
    return some ? Can{one.yes, true, true} : Can{true, one.no, true};
  }

  // Whether the value of an expression can be other than exactly known.
  bool Uncertain(const Expr& e) const {
    switch (e.op) {
      case Op::kConst:
      case Op::kParameter:
      case Op::kToday:
      case Op::kProgress:
        return false;
      case Op::kElement:
        return !Fixed(e.access.scope);
      case Op::kLet:
        return Uncertain(m_.expr(m_.let(e.let).expr));
      case Op::kField:
      case Op::kIsWithdrawn:
        return true;
      case Op::kAnd:
      case Op::kOr:
      case Op::kNot:
      case Op::kNotYet:
      case Op::kSome:
      case Op::kEvery:
      case Op::kRecorded:
      case Op::kOutcome:
        return Logic(e).unknown;
      default:
        break;
    }
    if (e.loop.scope.valid()) {
      if (!Fixed(e.loop.scope)) return true;
      if (Condition(e.loop.where).unknown) return true;
      if (e.loop.body.valid() && Uncertain(m_.expr(e.loop.body))) return true;
    }
    return std::any_of(e.args.begin(), e.args.end(),
                       [&](ExprId arg) { return Uncertain(m_.expr(arg)); });
  }

  const Method& m_;
};

// What stands around a rule: the step's and its own `applies when`, and every filter between them.
struct Around {
  Can applies;
  bool varies = false;  // judged for the elements of a list or of references, which may be none
};

template <typename Rule>
Around Surroundings(const Method& method, const Rule& rule, ExprId own) {
  const Looker looker(method);
  Around out;
  out.applies = Both(looker.Condition(method.step(rule.step).applies), looker.Condition(own));
  for (BlockId id = rule.block; id.valid(); id = method.block(id).parent) {
    const Loop& loop = method.block(id).loop;
    out.applies = Both(out.applies, looker.Condition(loop.where));
    out.varies = out.varies || !looker.Fixed(loop.scope);
  }
  return out;
}

bool Names(const std::vector<std::string_view>& states, std::string_view state) {
  return std::find(states.begin(), states.end(), state) != states.end();
}

}  // namespace

Can CanBe(const Method& method, ExprId condition) { return Looker(method).Condition(condition); }

std::vector<std::string_view> OutcomesOf(const Method& method, const Guard& guard) {
  const Around around = Surroundings(method, guard, guard.applies);
  Can violated = CanBe(method, guard.condition);
  if (guard.holds_form) violated = Turned(violated);
  std::vector<std::string_view> out;
  if (violated.no) out.push_back(Name(GuardState::kHolds));
  if (violated.yes) out.push_back(Name(GuardState::kViolated));
  if (violated.unknown || (around.applies.unknown && violated.yes)) {
    out.push_back(Name(GuardState::kUndetermined));
  }
  if (around.applies.no) out.push_back(Name(GuardState::kNotApplicable));
  return out;
}

std::vector<std::string_view> OutcomesOf(const Method& method, const Item& item) {
  const Around around = Surroundings(method, item, item.applies);
  const Can done = item.done.valid() ? CanBe(method, item.done) : Can{};
  const Can open = item.open.valid() ? CanBe(method, item.open) : Turned(done);
  std::vector<std::string_view> out;
  if (done.yes) out.push_back(Name(ItemState::kDone));
  if (open.yes) out.push_back(Name(ItemState::kOpen));
  if (done.unknown || (done.no && (around.applies.unknown || item.open.valid()))) {
    out.push_back(Name(ItemState::kUnknown));
  }
  if (around.applies.no) out.push_back(Name(ItemState::kNotApplicable));
  return out;
}

std::vector<std::string_view> OutcomesOf(const Method& method, const Tip& tip) {
  const Around around = Surroundings(method, tip, ExprId());
  const Can when = CanBe(method, tip.when);
  const Can shown = Both(around.applies, when);
  std::vector<std::string_view> out;
  if (shown.yes) out.push_back(Name(TipState::kShown));
  if (shown.no || around.varies) out.push_back(Name(TipState::kNotShown));
  if (shown.unknown || (around.varies && when.yes)) out.push_back(Name(TipState::kUndecided));
  return out;
}

std::vector<std::string_view> OutcomesOf(const Method& /*method*/, const Goal& goal) {
  constexpr GoalState kStates[] = {GoalState::kLinked, GoalState::kPartly, GoalState::kUnlinked};
  std::vector<std::string_view> out;
  for (const Goal::Case& one : goal.cases) {
    if (one.verdict == Verdict::kUnclear) continue;
    const std::string_view name = Name(kStates[static_cast<size_t>(one.verdict)]);
    if (!Names(out, name)) out.push_back(name);
  }
  out.push_back(Name(GoalState::kUnknown));
  return out;
}

std::vector<std::string_view> OutcomesOf(const Program& program, StepId step) {
  const Method& method = program.method();
  bool blocked = false, incomplete = false, unknown = false;
  for (size_t g = 0; g < method.guards.size(); ++g) {
    const Guard& guard = method.guards[g];
    if (guard.severity != Severity::kBlocks) continue;
    const bool here = guard.targets.empty() && guard.step == step;
    const bool named = std::any_of(guard.targets.begin(), guard.targets.end(), [&](auto& target) {
      return target.step == step && !target.start;
    });
    if (!here && !named) continue;
    const auto states = OutcomesOf(method, guard);
    blocked = blocked || Names(states, Name(GuardState::kViolated));
    unknown = unknown || Names(states, Name(GuardState::kUndetermined));
  }
  for (const Item& item : method.items) {
    if (item.step != step || !item.required) continue;
    const auto states = OutcomesOf(method, item);
    incomplete = incomplete || Names(states, Name(ItemState::kOpen));
    unknown = unknown || Names(states, Name(ItemState::kUnknown));
  }
  std::vector<std::string_view> out{Name(Status::kComplete)};
  if (incomplete) out.push_back(Name(Status::kIncomplete));
  if (blocked) out.push_back(Name(Status::kBlocked));
  if (unknown) out.push_back(Name(Status::kUnknown));
  if (CanBe(method, method.step(step).applies).no) out.push_back(Name(Status::kNotApplicable));
  return out;
}

}  // namespace stapwijs
