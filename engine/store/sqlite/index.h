// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/sqlite/db.h"
#include "engine/store/sqlite/request_filter.h"
#include "engine/store/sqlite/tail.h"
#include "engine/store/store.h"

// Finding events by request id and by trajectory: the index tables and the tail as one.
//
// `event_request` and `event_trajectory` hold the entries of every event up to `event_indexed`, and
// `trajectory_last` the type of the last one of each trajectory; the tail holds the rest, and is
// read from the events when a store opens. Functions that return int
// give an SQLite result code.

namespace stapwijs::store::sqlite {

// What never changes of a trajectory.
struct TrajectoryRow {
  std::int64_t number = 0;  // the sequence of its first event
  std::string method_id;
};
int FindTrajectory(Db& db, std::string_view tenant, std::string_view trajectory,
                   std::optional<TrajectoryRow>& row);

int FindRequest(Db& db, const Tail& tail, std::string_view tenant, std::string_view request_id,
                std::optional<Event>& event);

// Runs `read(sequence)` on the last event of a trajectory that exists. It gives SQLITE_ROW when it
// saw the event's row, SQLITE_DONE when there is none yet.
int ReadLast(Db& db, const Tail& tail, std::int64_t number,
             const std::function<int(std::int64_t)>& read);

int ReadHead(Db& db, const Tail& tail, std::int64_t number, Head& head);

// Events of a trajectory after a revision, rising, at most `limit`.
int ReadEventsOf(Db& db, const Tail& tail, std::int64_t number, std::int32_t after,
                 std::size_t limit, std::vector<Event>& events);

// Fills an empty tail and a filter from the file.
int LoadIndex(Db& db, Tail& tail, RequestFilter& filter);

// Brings the tail's entries to the tables, a few with each group, in that group's transaction: no
// sync of its own, and no group waits long. Used by the writer only.
class IndexWriter {
 public:
  // Starts with a batch once the tail has so many events.
  IndexWriter(Tail& tail, std::size_t batch_events) : tail_(tail), batch_events_(batch_events) {}

  // Before the group's own changes.
  void Begin();
  // Before the commit of a group with so many events.
  int Step(Db& db, std::size_t events);
  // After the commit, or after it failed.
  void Committed();
  void RolledBack();

 private:
  int BringPlace(Db& db, std::size_t index);

  Tail& tail_;
  const std::size_t batch_events_;
  std::optional<Tail::Batch> batch_;
  std::size_t next_ = 0;  // of the entries: requests first, then trajectories
  std::size_t next_at_begin_ = 0;
};

}  // namespace stapwijs::store::sqlite
