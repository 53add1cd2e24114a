// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "api/convert/checks.h"
#include "api/convert/languages.h"
#include "engine/eval/assessment.h"
#include "engine/eval/program.h"
#include "engine/facts/state.h"
#include "stapwijs/v1/policy.pb.h"

// What is recorded and judged of one trajectory, arranged by policy. Pure functions; may be called
// from any thread.
namespace stapwijs::api {

// When a fact was last recorded.
struct RecordedAt {
  int64_t recorded_at = 0;  // microseconds UTC
  int32_t revision = 0;
  std::string occurred_on;  // empty: not given
};
using RecordDates = std::map<std::string, RecordedAt>;  // by canonical path

// One trajectory as it was judged. Everything outlives the call.
struct JudgedFacts {
  const Program& program;
  const TrajectoryState& state;
  const Inputs& inputs;
  const Assessment& assessment;
  const RecordDates& dates;
};

// Policies, checks, findings and waivers; not what identifies the trajectory.
void FillReport(const JudgedFacts& judged, Languages languages, v1::LinkageReport& out);

}  // namespace stapwijs::api
