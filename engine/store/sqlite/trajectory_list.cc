// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/sqlite/trajectory_list.h"

#include <string>
#include <utility>

#include "engine/store/sqlite/rows.h"

namespace stapwijs::store::sqlite {
namespace {

// A trajectory beside its last event, which the index gives at once. The index after INDEXED BY is
// the one whose order or key the filter narrows most; what it does not decide, Accepts does.
#define STAPWIJS_TRAJECTORIES(index)                                                 \
  "SELECT t.trajectory, t.method_id, t.case_source, t.case_id, t.created_position, " \
  "  e.revision, e.type, e.recorded_at, e.position, e.method_id, e.method_version, " \
  "  e.method_hash, e.overlay_hash "                                                 \
  "FROM trajectory t INDEXED BY " index                                              \
  " CROSS JOIN event e ON e.sequence = "                                             \
  "  (SELECT last.sequence FROM event last "                                         \
  "   WHERE last.tenant = t.tenant AND last.trajectory = t.trajectory "              \
  "   ORDER BY last.revision DESC LIMIT 1) "                                         \
  "WHERE t.tenant = ? AND t.created_position > ? "

#define STAPWIJS_IN_ORDER " ORDER BY t.created_position"

// The statement, and the text of its last parameter; null when it has none more.
std::pair<const char*, const std::string*> Choose(const TrajectoryFilter& filter) {
  if (filter.case_id) {
    return {STAPWIJS_TRAJECTORIES("trajectory_case") "AND t.case_id = ?" STAPWIJS_IN_ORDER,
            &*filter.case_id};
  }
  if (!filter.method_id.empty()) {
    return {STAPWIJS_TRAJECTORIES("trajectory_method") "AND t.method_id = ?" STAPWIJS_IN_ORDER,
            &filter.method_id};
  }
  if (!filter.case_source.empty()) {
    return {
        STAPWIJS_TRAJECTORIES("trajectory_case_source") "AND t.case_source = ?" STAPWIJS_IN_ORDER,
        &filter.case_source};
  }
  return {STAPWIJS_TRAJECTORIES("trajectory_created") STAPWIJS_IN_ORDER, nullptr};
}

}  // namespace

absl::StatusOr<std::vector<TrajectorySummary>> ReadTrajectories(Db& db, std::string_view tenant,
                                                                const TrajectoryFilter& filter,
                                                                std::int64_t after_position,
                                                                std::size_t limit) {
  std::vector<TrajectorySummary> list;
  if (limit == 0) return list;
  const auto [sql, narrowed_to] = Choose(filter);
  Stmt query = db.Use(sql);
  query.Text(tenant).Int(after_position);
  if (narrowed_to != nullptr) query.Text(*narrowed_to);
  int rc = query.Step();
  for (; rc == SQLITE_ROW; rc = query.Step()) {
    TrajectorySummary summary = TrajectorySummaryOf(query);
    if (!filter.Accepts(summary)) continue;
    list.push_back(std::move(summary));
    if (list.size() == limit) return list;
  }
  if (rc != SQLITE_DONE) return ReadError(rc, "listing trajectories");
  return list;
}

}  // namespace stapwijs::store::sqlite
