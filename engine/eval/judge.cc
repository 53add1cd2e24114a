// SPDX-License-Identifier: EUPL-1.2
#include "engine/eval/judge.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace stapwijs {
namespace {

Result Decided(bool yes) { return {Value::Bool(yes), {}}; }

}  // namespace

Judge::Judge(const Program& program, const TrajectoryState& state, Date on)
    : program_(program),
      method_(program.method()),
      state_(state),
      evaluator_(method_, state, on, *this) {}

const Node& Judge::Tree(StepId step) {
  std::unique_ptr<Node>& tree = trees_[step];
  if (tree != nullptr) return *tree;
  tree = std::make_unique<Node>();
  Node* node = tree.get();
  node->step = step;
  node->path = method_.step(step).name;
  evaluator_.set_place(node->path);
  Frame frame;
  node->placed.push_back({BlockId(), evaluator_.Condition(method_.step(step).applies, frame)});
  Grow(*node, node->placed);
  return *tree;
}

// Makes the elements of all blocks directly inside `around`, one node for each element.
void Judge::Grow(Node& node, const std::vector<Placed>& around) {
  std::map<InstanceId, Node*> by_instance;
  for (const Placed& outer : around) {
    const auto& blocks =
        outer.block.valid() ? method_.block(outer.block).blocks : method_.step(node.step).blocks;
    for (BlockId id : blocks) {
      const Loop& loop = method_.block(id).loop;
      Frame frame = node.frame;
      InstanceId owner = evaluator_.Reach(loop.owner, frame);
      frame.push_back(kNoInstance);
      for (const Candidate& candidate : evaluator_.Candidates(owner, loop.scope)) {
        frame.back() = candidate.instance;
        Result there{ToValue(candidate.presence), candidate.waits};
        Result where = evaluator_.Condition(loop.where, frame);
        Node*& child = by_instance[candidate.instance];
        if (child == nullptr) {
          node.children.push_back(std::make_unique<Node>());
          child = node.children.back().get();
          child->step = node.step;
          const Instance& instance = evaluator_.instances()[candidate.instance];
          child->path = absl::StrCat(node.path, ".", method_.scope(instance.scope).name, "[",
                                     instance.key, "]");
          child->frame.assign(frame.begin(), frame.begin() + static_cast<int>(node.frame.size()));
          child->frame.push_back(candidate.instance);
        }
        child->placed.push_back({id, Both(outer.applies, Both(there, where))});
      }
    }
  }
  for (auto& child : node.children) Grow(*child, child->placed);
}

const std::vector<ItemId>& Judge::ItemsOf(const Node& node, const Placed& placed) const {
  return placed.block.valid() ? method_.block(placed.block).items : method_.step(node.step).items;
}

const std::vector<GuardId>& Judge::GuardsOf(const Node& node, const Placed& placed) const {
  return placed.block.valid() ? method_.block(placed.block).guards : method_.step(node.step).guards;
}

const std::vector<TipId>& Judge::TipsOf(const Node& node, const Placed& placed) const {
  return placed.block.valid() ? method_.block(placed.block).tips : method_.step(node.step).tips;
}

const JudgedItem& Judge::ItemAt(ItemId item, const Node& node, const Placed& placed) {
  Key key{item.value, node.frame};
  auto known = items_.find(key);
  if (known != items_.end()) return known->second;
  return items_[key] = JudgeItem(method_.item(item), node, placed);
}

const JudgedGuard& Judge::GuardAt(GuardId guard, const Node& node, const Placed& placed) {
  Key key{guard.value, node.frame};
  auto known = guards_.find(key);
  if (known != guards_.end()) return known->second;
  return guards_[key] = JudgeGuard(method_.guard(guard), node, placed);
}

