// SPDX-License-Identifier: EUPL-1.2
#include "dsl/check/cost.h"

#include <algorithm>
#include <string>
#include <vector>

namespace stapwijs::dsl::check {
namespace {

// A step is the evaluation of one operator. Ten million take a second or two.
constexpr double kMostSteps = 1e7;
// What a list without `up to` may hold (decisions: "list 200 elements").
constexpr double kDefaultElements = 200;

// Numbers are doubles: they only have to be right to a few digits, and never overflow.
class Cost {
 public:
  explicit Cost(const Method& method) : m_(method), exprs_(m_.exprs.size(), 1) {
    // Operands lie before what they belong to.
    for (size_t i = 0; i < m_.exprs.size(); ++i) {
      const Expr& e = m_.exprs[i];
      for (ExprId arg : e.args) exprs_[i] += Of(arg);
      if (!e.loop.scope.valid()) continue;
      double rounds = Elements(e.loop.scope);
      if (e.loop.slots == 2) rounds *= rounds;
      exprs_[i] += rounds * (1 + Of(e.loop.where) + Of(e.loop.body));
    }
  }

  double Of(ExprId id) const { return id.valid() ? exprs_[id.value] : 0; }

  double Of(const Message& message) const {
    double out = 0;
    for (const auto* pieces : {&message.nl, &message.en}) {
      for (const Message::Piece& piece : *pieces) out += Of(piece.expr);
    }
    return out;
  }

  // One of a container, the unseen element included.
  double Elements(ScopeId id) const {
    const Scope& scope = m_.scope(id);
    if (scope.kind == ScopeKind::kEnum) {
      return static_cast<double>(m_.enum_type(scope.enum_id).values.size());
    }
    if (scope.kind == ScopeKind::kRefs) return Elements(scope.target);
    if (scope.kind == ScopeKind::kRoot) return 1;
    int most = m_.field(scope.field).max_elements;
    return 1 + (most > 0 ? most : kDefaultElements);
  }

  // How often the elements of a scope occur at most.
  double Instances(ScopeId id) const {
    double out = 1;
    for (; id.valid(); id = m_.scope(id).parent) out *= Elements(id);
    return out;
  }

  double Rounds(BlockId block) const {
    double out = 1;
    for (; block.valid(); block = m_.block(block).parent) {
      out *= Elements(m_.block(block).loop.scope) * (1 + Of(m_.block(block).loop.where));
    }
    return out;
  }

 private:
  const Method& m_;
  std::vector<double> exprs_;
};

}  // namespace

void BoundCost(Context& c) {
  const Method& m = c.method;
  Cost cost(m);
  double all = 0, dearest = 0;
  Span span;
  std::string name;
  auto add = [&](double steps, const auto& declared) {
    all += steps;
    if (steps <= dearest) return;
    dearest = steps;
    span = declared.span;
    name = declared.name;
  };
  for (const Let& let : m.lets) add(cost.Of(let.expr) * cost.Instances(let.scope), let);
  for (const Item& i : m.items) {
    add((1 + cost.Of(i.applies) + cost.Of(i.done) + cost.Of(i.open)) * cost.Rounds(i.block), i);
  }
  for (const Guard& g : m.guards) {
    double once = 1 + cost.Of(g.applies) + cost.Of(g.condition) + cost.Of(g.message);
    add(once * cost.Rounds(g.block), g);
  }
  for (const Tip& t : m.tips) {
    add((1 + cost.Of(t.when) + cost.Of(t.text)) * cost.Rounds(t.block), t);
  }
  if (all <= kMostSteps) return;
  auto millions = [](double steps) {
    return std::to_string(static_cast<int64_t>(std::min(steps, 1e15) / 1e6) + 1);
  };
  c.Report(DiagnosticKind::kTooCostly, span, {name, millions(dearest), millions(all)});
}

}  // namespace stapwijs::dsl::check
