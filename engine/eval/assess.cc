// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "engine/eval/judge.h"
#include "engine/eval/program.h"

// Puts what the judge says into the form of an answer.
namespace stapwijs {
namespace {

class Assessor {
 public:
  Assessor(const Program& program, const TrajectoryState& state, Date on)
      : program_(program),
        m_(program.method()),
        state_(state),
        on_(on),
        judge_(program, state, on) {}

  Assessment Run() {
    Assessment out;
    out.on = on_;
    NoteRecordedSteps();
    for (size_t i = 0; i < m_.steps.size(); ++i) out.steps.push_back(AssessStep(StepId(i)));
    for (size_t i = 0; i < m_.tips.size(); ++i) out.tips.push_back(AssessTip(TipId(i)));
    for (size_t i = 0; i < m_.goals.size(); ++i) out.goals.push_back(AssessGoal(GoalId(i)));
    ProposeNext(out);
    const auto& contradictions = judge_.evaluator().contradictions();
    out.contradictions.assign(contradictions.begin(), contradictions.end());
    return out;
  }

 private:
  std::vector<std::string> Paths(const Waits& waits) {
    return judge_.evaluator().instances().Paths(waits);
  }

  ItemResult ItemOf(ItemId id, const Node& node, const Placed& placed) {
    const JudgedItem& judged = judge_.ItemAt(id, node, placed);
    return {id,
            absl::StrCat(node.path, ".", m_.item(id).name),
            judged.state,
            judged.answered,
            judged.evidence,
            Paths(judged.waits)};
  }

  std::vector<std::string> BlocksOf(const Guard& guard, const Node& node) {
    if (guard.severity != Severity::kBlocks) return {};
    if (guard.targets.empty()) return {node.path};
    std::vector<std::string> out;
    for (const GuardTarget& target : guard.targets) {
      out.push_back(absl::StrCat(target.start ? "start of " : "", m_.step(target.step).name));
    }
    return out;
  }

  GuardResult GuardOf(GuardId id, const Node& node, const Placed& placed) {
    const Guard& guard = m_.guard(id);
    const JudgedGuard& judged = judge_.GuardAt(id, node, placed);
    GuardResult out;
    out.guard = id;
    out.path = absl::StrCat(node.path, ".", guard.name);
    out.state = judged.state;
    out.waiting_for = Paths(judged.waits);
    out.blocks = BlocksOf(guard, node);
    if (judged.state == GuardState::kWaived) out.waiver = *judge_.WaiverOf(out.path);
    if (judged.state != GuardState::kHolds && judged.state != GuardState::kNotApplicable) {
      out.message = judge_.Render(guard.message, node);
    }
    return out;
  }

  // Fills items, guards and elements of a step or of an element of it.
  template <typename Out>
  void Fill(const Node& node, Out& out) {
    for (const Placed& placed : node.placed) {
      for (ItemId id : judge_.ItemsOf(node, placed)) out.items.push_back(ItemOf(id, node, placed));
      for (GuardId id : judge_.GuardsOf(node, placed)) {
        out.guards.push_back(GuardOf(id, node, placed));
      }
    }
    for (const auto& child : node.children) {
      ElementResult element = ElementOf(*child);
      bool judged = !element.items.empty() || !element.guards.empty() || !element.elements.empty();
      if (judged) out.elements.push_back(std::move(element));
    }
    judge_.CountItems(node, out.required, out.recommended);
  }

  ElementResult ElementOf(const Node& node) {
    ElementResult out;
    out.path = node.path;
    JudgedStatus status = judge_.StatusOf(node);
    out.status = status.status;
    out.blocked_by = status.blocked_by;
    out.waiting_for = Paths(status.waits);
    Fill(node, out);
    return out;
  }

  StepResult AssessStep(StepId id) {
    StepResult out;
    out.step = id;
    const Node& tree = judge_.Tree(id);
    const JudgedStatus& status = judge_.StatusOf(id);
    out.status = status.status;
    out.blocked_by = status.blocked_by;
    out.waiting_for = Paths(status.waits);
    if (tree.placed[0].applies.logic() == Logic::kUnknown) {
      out.applies_waiting_for = Paths(tree.placed[0].applies.waits);
    }
    Fill(tree, out);
    FindStartBlockers(id, out);
    out.transition = state_.transition(id);
    out.drifted = out.transition.phase == StepPhase::kCompleted && out.status != Status::kComplete;
    out.begun_early = recorded_steps_.contains(id) && BeforeIsIncomplete(id);
    return out;
  }

