// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/sqlite/index_check.h"

#include <optional>

#include "engine/store/sqlite/index.h"

namespace stapwijs::store::sqlite {
namespace {

std::uint64_t Sum(std::int64_t key, std::int64_t sequence, std::int64_t revision) {
  auto sum = static_cast<std::uint64_t>(key);
  for (const std::int64_t next : {sequence, revision}) {
    sum = (sum ^ (sum >> 29U)) * 0xbf58476d1ce4e5b9U + static_cast<std::uint64_t>(next);
  }
  return (sum ^ (sum >> 31U)) * 0x94d049bb133111ebU;
}

std::uint64_t KindOf(const std::string& tenant, const std::string& type,
                     const std::string& method_id) {
  return RequestKey(tenant, type) * 31 + RequestKey(type, method_id);
}

}  // namespace

int IndexCheck::Begin() { return db_.QueryInt("SELECT upto FROM event_indexed", upto_); }

int IndexCheck::Add(const Event& event, std::int64_t sequence, std::int64_t number, bool& fits) {
  std::optional<TrajectoryRow> row;
  const int rc = FindTrajectory(db_, event.tenant, event.trajectory, row);
  fits = row && row->number == number && (event.revision == 1) == (sequence == number);
  if (rc != SQLITE_OK || !fits) return rc;
  last_[number] = {sequence, KindOf(event.tenant, event.type, row->method_id)};
  if (sequence > upto_) return rc;
  ++events_;
  requests_ +=
      Sum(static_cast<std::int64_t>(RequestKey(event.tenant, event.request_id)), sequence, 0);
  places_ += Sum(number, sequence, event.revision);
  return rc;
}

std::string IndexCheck::Finish() {
  std::int64_t rows = 0;
  if (db_.QueryInt("SELECT count(*) FROM trajectory", rows) != SQLITE_OK ||
      rows != static_cast<std::int64_t>(last_.size())) {
    return "its trajectories are not those of its events";
  }
  if (!Agrees("SELECT request, sequence, 0 FROM event_request", requests_)) {
    return "its index of requests is not that of its events";
  }
  if (!Agrees("SELECT trajectory, sequence, revision FROM event_trajectory", places_)) {
    return "its index of trajectories is not that of its events";
  }
  return LastAgrees() ? "" : "its index of last events is not that of its events";
}

bool IndexCheck::Agrees(const char* sql, std::uint64_t sum) {
  Stmt query = db_.Use(sql);
  std::int64_t rows = 0;
  int rc = query.Step();
  for (; rc == SQLITE_ROW; rc = query.Step()) {
    if (query.Int64(1) > upto_) continue;
    sum -= Sum(query.Int64(0), query.Int64(1), query.Int64(2));
    ++rows;
  }
  return rc == SQLITE_DONE && rows == events_ && sum == 0;
}

bool IndexCheck::LastAgrees() {
  Stmt query = db_.Use("SELECT number, tenant, type, method_id FROM trajectory_last");
  int rc = query.Step();
  for (; rc == SQLITE_ROW; rc = query.Step()) {
    const auto last = last_.find(query.Int64(0));
    if (last == last_.end()) return false;
    if (last->second.sequence <= upto_) {
      if (last->second.kind != KindOf(query.String(1), query.String(2), query.String(3))) {
        return false;
      }
    }
    last_.erase(last);
  }
  for (const auto& [number, last] : last_) {
    if (last.sequence <= upto_) return false;  // it should have been there
  }
  return rc == SQLITE_DONE;
}

}  // namespace stapwijs::store::sqlite
