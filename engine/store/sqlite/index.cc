// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/sqlite/index.h"

#include <algorithm>

#include "engine/store/sqlite/rows.h"

namespace stapwijs::store::sqlite {
namespace {

// Entries that go to the tables per event of a group: it has two, so a batch is through when half
// as many new events have come.
constexpr std::size_t kEntriesPerEvent = 4;

// A query for at most one row: SQLITE_OK whether or not there is one.
int Settled(int rc) { return rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : rc; }

// The event, when it has the request.
int ReadIfRequest(Db& db, std::int64_t sequence, std::string_view tenant,
                  std::string_view request_id, std::optional<Event>& event) {
  Stmt query = db.Use("SELECT " STAPWIJS_EVENT_COLUMNS
                      " FROM event WHERE sequence = ? AND tenant = ? AND request_id = ?");
  const int rc = query.Int(sequence).Text(tenant).Text(request_id).Step();
  if (rc == SQLITE_ROW) event = EventOf(query);
  return Settled(rc);
}

int InsertRequest(Db& db, const std::pair<std::int64_t, std::int64_t>& entry) {
  Stmt insert = db.Use("INSERT OR IGNORE INTO event_request (request, sequence) VALUES (?, ?)");
  return insert.Int(entry.first).Int(entry.second).Step();
}

int InsertPlace(Db& db, const std::pair<std::int64_t, Place>& entry) {
  Stmt insert = db.Use(
      "INSERT OR IGNORE INTO event_trajectory (trajectory, revision, sequence) VALUES (?, ?, ?)");
  return insert.Int(entry.first).Int(entry.second.revision).Int(entry.second.sequence).Step();
}

int ReplaceLast(Db& db, std::int64_t sequence) {
  Stmt replace = db.Use(
      "INSERT OR REPLACE INTO trajectory_last (number, tenant, type, method_id) "
      "SELECT t.number, t.tenant, e.type, t.method_id FROM event e CROSS JOIN trajectory t "
      "WHERE e.sequence = ? AND t.tenant = e.tenant AND t.trajectory = e.trajectory");
  return replace.Int(sequence).Step();
}

}  // namespace

int FindTrajectory(Db& db, std::string_view tenant, std::string_view trajectory,
                   std::optional<TrajectoryRow>& row) {
  Stmt query =
      db.Use("SELECT number, method_id FROM trajectory WHERE tenant = ? AND trajectory = ?");
  const int rc = query.Text(tenant).Text(trajectory).Step();
  if (rc == SQLITE_ROW) row = TrajectoryRow{query.Int64(0), query.String(1)};
  return Settled(rc);
}

int FindRequest(Db& db, const Tail& tail, std::string_view tenant, std::string_view request_id,
                std::optional<Event>& event) {
  const std::uint64_t key = RequestKey(tenant, request_id);
  std::vector<std::int64_t> candidates = tail.Requests(key);
  {
    Stmt query = db.Use("SELECT sequence FROM event_request WHERE request = ?");
    query.Int(static_cast<std::int64_t>(key));
    int rc = query.Step();
    for (; rc == SQLITE_ROW; rc = query.Step()) candidates.push_back(query.Int64(0));
    if (rc != SQLITE_DONE) return rc;
  }
  for (const std::int64_t sequence : candidates) {
    const int rc = ReadIfRequest(db, sequence, tenant, request_id, event);
    if (rc != SQLITE_OK || event) return rc;
  }
  return SQLITE_OK;
}

int ReadLast(Db& db, const Tail& tail, std::int64_t number,
             const std::function<int(std::int64_t)>& read) {
  for (const Place& place : tail.Last(number)) {
    if (const int rc = read(place.sequence); rc != SQLITE_DONE) return Settled(rc);
  }
  std::int64_t sequence = 0;
  {
    Stmt query = db.Use(
        "SELECT sequence FROM event_trajectory WHERE trajectory = ? ORDER BY revision DESC LIMIT "
        "1");
    const int rc = query.Int(number).Step();
    if (rc != SQLITE_ROW) return rc == SQLITE_DONE ? SQLITE_CORRUPT : rc;
    sequence = query.Int64(0);
  }
  const int rc = read(sequence);
  return rc == SQLITE_DONE ? SQLITE_CORRUPT : Settled(rc);
}

int ReadHead(Db& db, const Tail& tail, std::int64_t number, Head& head) {
  return ReadLast(db, tail, number, [&](std::int64_t sequence) {
    Stmt query =
        db.Use("SELECT revision, hash FROM event WHERE sequence = ? AND trajectory_number = ?");
    const int rc = query.Int(sequence).Int(number).Step();
    if (rc == SQLITE_ROW) head = {true, static_cast<std::int32_t>(query.Int64(0)), query.Hash(1)};
    return rc;
  });
}

int ReadEventsOf(Db& db, const Tail& tail, std::int64_t number, std::int32_t after,
                 std::size_t limit, std::vector<Event>& events) {
  const std::vector<Place> young = tail.After(number, after, limit);
  std::vector<Place> places;
  {
    Stmt query = db.Use(
        "SELECT revision, sequence FROM event_trajectory WHERE trajectory = ? AND revision > ? "
        "ORDER BY revision");
    query.Int(number).Int(after);
    int rc = SQLITE_DONE;
    while (places.size() < limit && (rc = query.Step()) == SQLITE_ROW) {
      places.push_back({static_cast<std::int32_t>(query.Int64(0)), 0, query.Int64(1)});
    }
    if (Settled(rc) != SQLITE_OK) return rc;
  }
  for (const Place& place : young) {
    if (places.size() == limit) break;
    if (places.empty() || place.revision > places.back().revision) places.push_back(place);
  }
  for (const Place& place : places) {
    Stmt query = db.Use("SELECT " STAPWIJS_EVENT_COLUMNS
                        " FROM event WHERE sequence = ? AND trajectory_number = ?");
    const int rc = query.Int(place.sequence).Int(number).Step();
    if (rc == SQLITE_DONE) return SQLITE_OK;  // of a group that is not committed: nothing follows
    if (rc != SQLITE_ROW) return rc;
    events.push_back(EventOf(query));
  }
  return SQLITE_OK;
}

int LoadIndex(Db& db, Tail& tail, RequestFilter& filter) {
  std::int64_t indexed = 0;
  std::int64_t last = 0;
  int rc = db.QueryInt("SELECT upto FROM event_indexed", indexed);
  if (rc == SQLITE_OK) rc = db.QueryInt("SELECT coalesce(max(sequence), 0) FROM event", last);
  if (rc != SQLITE_OK) return rc;
  filter = RequestFilter(static_cast<std::size_t>(last + last / 4));
  {
    Stmt keys = db.Use("SELECT request FROM event_request");
    for (rc = keys.Step(); rc == SQLITE_ROW; rc = keys.Step()) {
      filter.Add(static_cast<std::uint64_t>(keys.Int64(0)));
    }
    if (rc != SQLITE_DONE) return rc;
  }
  Stmt young = db.Use(
      "SELECT sequence, trajectory_number, revision, tenant, type, request_id FROM event "
      "WHERE sequence > ? ORDER BY sequence");
  young.Int(indexed);
  for (rc = young.Step(); rc == SQLITE_ROW; rc = young.Step()) {
    const std::string tenant = young.String(3);
    const std::string type = young.String(4);
    const std::uint64_t key = RequestKey(tenant, young.String(5));
    filter.Add(key);
    tail.Add({tenant, type, key, young.Int64(1), static_cast<std::int32_t>(young.Int64(2)),
              young.Int64(0)});
  }
  tail.Commit();
  return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

void IndexWriter::Begin() {
  if (!batch_) {
    batch_ = tail_.Freeze(batch_events_);
    next_ = 0;
  }
  next_at_begin_ = next_;
}

int IndexWriter::Step(Db& db, std::size_t events) {
  if (!batch_ || events == 0) return SQLITE_OK;
  const std::size_t requests = batch_->requests.size();
  const std::size_t all = requests + batch_->trajectories.size();
  const std::size_t end = std::min(all, next_ + kEntriesPerEvent * events);
  for (; next_ < end; ++next_) {
    const int rc = next_ < requests ? InsertRequest(db, batch_->requests[next_])
                                    : BringPlace(db, next_ - requests);
    if (rc != SQLITE_DONE) return rc;
  }
  if (next_ < all) return SQLITE_OK;
  Stmt mark = db.Use("UPDATE event_indexed SET upto = ?");
  const int rc = mark.Int(batch_->upto).Step();
  return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

int IndexWriter::BringPlace(Db& db, std::size_t index) {
  const auto& entry = batch_->trajectories[index];
  const int rc = InsertPlace(db, entry);
  const bool last = index + 1 == batch_->trajectories.size() ||
                    batch_->trajectories[index + 1].first != entry.first;
  return rc == SQLITE_DONE && last ? ReplaceLast(db, entry.second.sequence) : rc;
}

void IndexWriter::Committed() {
  if (!batch_ || next_ < batch_->requests.size() + batch_->trajectories.size()) return;
  tail_.DropFrozen();
  batch_.reset();
}

void IndexWriter::RolledBack() { next_ = next_at_begin_; }

}  // namespace stapwijs::store::sqlite
