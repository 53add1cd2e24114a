// SPDX-License-Identifier: EUPL-1.2
#include "dsl/check/expressions.h"

#include "dsl/check/types.h"
#include "engine/base/date.h"

// Expressions of every kind, and literals. The kinds are in expressions_*.cc.
namespace stapwijs::dsl::check {
namespace {

using syntax::ExprKind;

const Type kYesNo = Simple(TypeKind::kYesNo);

}  // namespace

ExprId Expressions::Add(Expr expr) {
  ExprId id(c_.method.exprs.size());
  c_.method.exprs.push_back(std::move(expr));
  return id;
}

std::string Expressions::Describe(const Type& type) const {
  switch (type.kind) {
    case TypeKind::kYesNo:
      return "@type_yesno";
    case TypeKind::kInt:
    case TypeKind::kDecimal:
      return "@type_number";
    case TypeKind::kLabel:
    case TypeKind::kText:
    case TypeKind::kReference:
      return "@type_text";
    case TypeKind::kDate:
      return "@type_date";
    case TypeKind::kTime:
      return "@type_time";
    case TypeKind::kMoment:
      return "@type_moment";
    case TypeKind::kDuration: {
      constexpr const char* kUnits[] = {"@type_minutes", "@type_days", "@type_months",
                                        "@type_working_days"};
      return kUnits[static_cast<size_t>(type.unit)];
    }
    case TypeKind::kEnum:
      return type.enum_id.valid() ? c_.method.enum_type(type.enum_id).name : "enum";
    case TypeKind::kRef:
      return "@type_ref";
    case TypeKind::kSet:
      return "@type_set";
    case TypeKind::kList:
      return "@type_list";
    case TypeKind::kRecord:
      return "@type_record";
  }
  return "";
}

ExprId Expressions::Mismatch(Span span, const Type& found, const std::string& wanted) {
  c_.Report(DiagnosticKind::kWrongType, span, {Describe(found), wanted});
  return ExprId();
}

ExprId Expressions::Condition(syntax::ExprId id, const Env& env) {
  ExprId value = Value(id, env, &kYesNo);
  if (!value.valid() || TypeOf(value).kind == TypeKind::kYesNo) return value;
  return Mismatch(arena(env)[id].span, TypeOf(value), "@type_yesno");
}

ExprId Expressions::Value(syntax::ExprId id, const Env& around, const Type* expected) {
  if (id == syntax::kNoExpr) return ExprId();
  const Node& n = arena(around)[id];
  // Only through `and` and `or` does `not yet` stay un-negated: `(not yet a) is no` turns it round.
  Env env = around;
  env.not_yet = around.not_yet && (n.kind == ExprKind::kAnd || n.kind == ExprKind::kOr ||
                                   n.kind == ExprKind::kNotYet);
  switch (n.kind) {
    case ExprKind::kLiteral: {
      ExprId literal = Literal(arena(env).LiteralOf(n), expected);
      if (literal.valid()) c_.method.exprs[literal.value].span = n.span;
      return literal;
    }
    case ExprKind::kPath:
      return PathValue(arena(env).PathOf(n), env, expected);
    case ExprKind::kToday: {
      Expr e;
      e.op = Op::kToday;
      e.type = Simple(TypeKind::kDate);
      e.span = n.span;
      return Add(std::move(e));
    }
    case ExprKind::kSet:
      return Set(n, env, expected);
    case ExprKind::kRecorded:
      return Recorded(n, env);
    case ExprKind::kProgress:
      return Progress(n, env);
    case ExprKind::kCount:
    case ExprKind::kCountFor:
      return Count(n, env);
    case ExprKind::kSum:
    case ExprKind::kMin:
    case ExprKind::kMax:
      return Fold(n, env);
    case ExprKind::kSome:
    case ExprKind::kEvery:
      return Quantifier(n, env);
    case ExprKind::kNot:
    case ExprKind::kAnd:
    case ExprKind::kOr:
      return Logic(n, env);
    case ExprKind::kNotYet:
      return NotYet(n, env);
    case ExprKind::kOtherwise:
      return Otherwise(n, env, expected);
    case ExprKind::kLess:
    case ExprKind::kLessEqual:
    case ExprKind::kGreater:
    case ExprKind::kGreaterEqual:
      return Order(n, env);
    case ExprKind::kIs:
      return Is(n, env);
    case ExprKind::kIn:
      return In(n, env);
    case ExprKind::kAdd:
    case ExprKind::kSubtract:
    case ExprKind::kMultiply:
      return Arithmetic(n, env);
    case ExprKind::kAt:
      return At(n, env);
    case ExprKind::kRange:
    case ExprKind::kEmpty:
    case ExprKind::kNone:
    case ExprKind::kWithdrawn:
      c_.Report(DiagnosticKind::kWordOfIs, n.span);
      return ExprId();
  }
  return ExprId();
}

ExprId Expressions::Literal(const syntax::Literal& literal, const Type* expected) {
  Expr e;
  e.op = Op::kConst;
  switch (literal.kind) {
    case syntax::LiteralKind::kBool:
      e.type = kYesNo;
      e.constant = stapwijs::Value::Bool(literal.truth);
      break;
    case syntax::LiteralKind::kNumber: {
      bool whole = literal.whole && (expected == nullptr || expected->kind != TypeKind::kDecimal);
      e.type = Simple(whole ? TypeKind::kInt : TypeKind::kDecimal);
      if (whole) {
        e.constant = stapwijs::Value::Exactly(literal.number);
        break;
      }
      const std::optional<int64_t> millionths = Millionths(literal.text);
      if (!millionths) {
        c_.Report(DiagnosticKind::kDecimalTooLong, literal.span);
        return ExprId();
      }
      e.constant = stapwijs::Value::Exactly(*millionths);
      break;
    }
    case syntax::LiteralKind::kString:
      e.type = Simple(TypeKind::kLabel);
      e.constant = stapwijs::Value::Of(literal.text);
      break;
    case syntax::LiteralKind::kDate:
      e.type = Simple(TypeKind::kDate);
      e.constant =
          stapwijs::Value::Exactly(FromCivil({literal.year, literal.month, literal.day}).days);
      break;
    case syntax::LiteralKind::kMonth: {
      e.type = Simple(TypeKind::kDate);
      int last = DaysInMonth(literal.year, literal.month);
      e.constant = stapwijs::Value::Of(Range{FromCivil({literal.year, literal.month, 1}).days,
                                             FromCivil({literal.year, literal.month, last}).days});
      break;
    }
    case syntax::LiteralKind::kTime:
      e.type = Simple(TypeKind::kTime);
      e.constant = stapwijs::Value::Exactly(literal.hour * 60 + literal.minute);
      break;
    case syntax::LiteralKind::kDuration: {
      constexpr struct {
        DurationUnit unit;
        int64_t factor;
      } kUnits[] = {{DurationUnit::kMinutes, 1},    {DurationUnit::kMinutes, 60},
                    {DurationUnit::kDays, 1},       {DurationUnit::kDays, 7},
                    {DurationUnit::kMonths, 1},     {DurationUnit::kMonths, 12},
                    {DurationUnit::kWorkingDays, 1}};
      const auto& unit = kUnits[static_cast<size_t>(literal.unit)];
      e.type = Simple(TypeKind::kDuration);
      e.type.unit = unit.unit;
      int64_t amount = 0;
      if (__builtin_mul_overflow(literal.number, unit.factor, &amount)) return ExprId();
      e.constant = stapwijs::Value::Exactly(amount);
      break;
    }
  }
  return Add(std::move(e));
}

}  // namespace stapwijs::dsl::check
