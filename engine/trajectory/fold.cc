// SPDX-License-Identifier: EUPL-1.2
#include "engine/trajectory/fold.h"

#include "absl/strings/str_cat.h"
#include "engine/trajectory/event_codec.h"

namespace stapwijs {
namespace {

// Puts what an event says into the record. Nothing here can fail.
struct Folder {
  const Method& method;
  const store::Event& event;
  TrajectoryRecord& record;

  void operator()(TrajectoryCreated& created) {
    record.label = std::move(created.label);
    record.case_ref = std::move(created.case_ref);
    record.created_at = event.recorded_at;
  }
  void operator()(FactsRecorded& recorded) {
    for (const Change& change : recorded.changes) record.state.facts.Apply(method, change);
  }
  void operator()(ItemAnswered& answered) { record.state.facts.Apply(method, answered.answer); }
  void operator()(StepStarted& started) {
    Transition& transition = record.state.MutableTransition(started.step);
    transition.phase = StepPhase::kStarted;
    transition.started_revision = event.revision;
  }
  void operator()(StepCompleted& completed) {
    Transition& transition = record.state.MutableTransition(completed.step);
    transition.phase = StepPhase::kCompleted;
    transition.completed_revision = event.revision;
    transition.ever_completed = true;
  }
  void operator()(StepReopened& reopened) {
    Transition& transition = record.state.MutableTransition(reopened.step);
    transition.phase = StepPhase::kStarted;
    transition.reopened_revision = event.revision;
  }
  void operator()(GuardWaived& waived) {
    record.state.waivers.insert_or_assign(waived.path, std::move(waived.waiver));
  }
  void operator()(WaiverRevoked& revoked) { record.state.waivers.erase(revoked.path); }
  void operator()(TrajectoryUpdated& updated) {
    if (updated.label) record.label = *std::move(updated.label);
    if (updated.sets_case_ref) record.case_ref = std::move(updated.case_ref);
  }
  void operator()(TrajectoryClosed& closed) {
    record.closed = closed.ended ? Closing::kEnded : Closing::kBrokenOff;
  }
};

absl::Status CheckOrder(const Method& method, const store::Event& event,
                        const TrajectoryRecord& record) {
  std::string why;
  if (event.revision != record.revision + 1) {
    why = absl::StrCat("comes after revision ", record.revision);
  } else if (event.previous_hash != record.last_hash) {
    why = "does not follow the event before it in the chain";
  } else if ((event.revision == 1) != (event.type == TrajectoryCreated::kType)) {
    why = absl::StrCat("cannot be of type ", event.type);
  } else if (event.method.id != method.id) {
    why = absl::StrCat("is of method ", event.method.id, ", not ", method.id);
  }
  if (why.empty()) return absl::OkStatus();
  return absl::DataLossError(
      absl::StrCat("event ", event.revision, " of trajectory ", event.trajectory, " ", why));
}

}  // namespace

absl::Status ApplyEvent(const Method& method, const store::Event& event, TrajectoryRecord& record) {
  if (absl::Status status = CheckOrder(method, event, record); !status.ok()) return status;
  absl::StatusOr<EventContent> content = Decode(method, event);
  if (!content.ok()) return content.status();
  std::visit(Folder{method, event, record}, *content);
  record.method = event.method;
  record.revision = event.revision;
  record.position = event.position;
  record.changed_at = event.recorded_at;
  record.last_hash = event.hash;
  return absl::OkStatus();
}

}  // namespace stapwijs