  bool Satisfied(StepId before) {
    Status status = judge_.StatusOf(before).status;
    return status == Status::kComplete || status == Status::kNotApplicable;
  }

  bool BeforeIsIncomplete(StepId step) {
    const auto& after = m_.step(step).after;
    return std::any_of(after.begin(), after.end(), [&](StepId before) {
      return !Satisfied(before) || BeforeIsIncomplete(before);
    });
  }

  void FindStartBlockers(StepId id, StepResult& out) {
    const std::string& name = m_.step(id).name;
    for (StepId before : m_.step(id).after) {
      if (Satisfied(before) || judge_.WaiverOf(name + ".after") != nullptr) continue;
      out.start_blockers.push_back({Blocker::Kind::kAfter, m_.step(before).name,
                                    judge_.StatusOf(before).status != Status::kUnknown});
    }
    for (GuardId guard : program_.guards_on(id)) {
      const auto& targets = m_.guard(guard).targets;
      bool start = std::any_of(targets.begin(), targets.end(), [&](const GuardTarget& target) {
        return target.step == id && target.start;
      });
      if (start && m_.guard(guard).severity == Severity::kBlocks) {
        AddStartBlockers(guard, judge_.Tree(m_.guard(guard).step), out);
      }
    }
    for (const Blocker& blocker : out.start_blockers) {
      if (blocker.decided) out.startable = Tristate::kNo;
      if (!blocker.decided && out.startable == Tristate::kYes) out.startable = Tristate::kUnknown;
    }
  }

  void AddStartBlockers(GuardId id, const Node& node, StepResult& out) {
    for (const Placed& placed : node.placed) {
      const auto& guards = judge_.GuardsOf(node, placed);
      if (std::find(guards.begin(), guards.end(), id) == guards.end()) continue;
      GuardState state = judge_.GuardAt(id, node, placed).state;
      if (state != GuardState::kViolated && state != GuardState::kUndetermined) continue;
      out.start_blockers.push_back({Blocker::Kind::kGuard,
                                    absl::StrCat(node.path, ".", m_.guard(id).name),
                                    state == GuardState::kViolated});
    }
    for (const auto& child : node.children) AddStartBlockers(id, *child, out);
  }

  TipResult AssessTip(TipId id) {
    const Tip& tip = m_.tip(id);
    TipResult out;
    out.tip = id;
    out.path = absl::StrCat(m_.step(tip.step).name, ".", tip.name);
    Waits waits;
    ShowTip(id, judge_.Tree(tip.step), out, waits);
    if (out.state == TipState::kUndecided) out.waiting_for = Paths(waits);
    return out;
  }

  void ShowTip(TipId id, const Node& node, TipResult& out, Waits& waits) {
    for (const Placed& placed : node.placed) {
      const auto& tips = judge_.TipsOf(node, placed);
      if (std::find(tips.begin(), tips.end(), id) == tips.end()) continue;
      Result when = judge_.TipAt(id, node, placed);
      if (when.logic() == Logic::kUnknown) {
        MergeInto(waits, when.waits);
        if (placed.block.valid()) out.undecided.push_back(node.path);
        if (out.state == TipState::kNotShown) out.state = TipState::kUndecided;
      }
      if (when.logic() != Logic::kYes) continue;
      if (out.state != TipState::kShown) out.text = judge_.Render(m_.tip(id).text, node);
      out.state = TipState::kShown;
      if (placed.block.valid()) out.elements.push_back(node.path);
    }
    for (const auto& child : node.children) ShowTip(id, *child, out, waits);
  }

  // What can be worked on: items open or unknown in steps that may start or have started. The
  // unseen element has nothing to work on.
  void ProposeNext(Assessment& out) {
    struct Proposal {
      int weight;
      bool required;
      std::string path;
    };
    std::vector<Proposal> proposals;
    auto add = [&](auto& self, const auto& part) -> void {
      for (const ItemResult& item : part.items) {
        const bool to_do = item.state == ItemState::kOpen || item.state == ItemState::kUnknown;
        if (!to_do || item.path.find("[*]") != std::string::npos) continue;
        proposals.push_back({m_.item(item.item).weight, m_.item(item.item).required, item.path});
      }
      for (const ElementResult& element : part.elements) self(self, element);
    };
    for (const StepResult& step : out.steps) {
      const bool closed =
          step.startable != Tristate::kYes && step.transition.phase == StepPhase::kNotStarted;
      const bool ended = step.status == Status::kNotApplicable;
      if (!closed && !ended) add(add, step);
    }
    std::stable_sort(proposals.begin(), proposals.end(), [](const auto& a, const auto& b) {
      return std::make_pair(a.weight, a.required) > std::make_pair(b.weight, b.required);
    });
    for (Proposal& proposal : proposals) out.next.push_back(std::move(proposal.path));
  }

