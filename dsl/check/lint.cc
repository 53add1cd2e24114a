// SPDX-License-Identifier: EUPL-1.2
#include "dsl/check/lint.h"

#include <algorithm>
#include <vector>

namespace stapwijs::dsl::check {
namespace {

class Linter {
 public:
  explicit Linter(Context& context) : c_(context), m_(context.method) {}

  void Run() {
    FindNone();
    // A record's let is checked at each of its places: one warning for each place in the text.
    std::set<std::pair<uint16_t, uint32_t>> seen;
    for (const Expr& e : m_.exprs) {
      bool order = e.op == Op::kNot && IsOrder(e.args[0]) && MayMeetNone(m_.expr(e.args[0]));
      if (order && seen.insert({e.span.file, e.span.begin}).second) {
        c_.Report(DiagnosticKind::kNotBeforeOrder, e.span);
      }
    }
    for (const Item& item : m_.items) {
      if (!item.done.valid() || !EmptyIsEnough(item.done)) continue;
      c_.Report(DiagnosticKind::kEveryOfNothing, m_.expr(item.done).span);
    }
  }

 private:
  bool IsOrder(ExprId id) const {
    switch (m_.expr(id).op) {
      case Op::kLess:
      case Op::kLessEqual:
      case Op::kGreater:
      case Op::kGreaterEqual:
      case Op::kIn:
      case Op::kInRange:
        return true;
      default:
        return false;
    }
  }

  bool MayMeetNone(const Expr& e) const {
    return std::any_of(e.args.begin(), e.args.end(), [&](ExprId arg) { return none_[arg.value]; });
  }

  // Which expressions may come to none. Operands lie before what is made of them; a let may lie
  // after its use, so go on until nothing changes.
  void FindNone() {
    none_.assign(m_.exprs.size(), false);
    bool changed = true;
    while (changed) {
      changed = false;
      for (size_t i = 0; i < m_.exprs.size(); ++i) {
        if (none_[i] || !MayBeNone(m_.exprs[i])) continue;
        none_[i] = changed = true;
      }
    }
  }

  bool FieldMayBeNone(FieldId id) const {
    for (; id.valid(); id = m_.field(id).record) {
      if (m_.field(id).or_none) return true;
    }
    return false;
  }

  bool MayBeNone(const Expr& e) const {
    bool away = std::any_of(e.access.hops.begin(), e.access.hops.end(), [&](const Hop& hop) {
      return hop.kind == Hop::Kind::kRef && FieldMayBeNone(hop.field);
    });
    switch (e.op) {
      case Op::kField:
        return away || FieldMayBeNone(e.field);
      case Op::kLet: {
        ExprId expr = m_.let(e.let).expr;
        return away || (expr.valid() && none_[expr.value]);
      }
      case Op::kMin:
      case Op::kMax:
        return true;
      case Op::kAdd:
      case Op::kSub:
      case Op::kMul:
      case Op::kAt:
      case Op::kToDecimal:
      case Op::kOtherwise:
        return MayMeetNone(e);
      default:
        return false;
    }
  }

  // Whether the yes of an `every` over nothing alone makes this yes.
  bool EmptyIsEnough(ExprId id) const {
    const Expr& e = m_.expr(id);
    auto enough = [&](ExprId arg) { return EmptyIsEnough(arg); };
    switch (e.op) {
      case Op::kEvery:
        return m_.scope(e.loop.scope).kind != ScopeKind::kEnum;
      case Op::kAnd:
        return std::all_of(e.args.begin(), e.args.end(), enough);
      case Op::kOr:
      case Op::kOtherwise:
        return std::any_of(e.args.begin(), e.args.end(), enough);
      default:
        return false;
    }
  }

  Context& c_;
  const Method& m_;
  std::vector<bool> none_;
};

}  // namespace

void LintConditions(Context& context) { Linter(context).Run(); }

}  // namespace stapwijs::dsl::check
