// SPDX-License-Identifier: EUPL-1.2
#include <set>

#include "dsl/check/expressions.h"
#include "dsl/check/types.h"

// `is` and `in`, and what rules tell each other.
namespace stapwijs::dsl::check {
namespace {

using syntax::ExprKind;

const Type kYesNo = Simple(TypeKind::kYesNo);

std::optional<Outcome> OutcomeWord(const std::string& word) {
  if (word == "violated") return Outcome::kViolated;
  if (word == "waived") return Outcome::kWaived;
  if (word == "done") return Outcome::kDone;
  if (word == "open") return Outcome::kOpen;
  if (word == "complete") return Outcome::kComplete;
  if (word == "applicable") return Outcome::kApplicable;
  return std::nullopt;
}

}  // namespace

ExprId Expressions::Order(const Node& n, const Env& env) {
  ExprId a = Value(n.a, env), b = Value(n.b, env);
  if (!a.valid() || !b.valid()) return ExprId();
  for (auto [id, source] : {std::pair(a, n.a), std::pair(b, n.b)}) {
    if (!Ordered(TypeOf(id))) {
      return Mismatch(arena(env)[source].span, TypeOf(id), "@type_ordered");
    }
  }
  if (!Align(a, b, n.span)) return ExprId();
  constexpr Op kOps[] = {Op::kLess, Op::kLessEqual, Op::kGreater, Op::kGreaterEqual};
  Expr e;
  e.op = kOps[static_cast<size_t>(n.kind) - static_cast<size_t>(ExprKind::kLess)];
  e.type = kYesNo;
  e.span = n.span;
  e.args = {a, b};
  return Add(std::move(e));
}

// Whether the operand is one word that names nothing here: then it may be the value of an enum.
bool Expressions::IsBareWord(syntax::ExprId id, const Env& env) {
  const Node& n = arena(env)[id];
  if (n.kind != ExprKind::kPath) return false;
  const syntax::Path& path = arena(env).PathOf(n);
  return path.steps.size() == 1 && Find(path, env).kind == Place::Kind::kNothing;
}

ExprId Expressions::Is(const Node& n, const Env& env) {
  const Node& right = arena(env)[n.b];
  if (right.kind == ExprKind::kNone) return Negate(IsState(n, Op::kIsNone, env), n.negated, n.span);
  if (right.kind == ExprKind::kEmpty) {
    return Negate(IsState(n, Op::kIsEmpty, env), n.negated, n.span);
  }
  if (right.kind == ExprKind::kWithdrawn) {
    return Negate(IsState(n, Op::kIsWithdrawn, env), n.negated, n.span);
  }
  if (right.kind == ExprKind::kPath && arena(env)[n.a].kind == ExprKind::kPath) {
    const syntax::Path& word = arena(env).PathOf(right);
    if (word.steps.size() == 1 && OutcomeWord(word.steps[0].name.text)) {
      Env rules = env;
      rules.want_rule = true;
      Place place = Find(arena(env).PathOf(arena(env)[n.a]), rules);
      if (place.kind == Place::Kind::kElement) AddStep(place, word.steps[0].name.text, env);
      bool rule = place.kind == Place::Kind::kItem || place.kind == Place::Kind::kGuard ||
                  place.kind == Place::Kind::kStep || place.kind == Place::Kind::kElement;
      if (rule) return Negate(OutcomeOf(n, word.steps[0].name, place, env), n.negated, n.span);
      const syntax::Path& asked = arena(env).PathOf(arena(env)[n.a]);
      const bool missing = place.kind == Place::Kind::kNothing && asked.steps.size() == 1 &&
                           Find(word, env).kind == Place::Kind::kNothing;
      if (missing) return NoSuchRule(asked.steps[0].name, env);
    } else if (word.steps.size() == 1 && IsBareWord(n.b, env)) {
      Env rules = env;
      rules.want_rule = true;
      const Place place = Find(arena(env).PathOf(arena(env)[n.a]), rules);
      const bool rule = place.kind == Place::Kind::kItem || place.kind == Place::Kind::kGuard;
      if (rule) return NoSuchOutcome(word.steps[0].name);
    }
  }
  ExprId a, b;
  if (IsBareWord(n.a, env)) {
    b = Value(n.b, env);
    Type expected = b.valid() ? TypeOf(b) : Type();
    a = b.valid() ? Value(n.a, env, &expected) : ExprId();
  } else {
    a = Value(n.a, env);
    Type expected = a.valid() ? TypeOf(a) : Type();
    b = a.valid() ? Value(n.b, env, &expected) : ExprId();
  }
  if (!a.valid() || !b.valid() || !Align(a, b, n.span)) return ExprId();
  Expr e;
  e.op = Op::kIs;
  e.type = kYesNo;
  e.span = n.span;
  e.args = {a, b};
  return Negate(Add(std::move(e)), n.negated, n.span);
}

// Reports a word after `is` that is no outcome of an item or guard.
ExprId Expressions::NoSuchOutcome(const Name& word) {
  c_.Report(Diagnostic(DiagnosticKind::kNoSuchOutcome, word.span, {word.text})
                .Suggest(word.span, Closest(word.text, {"violated", "waived", "done", "open",
                                                        "complete", "applicable"})));
  return ExprId();
}

// Reports that nothing called `name` has an outcome here; a rule of another step is named with it.
ExprId Expressions::NoSuchRule(const Name& name, const Env& env) {
  std::vector<std::string> candidates;
  for (size_t s = 0; s < c_.rules.size(); ++s) {
    const bool here = env.step.valid() && env.step.value == s;
    for (const auto& [rule, declared] : c_.rules[s]) {
      if (here || rule != name.text) candidates.push_back(rule);
      if (rule == name.text) candidates.push_back(c_.method.steps[s].name + "." + rule);
    }
  }
  c_.Unknown("@a_rule", name, candidates);
  return ExprId();
}

// The step in which an element's rules are asked for: the one named, this one, or else the only one
// that has a `for each` over such elements. Where the word is a value of the enum it is compared.
void Expressions::AddStep(Place& place, const std::string& word, const Env& env) {
  const Scope& scope = c_.method.scope(place.access.scope);
  bool value = scope.kind == ScopeKind::kEnum && c_.method.FindEnumValue(scope.enum_id, word);
  if (value) place = Place();
  if (value || place.step.valid()) return;
  std::set<StepId> steps;
  for (const Block& block : c_.method.blocks) {
    if (block.loop.scope == place.access.scope) steps.insert(block.step);
  }
  if (steps.contains(env.step)) {
    place.step = env.step;
  } else if (steps.size() == 1) {
    place.step = *steps.begin();
  }
}

// `is none`, `is empty`, `is withdrawn`.
ExprId Expressions::IsState(const Node& n, Op op, const Env& env) {
  Expr e;
  e.op = op;
  e.type = kYesNo;
  e.span = n.span;
  const Node& left = arena(env)[n.a];
  if (left.kind == ExprKind::kPath) {
    Place place = Find(arena(env).PathOf(left), env);
    bool list = place.kind == Place::Kind::kField &&
                c_.method.field(place.field).type.kind == TypeKind::kList;
    if (op == Op::kIsEmpty && list) {
      e.loop.owner = place.access;
      e.loop.scope = c_.method.field(place.field).elements;
      return Add(std::move(e));
    }
    const bool ref = place.kind == Place::Kind::kField &&
                     c_.method.field(place.field).type.kind == TypeKind::kRef &&
                     c_.method.field(place.field).type.scope.valid();
    if (op == Op::kIsWithdrawn && ref) {
      Hop hop;
      hop.kind = Hop::Kind::kRef;
      hop.scope = c_.method.field(place.field).type.scope;
      hop.field = place.field;
      e.access = place.access;
      e.access.hops.push_back(hop);
      e.access.scope = hop.scope;
      return Add(std::move(e));
    }
    if (op == Op::kIsWithdrawn && place.kind == Place::Kind::kElement) {
      e.access = place.access;
      if (c_.method.scope(e.access.scope).kind == ScopeKind::kRefs) {
        Hop hop;
        hop.kind = Hop::Kind::kTarget;
        hop.scope = c_.method.scope(e.access.scope).target;
        e.access.hops.push_back(hop);
        e.access.scope = hop.scope;
      }
      return Add(std::move(e));
    }
  }
  ExprId a = Value(n.a, env);
  if (!a.valid()) return a;
  if (op == Op::kIsWithdrawn) return Mismatch(left.span, TypeOf(a), "@type_element");
  if (op == Op::kIsEmpty && TypeOf(a).kind != TypeKind::kSet) {
    return Mismatch(left.span, TypeOf(a), "@type_set");
  }
  const Expr& arg = c_.method.expr(a);
  if (op == Op::kIsNone && arg.op == Op::kField && !c_.method.field(arg.field).or_none) {
    FieldId record = c_.method.field(arg.field).record;
    if (!record.valid() || !c_.method.field(record).or_none) {
      c_.Report(DiagnosticKind::kNeverNone, n.span, {c_.method.field(arg.field).name});
      return ExprId();
    }
  }
  e.args = {a};
  return Add(std::move(e));
}

// A rule in loops over lists that do not lie in each other stands at a pair of elements: it can be
// asked for only from within the same loops, which say which pair.
bool Expressions::NamesOnePlace(BlockId block, const Env& env) const {
  std::vector<ScopeId> nest;
  for (BlockId b = block; b.valid(); b = c_.method.block(b).parent) {
    nest.insert(nest.begin(), c_.method.block(b).loop.scope);
  }
  bool chain = true;
  ScopeId parent = Method::kRoot;
  for (ScopeId scope : nest) {
    chain = chain && c_.method.scope(scope).parent == parent;
    parent = scope;
  }
  if (chain) return true;
  if (env.loops.size() < nest.size()) return false;
  for (size_t i = 0; i < nest.size(); ++i) {
    if (env.loops[i].scope != nest[i]) return false;
  }
  return true;
}

ExprId Expressions::OutcomeOf(const Node& n, const Name& word, const Place& place, const Env& env) {
  Outcome outcome = *OutcomeWord(word.text);
  bool guard = outcome == Outcome::kViolated || outcome == Outcome::kWaived;
  bool item = outcome == Outcome::kDone || outcome == Outcome::kOpen;
  Expr e;
  e.op = Op::kOutcome;
  e.type = kYesNo;
  e.span = n.span;
  e.access = place.access;
  e.step = place.step;
  e.outcome = outcome;
  bool fits = outcome == Outcome::kApplicable;
  switch (place.kind) {
    case Place::Kind::kItem:
      e.rule = RuleKind::kItem;
      e.item = ItemId(place.index);
      fits = fits || item;
      break;
    case Place::Kind::kGuard:
      e.rule = RuleKind::kGuard;
      e.guard = GuardId(place.index);
      fits = fits || guard;
      break;
    case Place::Kind::kStep:
      e.rule = RuleKind::kStep;
      fits = fits || outcome == Outcome::kComplete;
      break;
    default:
      e.rule = RuleKind::kElement;
      fits = (fits || outcome == Outcome::kComplete) && place.step.valid();
      break;
  }
  if (place.kind == Place::Kind::kItem || place.kind == Place::Kind::kGuard) {
    const BlockId block = place.kind == Place::Kind::kItem ? c_.method.item(e.item).block
                                                           : c_.method.guard(e.guard).block;
    fits = fits && NamesOnePlace(block, env);
  }
  if (!fits) {
    c_.Report(DiagnosticKind::kNoSuchOutcome, word.span, {word.text});
    return ExprId();
  }
  return Add(std::move(e));
}

ExprId Expressions::In(const Node& n, const Env& env) {
  const Node& right = arena(env)[n.b];
  Expr e;
  e.type = kYesNo;
  e.span = n.span;
  if (right.kind == ExprKind::kRange) {
    ExprId a = Value(n.a, env), low = Value(right.a, env), high = Value(right.b, env);
    if (!a.valid() || !low.valid() || !high.valid()) return ExprId();
    if (!Ordered(TypeOf(a))) return Mismatch(arena(env)[n.a].span, TypeOf(a), "@type_ordered");
    if (!Align(a, low, n.span) || !Align(a, high, n.span)) return ExprId();
    e.op = Op::kInRange;
    e.args = {a, low, high};
    return Negate(Add(std::move(e)), n.negated, n.span);
  }
  ExprId a, b;
  if (right.kind == ExprKind::kSet) {
    a = Value(n.a, env);
    if (!a.valid()) return a;
    Type set = TypeOf(a);
    set.element = set.kind;
    set.kind = TypeKind::kSet;
    b = Value(n.b, env, &set);
  } else {
    b = Value(n.b, env);
    if (!b.valid()) return b;
    if (TypeOf(b).kind != TypeKind::kSet) return Mismatch(right.span, TypeOf(b), "@type_set");
    Type member = TypeOf(b);
    member.kind = member.element;
    a = Value(n.a, env, &member);
  }
  if (!a.valid() || !b.valid()) return ExprId();
  Type member = TypeOf(b);
  member.kind = member.element;
  member.element = TypeKind::kYesNo;
  if (!Alike(TypeOf(a), member)) {
    c_.Report(DiagnosticKind::kIncomparable, n.span, {Describe(TypeOf(a)), Describe(member)});
    return ExprId();
  }
  e.op = Op::kIn;
  e.args = {a, b};
  return Negate(Add(std::move(e)), n.negated, n.span);
}

}  // namespace stapwijs::dsl::check
