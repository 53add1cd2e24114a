// SPDX-License-Identifier: EUPL-1.2
#include "absl/strings/str_cat.h"
#include "engine/eval/judge.h"
#include "engine/text/value_text.h"

// What rules tell each other (`g is violated`, `step is complete`) and how messages are filled in.
namespace stapwijs {
namespace {

Result Decided(bool yes) { return {Value::Bool(yes), {}}; }
Result Undecided(Waits waits) { return {Value::Unknown(), std::move(waits)}; }

Result GuardOutcome(const JudgedGuard& guard, Outcome outcome) {
  if (outcome == Outcome::kWaived) return Decided(guard.state == GuardState::kWaived);
  if (guard.state == GuardState::kUndetermined) return Undecided(guard.waits);
  return Decided(guard.state == GuardState::kViolated);
}

Result ItemOutcome(const JudgedItem& item, Outcome outcome) {
  if (item.state == ItemState::kUnknown) return Undecided(item.waits);
  return Decided(item.state == (outcome == Outcome::kDone ? ItemState::kDone : ItemState::kOpen));
}

}  // namespace

Result Judge::StatusOutcome(const JudgedStatus& judged, Outcome outcome) {
  if (outcome == Outcome::kApplicable) return Decided(judged.status != Status::kNotApplicable);
  if (judged.status == Status::kUnknown) return Undecided(judged.waits);
  return Decided(judged.status == Status::kComplete);
}

const Node* Judge::FindNode(const Node& node, const Frame& frame) const {
  if (node.frame == frame) return &node;
  for (const auto& child : node.children) {
    if (const Node* found = FindNode(*child, frame); found != nullptr) return found;
  }
  return nullptr;
}

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

Result Judge::RuleOutcome(const Expr& e, StepId step, BlockId block, InstanceId element) {
  Node node;
  node.step = step;
  node.frame = evaluator_.instances().Chain(element);
  std::string path = evaluator_.instances().Path(element);
  node.path = absl::StrCat(method_.step(step).name, path.empty() ? "" : ".", path);
  Placed placed = PlaceAt(step, block, node.frame);
  if (e.outcome == Outcome::kApplicable) {
    ExprId own =
        e.rule == RuleKind::kItem ? method_.item(e.item).applies : method_.guard(e.guard).applies;
    Frame frame = node.frame;
    return Both(placed.applies, evaluator_.Condition(own, frame));
  }
  return e.rule == RuleKind::kItem ? ItemOutcome(ItemAt(e.item, node, placed), e.outcome)
                                   : GuardOutcome(GuardAt(e.guard, node, placed), e.outcome);
}

Result Judge::OutcomeOf(const Expr& e, InstanceId element) {
  if (element == kNoInstance) return Decided(false);
  std::string place = evaluator_.place();
  Result out;
  if (e.rule == RuleKind::kItem) {
    out = RuleOutcome(e, method_.item(e.item).step, method_.item(e.item).block, element);
  } else if (e.rule == RuleKind::kGuard) {
    out = RuleOutcome(e, method_.guard(e.guard).step, method_.guard(e.guard).block, element);
  } else if (e.rule == RuleKind::kStep) {
    out = e.outcome == Outcome::kApplicable ? Tree(e.step).placed[0].applies
                                            : StatusOutcome(StatusOf(e.step), e.outcome);
  } else {
    const Node* node = FindNode(Tree(e.step), evaluator_.instances().Chain(element));
    out = node == nullptr ? Decided(false) : StatusOutcome(StatusOf(*node), e.outcome);
  }
  evaluator_.set_place(std::move(place));
  return out;
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
    out += recorded != nullptr && recorded->about
               ? recorded->words
               : ValueInWords(method_, e.type, value, language, method_.field(e.field).none_title);
  }
  return out;
}

Text Judge::Render(const Message& message, const Node& node) {
  return {RenderIn(message.nl, node, Language::kDutch),
          RenderIn(message.en, node, Language::kEnglish)};
}

}  // namespace stapwijs
