// SPDX-License-Identifier: EUPL-1.2
#include "dsl/check/expressions.h"

#include <algorithm>

#include "engine/base/date.h"

// Conditions, comparisons and arithmetic. Loops are in expressions_loops.cc.
namespace stapwijs::dsl::check {
namespace {

using syntax::ExprKind;

Type Simple(TypeKind kind) {
  Type type;
  type.kind = kind;
  return type;
}

const Type kYesNo = Simple(TypeKind::kYesNo);

bool Ordered(const Type& type) {
  switch (type.kind) {
    case TypeKind::kInt:
    case TypeKind::kDecimal:
    case TypeKind::kDate:
    case TypeKind::kTime:
    case TypeKind::kMoment:
    case TypeKind::kDuration:
      return true;
    default:
      return false;
  }
}

bool IsText(const Type& type) {
  return type.kind == TypeKind::kLabel || type.kind == TypeKind::kText ||
         type.kind == TypeKind::kReference;
}

// Whether values of the two types can be equal.
bool Alike(const Type& a, const Type& b) {
  if (IsText(a) && IsText(b)) return true;
  if (a.kind != b.kind) return false;
  if (a.kind == TypeKind::kEnum) return a.enum_id == b.enum_id;
  if (a.kind == TypeKind::kRef) return a.scope == b.scope || !a.scope.valid() || !b.scope.valid();
  if (a.kind == TypeKind::kDuration) return a.unit == b.unit;
  if (a.kind == TypeKind::kSet) {
    return a.element == b.element && a.enum_id == b.enum_id && a.scope == b.scope;
  }
  return a.kind != TypeKind::kRecord && a.kind != TypeKind::kList;
}

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

ExprId Expressions::Value(syntax::ExprId id, const Env& env, const Type* expected) {
  if (id == syntax::kNoExpr) return ExprId();
  const Node& n = arena(env)[id];
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
      std::string digits = literal.text;
      size_t point = digits.find('.');
      size_t decimals = point == std::string::npos ? 0 : digits.size() - point - 1;
      if (decimals > 6 || digits.size() > 18) {
        c_.Report(DiagnosticKind::kDecimalTooLong, literal.span);
        return ExprId();
      }
      if (point != std::string::npos) digits.erase(point, 1);
      digits.append(6 - decimals, '0');
      e.constant = stapwijs::Value::Exactly(std::stoll(digits));
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
      } kUnits[] = {{DurationUnit::kMinutes, 1}, {DurationUnit::kMinutes, 60},
                    {DurationUnit::kDays, 1},    {DurationUnit::kDays, 7},
                    {DurationUnit::kMonths, 1},  {DurationUnit::kMonths, 12},
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
  e.args = {a, b};
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
      bool rule = place.kind == Place::Kind::kItem || place.kind == Place::Kind::kGuard ||
                  place.kind == Place::Kind::kStep || place.kind == Place::Kind::kElement;
      if (rule) return Negate(OutcomeOf(n, word.steps[0].name, place, env), n.negated, n.span);
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

ExprId Expressions::OutcomeOf(const Node& n, const Name& word, const Place& place, const Env&) {
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

ExprId Expressions::Arithmetic(const Node& n, const Env& env) {
  ExprId a = Value(n.a, env), b = Value(n.b, env);
  if (!a.valid() || !b.valid()) return ExprId();
  Expr e;
  e.op = n.kind == ExprKind::kAdd ? Op::kAdd
                                  : n.kind == ExprKind::kSubtract ? Op::kSub : Op::kMul;
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
  } else if (subtract && x == y && (x == TypeKind::kDate || x == TypeKind::kTime ||
                                    x == TypeKind::kMoment)) {
    e.type = Simple(TypeKind::kDuration);
    e.type.unit = x == TypeKind::kDate ? DurationUnit::kDays : DurationUnit::kMinutes;
  } else {
    bool numbers = (x == TypeKind::kInt || x == TypeKind::kDecimal) &&
                   (y == TypeKind::kInt || y == TypeKind::kDecimal);
    bool durations = x == TypeKind::kDuration && y == TypeKind::kDuration &&
                     TypeOf(a).unit == TypeOf(b).unit;
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
