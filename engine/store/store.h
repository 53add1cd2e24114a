// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "engine/store/errors.h"
#include "engine/store/event.h"

// The contract of every store (memory/, sqlite/). Both pass tests/engine/store/store_suite.h.
//
// Promises
//  * A write is answered only when it survives a power cut (sqlite) or is visible to every reader
//  (memory).
//  * Writes are one sequence: `decide` of one command sees everything that earlier commands did.
//  * Nothing is stored of a refused command.
//  * Nothing ever crosses a tenant: the same ids in two tenants are two things.
//
// Threads: every member may be called from any thread. `decide`, the observer and the Done
// callbacks run one at a time on the store's writer thread: they must be quick, must not throw, may
// call any read and Submit, and must not call Stop().

namespace stapwijs::store {

// Where a trajectory stands. For an absent one: exists false, revision 0, zeros.
struct Head {
  bool exists = false;
  std::int32_t revision = 0;
  Digest hash{};
};

// A case in another system: the alias of the source and the id there. Unique per tenant and method
// id.
struct CaseRef {
  std::string source;
  std::string id;
  bool operator==(const CaseRef&) const = default;
};

// One wish to write.
struct Command {
  std::string tenant;      // 1..200 bytes
  std::string trajectory;  // 1..64 bytes; the new id when `create`
  std::string request_id;  // 1..200 bytes
  // Hash of the whole request as the client meant it (kind of call, trajectory unless the server
  // chose it, content). Stored salted only.
  Digest request_digest{};
  std::optional<std::int32_t> expected_revision;
  bool create = false;  // makes the trajectory: revision 1
  // With `create`: the case reference of the trajectory. With `sets_case_ref`: what it is from this
  // event on; nullopt: there is none any more. Otherwise not given.
  std::optional<CaseRef> case_ref;
  bool sets_case_ref = false;  // not with `create`

  // Judges the command against the head of this moment, earlier commands of the same uncommitted
  // group included, and returns the event to store or the refusal that Done gets unchanged. A
  // draft that is returned may still not be stored: change shared state in Observer::OnAppended,
  // not here.
  std::function<absl::StatusOr<EventDraft>(const Head&)> decide;
};

// What was stored.
struct Appended {
  Event event;
  bool repeated = false;  // the request was stored before; `decide` was not called
};

// Called once, after the group that holds the command is committed (or failed); refusals too,
// because they may rest on events of the same group.
using Done = std::function<void(absl::StatusOr<Appended>)>;

// Follows the writes, for who keeps live states. Order within a group: OnAppended per event; then
// either OnCommitted or OnRolledBack with all of them, in order of position per tenant; then the
// Dones. A group without events calls neither.
class Observer {
 public:
  virtual ~Observer() = default;
  // The event lies in the uncommitted group; the next `decide` counts with it.
  virtual void OnAppended(const Event& /*event*/) {}
  // The events are durable and readers see them.
  virtual void OnCommitted(const std::vector<Event>& /*events*/) {}
  // None of the events happened (kDiskFull), or it will be known only after a restart
  // (kOutcomeUnknown).
  virtual void OnRolledBack(const std::vector<Event>& /*events*/, const absl::Status& /*why*/) {}
  // The store stopped for good: a server should end its process and be started anew. Never called
  // for Stop().
  virtual void OnFailed(const absl::Status& /*why*/) {}
};

// One published method version. Records are never changed.
struct MethodRecord {
  std::string tenant;
  std::string id;
  std::string version;  // semantic version
  Digest hash{};
  std::string dump;                            // canonical dump of the checked model
  std::map<std::string, std::string> sources;  // file name -> text
  std::int64_t published_at = 0;               // set by the store, microseconds UTC
  std::string published_by;                    // client
};

struct MethodStored {
  bool repeated =
      false;  // this version was stored before with the same hash; the first record stays
  std::int64_t published_at = 0;
};
using MethodDone = std::function<void(absl::StatusOr<MethodStored>)>;

// A line of ListMethods.
struct MethodSummary {
  std::string id;
  std::string version;
  Digest hash{};
  std::int64_t published_at = 0;
  std::string published_by;
};

// A line of ListTrajectories.
struct TrajectorySummary {
  std::string trajectory;
  std::string method_id;            // that it was created under; its case reference is unique there
  std::optional<CaseRef> case_ref;  // as it is now
  std::int64_t created_position =
      0;  // of its first event: the order of the list and the token to go on from
  // Of its last event:
  std::int32_t revision = 0;
  std::string last_type;
  std::int64_t changed_at = 0;  // recorded_at
  std::int64_t last_position = 0;
  MethodRef method;
  bool operator==(const TrajectorySummary&) const = default;
};

// Which trajectories: all that is given must hold. Given by default: nothing.
struct TrajectoryFilter {
  std::string method_id;                    // empty: any
  std::string case_source;                  // empty: any, and those without a case reference
  std::optional<std::string> case_id;       // nullopt: any, and those without a case reference
  std::vector<std::string> last_types;      // the type of the last event is one of them
  std::vector<std::string> not_last_types;  // and none of these
  std::int64_t changed_since = 0;           // changed_at at or after; 0: any

