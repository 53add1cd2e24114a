// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "engine/base/date.h"
#include "engine/facts/state.h"
#include "engine/model/method.h"
#include "stapwijs/v1/trajectory.pb.h"

namespace stapwijs::api {

// Adds what is recorded to a trajectory: facts, lists, answers, steps, waivers as of the day `on`
// (TRAJECTORY_VIEW_FULL). Facts
// and lists come in the order of the method, elements in the order in which they were recorded.
void FillRecorded(const Method& method, const TrajectoryState& state, Date on, v1::Trajectory& out);

}  // namespace stapwijs::api
