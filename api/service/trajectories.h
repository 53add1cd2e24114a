// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "api/service/error.h"
#include "api/service/lru_cache.h"
#include "api/service/method_cache.h"
#include "engine/eval/program.h"
#include "engine/store/store.h"
#include "engine/trajectory/fold.h"

namespace stapwijs::api {

// One trajectory at one revision. Immutable once it is shared.
struct LiveTrajectory {
  std::string id;
  std::shared_ptr<const Program> program;
  TrajectoryRecord record;
  size_t bytes = 0;  // estimate
};
using Snapshot = std::shared_ptr<const LiveTrajectory>;

// The live states: events folded once, kept under an LRU, replaced by the next revision when the
// store commits. Readers get snapshots of committed revisions; the writer thread sees beyond them
// what lies in the group it is writing. Reading is thread-safe.
class Trajectories final : public store::Observer {
 public:
  explicit Trajectories(size_t limit_bytes) : cache_(limit_bytes) {}

  // Before the first call. Neither is owned.
  void Attach(const store::Store& store, MethodCache& methods);

  // The newest committed revision that this process knows. kNoTrajectory names only the id, so that
  // another tenant's and an absent one look the same.
  Result<Snapshot> Load(const std::string& tenant, const std::string& id);

  // The same when it is in memory; null: not.
  Snapshot Kept(const std::string& tenant, const std::string& id) const;

  // On the writer thread, inside `decide`: with everything earlier commands of the group did.
  Result<Snapshot> Newest(const std::string& tenant, const std::string& id);

  // A trajectory from its first event.
  Result<Snapshot> FromFirst(const store::Event& event);

  // The position of the last event that this process committed for a trajectory of the tenant under
  // a method; 0: none yet. Load gives states at least as new as an answer given before.
  int64_t MethodPosition(const std::string& tenant, const std::string& method_id);

  // Whether it is known, without reading, that the tenant's event at `position` is committed.
  bool IsKnown(const std::string& tenant, int64_t position);
  // Whether it is committed.
  Result<bool> Reached(const std::string& tenant, int64_t position);

  void SetOnFailed(std::function<void(const absl::Status&)> on_failed);

  // For who looks after the server.
  const LruCache<LiveTrajectory>& cache() const { return cache_; }

  void OnAppended(const store::Event& event) override;
  void OnCommitted(const std::vector<store::Event>& events) override;
  void OnRolledBack(const std::vector<store::Event>& events, const absl::Status& why) override;
  void OnFailed(const absl::Status& why) override;

 private:
  // Somebody folding a trajectory from its events. Overtaken by a commit, what was folded is an
  // answer, but must not be kept.
  struct LoadMark {
    bool overtaken = false;
  };

  // `base` with one more event; null: the event is the first.
  Result<Snapshot> Next(const LiveTrajectory* base, const store::Event& event);
  Result<Snapshot> Fold(const std::string& tenant, const std::string& id);
  const store::Store* store_ = nullptr;
  MethodCache* methods_ = nullptr;
  mutable LruCache<LiveTrajectory> cache_;
  // Only the writer thread: what the uncommitted group made of trajectories; null where an event
  // could not be folded.
  absl::flat_hash_map<std::string, Snapshot> uncommitted_;

  std::mutex mutex_;
  std::multimap<std::string, std::shared_ptr<LoadMark>> loads_;
  absl::flat_hash_map<std::string, int64_t> committed_positions_;  // by tenant
  absl::flat_hash_map<std::string, int64_t> method_positions_;     // by tenant and method id

  std::mutex failed_mutex_;
  std::function<void(const absl::Status&)> on_failed_;
};

ServiceError NoTrajectory(const std::string& id);

}  // namespace stapwijs::api
