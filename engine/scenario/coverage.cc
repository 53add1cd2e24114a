// SPDX-License-Identifier: EUPL-1.2
#include "engine/scenario/coverage.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/eval/state_names.h"
#include "engine/model/path_list.h"
#include "engine/scenario/outcomes.h"

namespace stapwijs {
namespace {

using Kind = CoveredRule::Kind;

// `preparation.sessions[vol].trained` as `preparation.sessions[*].trained`.
std::string WithoutKeys(std::string_view path) {
  std::string out;
  bool key = false;
  for (const char c : path) {
    if (c == ']') key = false;
    if (!key) out += c;
    if (c == '[') {
      key = true;
      out += '*';
    }
  }
  return out;
}

}  // namespace

std::string_view Name(Kind kind) {
  constexpr std::string_view kNames[] = {"guard", "item", "tip", "goal", "step"};
  return kNames[static_cast<size_t>(kind)];
}

Coverage::Coverage(const Program& program) {
  const Method& method = program.method();
  AddAll(method, Kind::kGuard, method.guards);
  AddAll(method, Kind::kItem, method.items);
  AddAll(method, Kind::kTip, method.tips);
  AddAll(method, Kind::kGoal, method.goals);
  first_.push_back(rules_.size());
  for (size_t i = 0; i < method.steps.size(); ++i) {
    Add(Kind::kStep, method.steps[i].name, OutcomesOf(program, StepId(i)));
  }
  // A tip may be expected as a whole, without its elements.
  for (size_t i = 0; i < method.tips.size(); ++i) {
    const Tip& tip = method.tips[i];
    by_path_.emplace(absl::StrCat(method.step(tip.step).name, ".", tip.name),
                     first_[static_cast<size_t>(Kind::kTip)] + i);
  }
}

template <typename Things>
void Coverage::AddAll(const Method& method, Kind kind, const Things& things) {
  first_.push_back(rules_.size());
  for (const auto& thing : things) {
    Add(kind, RulePath(method, thing), OutcomesOf(method, thing));
  }
}

void Coverage::Add(Kind kind, std::string path, const std::vector<std::string_view>& states) {
  CoveredRule rule{kind, std::move(path), {}};
  for (const std::string_view state : states) rule.outcomes.push_back({state});
  by_path_.emplace(rule.path, rules_.size());
  rules_.push_back(std::move(rule));
}

void Coverage::Raise(CoveredRule& rule, std::string_view state, Reach reach) {
  for (CoveredOutcome& outcome : rule.outcomes) {
    if (outcome.state != state) continue;
    outcome.reach = std::max(outcome.reach, reach);
    return;
  }
  // What was thought impossible and is there all the same is shown, not hidden.
  if (state != Name(GuardState::kWaived)) rule.outcomes.push_back({state, reach});
}

void Coverage::Raise(Kind kind, size_t index, std::string_view state, Reach reach) {
  Raise(rules_[first_[static_cast<size_t>(kind)] + index], state, reach);
}

template <typename Part>
void Coverage::SeePart(const Part& part) {
  for (const ItemResult& item : part.items) {
    Raise(Kind::kItem, item.item.value, Name(item.state), Reach::kSeen);
  }
  for (const GuardResult& guard : part.guards) {
    Raise(Kind::kGuard, guard.guard.value, Name(guard.state), Reach::kSeen);
  }
  for (const ElementResult& element : part.elements) SeePart(element);
}

void Coverage::See(const Assessment& assessment) {
  for (const StepResult& step : assessment.steps) {
    Raise(Kind::kStep, step.step.value, Name(step.status), Reach::kSeen);
    SeePart(step);
  }
  for (const TipResult& tip : assessment.tips) {
    Raise(Kind::kTip, tip.tip.value, Name(tip.state), Reach::kSeen);
    if (tip.undecided.empty()) continue;
    Raise(Kind::kTip, tip.tip.value, Name(TipState::kUndecided), Reach::kSeen);
  }
  for (const GoalResult& goal : assessment.goals) {
    Raise(Kind::kGoal, goal.goal.value, Name(goal.state), Reach::kSeen);
  }
}

void Coverage::Expect(const Expectation& expect) {
  if (expect.kind != Expectation::Kind::kState || expect.negated) return;
  const auto rule = by_path_.find(WithoutKeys(expect.path));
  if (rule == by_path_.end()) return;  // an element's own status is no rule
  std::string_view state = expect.state;
  if (state == "applicable") return;
  if (state == "blocks" || state == "warns" || state == "advises") {
    state = Name(GuardState::kViolated);
  }
  CoveredRule& covered = rules_[rule->second];
  // The names of the expectation do not outlive its scenario; those of the rule's outcomes do.
  for (const CoveredOutcome& outcome : covered.outcomes) {
    if (outcome.state == state) Raise(covered, outcome.state, Reach::kExpected);
  }
}

CoverageTotal Coverage::Total(Kind kind) const {
  CoverageTotal total;
  for (const CoveredRule& rule : rules_) {
    if (rule.kind != kind) continue;
    for (const CoveredOutcome& outcome : rule.outcomes) {
      switch (outcome.reach) {
        case Reach::kNever:
          ++total.never;
          break;
        case Reach::kSeen:
          ++total.seen;
          break;
        case Reach::kExpected:
          ++total.expected;
          break;
      }
    }
  }
  return total;
}

}  // namespace stapwijs
