// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/sqlite/candidates.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include "engine/store/sqlite/rows.h"

namespace stapwijs::store::sqlite {
namespace {

// Events whose trajectories are collected at once: some tens of milliseconds.
constexpr std::int64_t kChangesCollected = 200'000;

// The first position recorded at or after a moment, found by halving: recorded_at never falls
// within a tenant, and positions have no gaps.
int FirstSince(Db& db, std::string_view tenant, std::int64_t since, std::int64_t last,
               std::int64_t& first) {
  std::int64_t low = 1;
  std::int64_t high = last + 1;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    Stmt query = db.Use("SELECT recorded_at FROM event WHERE tenant = ? AND position = ?");
    const int rc = query.Text(tenant).Int(middle).Step();
    if (rc != SQLITE_ROW) return rc == SQLITE_DONE ? SQLITE_CORRUPT : rc;
    query.Int64(0) < since ? low = middle + 1 : high = middle;
  }
  first = low;
  return SQLITE_OK;
}

int Changed(Db& db, std::string_view tenant, const TrajectoryFilter& filter, std::int64_t from,
            std::optional<Candidates>& candidates) {
  std::int64_t last = 0;
  {
    Stmt query = db.Use("SELECT max(position) FROM event WHERE tenant = ?");
    const int rc = query.Text(tenant).Step();
    if (rc != SQLITE_ROW) return rc;
    last = query.Int64(0);
  }
  std::int64_t first = 0;
  int rc = FirstSince(db, tenant, filter.changed_since, last, first);
  if (rc != SQLITE_OK || last - first >= kChangesCollected) return rc;
  std::vector<std::int64_t> numbers;
  Stmt query = db.Use(
      "SELECT trajectory_number FROM event INDEXED BY event_position "
      "WHERE tenant = ? AND position >= ?");
  query.Text(tenant).Int(first);
  for (rc = query.Step(); rc == SQLITE_ROW; rc = query.Step()) {
    if (query.Int64(0) >= from) numbers.push_back(query.Int64(0));
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  candidates.emplace();
  candidates->numbers = std::move(numbers);
  return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

// The next value of a column after the last one, by a leap through the index; nullopt: none.
int Next(Stmt& query, std::optional<std::string>& value) {
  value.reset();
  const int rc = query.Step();
  if (rc == SQLITE_ROW) value = query.String(0);
  return rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : rc;
}

int MethodsOf(Db& db, std::string_view tenant, const std::string& type,
              std::vector<std::pair<std::string, std::string>>& kinds) {
  std::optional<std::string> method = "";
  while (true) {
    Stmt query = db.Use(
        "SELECT method_id FROM trajectory_last "
        "WHERE tenant = ? AND type = ? AND method_id > ? ORDER BY method_id LIMIT 1");
    const std::string last = *method;
    const int rc = Next(query.Text(tenant).Text(type).Text(last), method);
    if (rc != SQLITE_OK || !method) return rc;
    kinds.emplace_back(type, *method);
  }
}

// The pairs of type and method that a tenant's trajectories have. Not both in one comparison: of
// (type, method_id) > (?, ?) SQLite brings only the type to the index and walks through the rest.
int Kinds(Db& db, std::string_view tenant,
          std::vector<std::pair<std::string, std::string>>& kinds) {
  std::optional<std::string> type = "";
  while (true) {
    const std::string last = *type;
    {
      Stmt query = db.Use(
          "SELECT type FROM trajectory_last WHERE tenant = ? AND type > ? ORDER BY type LIMIT 1");
      const int rc = Next(query.Text(tenant).Text(last), type);
      if (rc != SQLITE_OK || !type) return rc;
    }
    if (const int rc = MethodsOf(db, tenant, *type, kinds); rc != SQLITE_OK) return rc;
  }
}

// The first `most` numbers of one kind; whether there may be more.
int OfKind(Db& db, std::string_view tenant, const std::pair<std::string, std::string>& kind,
           std::int64_t from, std::size_t most, std::vector<std::int64_t>& numbers, bool& more) {
  Stmt query = db.Use(
      "SELECT number FROM trajectory_last "
      "WHERE tenant = ? AND type = ? AND method_id = ? AND number >= ? ORDER BY number");
  query.Text(tenant).Text(kind.first).Text(kind.second).Int(from);
  more = false;
  for (std::size_t i = 0; i < most; ++i) {
    const int rc = query.Step();
    if (rc != SQLITE_ROW) return rc == SQLITE_DONE ? SQLITE_OK : rc;
    numbers.push_back(query.Int64(0));
  }
  more = true;
  return SQLITE_OK;
}

// Those of the tail, and those of the tables. Of a trajectory in the tail the tables may tell what
// is no longer so: then it is looked at in vain.
int WithTypes(Db& db, const Tail& tail, std::string_view tenant, const TrajectoryFilter& filter,
              std::int64_t from, std::size_t most, Candidates& candidates) {
  const auto matches = [&filter](const std::string& type) { return filter.AcceptsType(type); };
  std::vector<std::int64_t>& numbers = candidates.numbers;
  numbers = tail.WithType(tenant, from, most, matches);  // before the tables are asked
  if (numbers.size() == most) candidates.upto = numbers.back();
  std::vector<std::pair<std::string, std::string>> kinds;
  int rc = Kinds(db, tenant, kinds);
  for (const auto& kind : kinds) {
    const bool wanted =
        matches(kind.first) && (filter.method_id.empty() || filter.method_id == kind.second);
    if (rc != SQLITE_OK || !wanted) continue;
    bool more = false;
    rc = OfKind(db, tenant, kind, from, most, numbers, more);
    if (more) candidates.upto = std::min(candidates.upto, numbers.back());
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  numbers.erase(std::upper_bound(numbers.begin(), numbers.end(), candidates.upto), numbers.end());
  return rc;
}

}  // namespace

int FindCandidates(Db& db, const Tail& tail, std::string_view tenant,
                   const TrajectoryFilter& filter, std::int64_t from, std::size_t most,
                   std::optional<Candidates>& candidates) {
  if (filter.changed_since > 0) {
    const int rc = Changed(db, tenant, filter, from, candidates);
    if (rc != SQLITE_OK || candidates) return rc;
  }
  if (filter.last_types.empty() && filter.not_last_types.empty()) return SQLITE_OK;
  candidates.emplace();
  return WithTypes(db, tail, tenant, filter, from, most, *candidates);
}

}  // namespace stapwijs::store::sqlite
