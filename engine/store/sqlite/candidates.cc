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

// The pairs of type and method that a tenant's trajectories have, by leaps through the index.
int Kinds(Db& db, std::string_view tenant,
          std::vector<std::pair<std::string, std::string>>& kinds) {
  std::pair<std::string, std::string> last;
  while (true) {
    Stmt query = db.Use(
        "SELECT type, method_id FROM trajectory_last "
        "WHERE tenant = ? AND (type, method_id) > (?, ?) ORDER BY type, method_id LIMIT 1");
    const int rc = query.Text(tenant).Text(last.first).Text(last.second).Step();
    if (rc != SQLITE_ROW) return rc == SQLITE_DONE ? SQLITE_OK : rc;
    kinds.emplace_back(query.String(0), query.String(1));
    last = kinds.back();
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

// Those of the tail, and those of the tables that are not in the tail.
int WithTypes(Db& db, const Tail& tail, std::string_view tenant, const TrajectoryFilter& filter,
              std::int64_t from, std::size_t most, Candidates& candidates) {
  const auto matches = [&filter](const std::string& type) { return filter.AcceptsType(type); };
  const auto young = tail.WithType(tenant, from, matches);  // before the tables are asked
  std::vector<std::pair<std::string, std::string>> kinds;
  int rc = Kinds(db, tenant, kinds);
  std::vector<std::int64_t> numbers;
  std::int64_t& end = candidates.upto;
  for (const auto& kind : kinds) {
    const bool wanted =
        matches(kind.first) && (filter.method_id.empty() || filter.method_id == kind.second);
    if (rc != SQLITE_OK || !wanted) continue;
    bool more = false;
    rc = OfKind(db, tenant, kind, from, most, numbers, more);
    if (more) end = std::min(end, numbers.back());
  }
  const auto is_young = [&young](std::int64_t number) {
    const auto found = std::lower_bound(young.begin(), young.end(), std::pair(number, false));
    return found != young.end() && found->first == number;
  };
  for (const std::int64_t number : numbers) {
    if (number <= end && !is_young(number)) candidates.numbers.push_back(number);
  }
  for (const auto& [number, may] : young) {
    if (may && number <= end) candidates.numbers.push_back(number);
  }
  std::sort(candidates.numbers.begin(), candidates.numbers.end());
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
