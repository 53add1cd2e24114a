// SPDX-License-Identifier: EUPL-1.2
#include <utility>

#include "dsl/check/expressions.h"
#include "dsl/check/types.h"

// Logic, and what computes: sums, moments, sets.
namespace stapwijs::dsl::check {
namespace {

using syntax::ExprKind;

const Type kYesNo = Simple(TypeKind::kYesNo);

}  // namespace

ExprId Expressions::Negate(ExprId id, bool negated, Span span) {
  if (!negated || !id.valid()) return id;
  Expr e;
  e.op = Op::kNot;
  e.type = kYesNo;
  e.span = span;
  e.args = {id};
  return Add(std::move(e));
}

ExprId Expressions::Logic(const Node& n, const Env& env) {
  // `holds when not yet a and not yet b` is un-negated too; under `not` it is not.
  Env inner = env;
  inner.not_yet = env.not_yet && n.kind != ExprKind::kNot;
  ExprId a = Condition(n.a, inner);
  if (n.kind == ExprKind::kNot) return Negate(a, true, n.span);
  ExprId b = Condition(n.b, inner);
  if (!a.valid() || !b.valid()) return ExprId();
  Expr e;
  e.op = n.kind == ExprKind::kAnd ? Op::kAnd : Op::kOr;
  e.type = kYesNo;
  e.span = n.span;
  e.args = {a, b};
  return Add(std::move(e));
}

ExprId Expressions::NotYet(const Node& n, const Env& env) {
  if (!env.in_tip && !env.not_yet) c_.Report(DiagnosticKind::kNotYetPlace, n.op);
  Env inner = env;
  inner.not_yet = false;
  ExprId a = Condition(n.a, inner);
  if (!a.valid()) return a;
  Expr e;
  e.op = Op::kNotYet;
  e.type = kYesNo;
  e.span = n.span;
  e.args = {a};
  return Add(std::move(e));
}

ExprId Expressions::Otherwise(const Node& n, const Env& env, const Type* expected) {
  ExprId a = Value(n.a, env, expected);
  ExprId b = Value(n.b, env, expected);
  if (!a.valid() || !b.valid() || !Align(a, b, n.span)) return ExprId();
  Expr e;
  e.op = Op::kOtherwise;
  e.type = TypeOf(a);
  e.span = n.span;
  // A chain tells one thing several times: all of it is judged together, in no order.
  if (c_.method.expr(a).op == Op::kOtherwise) {
    e.args = c_.method.expr(a).args;
  } else {
    e.args = {a};
  }
  e.args.push_back(b);
  return Add(std::move(e));
}

bool Expressions::Align(ExprId& a, ExprId& b, Span span) {
  auto lift = [&](ExprId& id) {
    Expr e;
    e.op = Op::kToDecimal;
    e.type = Simple(TypeKind::kDecimal);
    e.span = c_.method.expr(id).span;
    e.args = {id};
    id = Add(std::move(e));
  };
  if (TypeOf(a).kind == TypeKind::kInt && TypeOf(b).kind == TypeKind::kDecimal) lift(a);
  if (TypeOf(b).kind == TypeKind::kInt && TypeOf(a).kind == TypeKind::kDecimal) lift(b);
  if (Alike(TypeOf(a), TypeOf(b))) return true;
  c_.Report(DiagnosticKind::kIncomparable, span, {Describe(TypeOf(a)), Describe(TypeOf(b))});
  return false;
}

ExprId Expressions::Arithmetic(const Node& n, const Env& env) {
  ExprId a = Value(n.a, env), b = Value(n.b, env);
  if (!a.valid() || !b.valid()) return ExprId();
  Expr e;
  e.op = n.kind == ExprKind::kAdd ? Op::kAdd : n.kind == ExprKind::kSubtract ? Op::kSub : Op::kMul;
  e.span = n.span;
  TypeKind x = TypeOf(a).kind, y = TypeOf(b).kind;
  bool subtract = e.op == Op::kSub;
  auto minutes = [&](ExprId id) { return TypeOf(id).unit == DurationUnit::kMinutes; };
  bool fits = true;
  if (e.op == Op::kMul) {
    if (y == TypeKind::kDuration || y == TypeKind::kDecimal) std::swap(a, b);
    x = TypeOf(a).kind;
    fits = TypeOf(b).kind == TypeKind::kInt &&
           (x == TypeKind::kInt || x == TypeKind::kDecimal || x == TypeKind::kDuration);
    e.type = TypeOf(a);
  } else if (x == TypeKind::kDate && y == TypeKind::kDuration) {
    fits = !minutes(b);
    e.type = TypeOf(a);
  } else if ((x == TypeKind::kTime || x == TypeKind::kMoment) && y == TypeKind::kDuration) {
    fits = minutes(b);
    e.type = TypeOf(a);
  } else if (subtract && x == y &&
             (x == TypeKind::kDate || x == TypeKind::kTime || x == TypeKind::kMoment)) {
    e.type = Simple(TypeKind::kDuration);
    e.type.unit = x == TypeKind::kDate ? DurationUnit::kDays : DurationUnit::kMinutes;
  } else {
    bool numbers = (x == TypeKind::kInt || x == TypeKind::kDecimal) &&
                   (y == TypeKind::kInt || y == TypeKind::kDecimal);
    bool durations =
        x == TypeKind::kDuration && y == TypeKind::kDuration && TypeOf(a).unit == TypeOf(b).unit;
    fits = numbers || durations;
    if (numbers && !Align(a, b, n.span)) return ExprId();
    e.type = TypeOf(a);
  }
  if (!fits) {
    c_.Report(DiagnosticKind::kBadArithmetic, n.span, {Describe(TypeOf(a)), Describe(TypeOf(b))});
    return ExprId();
  }
  e.args = {a, b};
  return Add(std::move(e));
}

ExprId Expressions::At(const Node& n, const Env& env) {
  ExprId a = Value(n.a, env), b = Value(n.b, env);
  if (!a.valid() || !b.valid()) return ExprId();
  if (TypeOf(a).kind != TypeKind::kDate) {
    return Mismatch(arena(env)[n.a].span, TypeOf(a), "@type_date");
  }
  if (TypeOf(b).kind != TypeKind::kTime) {
    return Mismatch(arena(env)[n.b].span, TypeOf(b), "@type_time");
  }
  Expr e;
  e.op = Op::kAt;
  e.type = Simple(TypeKind::kMoment);
  e.span = n.span;
  e.args = {a, b};
  return Add(std::move(e));
}

ExprId Expressions::Set(const Node& n, const Env& env, const Type* expected) {
  Expr e;
  e.op = Op::kSetOf;
  e.span = n.span;
  Type member;
  bool known = expected != nullptr && expected->kind == TypeKind::kSet;
  if (known) {
    member = *expected;
    member.kind = expected->element;
  }
  for (syntax::ExprId id : arena(env).ListOf(n)) {
    ExprId value = Value(id, env, known ? &member : nullptr);
    if (!value.valid()) return value;
    Type type = TypeOf(value);
    if (known && !Alike(type, member)) {
      return Mismatch(arena(env)[id].span, type, Describe(member));
    }
    member = type;
    known = true;
    e.args.push_back(value);
  }
  e.type = member;
  e.type.element = member.kind;
  e.type.kind = TypeKind::kSet;
  return Add(std::move(e));
}

}  // namespace stapwijs::dsl::check
