// SPDX-License-Identifier: EUPL-1.2
#include "api/convert/assessment.h"

#include <algorithm>
#include <vector>

#include "api/convert/provenance.h"
#include "engine/base/date.h"

namespace stapwijs::api {
v1::ItemState ToProto(ItemState state) {
  switch (state) {
    case ItemState::kDone:
      return v1::ITEM_STATE_DONE;
    case ItemState::kOpen:
      return v1::ITEM_STATE_OPEN;
    case ItemState::kUnknown:
      return v1::ITEM_STATE_UNKNOWN;
    case ItemState::kNotApplicable:
      return v1::ITEM_STATE_NOT_APPLICABLE;
  }
  return v1::ITEM_STATE_UNSPECIFIED;
}

v1::GuardState ToProto(GuardState state) {
  switch (state) {
    case GuardState::kHolds:
      return v1::GUARD_STATE_HOLDS;
    case GuardState::kViolated:
      return v1::GUARD_STATE_VIOLATED;
    case GuardState::kUndetermined:
      return v1::GUARD_STATE_UNDETERMINED;
    case GuardState::kNotApplicable:
      return v1::GUARD_STATE_NOT_APPLICABLE;
    case GuardState::kWaived:
      return v1::GUARD_STATE_WAIVED;
  }
  return v1::GUARD_STATE_UNSPECIFIED;
}

v1::TipState ToProto(TipState state) {
  switch (state) {
    case TipState::kShown:
      return v1::TIP_STATE_SHOWN;
    case TipState::kNotShown:
      return v1::TIP_STATE_NOT_SHOWN;
    case TipState::kUndecided:
      return v1::TIP_STATE_UNDECIDED;
  }
  return v1::TIP_STATE_UNSPECIFIED;
}

v1::GoalVerdict ToProto(GoalState state) {
  switch (state) {
    case GoalState::kLinked:
      return v1::GOAL_VERDICT_LINKED;
    case GoalState::kPartly:
      return v1::GOAL_VERDICT_PARTLY;
    case GoalState::kUnlinked:
      return v1::GOAL_VERDICT_UNLINKED;
    case GoalState::kUnknown:
      return v1::GOAL_VERDICT_UNKNOWN;
  }
  return v1::GOAL_VERDICT_UNSPECIFIED;
}

v1::Startable ToProto(Tristate startable) {
  switch (startable) {
    case Tristate::kYes:
      return v1::STARTABLE_YES;
    case Tristate::kNo:
      return v1::STARTABLE_NO;
    case Tristate::kUnknown:
      return v1::STARTABLE_UNKNOWN;
  }
  return v1::STARTABLE_UNSPECIFIED;
}

namespace {

void FillCounts(const Counts& counts, v1::Counts& out) {
  out.set_done(counts.done);
  out.set_open(counts.open);
  out.set_unknown(counts.unknown);
  out.set_not_applicable(counts.not_applicable);
  out.set_total(counts.of());
}

// Everything below turns one kind of result; they share the method and the languages.
struct Converter {
  const Method& method;
  Languages languages;
  Date on;

  void Fill(const ItemResult& result, v1::ItemAssessment& out) const {
    const Item& item = method.item(result.item);
    out.set_path(result.path);
    FillText(item.title, languages, *out.mutable_title());
    out.set_state(api::ToProto(result.state));
    out.set_required(item.required);
    if (!item.ask.empty()) FillText(item.ask, languages, *out.mutable_ask());
    out.set_answered_by_people(!item.done.valid());
    out.set_answered(result.answered);
    out.set_evidence(result.evidence);
    FillPaths(result.waiting_for, *out.mutable_waiting_for());
    FillProvenance(method, item.provenance, languages, *out.mutable_provenance());
  }

