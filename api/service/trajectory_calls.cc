// SPDX-License-Identifier: EUPL-1.2
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "api/convert/assessment.h"
#include "api/convert/trajectory.h"
#include "api/service/calendar.h"
#include "api/service/field_mask.h"
#include "api/service/ids.h"
#include "api/service/parts.h"
#include "api/service/request_check.h"
#include "api/service/services.h"
#include "api/service/trajectory_basics.h"
#include "api/service/write.h"
#include "engine/trajectory/commands.h"

namespace stapwijs::api {
namespace {

Result<v1::CreateTrajectoryResponse> AnswerCreation(Trajectories& trajectories,
                                                    const store::Event& event) {
  auto live = trajectories.FromFirst(event);
  if (!live.ok()) return std::move(live).error();
  v1::CreateTrajectoryResponse response;
  FillReceipt(event, *response.mutable_receipt());
  FillBasics(*live.value(), *response.mutable_trajectory());
  return response;
}

// What update_mask names of `update`; paths that name nothing are added to `check`.
TrajectoryUpdated WantedBy(const v1::UpdateTrajectoryRequest& request, RequestCheck& check) {
  TrajectoryUpdated wanted;
  const auto& paths = request.update_mask().paths();
  if (!check.AtMost("update_mask.paths", paths.size(), 10)) return wanted;
  for (int i = 0; i < paths.size(); ++i) {
    if (paths.Get(i) == "label") {
      wanted.label = request.update().label();
    } else if (paths.Get(i) == "case_ref") {
      wanted.sets_case_ref = true;
    } else {
      check.Add(absl::StrCat("update_mask.paths[", i, "]"), "UNKNOWN_FIELD",
                {"te wijzigen zijn label en case_ref", "what can change is label and case_ref"});
    }
  }
  if (wanted.sets_case_ref && request.update().has_case_ref()) {
    wanted.case_ref =
        store::CaseRef{request.update().case_ref().source(), request.update().case_ref().id()};
  }
  return wanted;
}

TrajectoryCreated WantedBy(const v1::CreateTrajectoryRequest& request) {
  TrajectoryCreated wanted;
  wanted.label = request.label();
  if (request.has_case_ref()) {
    wanted.case_ref = store::CaseRef{request.case_ref().source(), request.case_ref().id()};
  }
  return wanted;
}

}  // namespace

void Services::CreateTrajectory(const v1::CreateTrajectoryRequest& request,
                                Done<v1::CreateTrajectoryResponse> done) {
  RequestCheck check;
  Envelope envelope = ReadEnvelope(request, check);
  envelope.digest = DigestOf("CreateTrajectory", request, request.trajectory_id());
  check.Required("method_id", request.method_id());
  if (envelope.tenant == kLibraryTenant) {
    check.Add("tenant", "BAD_TENANT",
              {"de bibliotheek heeft methodes, geen trajecten; noem de tenant van een gemeente",
               "the library has methods, no trajectories; name the tenant of a municipality"});
  }
  if (request.trajectory_id().empty()) {
    envelope.trajectory_id = MakeUuid();
  } else {
    check.Uuid("trajectory_id", request.trajectory_id());
  }
  if (request.method_id().empty()) return done(check.TakeError());
  auto method =
      parts_->methods->Find(envelope.tenant, request.method_id(), request.method_version());
  if (!method.ok()) {
    // What is wrong with the request itself is said first.
    return done(check.ok() ? std::move(method).error() : check.TakeError());
  }
  const TrajectoryCreated wanted = WantedBy(request);
  CommandResult created = stapwijs::CreateTrajectory(*method.value().program, wanted,
                                                     parts_->LimitsOf(envelope.tenant));
  check.Add(std::move(created.violations));
  if (!check.ok() && !IsRepeated(*parts_, envelope)) return done(check.TakeError());

  store::Command command = CommandOf(envelope);
  command.create = true;
  command.case_ref = wanted.case_ref;
  if (created.draft) {
    created.draft->actor = envelope.actor;
    created.draft->occurred_on = envelope.occurred_on;
  }
  command.decide = [draft = std::move(created.draft),
                    fine = check.ok()](const store::Head&) -> absl::StatusOr<store::EventDraft> {
    if (!fine || !draft) return absl::CancelledError("refused");
    return *draft;
  };
  parts_->store->Submit(std::move(command), [this, done](absl::StatusOr<store::Appended> stored) {
    if (!stored.ok()) return done(FromStore(stored.status()));
    done(AnswerCreation(parts_->trajectories, stored->event));
  });
}

void Services::UpdateTrajectory(const v1::UpdateTrajectoryRequest& request,
                                Done<v1::UpdateTrajectoryResponse> done) {
  RequestCheck check;
  Envelope envelope = ReadTrajectoryEnvelope(request, check);
  const TrajectoryUpdated wanted = WantedBy(request, check);
  const Decision decide = [wanted,
                           limits = parts_->LimitsOf(envelope.tenant)](const LiveTrajectory& live) {
    return stapwijs::UpdateTrajectory(*live.program, live.record, wanted, limits);
  };
  if (!check.ok()) return done(AllWrong(*parts_, envelope, decide, check));
  envelope.digest = DigestOf("UpdateTrajectory", request, request.trajectory_id());
  envelope.sets_case_ref = wanted.sets_case_ref;
  envelope.case_ref = wanted.case_ref;
  Write(*parts_, envelope, decide, ReceiptOnly<v1::UpdateTrajectoryResponse>(std::move(done)));
}

void Services::GetTrajectory(const v1::GetTrajectoryRequest& request,
                             Done<v1::GetTrajectoryResponse> done) {
  RequestCheck check;
  const std::string tenant = check.Tenant(request.tenant());
  check.Required("trajectory_id", request.trajectory_id());
  CheckMask("read_mask", request.read_mask(), *v1::Trajectory::descriptor(), check);
  const int64_t position = check.ConsistencyToken(request.consistency_token());
  if (!check.ok()) return done(check.TakeError());
  if (auto error = parts_->WaitFor(tenant, position)) return done(*std::move(error));
  auto loaded = parts_->trajectories.Load(tenant, request.trajectory_id());
  if (!loaded.ok()) return done(std::move(loaded).error());
  const LiveTrajectory& live = *loaded.value();
  v1::GetTrajectoryResponse response;
  FillBasics(live, *response.mutable_trajectory());
  if (request.view() == v1::TRAJECTORY_VIEW_FULL) {
    FillRecorded(live.program->method(), live.record.state, parts_->Today(tenant),
                 *response.mutable_trajectory());
  }
  TrimToMask(request.read_mask(), *response.mutable_trajectory());
  response.set_consistency_token(MakeConsistencyToken(live.record.position));
  done(std::move(response));
}

}  // namespace stapwijs::api
