// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "api/service/parts.h"

// Finds what a trajectory's method reads of others of its tenant.
namespace stapwijs::api {
namespace {

constexpr size_t kTrajectoriesPerRead = 500;
constexpr size_t kBytesPerChange = 256;  // roughly: a path, a key, a value

const std::string& MethodOf(const Method& reader, const Input& input) {
  return input.kind == Input::Kind::kPortfolio ? reader.id : input.method;
}

bool Reads(const Method& reader, const Input& input, const Method& other) {
  return MethodOf(reader, input) == other.id &&
         (input.kind == Input::Kind::kPortfolio || InVersions(other.version, input.versions));
}

// The ids of the methods that a method reads trajectories of.
std::set<std::string> MethodsRead(const Method& reader) {
  std::set<std::string> out;
  for (const Input& input : reader.inputs) out.insert(MethodOf(reader, input));
  return out;
}

// The other trajectories that one reads, kept alive.
struct FoundSharers {
  std::vector<Snapshot> kept;
  Sharers sharers;
};

Result<FoundSharers> FindSharers(Services::Parts& parts, const std::string& tenant,
                                 const Method& reader) {
  FoundSharers found;
  for (size_t i = 0; i < reader.inputs.size(); ++i) found.sharers[InputId(i)];
  for (const std::string& method : MethodsRead(reader)) {
    store::TrajectoryFilter filter;
    filter.method_id = method;
    int64_t after = 0;
    size_t listed_last = kTrajectoriesPerRead;
    while (listed_last == kTrajectoriesPerRead) {
      const auto listed =
          parts.store->ListTrajectories(tenant, filter, after, kTrajectoriesPerRead);
      if (!listed.ok()) return FromStore(listed.status());
      listed_last = listed->size();
      for (const store::TrajectorySummary& summary : *listed) {
        after = summary.created_position;
        Result<Snapshot> other = parts.trajectories.Load(tenant, summary.trajectory);
        if (!other.ok()) return std::move(other).error();
        const Snapshot& snapshot = other.value();
        for (size_t i = 0; i < reader.inputs.size(); ++i) {
          if (!Reads(reader, reader.inputs[i], snapshot->program->method())) continue;
          // A closed dossier makes room for the one that follows it.
          const bool dossier = reader.inputs[i].kind == Input::Kind::kDossier;
          if (dossier && snapshot->record.closed != Closing::kOpen) continue;
          found.sharers[InputId(i)].push_back(
              {snapshot->id, snapshot->program.get(), &snapshot->record.state});
        }
        found.kept.push_back(snapshot);
      }
    }
  }
  return found;
}

// Whether a change is about the trajectory itself as an element of a portfolio.
bool IsAbout(const Method& reader, const Change& change, const std::string& id) {
  if (change.path.elements.empty() || change.path.elements[0].key != id) return false;
  const FieldId list = reader.scope(change.path.elements[0].scope).field;
  return list.valid() && reader.field(list).input.valid();
}

}  // namespace

std::string Services::Parts::InputsPosition(const std::string& tenant, const Method& method) {
  std::string out;
  for (const std::string& read : MethodsRead(method)) {
    absl::StrAppend(&out, trajectories.MethodPosition(tenant, read), " ");
  }
  return out;
}

Result<std::shared_ptr<const Inputs>> Services::Parts::SharedInputs(const std::string& tenant,
                                                                    const Program& reader,
                                                                    Date on) {
  const Method& method = reader.method();
  const std::string key =
      absl::StrCat(tenant, "\n", method.hash, "\n", on.days, "\n", InputsPosition(tenant, method));
  if (auto kept = input_cache.Get(key)) return kept;
  Result<FoundSharers> found = FindSharers(*this, tenant, method);
  if (!found.ok()) return std::move(found).error();
  auto read = std::make_shared<const Inputs>(ReadInputs(method, found.value().sharers, on));
  input_cache.Put(key, read, kBytesPerChange * (1 + read->values.size()));
  return read;
}

Result<Inputs> Services::Parts::InputsOf(const std::string& tenant, const LiveTrajectory& live,
                                         Date on) {
  const Method& method = live.program->method();
  if (method.inputs.empty()) return Inputs{};
  auto all = SharedInputs(tenant, *live.program, on);
  if (!all.ok()) return std::move(all).error();
  const std::vector<Change>& values = all.value()->values;
  Inputs out;
  out.values.reserve(values.size());
  std::copy_if(values.begin(), values.end(), std::back_inserter(out.values),
               [&](const Change& change) { return !IsAbout(method, change, live.id); });
  return out;
}

}  // namespace stapwijs::api