  void Fill(const GuardResult& result, v1::GuardAssessment& out) const {
    const Guard& guard = method.guard(result.guard);
    out.set_path(result.path);
    if (!guard.title.empty()) FillText(guard.title, languages, *out.mutable_title());
    out.set_state(api::ToProto(result.state));
    out.set_severity(api::ToProto(guard.severity));
    if (!result.message.empty()) FillText(result.message, languages, *out.mutable_message());
    FillPaths(result.blocks, *out.mutable_blocks());
    FillRoles(method, guard.roles, languages, *out.mutable_addressed_to());
    FillPaths(result.waiting_for, *out.mutable_waiting_for());
    out.set_unwaivable(guard.unwaivable);
    if (result.waiver) {
      *out.mutable_waiver() = api::ToProto(method, result.path, *result.waiver, on, languages);
    }
    FillProvenance(method, guard.provenance, languages, *out.mutable_provenance());
  }

  void Fill(const ElementResult& result, v1::ElementAssessment& out) const {
    out.set_path(result.path);
    FillJudged(result, out);
  }

  void Fill(const StepResult& result, v1::StepAssessment& out) const {
    const Step& step = method.step(result.step);
    out.set_id(step.name);
    FillText(step.title, languages, *out.mutable_title());
    FillJudged(result, out);
    out.set_startable(api::ToProto(result.startable));
    for (const Blocker& blocker : result.start_blockers) {
      v1::Blocker& entry = *out.add_start_blockers();
      entry.set_kind(api::ToProto(blocker.kind));
      entry.set_path(blocker.path);
      entry.set_decided(blocker.decided);
    }
    *out.mutable_transition() = api::ToProto(result.transition);
    out.set_begun_early(result.begun_early);
    out.set_drifted(result.drifted);
    FillPaths(result.applies_waiting_for, *out.mutable_waiting_for());
  }

