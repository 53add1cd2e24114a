// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/sqlite/trajectory_list.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "engine/store/sqlite/index.h"
#include "engine/store/sqlite/rows.h"

namespace stapwijs::store::sqlite {
namespace {

// Rows that are read at once. Their last events are looked up afterwards, one by one: what a
// statement sees is fixed at its first row, and the tail must be asked before the tables.
constexpr std::size_t kRowsAtOnce = 128;

struct Row {
  std::int64_t number = 0;
  TrajectorySummary summary;
};

// The index is the one whose order or key the filter narrows most; what it does not decide, Accepts
// does.
#define STAPWIJS_TRAJECTORIES(index)                                              \
  "SELECT number, trajectory, method_id, case_source, case_id, created_position " \
  "FROM trajectory INDEXED BY " index " WHERE tenant = ? AND created_position > ? "
#define STAPWIJS_IN_ORDER "ORDER BY created_position"

// The statement, and the text of its last parameter; null when it has none more.
std::pair<const char*, const std::string*> Choose(const TrajectoryFilter& filter) {
  if (filter.case_id) {
    return {STAPWIJS_TRAJECTORIES("trajectory_case") "AND case_id = ? " STAPWIJS_IN_ORDER,
            &*filter.case_id};
  }
  if (!filter.method_id.empty()) {
    return {STAPWIJS_TRAJECTORIES("trajectory_method") "AND method_id = ? " STAPWIJS_IN_ORDER,
            &filter.method_id};
  }
  if (!filter.case_source.empty()) {
    return {
        STAPWIJS_TRAJECTORIES("trajectory_case_source") "AND case_source = ? " STAPWIJS_IN_ORDER,
        &filter.case_source};
  }
  return {STAPWIJS_TRAJECTORIES("trajectory_created") STAPWIJS_IN_ORDER, nullptr};
}

int ReadRows(Db& db, std::string_view tenant, const TrajectoryFilter& filter, std::int64_t after,
             std::size_t most, std::vector<Row>& rows) {
  const auto [sql, narrowed_to] = Choose(filter);
  Stmt query = db.Use(sql);
  query.Text(tenant).Int(after);
  if (narrowed_to != nullptr) query.Text(*narrowed_to);
  while (rows.size() < most) {
    const int rc = query.Step();
    if (rc != SQLITE_ROW) return rc == SQLITE_DONE ? SQLITE_OK : rc;
    Row row;
    row.number = query.Int64(0);
    row.summary.trajectory = query.String(1);
    row.summary.method_id = query.String(2);
    if (!query.IsNull(3)) row.summary.case_ref = CaseRef{query.String(3), query.String(4)};
    row.summary.created_position = query.Int64(5);
    rows.push_back(std::move(row));
  }
  return SQLITE_OK;
}

// Adds what the last event says.
int AddLast(Db& db, const Tail& tail, Row& row) {
  return ReadLast(db, tail, row.number, [&](std::int64_t sequence) {
    Stmt query = db.Use(
        "SELECT revision, type, recorded_at, position, method_id, method_version, method_hash, "
        "overlay_hash FROM event WHERE sequence = ? AND trajectory_number = ?");
    const int rc = query.Int(sequence).Int(row.number).Step();
    if (rc != SQLITE_ROW) return rc;
    TrajectorySummary& summary = row.summary;
    summary.revision = static_cast<std::int32_t>(query.Int64(0));
    summary.last_type = query.String(1);
    summary.changed_at = query.Int64(2);
    summary.last_position = query.Int64(3);
    summary.method = {query.String(4), query.String(5), query.Hash(6), std::nullopt};
    if (!query.IsNull(7)) summary.method.overlay_hash = query.Hash(7);
    return rc;
  });
}

}  // namespace

absl::StatusOr<std::vector<TrajectorySummary>> ReadTrajectories(Db& db, const Tail& tail,
                                                                std::string_view tenant,
                                                                const TrajectoryFilter& filter,
                                                                std::int64_t after_position,
                                                                std::size_t limit) {
  std::vector<TrajectorySummary> list;
  std::int64_t after = after_position;
  bool more = true;
  while (more && list.size() < limit) {
    std::vector<Row> rows;
    int rc = ReadRows(db, tenant, filter, after, std::min(limit, kRowsAtOnce), rows);
    more = rows.size() == std::min(limit, kRowsAtOnce);
    for (Row& row : rows) {
      if (list.size() == limit) break;
      if (rc == SQLITE_OK) rc = AddLast(db, tail, row);
      if (rc != SQLITE_OK) break;
      after = row.summary.created_position;
      if (filter.Accepts(row.summary)) list.push_back(std::move(row.summary));
    }
    if (rc != SQLITE_OK) return ReadError(rc, "listing trajectories");
  }
  return list;
}

}  // namespace stapwijs::store::sqlite
