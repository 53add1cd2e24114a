// SPDX-License-Identifier: EUPL-1.2
#include "dsl/check/cycles.h"

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <vector>

namespace stapwijs::dsl::check {
namespace {

// Rules that ask for rules that ask: further than this is not followed.
constexpr size_t kMaxWay = kMaxSummedDepth + 1;

// A graph of what needs what: items, guards, the completeness of steps and lets, in that order.
class Dependencies {
 public:
  explicit Dependencies(Context& context)
      : c_(context),
        m_(context.method),
        edges_(m_.items.size() + m_.guards.size() + m_.steps.size() + m_.lets.size()) {
    MeasureExpressions();
    own_.assign(edges_.size(), 1);
    for (size_t i = 0; i < m_.lets.size(); ++i) Walk(m_.lets[i].expr, LetNode(LetId(i)));
    for (size_t i = 0; i < m_.items.size(); ++i) {
      const Item& item = m_.items[i];
      for (ExprId e : {item.applies, item.done, item.open}) Walk(e, i);
      Around(item.step, item.block, i);
      if (item.required) edges_[StepNode(item.step)].insert(i);
    }
    for (size_t i = 0; i < m_.guards.size(); ++i) {
      const Guard& guard = m_.guards[i];
      size_t node = m_.items.size() + i;
      Walk(guard.applies, node);
      Walk(guard.condition, node);
      Around(guard.step, guard.block, node);
      if (guard.severity != stapwijs::Severity::kBlocks) continue;
      if (guard.targets.empty()) edges_[StepNode(guard.step)].insert(node);
      for (const GuardTarget& target : guard.targets) {
        if (!target.start) edges_[StepNode(target.step)].insert(node);
      }
    }
  }

  void Report() {
    state_.assign(edges_.size(), 0);
    depth_.assign(edges_.size(), 0);
    for (size_t node = 0; node < edges_.size(); ++node) {
      if (state_[node] == 0) Visit(node);
    }
  }

 private:
  // Operands lie before what they belong to.
  void MeasureExpressions() {
    expr_depth_.assign(m_.exprs.size(), 1);
    for (size_t i = 0; i < m_.exprs.size(); ++i) {
      auto look = [&](ExprId id) {
        if (id.valid()) expr_depth_[i] = std::max(expr_depth_[i], expr_depth_[id.value] + 1);
      };
      for (ExprId arg : m_.exprs[i].args) look(arg);
      look(m_.exprs[i].loop.where);
      look(m_.exprs[i].loop.body);
    }
  }

  size_t StepNode(StepId step) const { return m_.items.size() + m_.guards.size() + step.value; }

  size_t LetNode(LetId let) const {
    return m_.items.size() + m_.guards.size() + m_.steps.size() + let.value;
  }

  void Around(StepId step, BlockId block, size_t node) {
    Walk(m_.step(step).applies, node);
    for (; block.valid(); block = m_.block(block).parent) Walk(m_.block(block).loop.where, node);
  }

  void Walk(ExprId id, size_t node) {
    if (!id.valid()) return;
    own_[node] = std::max(own_[node], expr_depth_[id.value]);
    const Expr& e = m_.expr(id);
    if (e.op == Op::kOutcome) {
      if (e.rule == RuleKind::kItem) edges_[node].insert(e.item.value);
      if (e.rule == RuleKind::kGuard) edges_[node].insert(m_.items.size() + e.guard.value);
      if (e.rule == RuleKind::kStep) edges_[node].insert(StepNode(e.step));
      if (e.rule == RuleKind::kElement) WalkElement(e, node);
    }
    if (e.op == Op::kLet) edges_[node].insert(LetNode(e.let));
    for (ExprId arg : e.args) Walk(arg, node);
    Walk(e.loop.where, node);
    Walk(e.loop.body, node);
  }

  // The status of an element rests on the rules in the blocks over its list.
  void WalkElement(const Expr& e, size_t node) {
    for (size_t b = 0; b < m_.blocks.size(); ++b) {
      bool inside = false;
      for (BlockId up(b); up.valid(); up = m_.block(up).parent) {
        inside = inside || m_.block(up).loop.scope == e.access.scope;
      }
      if (!inside || m_.blocks[b].step != e.step) continue;
      for (ItemId item : m_.blocks[b].items) edges_[node].insert(item.value);
      for (GuardId guard : m_.blocks[b].guards) {
        const Guard& declared = m_.guard(guard);
        bool blocks = declared.severity == stapwijs::Severity::kBlocks && declared.targets.empty();
        if (blocks) edges_[node].insert(m_.items.size() + guard.value);
      }
    }
  }

  std::string NameOf(size_t node) const {
    if (node < m_.items.size()) return m_.items[node].name;
    node -= m_.items.size();
    if (node < m_.guards.size()) return m_.guards[node].name;
    node -= m_.guards.size();
    return node < m_.steps.size() ? m_.steps[node].name : m_.lets[node - m_.steps.size()].name;
  }

  Span SpanOf(size_t node) const {
    if (node < m_.items.size()) return m_.items[node].span;
    node -= m_.items.size();
    if (node < m_.guards.size()) return m_.guards[node].span;
    node -= m_.guards.size();
    return node < m_.steps.size() ? m_.steps[node].span : m_.lets[node - m_.steps.size()].span;
  }

  void Visit(size_t node) {
    state_[node] = 1;
    way_.push_back(node);
    for (size_t next : edges_[node]) {
      if (state_[next] == 0 && way_.size() < kMaxWay) Visit(next);
      if (state_[next] == 1) ReportRing(next);
      depth_[node] = std::max(depth_[node], depth_[next]);
    }
    const bool fits = depth_[node] <= kMaxSummedDepth;  // where it does not, that was reported
    depth_[node] += own_[node];
    if (way_.size() >= kMaxWay || (fits && depth_[node] > kMaxSummedDepth)) {
      c_.Report(DiagnosticKind::kTooDeep, SpanOf(node), {std::to_string(kMaxSummedDepth)});
    }
    way_.pop_back();
    state_[node] = 2;
  }

  void ReportRing(size_t start) {
    std::string ring;
    bool inside = false;
    for (size_t node : way_) {
      inside = inside || node == start;
      if (inside) ring += NameOf(node) + " -> ";
    }
    c_.Report(DiagnosticKind::kRing, SpanOf(start), {NameOf(start), ring + NameOf(start)});
  }

  Context& c_;
  const Method& m_;
  std::vector<std::set<size_t>> edges_;
  std::vector<int> state_;       // 0 not seen, 1 on the way, 2 done
  std::vector<int> expr_depth_;  // by ExprId
  std::vector<int> own_;         // of the expressions of each node
  std::vector<int> depth_;       // with the deepest that it asks for
  std::vector<size_t> way_;
};

void ReportStepOrder(Context& c) {
  std::vector<int> state(c.method.steps.size(), 0);
  std::function<void(size_t)> visit = [&](size_t step) {
    state[step] = 1;
    for (StepId before : c.method.steps[step].after) {
      if (state[before.value] == 0) visit(before.value);
      if (state[before.value] == 1) {
        const Step& wrong = c.method.steps[step];
        c.Report(DiagnosticKind::kRing, wrong.span,
                 {wrong.name, wrong.name + " -> " + c.method.step(before).name});
      }
    }
    state[step] = 2;
  };
  for (size_t i = 0; i < state.size(); ++i) {
    if (state[i] == 0) visit(i);
  }
}

}  // namespace

void ReportCycles(Context& context) {
  Dependencies(context).Report();
  ReportStepOrder(context);
}

}  // namespace stapwijs::dsl::check
