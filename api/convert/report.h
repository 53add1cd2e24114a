// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

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

// The checks of a policy officer that a method has: each `ref` of a template that one of its
// policies names with `see`, in order. The n-th row of the template is the question of the n-th.
struct CheckDefinition {
  std::string id;
  Text question;
};
std::vector<CheckDefinition> ChecksOf(const Method& method);

// The answer to a check: what the goals, items, guards and tips say that carry its id as a `ref`.
v1::CheckAnswer AnswerOf(const Method& method, const Assessment& assessment,
                         const std::string& check);

// Policies, checks, findings and waivers; not what identifies the trajectory.
void FillReport(const JudgedFacts& judged, Languages languages, v1::LinkageReport& out);

}  // namespace stapwijs::api
