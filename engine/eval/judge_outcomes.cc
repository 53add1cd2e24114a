// SPDX-License-Identifier: EUPL-1.2
#include "absl/strings/str_cat.h"
#include "engine/eval/judge.h"
#include "engine/text/value_text.h"

// What rules tell each other (`g is violated`, `step is complete`) and how messages are filled in.
namespace stapwijs {
namespace {

Result Decided(bool yes) { return {Value::Bool(yes), {}}; }
Result Undecided(Waits waits) { return {Value::Unknown(), std::move(waits)}; }

// A waived guard keeps what it waits for: it may prove to hold, and then was never waived.
Result GuardOutcome(const JudgedGuard& guard, Outcome outcome) {
  const bool waived = guard.state == GuardState::kWaived;
  if (outcome == Outcome::kWaived) {
    return waived && !guard.waits.empty() ? Undecided(guard.waits) : Decided(waived);
  }
  if (guard.state == GuardState::kUndetermined) return Undecided(guard.waits);
  return Decided(guard.state == GuardState::kViolated);
}

// A done item that may prove not to apply is not surely done: who asks must not have to turn.
Result ItemOutcome(const JudgedItem& item, Outcome outcome) {
  if (item.state == ItemState::kUnknown) return Undecided(item.waits);
  const bool done = item.state == ItemState::kDone && outcome == Outcome::kDone;
  if (done && !item.applies_waits.empty()) return Undecided(item.applies_waits);
  return Decided(item.state == (outcome == Outcome::kDone ? ItemState::kDone : ItemState::kOpen));
}

}  // namespace

// Whether the rules of `block` are judged at the elements in `frame`, without growing the tree: a
// filter may ask for the outcome of a rule in its own step.
Placed Judge::PlaceAt(StepId step, BlockId id, const Frame& frame) {
  Frame around;
  if (!id.valid()) return {id, evaluator_.Condition(method_.step(step).applies, around)};
  const Block& block = method_.block(id);
  auto depth = static_cast<size_t>(block.depth);
  Placed outer = PlaceAt(step, block.parent, frame);
  around.assign(frame.begin(), frame.begin() + block.depth);
  Result there{Value::Bool(false), {}};
  for (const Candidate& candidate :
       evaluator_.Candidates(evaluator_.Reach(block.loop.owner, around), block.loop.scope)) {
    if (candidate.instance == frame[depth]) {
      there = {ToValue(candidate.presence), candidate.waits};
      break;
    }
    // Not recorded in a list that may have more: perhaps it is there.
    if (candidate.presence == Logic::kUnknown) there = {Value::Unknown(), candidate.waits};
  }
  around.push_back(frame[depth]);
  Result where = evaluator_.Condition(block.loop.where, around);
  return {id, Both(outer.applies, Both(there, where))};
}

Node Judge::NodeFor(StepId step, BlockId block, InstanceId element, const Frame& asking) {
  Node node;
  node.step = step;
  std::vector<ScopeId> nest;
  for (BlockId b = block; b.valid(); b = method_.block(b).parent) {
    nest.insert(nest.begin(), method_.block(b).loop.scope);
  }
  auto fits = [&](const Frame& frame) {
    if (frame.size() < nest.size()) return false;
    for (size_t i = 0; i < nest.size(); ++i) {
      if (frame[i] == kNoInstance || evaluator_.instances()[frame[i]].scope != nest[i])
        return false;
    }
    return true;
  };
  Frame frame = evaluator_.instances().Chain(element);
  if (frame.size() != nest.size() || !fits(frame)) frame = asking;
  if (!fits(frame)) return node;
  frame.resize(nest.size());
  node.frame = frame;
  node.path = method_.step(step).name;
  for (InstanceId at : frame) {
    const Instance& instance = evaluator_.instances()[at];
    absl::StrAppend(&node.path, ".", method_.scope(instance.scope).name, "[", instance.key, "]");
  }
  return node;
}

Result Judge::RuleOutcome(const Expr& e, InstanceId element, const Frame& asking) {
  const bool item = e.rule == RuleKind::kItem;
  StepId step = item ? method_.item(e.item).step : method_.guard(e.guard).step;
  BlockId block = item ? method_.item(e.item).block : method_.guard(e.guard).block;
  Node node = NodeFor(step, block, element, asking);
  if (node.path.empty()) return Undecided({});
  Placed placed = PlaceAt(step, block, node.frame);
  if (e.outcome == Outcome::kApplicable) {
    ExprId own = item ? method_.item(e.item).applies : method_.guard(e.guard).applies;
    Frame frame = node.frame;
    return Both(placed.applies, evaluator_.Condition(own, frame));
  }
  return item ? ItemOutcome(ItemAt(e.item, node, placed), e.outcome)
              : GuardOutcome(GuardAt(e.guard, node, placed), e.outcome);
}

// Judged apart from the step's tree, which may just be growing.
Result Judge::ElementOutcome(const Expr& e, InstanceId element) {
  Node node;
  node.step = e.step;
  node.frame = evaluator_.instances().Chain(element);
  node.path = absl::StrCat(method_.step(e.step).name, ".", evaluator_.instances().Path(element));
  for (size_t b = 0; b < method_.blocks.size(); ++b) {
    BlockId id(b);
    const Block& block = method_.block(id);
    if (block.step != e.step || block.loop.scope != e.access.scope) continue;
    if (NodeFor(e.step, id, element, {}).frame != node.frame) continue;
    node.placed.push_back(PlaceAt(e.step, id, node.frame));
  }
  if (node.placed.empty()) return Decided(false);
  Result applies = AppliesTo(node);
  if (e.outcome == Outcome::kApplicable || applies.logic() == Logic::kNo) return applies;
  Grow(node, node.placed);
  JudgedStatus judged = StatusOf(node);
  if (judged.status == Status::kUnknown) return Undecided(judged.waits);
  if (judged.status != Status::kComplete) return Decided(false);
  return applies.logic() == Logic::kYes ? Decided(true) : applies;
}

// As of an element: a complete step that may prove not to apply is not surely complete.
Result Judge::StepOutcome(StepId step, Outcome outcome) {
  // Without growing the step's tree: its filters may ask just this.
  Frame nothing_around;
  Result applies = evaluator_.Condition(method_.step(step).applies, nothing_around);
  if (outcome == Outcome::kApplicable) return applies;
  const JudgedStatus& judged = StatusOf(step);
  if (judged.status == Status::kUnknown) return Undecided(judged.waits);
  if (judged.status != Status::kComplete) return Decided(false);
  return applies.logic() == Logic::kYes ? Decided(true) : applies;
}

Result Judge::OutcomeOf(const Expr& e, InstanceId element, const Frame& asking) {
  if (element == kNoInstance) return Decided(false);
  // The element of a reference that nobody recorded: whatever is asked of it waits for that.
  const Instance instance = evaluator_.instances()[element];
  if (!instance.key.empty() && instance.key[0] == '?') return Undecided({instance.unseen_wait});
  std::string place = evaluator_.place();
  Result out;
  if (e.rule == RuleKind::kStep) {
    out = StepOutcome(e.step, e.outcome);
  } else {
    out =
        e.rule == RuleKind::kElement ? ElementOutcome(e, element) : RuleOutcome(e, element, asking);
  }
  evaluator_.set_place(std::move(place));
  return out;
}

Waits Judge::KeptFrom(const Expr& e, InstanceId element, const Frame& asking, Logic wanted) {
  const bool item = e.rule == RuleKind::kItem && e.outcome == Outcome::kDone;
  const bool guard = e.rule == RuleKind::kGuard && e.outcome == Outcome::kViolated;
  if (element == kNoInstance || (!item && !guard)) return {};
  StepId step = item ? method_.item(e.item).step : method_.guard(e.guard).step;
  BlockId block = item ? method_.item(e.item).block : method_.guard(e.guard).block;
  ExprId condition = item ? method_.item(e.item).done : method_.guard(e.guard).condition;
  Node node = NodeFor(step, block, element, asking);
  if (node.path.empty() || !condition.valid()) return {};
  const bool turned = guard && method_.guard(e.guard).holds_form;
  return evaluator_.KeptFrom(condition, node.frame, turned ? Not(wanted) : wanted);
}

Result Judge::ProgressOf(StepId step) {
  Counts required, recommended;
  CountItems(Tree(step), required, recommended);
  int32_t of = required.of() - required.not_applicable;
  return {Value::Exactly(of == 0 ? 100 : required.done * 100 / of), {}};
}

std::string Judge::RenderIn(const std::vector<Message::Piece>& pieces, const Node& node,
                            Language language) {
  std::string out;
  Frame frame = node.frame;
  for (const Message::Piece& piece : pieces) {
    out += piece.literal;
    if (!piece.expr.valid()) continue;
    const Expr& e = method_.expr(piece.expr);
    Value value = evaluator_.Eval(piece.expr, frame).value;
    if (e.op != Op::kField) {
      out += ValueInWords(method_, e.type, value, language);
      continue;
    }
    InstanceId at = evaluator_.Reach(e.access, frame);
    const Element* element = at == kNoInstance ? nullptr : evaluator_.instances()[at].element;
    const RecordedValue* recorded = element == nullptr ? nullptr : element->Find(e.field);
    const Text& none = method_.field(e.field).none_title;
    out += recorded == nullptr ? ValueInWords(method_, e.type, value, language, none)
                               : RecordedInWords(method_, e.type, *recorded, language, none);
  }
  return out;
}

Text Judge::Render(const Message& message, const Node& node) {
  return {RenderIn(message.nl, node, Language::kDutch),
          RenderIn(message.en, node, Language::kEnglish)};
}

}  // namespace stapwijs
