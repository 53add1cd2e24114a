// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/eval/assessment.h"
#include "engine/eval/evaluator.h"
#include "engine/eval/program.h"

// Judges rules where they stand: each item and guard of each element of each step, on demand and
// once. Internal to engine/eval.
namespace stapwijs {

// A block (or, with an invalid id, the step itself) at one element: `applies` says whether its
// rules are judged there (the step's `applies when`, being there, and all filters around).
struct Placed {
  BlockId block;
  Result applies;
};

// The step itself or one element in it. Several blocks of a step over one list share its elements.
struct Node {
  StepId step;
  std::string path;  // "preparation", "preparation.sessions[vol]"
  Frame frame;       // from the outermost `for each` in
  std::vector<Placed> placed;
  std::vector<std::unique_ptr<Node>> children;
};

struct JudgedItem {
  ItemState state = ItemState::kUnknown;
  Waits waits;          // of an unknown state
  Waits applies_waits;  // of a done item that may prove not to apply
  bool answered = false;
  std::string evidence;
};

struct JudgedGuard {
  GuardState state = GuardState::kUndetermined;
  Waits waits;
};

struct JudgedStatus {
  Status status = Status::kUnknown;
  Waits waits;              // of an unknown status
  bool incomplete = false;  // a required item is open
  std::vector<std::string> blocked_by;
};

class Judge : public RuleOutcomes {
 public:
  Judge(const Program& program, const TrajectoryState& state, Date on);

  const Node& Tree(StepId step);
  const JudgedItem& ItemAt(ItemId item, const Node& node, const Placed& placed);
  const JudgedGuard& GuardAt(GuardId guard, const Node& node, const Placed& placed);
  const JudgedStatus& StatusOf(StepId step);
  JudgedStatus StatusOf(const Node& element);
  // Adds the items of `node` and of all elements in it to the two counts.
  void CountItems(const Node& node, Counts& required, Counts& recommended);
  // Whether the tip is to be shown there.
  Result TipAt(TipId tip, const Node& node, const Placed& placed);

  const std::vector<ItemId>& ItemsOf(const Node& node, const Placed& placed) const;
  const std::vector<GuardId>& GuardsOf(const Node& node, const Placed& placed) const;
  const std::vector<TipId>& TipsOf(const Node& node, const Placed& placed) const;

  const Waiver* WaiverOf(const std::string& path) const;
  Text Render(const Message& message, const Node& node);
  Evaluator& evaluator() { return evaluator_; }
  const Method& method() const { return method_; }

  Result OutcomeOf(const Expr& expr, InstanceId element, const Frame& asking) override;
  Waits KeptFrom(const Expr& expr, InstanceId element, const Frame& asking, Logic wanted) override;
  Result ProgressOf(StepId step) override;

 private:
  using Key = std::pair<uint32_t, Frame>;  // a rule, and the elements around it

  void Grow(Node& node, const std::vector<Placed>& around);
  JudgedItem JudgeItem(const Item& item, const Node& node, const Placed& placed);
  JudgedGuard JudgeGuard(const Guard& guard, const Node& node, const Placed& placed);
  void Weigh(const Node& node, JudgedStatus& out);
  void WeighGuard(GuardId guard, const Node& node, const Placed& placed, JudgedStatus& out);
  void WeighTargeting(GuardId guard, const Node& node, JudgedStatus& out);
  std::string RenderIn(const std::vector<Message::Piece>& pieces, const Node& node,
                       Language language);
  Result AppliesTo(const Node& element) const;
  bool HasRules(BlockId block) const;
  Placed PlaceAt(StepId step, BlockId block, const Frame& frame);
  // The element a rule of `block` is asked for at, as a node of its own; its frame is empty when
  // the question does not say which.
  Node NodeFor(StepId step, BlockId block, InstanceId element, const Frame& asking);
  Result RuleOutcome(const Expr& e, InstanceId element, const Frame& asking);
  Result ElementOutcome(const Expr& e, InstanceId element);
  Result StepOutcome(StepId step, Outcome outcome);

  const Program& program_;
  const Method& method_;
  const TrajectoryState& state_;
  Evaluator evaluator_;
  std::map<StepId, std::unique_ptr<Node>> trees_;
  std::map<StepId, JudgedStatus> statuses_;
  std::map<Key, JudgedItem> items_;
  std::map<Key, JudgedGuard> guards_;
};

}  // namespace stapwijs
