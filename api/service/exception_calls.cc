// SPDX-License-Identifier: EUPL-1.2
#include <string>
#include <utility>

#include "api/service/parts.h"
#include "api/service/request_check.h"
#include "api/service/services.h"
#include "api/service/write.h"
#include "engine/trajectory/commands.h"

// Calls that depart from the usual way: reopening, waiving, closing.
namespace stapwijs::api {

void Services::ReopenStep(const v1::ReopenStepRequest& request, Done<v1::ReopenStepResponse> done) {
  RequestCheck check;
  Envelope envelope = ReadTrajectoryEnvelope(request, check);
  check.Required("step", request.step());
  const Decision decide = [step = request.step()](const LiveTrajectory& live) {
    return stapwijs::ReopenStep(*live.program, live.record, step);
  };
  if (!check.ok()) return done(AllWrong(*parts_, envelope, decide, check));
  envelope.digest = DigestOf("ReopenStep", request, request.trajectory_id());
  Write(*parts_, envelope, decide, ReceiptOnly<v1::ReopenStepResponse>(std::move(done)));
}

void Services::WaiveGuard(const v1::WaiveGuardRequest& request, Done<v1::WaiveGuardResponse> done) {
  RequestCheck check;
  Envelope envelope = ReadTrajectoryEnvelope(request, check);
  check.Required("guard", request.guard());
  check.Length("role", request.role());
  check.Opaque("reference", request.reference());
  const std::optional<Date> until = check.OptionalDate("until", request.until());
  const Decision decide =
      [parts = parts_.get(), tenant = envelope.tenant,
       wanted = WantedWaiver{request.guard(), request.role(), request.reference(), request.reason(),
                             until}](const LiveTrajectory& live) -> Result<CommandResult> {
    const Date today = parts->Today(tenant);
    Result<Inputs> inputs = parts->InputsOf(tenant, live, today);
    if (!inputs.ok()) return std::move(inputs).error();
    return stapwijs::WaiveGuard(*live.program, live.record, wanted, today, inputs.value(),
                                parts->LimitsOf(tenant));
  };
  if (!check.ok()) return done(AllWrong(*parts_, envelope, decide, check));
  envelope.digest = DigestOf("WaiveGuard", request, request.trajectory_id());
  Write(*parts_, envelope, decide, ReceiptOnly<v1::WaiveGuardResponse>(std::move(done)));
}

void Services::RevokeWaiver(const v1::RevokeWaiverRequest& request,
                            Done<v1::RevokeWaiverResponse> done) {
  RequestCheck check;
  Envelope envelope = ReadTrajectoryEnvelope(request, check);
  check.Required("guard", request.guard());
  const Decision decide = [guard = request.guard()](const LiveTrajectory& live) {
    return stapwijs::RevokeWaiver(*live.program, live.record, guard);
  };
  if (!check.ok()) return done(AllWrong(*parts_, envelope, decide, check));
  envelope.digest = DigestOf("RevokeWaiver", request, request.trajectory_id());
  Write(*parts_, envelope, decide, ReceiptOnly<v1::RevokeWaiverResponse>(std::move(done)));
}

void Services::CloseTrajectory(const v1::CloseTrajectoryRequest& request,
                               Done<v1::CloseTrajectoryResponse> done) {
  RequestCheck check;
  Envelope envelope = ReadTrajectoryEnvelope(request, check);
  const bool ended = request.state() == v1::TRAJECTORY_STATE_ENDED;
  if (!ended && request.state() != v1::TRAJECTORY_STATE_BROKEN_OFF) {
    check.Add("state", "REQUIRED",
              {"state is TRAJECTORY_STATE_ENDED of _BROKEN_OFF: hoe eindigt het traject?",
               "state is TRAJECTORY_STATE_ENDED or _BROKEN_OFF: how does the trajectory end?"});
  }
  const Decision decide = [ended](const LiveTrajectory& live) {
    return stapwijs::CloseTrajectory(*live.program, live.record, ended);
  };
  if (!check.ok()) return done(AllWrong(*parts_, envelope, decide, check));
  envelope.digest = DigestOf("CloseTrajectory", request, request.trajectory_id());
  Write(*parts_, envelope, decide, ReceiptOnly<v1::CloseTrajectoryResponse>(std::move(done)));
}

}  // namespace stapwijs::api
