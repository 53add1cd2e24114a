// SPDX-License-Identifier: EUPL-1.2
#include "dsl/check/cycles.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace stapwijs::dsl::check {
namespace {

// Rules that ask for rules that ask: further than this is not followed.
constexpr size_t kMaxWay = kMaxSummedDepth + 1;

// What can be asked for: an outcome, whether something applies at all, a let.
struct Node {
  enum class Kind : uint8_t {
    kLet,
    kItem,
    kItemApplies,
    kGuard,
    kGuardApplies,
    kStep,
    kStepApplies,
    kElement,        // of `index`, a scope, in `step`
    kElementApplies  // as kElement
  };
  Kind kind = Kind::kLet;
  uint32_t index = 0;
  StepId step;
  friend bool operator==(const Node&, const Node&) = default;
  friend bool operator<(const Node& a, const Node& b) {
    return std::tie(a.kind, a.index, a.step) < std::tie(b.kind, b.index, b.step);
  }
};

// Follows what needs what, as the judge evaluates it (engine/eval/judge*.cc): a step's completeness
// needs every filter in it, whether it applies only its own condition.
class Dependencies {
 public:
  explicit Dependencies(Context& context) : c_(context), m_(context.method) {
    MeasureExpressions();
  }

  void Report() {
    auto all = [&](Node::Kind kind, size_t count) {
      for (size_t i = 0; i < count; ++i) Start({kind, static_cast<uint32_t>(i), StepId()});
    };
    all(Node::Kind::kItem, m_.items.size());
    all(Node::Kind::kGuard, m_.guards.size());
    all(Node::Kind::kStep, m_.steps.size());
    for (const Block& block : m_.blocks) {
      Start({Node::Kind::kElement, block.loop.scope.value, block.step});
    }
    all(Node::Kind::kLet, m_.lets.size());
  }

 private:
  struct Seen {
    int state = 0;  // 0 not seen, 1 on the way, 2 done
    int own = 1;    // depth of its own expressions
    int depth = 0;  // with the deepest that it asks for
    std::set<Node> needs;
  };

  void Start(const Node& node) {
    if (seen_[node].state == 0) Visit(node);
  }

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

  void Find(const Node& node, Seen& out) const {
    const StepId step(node.index);
    switch (node.kind) {
      case Node::Kind::kLet:
        return Walk(m_.lets[node.index].expr, out);
      case Node::Kind::kItem:
        Walk(m_.items[node.index].done, out);
        Walk(m_.items[node.index].open, out);
        [[fallthrough]];
      case Node::Kind::kItemApplies:
        return Applies(m_.items[node.index], out);
      case Node::Kind::kGuard:
        Walk(m_.guards[node.index].condition, out);
        [[fallthrough]];
      case Node::Kind::kGuardApplies:
        return Applies(m_.guards[node.index], out);
      case Node::Kind::kStep:
        Walk(m_.step(step).applies, out);
        return Completeness(step, out);
      case Node::Kind::kStepApplies:
        return Walk(m_.step(step).applies, out);
      case Node::Kind::kElement:
        return Element(ScopeId(node.index), node.step, true, out);
      case Node::Kind::kElementApplies:
        return Element(ScopeId(node.index), node.step, false, out);
    }
  }

  template <typename Declared>
  void Applies(const Declared& rule, Seen& out) const {
    Walk(rule.applies, out);
    Around(rule.step, rule.block, out);
  }

  void Around(StepId step, BlockId block, Seen& out) const {
    Walk(m_.step(step).applies, out);
    for (; block.valid(); block = m_.block(block).parent) Walk(m_.block(block).loop.where, out);
  }

  void Completeness(StepId step, Seen& out) const {
    Filters(step, out);
    for (size_t i = 0; i < m_.items.size(); ++i) {
      if (m_.items[i].required && m_.items[i].step == step) Need(Node::Kind::kItem, i, out);
    }
    for (size_t i = 0; i < m_.guards.size(); ++i) {
      const Guard& guard = m_.guards[i];
      if (guard.severity != stapwijs::Severity::kBlocks) continue;
      bool holds = guard.targets.empty() && guard.step == step;
      for (const GuardTarget& target : guard.targets) {
        holds = holds || (target.step == step && !target.start);
      }
      if (!holds) continue;
      Need(Node::Kind::kGuard, i, out);
      Filters(guard.step, out);
    }
  }

  // All elements of a step are found before any of it is judged.
  void Filters(StepId step, Seen& out) const {
    for (const Block& block : m_.blocks) {
      if (block.step == step) Walk(block.loop.where, out);
    }
  }

  // An element's status rests on the rules in the blocks over its list, and in those within them.
  void Element(ScopeId scope, StepId step, bool status, Seen& out) const {
    for (size_t b = 0; b < m_.blocks.size(); ++b) {
      if (m_.blocks[b].step != step) continue;
      bool inside = false;
      for (BlockId up(b); up.valid(); up = m_.block(up).parent) {
        inside = inside || m_.block(up).loop.scope == scope;
      }
      if (!inside || (!status && m_.blocks[b].loop.scope != scope)) continue;
      Around(step, BlockId(b), out);
      if (!status) continue;
      for (ItemId item : m_.blocks[b].items) {
        if (m_.item(item).required) Need(Node::Kind::kItem, item.value, out);
      }
      for (GuardId guard : m_.blocks[b].guards) {
        const Guard& declared = m_.guard(guard);
        const bool blocks =
            declared.severity == stapwijs::Severity::kBlocks && declared.targets.empty();
        if (blocks) Need(Node::Kind::kGuard, guard.value, out);
      }
    }
  }

