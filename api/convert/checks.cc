// SPDX-License-Identifier: EUPL-1.2
#include "api/convert/checks.h"

#include <algorithm>

namespace stapwijs::api {
namespace {

bool Carries(const Provenance& provenance, const std::string& ref) {
  const auto& refs = provenance.refs;
  return std::find(refs.begin(), refs.end(), ref) != refs.end();
}

// Adds every item and guard of a step and its elements that carries `ref`.
template <typename Judged>
void CollectIn(const Method& method, const Judged& judged, const std::string& ref,
               std::vector<CheckedRule>& out) {
  for (const ItemResult& item : judged.items) {
    const Item& rule = method.item(item.item);
    if (Carries(rule.provenance, ref)) out.push_back({&item.path, &rule.title, nullptr, &item});
  }
  for (const GuardResult& guard : judged.guards) {
    const Guard& rule = method.guard(guard.guard);
    if (Carries(rule.provenance, ref)) {
      out.push_back({&guard.path, &rule.title, nullptr, nullptr, &guard});
    }
  }
  for (const ElementResult& element : judged.elements) CollectIn(method, element, ref, out);
}

v1::CheckAnswer AnswerOf(GoalState state) {
  switch (state) {
    case GoalState::kLinked:
      return v1::CHECK_ANSWER_YES;
    case GoalState::kPartly:
      return v1::CHECK_ANSWER_PARTLY;
    case GoalState::kUnlinked:
      return v1::CHECK_ANSWER_NO;
    case GoalState::kUnknown:
      return v1::CHECK_ANSWER_UNKNOWN;
  }
  return v1::CHECK_ANSWER_UNKNOWN;
}

v1::CheckAnswer AnswerOf(ItemState state) {
  switch (state) {
    case ItemState::kDone:
      return v1::CHECK_ANSWER_YES;
    case ItemState::kOpen:
      return v1::CHECK_ANSWER_NO;
    case ItemState::kUnknown:
      return v1::CHECK_ANSWER_UNKNOWN;
    case ItemState::kNotApplicable:
      return v1::CHECK_ANSWER_UNSPECIFIED;
  }
  return v1::CHECK_ANSWER_UNKNOWN;
}

// A waiver is no answer: somebody decided that it may be as it is, not that it is in order.
v1::CheckAnswer AnswerOf(GuardState state) {
  switch (state) {
    case GuardState::kHolds:
      return v1::CHECK_ANSWER_YES;
    case GuardState::kViolated:
      return v1::CHECK_ANSWER_NO;
    case GuardState::kUndetermined:
    case GuardState::kWaived:  // see below
      return v1::CHECK_ANSWER_UNKNOWN;
    case GuardState::kNotApplicable:
      return v1::CHECK_ANSWER_UNSPECIFIED;
  }
  return v1::CHECK_ANSWER_UNKNOWN;
}

// A tip shows where something could be better.
v1::CheckAnswer AnswerOf(TipState state) {
  switch (state) {
    case TipState::kShown:
      return v1::CHECK_ANSWER_NO;
    case TipState::kNotShown:
      return v1::CHECK_ANSWER_YES;
    case TipState::kUndecided:
      return v1::CHECK_ANSWER_UNKNOWN;
  }
  return v1::CHECK_ANSWER_UNKNOWN;
}

v1::CheckAnswer AnswerOf(const CheckedRule& part) {
  if (part.goal != nullptr) return AnswerOf(part.goal->state);
  if (part.item != nullptr) return AnswerOf(part.item->state);
  // A waived guard may be one that was violated, or one that nobody could decide.
  if (part.guard != nullptr && part.guard->state == GuardState::kWaived &&
      part.guard->waiting_for.empty()) {
    return v1::CHECK_ANSWER_NO;
  }
  if (part.guard != nullptr) return AnswerOf(part.guard->state);
  return AnswerOf(part.tip->state);
}

}  // namespace

std::vector<CheckedRule> RulesOf(const Method& method, const Assessment& assessment,
                                 const std::string& check) {
  std::vector<CheckedRule> out;
  for (const GoalResult& goal : assessment.goals) {
    const Goal& rule = method.goal(goal.goal);
    if (Carries(rule.provenance, check)) out.push_back({&goal.path, &rule.title, &goal});
  }
  for (const StepResult& step : assessment.steps) CollectIn(method, step, check, out);
  for (const TipResult& tip : assessment.tips) {
    const Tip& rule = method.tip(tip.tip);
    if (Carries(rule.provenance, check)) {
      out.push_back({&tip.path, &rule.title, nullptr, nullptr, nullptr, &tip});
    }
  }
  return out;
}

// All yes: yes; all no: no; some of both: partly, whatever is not known; else not known.
v1::CheckAnswer AnswerOf(const std::vector<CheckedRule>& parts) {
  if (parts.empty()) return v1::CHECK_ANSWER_BY_FORM;
  int yes = 0;
  int no = 0;
  int unknown = 0;
  const bool goals = std::any_of(parts.begin(), parts.end(),
                                 [](const CheckedRule& part) { return part.goal != nullptr; });
  for (const CheckedRule& part : parts) {
    if (goals && part.goal == nullptr) continue;
    const v1::CheckAnswer answer = AnswerOf(part);
    const bool partly = answer == v1::CHECK_ANSWER_PARTLY;
    yes += answer == v1::CHECK_ANSWER_YES || partly ? 1 : 0;
    no += answer == v1::CHECK_ANSWER_NO || partly ? 1 : 0;
    unknown += answer == v1::CHECK_ANSWER_UNKNOWN ? 1 : 0;
  }
  if (yes > 0 && no > 0) return v1::CHECK_ANSWER_PARTLY;
  if (unknown > 0 || yes + no == 0) return v1::CHECK_ANSWER_UNKNOWN;
  return yes > 0 ? v1::CHECK_ANSWER_YES : v1::CHECK_ANSWER_NO;
}

std::vector<CheckDefinition> ChecksOf(const Method& method) {
  std::vector<CheckDefinition> out;
  for (const Template& form : method.templates) {
    const bool named =
        std::any_of(method.policies.begin(), method.policies.end(), [&](const Policy& policy) {
          const auto& see = policy.provenance.see;
          return std::find(see.begin(), see.end(), form.name) != see.end();
        });
    if (!named) continue;
    std::vector<const Text*> questions;
    for (const TemplateSection& section : form.sections) {
      for (const TemplateRow& row : section.rows) questions.push_back(&row.text);
    }
    const std::vector<std::string>& refs = form.provenance.refs;
    for (size_t i = 0; i < refs.size(); ++i) {
      out.push_back({refs[i], i < questions.size() ? *questions[i] : Text{}});
    }
  }
  return out;
}

v1::CheckAnswer AnswerOf(const Method& method, const Assessment& assessment,
                         const std::string& check) {
  return AnswerOf(RulesOf(method, assessment, check));
}

}  // namespace stapwijs::api
