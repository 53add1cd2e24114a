// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <string>
#include <utility>

#include "dsl/check/expressions.h"
#include "dsl/check/types.h"
#include "dsl/parse/parse.h"

// Paths as values, functions and loops.
namespace stapwijs::dsl::check {
namespace {

using syntax::ExprKind;

}  // namespace

// A bare word where the value of an enum is expected.
bool Expressions::EnumWord(const syntax::Path& path, const Type* expected, Expr& out) {
  if (expected == nullptr || path.steps.size() != 1 || !expected->enum_id.valid()) return false;
  if (expected->kind != TypeKind::kEnum) return false;
  auto value = c_.method.FindEnumValue(expected->enum_id, path.steps[0].name.text);
  if (!value) return false;
  out.op = Op::kConst;
  out.type = *expected;
  out.type.element = TypeKind::kYesNo;
  out.constant = stapwijs::Value::Exactly(*value);
  return true;
}

ExprId Expressions::PathValue(const syntax::Path& path, const Env& env, const Type* expected) {
  if (path.empty()) return ExprId();
  Expr e;
  e.span = path.span;
  if (EnumWord(path, expected, e)) return Add(std::move(e));
  Place place = Find(path, env);
  e.access = place.access;
  switch (place.kind) {
    case Place::Kind::kField:
      if (c_.broken.contains(place.field)) return ExprId();
      e.op = Op::kField;
      e.field = place.field;
      e.type = c_.method.field(place.field).type;
      return Add(std::move(e));
    case Place::Kind::kLet:
      if (!CheckLet(place.let)) return ExprId();
      e.op = Op::kLet;
      e.let = place.let;
      e.type = c_.method.let(place.let).type;
      return Add(std::move(e));
    case Place::Kind::kParameter:
      e.op = Op::kParameter;
      e.access = Access();
      e.parameter = ParameterId(place.index);
      e.type = c_.method.parameters[place.index].type;
      return Add(std::move(e));
    case Place::Kind::kElement: {
      const Scope& scope = c_.method.scope(place.access.scope);
      e.op = Op::kElement;
      if (scope.kind == ScopeKind::kEnum) {
        e.type.kind = TypeKind::kEnum;
        e.type.enum_id = scope.enum_id;
      } else {
        e.type.kind = TypeKind::kRef;
        e.type.scope = scope.kind == ScopeKind::kRefs ? scope.target : place.access.scope;
      }
      return Add(std::move(e));
    }
    case Place::Kind::kNothing:
      break;
    default:
      c_.Report(DiagnosticKind::kNoValue, path.span, {path.steps.back().name.text});
      return ExprId();
  }
  // The first step that leads nowhere is the one to name.
  size_t good = 0;
  for (size_t n = 1; n < path.steps.size(); ++n) {
    syntax::Path part;
    part.steps.assign(path.steps.begin(), path.steps.begin() + static_cast<int>(n));
    if (Find(part, env).kind != Place::Kind::kNothing) good = n;
  }
  const syntax::PathStep& bad = path.steps[good];
  std::vector<std::string> candidates;
  if (good == 0) {
    candidates = c_.NamesOf({SymbolKind::kFact, SymbolKind::kLet, SymbolKind::kEnum,
                             SymbolKind::kStep, SymbolKind::kParameter});
    for (const LoopName& loop : env.loops) candidates.push_back(loop.name);
    if (env.self.valid()) {
      for (FieldId id : c_.method.scope(env.self).fields) {
        candidates.push_back(c_.method.field(id).name);
      }
    }
    if (expected != nullptr && expected->kind == TypeKind::kEnum && expected->enum_id.valid()) {
      candidates.clear();
      for (const EnumValue& value : c_.method.enum_type(expected->enum_id).values) {
        candidates.push_back(value.name);
      }
      c_.Unknown("@an_enum_value", bad.name, candidates);
      return ExprId();
    }
  } else {
    syntax::Path part;
    part.steps.assign(path.steps.begin(), path.steps.begin() + static_cast<int>(good));
    Place owner = Find(part, env);
    ScopeId scope = owner.access.scope;
    if (owner.kind == Place::Kind::kField && c_.broken.contains(owner.field)) return ExprId();
    bool inside = scope.valid() && c_.method.scope(scope).field.valid();
    if (inside && c_.broken.contains(c_.method.scope(scope).field)) return ExprId();
    std::string prefix =
        owner.kind == Place::Kind::kField ? c_.method.field(owner.field).name + "." : "";
    if (owner.kind == Place::Kind::kEnumType) {
      for (const EnumValue& value : c_.method.enum_type(owner.enum_id).values) {
        candidates.push_back(value.name);
      }
    } else if (scope.valid()) {
      for (FieldId id : c_.method.scope(scope).fields) {
        const std::string& name = c_.method.field(id).name;
        if (name.rfind(prefix, 0) == 0) candidates.push_back(name.substr(prefix.size()));
      }
      for (LetId id : c_.method.scope(scope).lets) candidates.push_back(c_.method.let(id).name);
    }
  }
  Name word = bad.name;
  if (bad.kind == syntax::PathStep::Kind::kAny) word = {"*", path.span};
  c_.Unknown(good == 0 ? "@a_fact_or_let" : "@a_fact_there", word, candidates);
  return ExprId();
}

ExprId Expressions::Recorded(const Node& n, const Env& env) {
  const syntax::Path& path = arena(env).PathOf(n);
  Place place = Find(path, env);
  if (place.kind == Place::Kind::kNothing) return PathValue(path, env, nullptr);
  if (place.kind == Place::Kind::kField && c_.broken.contains(place.field)) return ExprId();
  if (place.kind != Place::Kind::kField) {
    c_.Report(DiagnosticKind::kNotAFact, path.span, {path.steps.back().name.text});
    return ExprId();
  }
  Expr e;
  e.op = Op::kRecorded;
  e.type = Simple(TypeKind::kYesNo);
  e.span = n.span;
  e.access = place.access;
  e.field = place.field;
  return Add(std::move(e));
}

ExprId Expressions::Progress(const Node& n, const Env& env) {
  if (!env.in_tip) c_.Report(DiagnosticKind::kProgressPlace, n.op);
  const syntax::Path& path = arena(env).PathOf(n);
  if (path.empty()) return ExprId();
  StepId step = c_.StepOf(path.steps[0].name);
  if (!step.valid()) return ExprId();
  Expr e;
  e.op = Op::kProgress;
  e.type = Simple(TypeKind::kInt);
  e.span = n.span;
  e.step = step;
  return Add(std::move(e));
}

// Makes the loop of a binder and adds its names to `env`; `where` is checked with them.
std::optional<Loop> Expressions::Bind(const syntax::Binder& binder, Env& env) {
  std::optional<Loop> loop = Container(binder.in, env);
  if (!loop) return std::nullopt;
  loop->slot = env.next_slot;
  loop->slots = binder.second ? 2 : 1;
  for (const Name* name : {&binder.name, binder.second ? &*binder.second : nullptr}) {
    if (name == nullptr) continue;
    bool hides = c_.names.contains(name->text);
    for (const LoopName& around : env.loops) hides = hides || around.name == name->text;
    if (hides) c_.Report(DiagnosticKind::kHidesName, name->span, {name->text});
    env.loops.push_back({name->text, env.next_slot++, loop->scope});
  }
  if (binder.where != syntax::kNoExpr) {
    loop->where = Condition(binder.where, env);
    if (!loop->where.valid()) return std::nullopt;
  }
  return loop;
}

ExprId Expressions::Count(const Node& n, const Env& env) {
  Expr e;
  e.op = Op::kCount;
  e.type = Simple(TypeKind::kInt);
  e.span = n.span;
  if (n.kind == ExprKind::kCountFor) {
    Env inner = env;
    inner.not_yet = false;
    auto loop = Bind(arena(env).BinderOf(n), inner);
    if (!loop) return ExprId();
    e.loop = *loop;
    return Add(std::move(e));
  }
  const syntax::Path& path = arena(env).PathOf(n);
  Place place = Find(path, env);
  bool set =
      place.kind == Place::Kind::kField && c_.method.field(place.field).type.kind == TypeKind::kSet;
  if (set || place.kind == Place::Kind::kLet) {
    ExprId value = PathValue(path, env, nullptr);
    if (!value.valid()) return value;
    if (TypeOf(value).kind != TypeKind::kSet)
      return Mismatch(path.span, TypeOf(value), "@type_set");
    e.args = {value};
    return Add(std::move(e));
  }
  auto loop = Container(path, env);
  if (!loop) return ExprId();
  loop->slot = env.next_slot;
  e.loop = *loop;
  return Add(std::move(e));
}

ExprId Expressions::Fold(const Node& n, const Env& env) {
  Env inner = env;
  inner.not_yet = false;
  auto loop = Bind(arena(env).BinderOf(n), inner);
  if (!loop) return ExprId();
  loop->body = Value(n.a, inner);
  if (!loop->body.valid()) return ExprId();
  const Type type = TypeOf(loop->body);
  bool sum = n.kind == ExprKind::kSum;
  bool number = type.kind == TypeKind::kInt || type.kind == TypeKind::kDecimal ||
                type.kind == TypeKind::kDuration;
  bool ordered = number || type.kind == TypeKind::kDate || type.kind == TypeKind::kTime ||
                 type.kind == TypeKind::kMoment;
  if (sum ? !number : !ordered) {
    return Mismatch(arena(env)[n.a].span, type, sum ? "@type_number" : "@type_ordered");
  }
  Expr e;
  e.op = sum ? Op::kSum : n.kind == ExprKind::kMin ? Op::kMin : Op::kMax;
  e.type = type;
  e.span = n.span;
  e.loop = *loop;
  return Add(std::move(e));
}

ExprId Expressions::Quantifier(const Node& n, const Env& env) {
  Env inner = env;
  inner.not_yet = false;
  auto loop = Bind(arena(env).BinderOf(n), inner);
  if (!loop) return ExprId();
  // What holds of some or every element stands un-negated as well.
  inner.not_yet = env.not_yet;
  loop->body = Condition(n.a, inner);
  if (!loop->body.valid()) return ExprId();
  Expr e;
  e.op = n.kind == ExprKind::kSome ? Op::kSome : Op::kEvery;
  e.type = Simple(TypeKind::kYesNo);
  e.span = n.span;
  e.loop = *loop;
  return Add(std::move(e));
}

// Reported for the first such let: a long chain has many.
bool Expressions::TooDeep(LetId id) {
  if (!too_deep_) {
    c_.Report(DiagnosticKind::kTooDeep, c_.method.let(id).span, {std::to_string(kMaxSummedDepth)});
  }
  too_deep_ = true;
  let_states_[id.value] = LetState::kWrong;
  return false;
}

bool Expressions::CheckLet(LetId id) {
  let_states_.resize(c_.method.lets.size(), LetState::kOpen);
  let_ranks_.resize(c_.method.lets.size(), 0);
  switch (let_states_[id.value]) {
    case LetState::kDone:
      let_rank_ = std::max(let_rank_, let_ranks_[id.value]);
      return true;
    case LetState::kWrong:
      return false;
    case LetState::kBusy: {
      const Let& let = c_.method.let(id);
      c_.Report(DiagnosticKind::kRing, let.span, {let.name, let.name});
      let_states_[id.value] = LetState::kWrong;
      return false;
    }
    case LetState::kOpen:
      break;
  }
  // Here and in the evaluator a let that rests on a let is a call within a call.
  const PlacedLet& placed = declarer_.lets()[id.value];
  const int own =
      placed.decl->value == syntax::kNoExpr ? 1 : placed.env.file->exprs[placed.decl->value].depth;
  if (depth_open_ + own > kMaxSummedDepth) return TooDeep(id);
  let_states_[id.value] = LetState::kBusy;
  const int outer = std::exchange(let_rank_, 0);
  depth_open_ += own;
  ExprId expr = Value(placed.decl->value, placed.env);
  depth_open_ -= own;
  let_ranks_[id.value] = let_rank_ + own;
  let_rank_ = std::max(outer, let_ranks_[id.value]);
  if (expr.valid() && let_ranks_[id.value] > kMaxSummedDepth) return TooDeep(id);
  if (let_states_[id.value] == LetState::kBusy) {
    let_states_[id.value] = expr.valid() ? LetState::kDone : LetState::kWrong;
  }
  if (!expr.valid()) return false;
  c_.method.lets[id.value].expr = expr;
  c_.method.lets[id.value].type = TypeOf(expr);
  return let_states_[id.value] == LetState::kDone;
}

void Expressions::CheckLets() {
  // What a portfolio shows of shared lets has their types.
  for (size_t i = 0; i < c_.method.fields.size(); ++i) {
    const LetId shared = c_.method.fields[i].shared;
    if (!shared.valid() || !CheckLet(shared)) continue;
    c_.method.fields[i].type = c_.method.let(shared).type;
    c_.broken.erase(FieldId(i));
  }
  for (size_t i = 0; i < c_.method.lets.size(); ++i) CheckLet(LetId(i));
}

}  // namespace stapwijs::dsl::check
