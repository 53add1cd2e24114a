// SPDX-License-Identifier: EUPL-1.2
#include "api/convert/portfolio.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "api/convert/assessment.h"
#include "api/convert/report.h"

namespace stapwijs::api {
namespace {

void Count(v1::GoalVerdict verdict, v1::GoalTotals& out) {
  if (verdict == v1::GOAL_VERDICT_LINKED) out.set_linked(out.linked() + 1);
  if (verdict == v1::GOAL_VERDICT_PARTLY) out.set_partly(out.partly() + 1);
  if (verdict == v1::GOAL_VERDICT_UNLINKED) out.set_unlinked(out.unlinked() + 1);
  if (verdict == v1::GOAL_VERDICT_UNKNOWN) out.set_unknown(out.unknown() + 1);
}

void Count(v1::CheckAnswer answer, v1::CheckTotals& out) {
  if (answer == v1::CHECK_ANSWER_YES) out.set_yes(out.yes() + 1);
  if (answer == v1::CHECK_ANSWER_PARTLY) out.set_partly(out.partly() + 1);
  if (answer == v1::CHECK_ANSWER_NO) out.set_no(out.no() + 1);
  if (answer == v1::CHECK_ANSWER_UNKNOWN) out.set_unknown(out.unknown() + 1);
  if (answer == v1::CHECK_ANSWER_BY_FORM) out.set_by_form(out.by_form() + 1);
}

void Count(v1::Status status, v1::StepTotals& out) {
  if (status == v1::STATUS_COMPLETE) out.set_complete(out.complete() + 1);
  if (status == v1::STATUS_INCOMPLETE) out.set_incomplete(out.incomplete() + 1);
  if (status == v1::STATUS_BLOCKED) out.set_blocked(out.blocked() + 1);
  if (status == v1::STATUS_UNKNOWN) out.set_unknown(out.unknown() + 1);
  if (status == v1::STATUS_NOT_APPLICABLE) out.set_not_applicable(out.not_applicable() + 1);
}

int32_t WaiversInForce(const TrajectoryState& state, Date on) {
  return static_cast<int32_t>(std::count_if(
      state.waivers.begin(), state.waivers.end(),
      [on](const auto& waived) { return !waived.second.until || on <= *waived.second.until; }));
}

v1::Status StatusOf(const Method& method, const Assessment& assessment, const std::string& step) {
  for (const StepResult& result : assessment.steps) {
    if (method.step(result.step).name == step) return ToProto(result.status);
  }
  return v1::STATUS_UNSPECIFIED;
}

}  // namespace

v1::GoalVerdict VerdictOn(const Assessment& assessment, const std::string& goal) {
  for (const GoalResult& result : assessment.goals) {
    if (result.path == goal) return ToProto(result.state);
  }
  return v1::GOAL_VERDICT_UNSPECIFIED;
}

PortfolioTotals::PortfolioTotals(const Method& method, Languages languages,
                                 v1::PortfolioReport& out)
    : out_(out) {
  out.set_method_id(method.id);
  FillText(method.title, languages, *out.mutable_method_title());
  for (const Policy& policy : method.policies) {
    for (const GoalId id : policy.goals) {
      const Goal& goal = method.goal(id);
      v1::GoalTotals& totals = *out.add_goals();
      totals.set_path(absl::StrCat(policy.name, ".", goal.name));
      FillText(policy.title, languages, *totals.mutable_policy_title());
      FillText(goal.title, languages, *totals.mutable_title());
    }
  }
  for (const CheckDefinition& check : ChecksOf(method)) {
    v1::CheckTotals& totals = *out.add_checks();
    totals.set_id(check.id);
    if (!check.question.empty()) FillText(check.question, languages, *totals.mutable_question());
  }
  for (const Step& step : method.steps) {
    v1::StepTotals& totals = *out.add_steps();
    totals.set_id(step.name);
    FillText(step.title, languages, *totals.mutable_title());
  }
}

void PortfolioTotals::Add(const Method& judged_by, const Assessment& assessment,
                          const TrajectoryState& state) {
  out_.set_trajectories(out_.trajectories() + 1);
  for (v1::GoalTotals& totals : *out_.mutable_goals()) {
    Count(VerdictOn(assessment, totals.path()), totals);
  }
  for (v1::CheckTotals& totals : *out_.mutable_checks()) {
    Count(AnswerOf(judged_by, assessment, totals.id()), totals);
  }
  for (v1::StepTotals& totals : *out_.mutable_steps()) {
    Count(StatusOf(judged_by, assessment, totals.id()), totals);
  }
  if (WaiversInForce(state, assessment.on) > 0) out_.set_with_waivers(out_.with_waivers() + 1);
  const bool unclear = !assessment.contradictions.empty() ||
                       std::any_of(assessment.goals.begin(), assessment.goals.end(),
                                   [](const GoalResult& goal) { return goal.unclear; });
  if (unclear) out_.set_with_findings(out_.with_findings() + 1);
}

void PortfolioTotals::FillRow(const Method& judged_by, const Assessment& assessment,
                              const TrajectoryState& state, v1::PortfolioRow& out) const {
  for (const v1::GoalTotals& totals : out_.goals()) {
    out.add_verdicts(VerdictOn(assessment, totals.path()));
  }
  for (const v1::StepTotals& totals : out_.steps()) {
    out.add_statuses(StatusOf(judged_by, assessment, totals.id()));
  }
  out.set_waivers(WaiversInForce(state, assessment.on));
}

}  // namespace stapwijs::api