  // Why nothing is missing and there is no verdict: the method's verdicts do not exclude each
  // other, or leave a gap.
  static Text Undecidable(int yes) {
    if (yes == 0) {
      return {"Geen van de oordelen past bij wat is vastgelegd.",
              "None of the verdicts fits what is recorded."};
    }
    return {"Meer dan één oordeel past bij wat is vastgelegd.",
            "More than one verdict fits what is recorded."};
  }

  GoalResult AssessGoal(GoalId id) {
    const Goal& goal = m_.goal(id);
    GoalResult out;
    out.goal = id;
    out.path = absl::StrCat(m_.policy(goal.policy).name, ".", goal.name);
    judge_.evaluator().set_place(out.path);
    Waits missing;
    const Goal::Case* found = nullptr;
    int yes = 0;
    bool undecided = false;
    for (const Goal::Case& one : goal.cases) {
      Frame frame;
      Result when = judge_.evaluator().Eval(one.when, frame);
      bool unclear = one.verdict == Verdict::kUnclear;
      if (when.logic() == Logic::kUnknown) {
        // Whether it is unclear brings no verdict: nothing waits for that.
        if (!unclear) MergeInto(missing, when.waits);
        undecided = undecided || !unclear;
      } else if (when.logic() == Logic::kYes) {
        if (unclear) {
          out.unclear = true;
          out.reason = one.text;
        } else {
          ++yes;
          found = &one;
        }
      }
    }
    if (yes == 1 && !undecided && !out.unclear) {
      constexpr GoalState kStates[] = {GoalState::kLinked, GoalState::kPartly, GoalState::kUnlinked,
                                       GoalState::kUnknown};
      out.state = kStates[static_cast<size_t>(found->verdict)];
      out.reason = found->text;
    } else {
      out.missing = Paths(missing);
      if (!undecided && !out.unclear) out.reason = Undecidable(yes);
    }
    for (size_t i = 0; i < goal.evidence.size(); ++i) {
      Frame frame;
      bool recorded = !judge_.evaluator().Eval(goal.evidence[i], frame).value.is_unknown();
      if (recorded) out.evidence.push_back(goal.evidence_paths[i]);
    }
    return out;
  }

  // Which steps have recorded facts, for the remark "begun early".
  void NoteRecordedSteps() { NoteRecordedSteps(state_.facts.root()); }

  void NoteRecordedSteps(const Element& element) {
    for (const auto& [field, value] : element.fields) recorded_steps_.insert(m_.field(field).step);
    for (const auto& [scope, elements] : element.children) {
      FieldId list = m_.scope(scope).field;
      for (const auto& child : elements.all()) {
        if (child->withdrawn) continue;
        if (list.valid()) recorded_steps_.insert(m_.field(list).step);
        NoteRecordedSteps(*child);
      }
    }
  }

  const Program& program_;
  const Method& m_;
  const TrajectoryState& state_;
  Date on_;
  Judge judge_;
  std::set<StepId> recorded_steps_;
};

}  // namespace

namespace {

// The state with what is read of other trajectories beside it.
TrajectoryState With(const Method& method, const TrajectoryState& state, const Inputs& inputs) {
  TrajectoryState out = state;
  for (const Change& change : inputs.values) out.facts.Apply(method, change);
  return out;
}

}  // namespace

Assessment Assess(const Program& program, const TrajectoryState& state, const Inputs& inputs,
                  Date on) {
  if (inputs.values.empty()) return Assessor(program, state, on).Run();
  const TrajectoryState with = With(program.method(), state, inputs);
  return Assessor(program, with, on).Run();
}

Evaluation Evaluate(const Program& program, const TrajectoryState& state, const Inputs& inputs,
                    Date on, ExprId expr) {
  if (!inputs.values.empty()) {
    return Evaluate(program, With(program.method(), state, inputs), Inputs{}, on, expr);
  }
  Judge judge(program, state, on);
  Evaluator& evaluator = judge.evaluator();
  Frame frame;
  Result result = evaluator.Eval(expr, frame);
  const auto& contradictions = evaluator.contradictions();
  return {result.value,
          evaluator.instances().Paths(result.waits),
          {contradictions.begin(), contradictions.end()},
          result.value.is_unknown() && evaluator.too_large()};
}

}  // namespace stapwijs
