// SPDX-License-Identifier: EUPL-1.2
#include <string>

#include "absl/strings/str_cat.h"
#include "api/service/parts.h"

// Finds what a trajectory's method reads of others of its tenant.
namespace stapwijs::api {
namespace {

constexpr size_t kTrajectoriesPerRead = 500;

bool Reads(const Input& input, const LiveTrajectory& live, const Method& other) {
  const Method& method = live.program->method();
  return input.kind == Input::Kind::kPortfolio
             ? other.id == method.id
             : other.id == input.method && InVersions(other.version, input.versions);
}

// Whether any input can be about a trajectory under this method: else it is not even loaded.
bool MayRead(const Method& method, const std::string& other_id) {
  for (const Input& input : method.inputs) {
    const std::string& wanted = input.kind == Input::Kind::kPortfolio ? method.id : input.method;
    if (wanted == other_id) return true;
  }
  return false;
}

}  // namespace

Result<FoundSharers> Services::Parts::FindSharers(const std::string& tenant,
                                                  const LiveTrajectory& live) {
  FoundSharers found;
  const Method& method = live.program->method();
  if (method.inputs.empty()) return found;
  for (size_t i = 0; i < method.inputs.size(); ++i) found.sharers[InputId(i)];
  int64_t after = 0;
  while (true) {
    const auto listed = store->ListTrajectories(tenant, {}, after, kTrajectoriesPerRead);
    if (!listed.ok()) return FromStore(listed.status());
    for (const store::TrajectorySummary& summary : *listed) {
      after = summary.created_position;
      if (summary.trajectory == live.id || !MayRead(method, summary.method_id)) continue;
      Result<Snapshot> other = trajectories.Load(tenant, summary.trajectory);
      if (!other.ok()) return std::move(other).error();
      const Snapshot& snapshot = other.value();
      for (size_t i = 0; i < method.inputs.size(); ++i) {
        if (!Reads(method.inputs[i], live, snapshot->program->method())) continue;
        found.sharers[InputId(i)].push_back(
            {snapshot->id, snapshot->program.get(), &snapshot->record.state});
        absl::StrAppend(&found.identity, snapshot->id, "@", snapshot->record.revision, " ");
      }
      found.kept.push_back(snapshot);
    }
    if (listed->size() < kTrajectoriesPerRead) return found;
  }
}

Result<Inputs> Services::Parts::InputsOf(const std::string& tenant, const LiveTrajectory& live,
                                         Date on) {
  Result<FoundSharers> found = FindSharers(tenant, live);
  if (!found.ok()) return std::move(found).error();
  return ReadInputs(live.program->method(), found.value().sharers, on);
}

}  // namespace stapwijs::api
