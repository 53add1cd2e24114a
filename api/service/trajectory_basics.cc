// SPDX-License-Identifier: EUPL-1.2
#include "api/service/trajectory_basics.h"

#include "api/convert/assessment.h"
#include "api/convert/instant.h"

namespace stapwijs::api {

v1::TrajectoryState StateOf(Closing closed) {
  switch (closed) {
    case Closing::kOpen:
      return v1::TRAJECTORY_STATE_OPEN;
    case Closing::kEnded:
      return v1::TRAJECTORY_STATE_ENDED;
    case Closing::kBrokenOff:
      return v1::TRAJECTORY_STATE_BROKEN_OFF;
  }
  return v1::TRAJECTORY_STATE_UNSPECIFIED;
}

void FillBasics(const LiveTrajectory& live, v1::Trajectory& out) {
  const TrajectoryRecord& record = live.record;
  out.set_id(live.id);
  *out.mutable_method() = ToProto(live.program->method());
  out.set_revision(record.revision);
  out.set_label(record.label);
  out.set_state(StateOf(record.closed));
  if (record.case_ref) {
    out.mutable_case_ref()->set_source(record.case_ref->source);
    out.mutable_case_ref()->set_id(record.case_ref->id);
  }
  out.set_created_at(FormatInstant(record.created_at));
  out.set_updated_at(FormatInstant(record.changed_at));
}

}  // namespace stapwijs::api
