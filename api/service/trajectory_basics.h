// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "api/service/trajectories.h"
#include "stapwijs/v1/trajectory.pb.h"

namespace stapwijs::api {

v1::TrajectoryState StateOf(Closing closed);

// A trajectory without what is recorded of it.
void FillBasics(const LiveTrajectory& live, v1::Trajectory& out);

}  // namespace stapwijs::api