JudgedItem Judge::JudgeItem(const Item& item, const Node& node, const Placed& placed) {
  JudgedItem out;
  Frame frame = node.frame;
  std::string path = absl::StrCat(node.path, ".", item.name);
  evaluator_.set_place(path);
  Result applies = Both(placed.applies, evaluator_.Condition(item.applies, frame));
  Result done, open;
  if (item.done.valid()) {
    done = evaluator_.Eval(item.done, frame);
    open = item.open.valid() ? evaluator_.Eval(item.open, frame)
                             : Result{ToValue(Not(done.logic())), done.waits};
  } else if (const Answer* answer = state_.facts.FindAnswer(path); answer != nullptr) {
    out.answered = true;
    out.evidence = answer->evidence;
    done = Decided(answer->done);
    open = Decided(!answer->done);
  } else {
    const Instances& all = evaluator_.instances();
    bool unseen = !frame.empty() && all[frame.back()].unseen;
    done.waits = {unseen ? all[frame.back()].unseen_wait
                         : evaluator_.instances().WaitForItem(path)};
    open = done;
  }
  const Logic a = applies.logic(), d = done.logic(), o = open.logic();
  if (a == Logic::kNo) {
    out.state = ItemState::kNotApplicable;
  } else if (d == Logic::kYes) {
    out.state = ItemState::kDone;
    if (a == Logic::kUnknown) out.applies_waits = applies.waits;
  } else if (a == Logic::kYes && d == Logic::kNo && o == Logic::kYes) {
    out.state = ItemState::kOpen;
  } else {
    // Whether it is open counts only once it is known not to be done.
    if (a == Logic::kUnknown) out.waits = applies.waits;
    if (d == Logic::kUnknown) MergeInto(out.waits, done.waits);
    if (o == Logic::kUnknown) MergeInto(out.waits, open.waits);
    if (d == Logic::kNo && o == Logic::kNo) {
      MergeInto(out.waits, evaluator_.KeptFrom(item.done, frame, Logic::kYes));
    }
  }
  return out;
}

JudgedGuard Judge::JudgeGuard(const Guard& guard, const Node& node, const Placed& placed) {
  JudgedGuard out;
  Frame frame = node.frame;
  std::string path = absl::StrCat(node.path, ".", guard.name);
  evaluator_.set_place(path);
  Result applies = Both(placed.applies, evaluator_.Condition(guard.applies, frame));
  evaluator_.set_place(path);
  Result violation = evaluator_.Eval(guard.condition, frame);
  if (guard.holds_form) violation = Not(std::move(violation));
  Result both = Both(applies, violation);
  switch (both.logic()) {
    case Logic::kYes:
      out.state = GuardState::kViolated;
      break;
    case Logic::kUnknown:
      out.state = GuardState::kUndetermined;
      out.waits = both.waits;
      break;
    case Logic::kNo:
      out.state = applies.logic() == Logic::kNo ? GuardState::kNotApplicable : GuardState::kHolds;
      break;
  }
  bool waivable = out.state == GuardState::kViolated || out.state == GuardState::kUndetermined;
  if (waivable && !guard.unwaivable && WaiverOf(path) != nullptr) {
    out.state = GuardState::kWaived;  // keeps what an undetermined one waits for
  }
  return out;
}

const Waiver* Judge::WaiverOf(const std::string& path) const {
  auto place = state_.waivers.find(path);
  if (place == state_.waivers.end()) return nullptr;
  const Waiver& waiver = place->second;
  return waiver.until && *waiver.until < evaluator_.on() ? nullptr : &waiver;
}

void Judge::CountItems(const Node& node, Counts& required, Counts& recommended) {
  for (const Placed& placed : node.placed) {
    for (ItemId id : ItemsOf(node, placed)) {
      Counts& counts = method_.item(id).required ? required : recommended;
      switch (ItemAt(id, node, placed).state) {
        case ItemState::kDone:
          ++counts.done;
          break;
        case ItemState::kOpen:
          ++counts.open;
          break;
        case ItemState::kUnknown:
          ++counts.unknown;
          break;
        case ItemState::kNotApplicable:
          ++counts.not_applicable;
          break;
      }
    }
  }
  for (const auto& child : node.children) CountItems(*child, required, recommended);
}

void Judge::WeighGuard(GuardId id, const Node& node, const Placed& placed, JudgedStatus& out) {
  const JudgedGuard& judged = GuardAt(id, node, placed);
  if (judged.state == GuardState::kViolated) {
    out.blocked_by.push_back(absl::StrCat(node.path, ".", method_.guard(id).name));
  } else if (judged.state == GuardState::kUndetermined) {
    out.status = Status::kUnknown;
    MergeInto(out.waits, judged.waits);
  }
}