  // What steps and elements are judged for alike.
  template <typename Result, typename Message>
  void FillJudged(const Result& result, Message& out) const {
    out.set_status(api::ToProto(result.status));
    FillPaths(result.blocked_by, *out.mutable_blocked_by());
    FillCounts(result.required, *out.mutable_required());
    FillCounts(result.recommended, *out.mutable_recommended());
    for (const ItemResult& item : result.items) Fill(item, *out.add_items());
    for (const GuardResult& guard : result.guards) Fill(guard, *out.add_guards());
    for (const ElementResult& element : result.elements) Fill(element, *out.add_elements());
  }
};

}  // namespace

const std::string& EngineVersion() {
  static const std::string version = STAPWIJS_VERSION;
  return version;
}

v1::Status ToProto(Status status) {
  switch (status) {
    case Status::kNotApplicable:
      return v1::STATUS_NOT_APPLICABLE;
    case Status::kBlocked:
      return v1::STATUS_BLOCKED;
    case Status::kIncomplete:
      return v1::STATUS_INCOMPLETE;
    case Status::kUnknown:
      return v1::STATUS_UNKNOWN;
    case Status::kComplete:
      return v1::STATUS_COMPLETE;
  }
  return v1::STATUS_UNSPECIFIED;
}

v1::Transition ToProto(const Transition& transition) {
  v1::Transition out;
  switch (transition.phase) {
    case StepPhase::kNotStarted:
      out.set_state(v1::TRANSITION_STATE_NOT_STARTED);
      break;
    case StepPhase::kStarted:
      out.set_state(v1::TRANSITION_STATE_STARTED);
      break;
    case StepPhase::kCompleted:
      out.set_state(v1::TRANSITION_STATE_COMPLETED);
      break;
  }
  out.set_started_revision(transition.started_revision);
  out.set_completed_revision(transition.completed_revision);
  out.set_reopened_revision(transition.reopened_revision);
  return out;
}

v1::BlockerKind ToProto(Blocker::Kind kind) {
  switch (kind) {
    case Blocker::Kind::kAfter:
      return v1::BLOCKER_KIND_AFTER;
    case Blocker::Kind::kGuard:
      return v1::BLOCKER_KIND_GUARD;
    case Blocker::Kind::kItem:
      return v1::BLOCKER_KIND_ITEM;
    case Blocker::Kind::kElement:
      return v1::BLOCKER_KIND_ELEMENT;
  }
  return v1::BLOCKER_KIND_UNSPECIFIED;
}

v1::MethodRef ToProto(const Method& method) {
  v1::MethodRef out;
  out.set_id(method.id);
  out.set_version(method.version);
  out.set_hash(method.hash);
  return out;
}

v1::Tip ToProto(const Method& method, const TipResult& result, Languages languages) {
  const Tip& tip = method.tip(result.tip);
  v1::Tip out;
  out.set_path(result.path);
  FillText(tip.title, languages, *out.mutable_title());
  out.set_state(ToProto(result.state));
  if (!result.text.empty()) FillText(result.text, languages, *out.mutable_text());
  FillRoles(method, tip.roles, languages, *out.mutable_audience());
  out.set_priority(tip.priority);
  FillProvenance(method, tip.provenance, languages, *out.mutable_provenance());
  FillPaths(result.elements, *out.mutable_elements());
  FillPaths(result.waiting_for, *out.mutable_waiting_for());
  return out;
}

v1::GoalAssessment ToProto(const Method& method, const GoalResult& result, Languages languages) {
  const Goal& goal = method.goal(result.goal);
  v1::GoalAssessment out;
  out.set_path(result.path);
  FillText(method.policy(goal.policy).title, languages, *out.mutable_policy_title());
  FillText(goal.title, languages, *out.mutable_title());
  out.set_verdict(ToProto(result.state));
  if (!result.reason.empty()) FillText(result.reason, languages, *out.mutable_reason());
  out.set_unclear(result.unclear);
  FillPaths(result.evidence, *out.mutable_evidence());
  FillPaths(result.missing, *out.mutable_missing());
  FillProvenance(method, goal.provenance, languages, *out.mutable_provenance());
  return out;
}

v1::Waiver ToProto(const Method& method, const std::string& path, const Waiver& waiver, Date on,
                   Languages languages) {
  v1::Waiver out;
  out.set_path(path);
  out.set_reason(waiver.reason);
  if (const RoleId role = method.FindRole(waiver.role); role.valid()) {
    out.mutable_role()->set_name(waiver.role);
    FillText(method.roles[role.value].title, languages, *out.mutable_role()->mutable_title());
  }
  out.set_reference(waiver.reference);
  if (waiver.until) out.set_until(FormatDate(*waiver.until));
  out.set_in_force(!waiver.until || on <= *waiver.until);
  return out;
}

std::vector<const TipResult*> ShownTips(const Method& method, const Assessment& assessment) {
  std::vector<const TipResult*> shown;
  for (const TipResult& tip : assessment.tips) {
    if (tip.state == TipState::kShown) shown.push_back(&tip);
  }
  std::stable_sort(shown.begin(), shown.end(), [&](const TipResult* a, const TipResult* b) {
    return method.tip(a->tip).priority > method.tip(b->tip).priority;
  });
  return shown;
}

v1::Assessment ToProto(const Method& method, const Assessment& assessment,
                       const AssessmentContext& context) {
  const Converter converter{method, context.languages, assessment.on};
  v1::Assessment out;
  *out.mutable_method() = ToProto(method);
  out.set_trajectory_id(context.trajectory_id);
  out.set_revision(context.revision);
  out.set_evaluated_on(FormatDate(assessment.on));
  out.set_engine_version(EngineVersion());
  for (const StepResult& step : assessment.steps) converter.Fill(step, *out.add_steps());
  for (const TipResult* tip : ShownTips(method, assessment)) {
    *out.add_tips() = ToProto(method, *tip, context.languages);
  }
  for (const GoalResult& goal : assessment.goals) {
    *out.add_goals() = ToProto(method, goal, context.languages);
  }
  FillPaths(assessment.contradictions, *out.mutable_contradictions());
  FillPaths(assessment.next, *out.mutable_next());
  if (context.waivers != nullptr) {
    for (const auto& [path, waiver] : *context.waivers) {
      *out.add_waivers() = ToProto(method, path, waiver, assessment.on, context.languages);
    }
  }
  return out;
}

}  // namespace stapwijs::api
