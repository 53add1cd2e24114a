// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/sqlite/trajectory_list.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "engine/store/sqlite/candidates.h"
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

// From "number, trajectory, method_id, case_source, case_id, created_position".
Row RowOf(const Stmt& query) {
  Row row;
  row.number = query.Int64(0);
  row.summary.trajectory = query.String(1);
  row.summary.method_id = query.String(2);
  if (!query.IsNull(3)) row.summary.case_ref = CaseRef{query.String(3), query.String(4)};
  row.summary.created_position = query.Int64(5);
  return row;
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
    rows.push_back(RowOf(query));
  }
  return SQLITE_OK;
}

// Those of the candidates whose rows are there already.
int ReadRows(Db& db, const std::vector<std::int64_t>& numbers, std::size_t& next, std::size_t most,
             std::vector<Row>& rows) {
  for (; next < numbers.size() && rows.size() < most; ++next) {
    Stmt query = db.Use(
        "SELECT t.number, t.trajectory, t.method_id, t.case_source, t.case_id, "
        "t.created_position FROM event e CROSS JOIN trajectory t "
        "WHERE e.sequence = ? AND t.tenant = e.tenant AND t.trajectory = e.trajectory");
    const int rc = query.Int(numbers[next]).Step();
    if (rc == SQLITE_ROW) rows.push_back(RowOf(query));
    if (rc != SQLITE_ROW && rc != SQLITE_DONE) return rc;
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

// The number of the first trajectory after a position; the largest number there is when none is.
int FirstNumber(Db& db, std::string_view tenant, std::int64_t after, std::int64_t& number) {
  number = std::numeric_limits<std::int64_t>::max();
  Stmt query = db.Use(
      "SELECT number FROM trajectory INDEXED BY trajectory_created "
      "WHERE tenant = ? AND created_position > ? ORDER BY created_position LIMIT 1");
  const int rc = query.Text(tenant).Int(after).Step();
  if (rc == SQLITE_ROW) number = query.Int64(0);
  return rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : rc;
}

// One listing.
class Listing {
 public:
  Listing(Db& db, const Tail& tail, std::string_view tenant, const TrajectoryFilter& filter,
          std::size_t limit)
      : db_(db), tail_(tail), tenant_(tenant), filter_(filter), limit_(limit) {}

  int Read(std::int64_t after) {
    bool done = false;
    int rc = SQLITE_OK;
    if (!filter_.case_id) rc = ByLastEvent(after, done);
    return rc == SQLITE_OK && !done ? InOrder(after) : rc;
  }
  std::vector<TrajectorySummary> Take() { return std::move(list_); }

 private:
  // `done` when the filter could be answered that way.
  int ByLastEvent(std::int64_t after, bool& done) {
    std::int64_t from = 0;
    int rc = FirstNumber(db_, tenant_, after, from);
    bool more = true;
    while (rc == SQLITE_OK && more && !Full()) {
      std::optional<Candidates> found;
      rc = FindCandidates(db_, tail_, tenant_, filter_, from, std::max(limit_, kRowsAtOnce), found);
      if (rc != SQLITE_OK || !found) return rc;
      done = true;
      for (std::size_t next = 0; rc == SQLITE_OK && next < found->numbers.size() && !Full();) {
        std::vector<Row> rows;
        rc = ReadRows(db_, found->numbers, next, Portion(), rows);
        if (rc == SQLITE_OK) rc = Add(rows);
      }
      more = !found->complete();
      if (more) from = found->upto + 1;
    }
    return rc;
  }

  int InOrder(std::int64_t after) {
    bool more = true;
    while (more && !Full()) {
      std::vector<Row> rows;
      int rc = ReadRows(db_, tenant_, filter_, after, Portion(), rows);
      more = rows.size() == Portion();
      if (!rows.empty()) after = rows.back().summary.created_position;
      if (rc == SQLITE_OK) rc = Add(rows);
      if (rc != SQLITE_OK) return rc;
    }
    return SQLITE_OK;
  }

  int Add(std::vector<Row>& rows) {
    for (Row& row : rows) {
      if (Full()) break;
      if (const int rc = AddLast(db_, tail_, row); rc != SQLITE_OK) return rc;
      if (filter_.Accepts(row.summary)) list_.push_back(std::move(row.summary));
    }
    return SQLITE_OK;
  }

  bool Full() const { return list_.size() >= limit_; }
  std::size_t Portion() const { return std::min(limit_, kRowsAtOnce); }

  Db& db_;
  const Tail& tail_;
  const std::string_view tenant_;
  const TrajectoryFilter& filter_;
  const std::size_t limit_;
  std::vector<TrajectorySummary> list_;
};

}  // namespace

absl::StatusOr<std::vector<TrajectorySummary>> ReadTrajectories(Db& db, const Tail& tail,
                                                                std::string_view tenant,
                                                                const TrajectoryFilter& filter,
                                                                std::int64_t after_position,
                                                                std::size_t limit) {
  Listing listing(db, tail, tenant, filter, limit);
  const int rc = listing.Read(after_position);
  if (rc != SQLITE_OK) return ReadError(rc, "listing trajectories");
  return listing.Take();
}

}  // namespace stapwijs::store::sqlite
