// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/sqlite/sqlite_store.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "engine/store/semantic_version.h"
#include "engine/store/sqlite/backend.h"
#include "engine/store/sqlite/backup.h"
#include "engine/store/sqlite/index.h"
#include "engine/store/sqlite/lock_file.h"
#include "engine/store/sqlite/readers.h"
#include "engine/store/sqlite/rows.h"
#include "engine/store/sqlite/trajectory_list.h"
#include "engine/store/writer/group_writer.h"

namespace stapwijs::store {
namespace {

using sqlite::Db;
using sqlite::ReadError;
using sqlite::Stmt;

std::int64_t Limit(std::size_t limit) {
  constexpr auto kMost = static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max());
  return static_cast<std::int64_t>(std::min(limit, kMost));
}

// All rows of a bound query.
template <typename Row>
absl::StatusOr<std::vector<Row>> Collect(Stmt& query, Row (*decode)(const Stmt&),
                                         std::string_view what) {
  std::vector<Row> rows;
  int rc = query.Step();
  for (; rc == SQLITE_ROW; rc = query.Step()) rows.push_back(decode(query));
  if (rc != SQLITE_DONE) return ReadError(rc, what);
  return rows;
}

absl::StatusOr<MethodRecord> ReadMethod(Db& db, std::string_view tenant,
                                        const MethodSummary& summary) {
  MethodRecord record;
  record.tenant = tenant;
  record.id = summary.id;
  record.version = summary.version;
  record.hash = summary.hash;
  record.published_at = summary.published_at;
  record.published_by = summary.published_by;
  Stmt dump = db.Use("SELECT dump FROM method WHERE tenant = ? AND id = ? AND version = ?");
  int rc = dump.Text(tenant).Text(record.id).Text(record.version).Step();
  if (rc != SQLITE_ROW) return ReadError(rc, "reading a method");
  record.dump = dump.String(0);
  Stmt source =
      db.Use("SELECT file, text FROM method_source WHERE tenant = ? AND id = ? AND version = ?");
  source.Text(tenant).Text(record.id).Text(record.version);
  for (rc = source.Step(); rc == SQLITE_ROW; rc = source.Step()) {
    record.sources.emplace(source.String(0), source.String(1));
  }
  if (rc != SQLITE_DONE) return ReadError(rc, "reading a method's sources");
  return record;
}

// The latest of the summaries, with all that belongs to it.
absl::StatusOr<MethodRecord> ReadLatest(Db& db, std::string_view tenant,
                                        const absl::StatusOr<std::vector<MethodSummary>>& found) {
  if (!found.ok()) return found.status();
  if (found->empty()) return MakeError(Reason::kNoMethod, "there is no such method");
  const auto latest =
      std::min_element(found->begin(), found->end(),
                       [](const auto& a, const auto& b) { return IsLater(a.version, b.version); });
  return ReadMethod(db, tenant, *latest);
}

class SqliteStore final : public Store {
 public:
  explicit SqliteStore(const SqliteOptions& options)
      : vfs_(options.vfs), backend_(options), readers_(options.path, options.vfs) {}

  absl::Status Open(const SqliteOptions& options) {
    absl::Status status = lock_.Acquire(options.path);
    if (status.ok()) status = sqlite::CreatePrivateFile(options.path);
    if (status.ok()) status = backend_.Open(options);
    if (status.ok()) writer_.emplace(backend_, options);
    return status;
  }

  void Submit(Command command, Done done) override {
    writer_->Submit(std::move(command), std::move(done));
  }
  void PutMethod(MethodRecord record, MethodDone done) override {
    writer_->PutMethod(std::move(record), std::move(done));
  }
  absl::Status Failed() const override { return writer_->Failed(); }
  Stats GetStats() const override { return writer_->GetStats(); }
  void Stop() override { writer_->Stop(); }

  absl::StatusOr<std::vector<Event>> ReadEvents(std::string_view tenant,
                                                std::string_view trajectory,
                                                std::int32_t after_revision,
                                                std::size_t limit) const override {
    return readers_.With([&](Db& db) -> absl::StatusOr<std::vector<Event>> {
      std::vector<Event> events;
      std::optional<sqlite::TrajectoryRow> row;
      int rc = sqlite::FindTrajectory(db, tenant, trajectory, row);
      if (rc == SQLITE_OK && row) {
        rc = sqlite::ReadEventsOf(db, backend_.tail(), row->number, after_revision, limit, events);
      }
      if (rc != SQLITE_OK) return ReadError(rc, "reading events");
      return events;
    });
  }