// Adds what the blocking guards without targets and the required items of `node` and its elements
// say: `out` is complete until something keeps it from that.
void Judge::Weigh(const Node& node, JudgedStatus& out) {
  for (const Placed& placed : node.placed) {
    for (GuardId id : GuardsOf(node, placed)) {
      const Guard& guard = method_.guard(id);
      if (guard.severity == Severity::kBlocks && guard.targets.empty()) {
        WeighGuard(id, node, placed, out);
      }
    }
    for (ItemId id : ItemsOf(node, placed)) {
      if (!method_.item(id).required) continue;
      const JudgedItem& item = ItemAt(id, node, placed);
      out.incomplete = out.incomplete || item.state == ItemState::kOpen;
      if (item.state == ItemState::kUnknown) {
        out.status = Status::kUnknown;
        MergeInto(out.waits, item.waits);
      }
    }
  }
  for (const auto& child : node.children) Weigh(*child, out);
}

void Judge::WeighTargeting(GuardId id, const Node& node, JudgedStatus& out) {
  for (const Placed& placed : node.placed) {
    const auto& guards = GuardsOf(node, placed);
    if (std::find(guards.begin(), guards.end(), id) != guards.end()) {
      WeighGuard(id, node, placed, out);
    }
  }
  for (const auto& child : node.children) WeighTargeting(id, *child, out);
}

namespace {

// The first that fits: blocked, incomplete, unknown, complete.
void Settle(JudgedStatus& out) {
  if (!out.blocked_by.empty()) {
    out.status = Status::kBlocked;
  } else if (out.incomplete) {
    out.status = Status::kIncomplete;
  }
  if (out.status != Status::kUnknown) out.waits.clear();
}

}  // namespace

// Whether anything in the element is judged: blocks that hold no rule to judge do not count, unless
// there are no others.
Result Judge::AppliesTo(const Node& element) const {
  Logic applies = Logic::kNo;
  Waits waits;
  const bool rules = std::any_of(element.placed.begin(), element.placed.end(),
                                 [&](auto& placed) { return HasRules(placed.block); });
  for (const Placed& placed : element.placed) {
    if (rules && !HasRules(placed.block)) continue;
    applies = Or(applies, placed.applies.logic());
    if (placed.applies.logic() == Logic::kUnknown) MergeInto(waits, placed.applies.waits);
  }
  if (applies != Logic::kUnknown) waits.clear();
  return {ToValue(applies), std::move(waits)};
}

bool Judge::HasRules(BlockId id) const {
  const Block& block = method_.block(id);
  return !block.items.empty() || !block.guards.empty() ||
         std::any_of(block.blocks.begin(), block.blocks.end(),
                     [&](BlockId inner) { return HasRules(inner); });
}

JudgedStatus Judge::StatusOf(const Node& element) {
  JudgedStatus out;
  if (AppliesTo(element).logic() == Logic::kNo) {
    out.status = Status::kNotApplicable;
    return out;
  }
  out.status = Status::kComplete;
  Weigh(element, out);
  Settle(out);
  return out;
}

const JudgedStatus& Judge::StatusOf(StepId step) {
  if (auto known = statuses_.find(step); known != statuses_.end()) return known->second;
  JudgedStatus out;
  const Node& tree = Tree(step);
  if (tree.placed[0].applies.logic() == Logic::kNo) {
    out.status = Status::kNotApplicable;
    return statuses_[step] = out;
  }
  out.status = Status::kComplete;
  Weigh(tree, out);
  for (GuardId id : program_.guards_on(step)) {
    const Guard& guard = method_.guard(id);
    bool completion = std::any_of(guard.targets.begin(), guard.targets.end(), [&](auto& target) {
      return target.step == step && !target.start;
    });
    if (guard.severity == Severity::kBlocks && completion) {
      WeighTargeting(id, Tree(guard.step), out);
    }
  }
  Settle(out);
  return statuses_[step] = std::move(out);
}

Result Judge::TipAt(TipId id, const Node& node, const Placed& placed) {
  Frame frame = node.frame;
  evaluator_.set_place(absl::StrCat(node.path, ".", method_.tip(id).name));
  return Both(placed.applies, evaluator_.Condition(method_.tip(id).when, frame));
}

}  // namespace stapwijs