  // Whether a trajectory is one of them; whether one whose last event has this type can be.
  bool Accepts(const TrajectorySummary& summary) const;
  bool AcceptsType(const std::string& last_type) const;
};

// What Backup made.
struct BackupInfo {
  std::int64_t bytes = 0;   // size of the file
  Digest sha256{};          // of the file
  std::int64_t events = 0;  // of all tenants
  std::int64_t pages = 0;   // database pages
};

// Counters since the store was opened, for metrics and tests.
struct Stats {
  std::int64_t groups = 0;    // committed groups that held at least one event or method
  std::int64_t events = 0;    // events in them
  std::int64_t repeated = 0;  // commands answered with an earlier event
  std::int64_t refused = 0;   // commands that stored nothing
  std::int64_t queued = 0;    // commands waiting now
};

// What all stores are opened with.
struct Options {
  std::size_t queue_limit = 1024;  // commands waiting; one more gets kQueueFull
  std::size_t group_limit = 512;   // commands per commit
  // Microseconds since 1970 UTC; empty: the system clock. A clock that goes back is held at the
  // last recorded_at.
  std::function<std::int64_t()> clock;
  // Fills the buffer with random bytes; empty: the system's cryptographic source.
  std::function<void(unsigned char*, std::size_t)> random;
  Observer* observer = nullptr;  // not owned, outlives the store; may be null
};

class Store {
 public:
  virtual ~Store() = default;  // stops as Stop() does
  Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  // Queues a command and returns at once; `done` is called exactly once, on the writer thread, or
  // before Submit returns when the command cannot be queued (kBadCommand, kQueueFull,
  // kStoreStopped). Order of the checks: request id (same content: `repeated`; other:
  // kRequestIdReused), existence (kTrajectoryExists, kNoTrajectory), expected_revision
  // (kStaleRevision), `decide`, the draft (kBadCommand), case reference (kCaseRefTaken). After
  // erasure a repeated request can no longer be compared and gets kRequestIdReused.
  virtual void Submit(Command command, Done done) = 0;

  // Stores a method version, in the same sequence as commands. Same id and version with the same
  // hash: `repeated`; with another hash: kMethodExists.
  virtual void PutMethod(MethodRecord record, MethodDone done) = 0;

  // Events of a trajectory with revision > after, rising, at most `limit`. Absent trajectory:
  // empty.
  virtual absl::StatusOr<std::vector<Event>> ReadEvents(std::string_view tenant,
                                                        std::string_view trajectory,
                                                        std::int32_t after_revision,
                                                        std::size_t limit) const = 0;
  // Events of a tenant with position > after, rising, at most `limit`.
  virtual absl::StatusOr<std::vector<Event>> TenantEvents(std::string_view tenant,
                                                          std::int64_t after_position,
                                                          std::size_t limit) const = 0;
  virtual absl::StatusOr<Head> ReadHead(std::string_view tenant,
                                        std::string_view trajectory) const = 0;
  virtual absl::StatusOr<std::optional<Event>> FindByRequestId(
      std::string_view tenant, std::string_view request_id) const = 0;
  // The trajectory of this method that has the case reference.
  virtual absl::StatusOr<std::optional<std::string>> FindByCaseRef(
      std::string_view tenant, std::string_view method_id, const CaseRef& case_ref) const = 0;
  // Trajectories that the filter accepts, in order of creation with created_position > after, at
  // most `limit`.
  virtual absl::StatusOr<std::vector<TrajectorySummary>> ListTrajectories(
      std::string_view tenant, const TrajectoryFilter& filter, std::int64_t after_position,
      std::size_t limit) const = 0;
  // A version, or the latest in semantic order (releases before pre-releases) when `version` is
  // empty. kNoMethod.
  virtual absl::StatusOr<MethodRecord> GetMethod(std::string_view tenant, std::string_view id,
                                                 std::string_view version) const = 0;
  virtual absl::StatusOr<MethodRecord> GetMethodByHash(std::string_view tenant,
                                                       const Digest& hash) const = 0;
  // All versions of all methods: by id, then semantic version, rising.
  virtual absl::StatusOr<std::vector<MethodSummary>> ListMethods(std::string_view tenant) const = 0;

  // Copies everything acknowledged before the call into a new file, while writes go on; runs on
  // the calling thread, for as long as copying takes. The file gets mode 0600, and it and its name
  // survive a power cut once this returns OK; otherwise there is no such file. See
  // sqlite/backup.h for checking and restoring it. kBackupRefused: the path cannot be used, or
  // something is there already; kDiskFull, kReadFailed; kNotSupported (memory).
  virtual absl::StatusOr<BackupInfo> Backup(const std::string& path) const = 0;

  // OK while writes are possible; afterwards why not. Reads go on working.
  virtual absl::Status Failed() const = 0;
  virtual Stats GetStats() const = 0;

  // Takes no more commands, finishes those queued, returns when the last Done has run. Idempotent.
  virtual void Stop() = 0;
};

}  // namespace stapwijs::store