  absl::StatusOr<std::vector<Event>> TenantEvents(std::string_view tenant,
                                                  std::int64_t after_position,
                                                  std::size_t limit) const override {
    return readers_.With([&](Db& db) {
      Stmt query = db.Use("SELECT " STAPWIJS_EVENT_COLUMNS
                          " FROM event WHERE tenant = ? AND position > ? "
                          "ORDER BY position LIMIT ?");
      query.Text(tenant).Int(after_position).Int(Limit(limit));
      return Collect(query, sqlite::EventOf, "reading events");
    });
  }

  absl::StatusOr<Head> ReadHead(std::string_view tenant,
                                std::string_view trajectory) const override {
    return readers_.With([&](Db& db) -> absl::StatusOr<Head> {
      Head head;
      std::optional<sqlite::TrajectoryRow> row;
      int rc = sqlite::FindTrajectory(db, tenant, trajectory, row);
      if (rc == SQLITE_OK && row) {
        rc = sqlite::ReadHead(db, backend_.tail(), row->number, head);
      }
      if (rc != SQLITE_OK) return ReadError(rc, "reading a trajectory's head");
      return head;
    });
  }

  absl::StatusOr<std::optional<Event>> FindByRequestId(std::string_view tenant,
                                                       std::string_view request_id) const override {
    return readers_.With([&](Db& db) -> absl::StatusOr<std::optional<Event>> {
      std::optional<Event> event;
      const int rc = sqlite::FindRequest(db, backend_.tail(), tenant, request_id, event);
      if (rc != SQLITE_OK) return ReadError(rc, "looking for a request id");
      return event;
    });
  }

  absl::StatusOr<std::optional<std::string>> FindByCaseRef(std::string_view tenant,
                                                           std::string_view method_id,
                                                           const CaseRef& case_ref) const override {
    return readers_.With([&](Db& db) -> absl::StatusOr<std::optional<std::string>> {
      std::optional<std::string> trajectory;
      const int rc = sqlite::ReadCaseRef(db, tenant, method_id, case_ref, trajectory);
      if (rc != SQLITE_OK) return ReadError(rc, "looking for a case reference");
      return trajectory;
    });
  }

  absl::StatusOr<std::vector<TrajectorySummary>> ListTrajectories(
      std::string_view tenant, const TrajectoryFilter& filter, std::int64_t after_position,
      std::size_t limit) const override {
    return readers_.With([&](Db& db) {
      return sqlite::ReadTrajectories(db, backend_.tail(), tenant, filter, after_position, limit);
    });
  }

  absl::StatusOr<BackupInfo> Backup(const std::string& path) const override {
    return readers_.With([&](Db& db) { return sqlite::MakeBackup(db, vfs_, path); });
  }

  absl::StatusOr<MethodRecord> GetMethod(std::string_view tenant, std::string_view id,
                                         std::string_view version) const override {
    return readers_.With([&](Db& db) {
      Stmt query = db.Use(
          "SELECT id, version, hash, published_at, published_by FROM method "
          "WHERE tenant = ? AND id = ? AND (? = '' OR version = ?)");
      query.Text(tenant).Text(id).Text(version).Text(version);
      return ReadLatest(db, tenant,
                        Collect(query, sqlite::MethodSummaryOf, "looking for a method"));
    });
  }

  absl::StatusOr<MethodRecord> GetMethodByHash(std::string_view tenant,
                                               const Digest& hash) const override {
    return readers_.With([&](Db& db) {
      Stmt query = db.Use(
          "SELECT id, version, hash, published_at, published_by FROM method "
          "WHERE tenant = ? AND hash = ?");
      query.Text(tenant).Blob(hash);
      return ReadLatest(db, tenant,
                        Collect(query, sqlite::MethodSummaryOf, "looking for a method"));
    });
  }

  absl::StatusOr<std::vector<MethodSummary>> ListMethods(std::string_view tenant) const override {
    auto list = readers_.With([&](Db& db) {
      Stmt query = db.Use(
          "SELECT id, version, hash, published_at, published_by FROM method WHERE tenant = ? "
          "ORDER BY id, version");
      query.Text(tenant);
      return Collect(query, sqlite::MethodSummaryOf, "listing methods");
    });
    if (list.ok()) {
      std::stable_sort(list->begin(), list->end(), [](const auto& a, const auto& b) {
        return a.id != b.id ? a.id < b.id : CompareVersions(a.version, b.version) < 0;
      });
    }
    return list;
  }

 private:
  // Destroyed from below: the thread, then the readers, then the connection that checkpoints, then
  // the lock.
  const std::string vfs_;
  sqlite::LockFile lock_;
  sqlite::SqliteBackend backend_;
  mutable sqlite::Readers readers_;
  std::optional<writer::GroupWriter> writer_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> OpenSqliteStore(SqliteOptions options) {
  auto store = std::make_unique<SqliteStore>(options);
  if (absl::Status status = store->Open(options); !status.ok()) return status;
  return std::unique_ptr<Store>(std::move(store));
}

}  // namespace stapwijs::store
