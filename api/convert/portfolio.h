// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "api/convert/languages.h"
#include "engine/eval/assessment.h"
#include "engine/facts/state.h"
#include "stapwijs/v1/policy.pb.h"

// Adds up how trajectories under one method stand. Trajectories may follow different versions of
// it: goals, checks and steps are those of `method`, and count by their names.
namespace stapwijs::api {

class PortfolioTotals {
 public:
  // `method`: the version whose goals, checks and steps are counted; outlives this object.
  PortfolioTotals(const Method& method, Languages languages, v1::PortfolioReport& out);

  // `judged_by`: the version that judged this one.
  void Add(const Method& judged_by, const Assessment& assessment, const TrajectoryState& state);

  // The verdicts, statuses and waivers of one trajectory, in the order of the totals.
  void FillRow(const Method& judged_by, const Assessment& assessment, const TrajectoryState& state,
               v1::PortfolioRow& out) const;

 private:
  v1::PortfolioReport& out_;
};

// The verdict on the goal with this path; unspecified when there is none.
v1::GoalVerdict VerdictOn(const Assessment& assessment, const std::string& goal);

}  // namespace stapwijs::api