  static void Need(Node::Kind kind, size_t index, Seen& out, StepId step = StepId()) {
    out.needs.insert({kind, static_cast<uint32_t>(index), step});
  }

  void Walk(ExprId id, Seen& out) const {
    if (!id.valid()) return;
    out.own = std::max(out.own, expr_depth_[id.value]);
    const Expr& e = m_.expr(id);
    if (e.op == Op::kLet) Need(Node::Kind::kLet, e.let.value, out);
    if (e.op == Op::kOutcome) {
      const bool applies = e.outcome == Outcome::kApplicable;
      switch (e.rule) {
        case RuleKind::kItem:
          Need(applies ? Node::Kind::kItemApplies : Node::Kind::kItem, e.item.value, out);
          break;
        case RuleKind::kGuard:
          Need(applies ? Node::Kind::kGuardApplies : Node::Kind::kGuard, e.guard.value, out);
          break;
        case RuleKind::kStep:
          Need(applies ? Node::Kind::kStepApplies : Node::Kind::kStep, e.step.value, out);
          break;
        case RuleKind::kElement:
          Need(applies ? Node::Kind::kElementApplies : Node::Kind::kElement, e.access.scope.value,
               out, e.step);
          break;
      }
    }
    for (ExprId arg : e.args) Walk(arg, out);
    Walk(e.loop.where, out);
    Walk(e.loop.body, out);
  }

  std::string NameOf(const Node& node) const {
    switch (node.kind) {
      case Node::Kind::kLet:
        return m_.lets[node.index].name;
      case Node::Kind::kItem:
      case Node::Kind::kItemApplies:
        return m_.items[node.index].name;
      case Node::Kind::kGuard:
      case Node::Kind::kGuardApplies:
        return m_.guards[node.index].name;
      case Node::Kind::kStep:
      case Node::Kind::kStepApplies:
        return m_.steps[node.index].name;
      default:
        return m_.scopes[node.index].name;
    }
  }

  Span SpanOf(const Node& node) const {
    switch (node.kind) {
      case Node::Kind::kLet:
        return m_.lets[node.index].span;
      case Node::Kind::kItem:
      case Node::Kind::kItemApplies:
        return m_.items[node.index].span;
      case Node::Kind::kGuard:
      case Node::Kind::kGuardApplies:
        return m_.guards[node.index].span;
      case Node::Kind::kStep:
      case Node::Kind::kStepApplies:
        return m_.steps[node.index].span;
      default:
        break;
    }
    for (const Block& block : m_.blocks) {
      if (block.loop.scope.value == node.index && block.step == node.step) return block.span;
    }
    return Span();
  }

  void Visit(const Node& node) {
    seen_[node].state = 1;
    Find(node, seen_[node]);
    way_.push_back(node);
    const std::set<Node> needs = seen_[node].needs;
    int deepest = 0;
    if (needs.contains(node)) ReportRing(node);
    for (const Node& next : needs) {
      if (seen_[next].state == 0 && way_.size() < kMaxWay) Visit(next);
      if (seen_[next].state == 1) ReportRing(next);
      deepest = std::max(deepest, seen_[next].depth);
    }
    Seen& own = seen_[node];
    const bool fits = deepest <= kMaxSummedDepth;  // where it does not, that was reported
    own.depth = deepest + own.own;
    if (way_.size() >= kMaxWay || (fits && own.depth > kMaxSummedDepth)) {
      c_.Report(DiagnosticKind::kTooDeep, SpanOf(node), {std::to_string(kMaxSummedDepth)});
    }
    way_.pop_back();
    own.state = 2;
  }

  // A ring that shares a part with one already told is most likely the same mistake.
  void ReportRing(const Node& start) {
    const auto first = std::find(way_.begin(), way_.end(), start);
    const bool told =
        std::any_of(first, way_.end(), [&](const Node& node) { return in_ring_.contains(node); });
    in_ring_.insert(first, way_.end());
    if (told) return;
    std::string ring;
    for (auto node = first; node != way_.end(); ++node) ring += NameOf(*node) + " -> ";
    c_.Report(DiagnosticKind::kRing, SpanOf(start), {NameOf(start), ring + NameOf(start)});
  }

  Context& c_;
  const Method& m_;
  std::map<Node, Seen> seen_;
  std::vector<int> expr_depth_;  // by ExprId
  std::vector<Node> way_;
  std::set<Node> in_ring_;
};

void ReportStepOrder(Context& c) {
  std::vector<int> state(c.method.steps.size(), 0);
  std::vector<size_t> way;
  std::function<void(size_t)> visit = [&](size_t step) {
    state[step] = 1;
    way.push_back(step);
    for (StepId before : c.method.steps[step].after) {
      if (state[before.value] == 0) visit(before.value);
      if (state[before.value] != 1) continue;
      std::string ring;
      for (auto at = std::find(way.begin(), way.end(), before.value); at != way.end(); ++at) {
        ring += c.method.steps[*at].name + " after ";
      }
      const Step& wrong = c.method.step(before);
      c.Report(DiagnosticKind::kRing, wrong.span, {wrong.name, ring + wrong.name});
    }
    way.pop_back();
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
