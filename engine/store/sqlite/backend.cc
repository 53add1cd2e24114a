// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/sqlite/backend.h"

#include "engine/store/errors.h"
#include "engine/store/sqlite/rows.h"
#include "engine/store/sqlite/schema.h"

namespace stapwijs::store::sqlite {
namespace {

// sqlite3_step of a statement without rows.
int Finished(int rc) { return rc == SQLITE_DONE ? SQLITE_OK : rc; }

void BindCaseRef(Stmt& statement, const std::optional<CaseRef>& case_ref) {
  if (case_ref) {
    statement.Text(case_ref->source).Text(case_ref->id);
  } else {
    statement.Null().Null();
  }
}

}  // namespace

SqliteBackend::~SqliteBackend() {
  // A clean close checkpoints and removes the WAL. After a failure the next start recovers from it
  // instead.
  if (failed_) {
    sqlite3_db_config(db_.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  }
}

absl::Status SqliteBackend::Open(const SqliteOptions& options) {
  failed_ = true;  // until all went well
  checkpoint_pages_ = options.checkpoint_pages;
  constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
  int rc = db_.Open(options.path, kFlags, options.vfs);
  if (rc == SQLITE_OK) rc = Harden(db_);
  if (rc != SQLITE_OK) return WriteError(rc, "opening the file");
  const bool full = options.synchronous == SqliteOptions::Synchronous::kFull;
  if (absl::Status status = PrepareSchema(db_, options.path, full); !status.ok()) return status;
  // REPLACE must run the triggers that refuse deletion.
  rc = db_.Exec("PRAGMA recursive_triggers = ON");
  if (rc != SQLITE_OK) return WriteError(rc, "opening the file");
  // Replaces automatic checkpoints: the hook only notes the size.
  sqlite3_wal_hook(
      db_.handle(),
      [](void* pages, sqlite3*, const char*, int count) {
        *static_cast<int*>(pages) = count;
        return SQLITE_OK;
      },
      &wal_pages_);
  failed_ = false;
  return absl::OkStatus();
}

absl::Status SqliteBackend::Check(int rc, std::string_view what) {
  if (rc == SQLITE_OK) return absl::OkStatus();
  absl::Status status = WriteError(rc, what);
  // Never again after an I/O error: what a failed sync left behind is unknowable, and trying again
  // would hide it.
  if (ReasonOf(status) != Reason::kDiskFull) failed_ = true;
  return status;
}

absl::Status SqliteBackend::Begin() {
  return Check(Finished(db_.Use("BEGIN IMMEDIATE").Step()), "beginning a group");
}

absl::Status SqliteBackend::Commit() {
  return Check(Finished(db_.Use("COMMIT").Step()), "committing");
}

void SqliteBackend::Rollback() {
  // Some failures end the transaction by themselves.
  if (sqlite3_get_autocommit(db_.handle()) == 0) db_.Use("ROLLBACK").Step();
}

absl::Status SqliteBackend::Maintain() {
  if (wal_pages_ < checkpoint_pages_) return absl::OkStatus();
  wal_pages_ = 0;
  // Passive: moves what no reader needs and waits for nobody.
  const int rc =
      sqlite3_wal_checkpoint_v2(db_.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  if ((rc & 0xFF) == SQLITE_BUSY) return absl::OkStatus();
  return Check(rc, "checkpointing");
}

absl::StatusOr<std::optional<Event>> SqliteBackend::RequestEvent(std::string_view tenant,
                                                                 std::string_view request_id) {
  std::optional<Event> event;
  const int rc = ReadRequest(db_, tenant, request_id, event);
  if (rc != SQLITE_OK) return Check(rc, "looking for a request id");
  return event;
}

absl::StatusOr<Head> SqliteBackend::HeadOf(std::string_view tenant, std::string_view trajectory) {
  Head head;
  const int rc = ReadHead(db_, tenant, trajectory, head);
  if (rc != SQLITE_OK) return Check(rc, "reading a trajectory's head");
  return head;
}

absl::StatusOr<writer::TenantHead> SqliteBackend::TenantHeadOf(std::string_view tenant) {
  Stmt query = db_.Use(
      "SELECT position, recorded_at, tenant_hash FROM event WHERE tenant = ? "
      "ORDER BY position DESC LIMIT 1");
  const int rc = query.Text(tenant).Step();
  if (rc == SQLITE_DONE) return writer::TenantHead{};
  if (rc != SQLITE_ROW) return Check(rc, "reading a tenant's head");
  return writer::TenantHead{query.Int64(0), query.Int64(1), query.Hash(2)};
}

absl::StatusOr<std::optional<std::string>> SqliteBackend::CaseRefHolder(std::string_view tenant,
                                                                        std::string_view method_id,
                                                                        const CaseRef& case_ref) {
  std::optional<std::string> trajectory;
  const int rc = ReadCaseRef(db_, tenant, method_id, case_ref, trajectory);
  if (rc != SQLITE_OK) return Check(rc, "looking for a case reference");
  return trajectory;
}

absl::StatusOr<std::optional<writer::MethodMark>> SqliteBackend::MethodVersion(
    std::string_view tenant, std::string_view id, std::string_view version) {
  Stmt query =
      db_.Use("SELECT hash, published_at FROM method WHERE tenant = ? AND id = ? AND version = ?");
  const int rc = query.Text(tenant).Text(id).Text(version).Step();
  if (rc == SQLITE_DONE) return std::optional<writer::MethodMark>();
  if (rc != SQLITE_ROW) return Check(rc, "looking for a method");
  return writer::MethodMark{query.Hash(0), query.Int64(1)};
}

absl::StatusOr<std::string> SqliteBackend::CreatedUnder(std::string_view tenant,
                                                        std::string_view trajectory) {
  Stmt query = db_.Use("SELECT method_id FROM trajectory WHERE tenant = ? AND trajectory = ?");
  const int rc = query.Text(tenant).Text(trajectory).Step();
  if (rc == SQLITE_ROW) return query.String(0);
  // Its events are there: then its row must be too.
  return Check(rc == SQLITE_DONE ? SQLITE_CORRUPT : rc, "reading a trajectory");
}

int SqliteBackend::InsertTrajectory(const Event& event, const std::optional<CaseRef>* case_ref) {
  Stmt insert = db_.Use(
      "INSERT INTO trajectory (tenant, trajectory, created_position, method_id, case_source, "
      "case_id) VALUES (?, ?, ?, ?, ?, ?)");
  insert.Text(event.tenant).Text(event.trajectory).Int(event.position).Text(event.method.id);
  static const std::optional<CaseRef> none;
  BindCaseRef(insert, case_ref == nullptr ? none : *case_ref);
  return Finished(insert.Step());
}

int SqliteBackend::UpdateCaseRef(const Event& event, const std::optional<CaseRef>& case_ref) {
  Stmt update = db_.Use(
      "UPDATE trajectory SET case_source = ?, case_id = ? WHERE tenant = ? AND trajectory = ?");
  BindCaseRef(update, case_ref);
  update.Text(event.tenant).Text(event.trajectory);
  return Finished(update.Step());
}

absl::Status SqliteBackend::Append(const Event& event, const std::optional<CaseRef>* case_ref) {
  Savepoint savepoint(db_);
  int rc = savepoint.error();
  if (rc == SQLITE_OK && event.revision == 1) {
    rc = InsertTrajectory(event, case_ref);
  } else if (rc == SQLITE_OK && case_ref != nullptr) {
    rc = UpdateCaseRef(event, *case_ref);
  }
  if (rc == SQLITE_OK) {
    Stmt insert = db_.Use("INSERT INTO event (" STAPWIJS_EVENT_COLUMNS
                          ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                          "?, ?, ?, ?, ?)");
    BindEvent(insert, event);
    rc = Finished(insert.Step());
  }
  if (rc == SQLITE_OK) rc = savepoint.Release();
  return Check(rc, "appending an event");
}

absl::Status SqliteBackend::AppendMethod(const MethodRecord& record) {
  Savepoint savepoint(db_);
  int rc = savepoint.error();
  if (rc == SQLITE_OK) {
    Stmt insert = db_.Use(
        "INSERT INTO method (tenant, id, version, hash, dump, published_at, published_by) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)");
    insert.Text(record.tenant).Text(record.id).Text(record.version).Blob(record.hash);
    insert.Blob(record.dump).Int(record.published_at).Text(record.published_by);
    rc = Finished(insert.Step());
  }
  for (const auto& [file, text] : record.sources) {
    if (rc != SQLITE_OK) break;
    Stmt insert = db_.Use(
        "INSERT INTO method_source (tenant, id, version, file, text) VALUES (?, ?, ?, ?, ?)");
    insert.Text(record.tenant).Text(record.id).Text(record.version).Text(file).Text(text);
    rc = Finished(insert.Step());
  }
  if (rc == SQLITE_OK) rc = savepoint.Release();
  return Check(rc, "storing a method");
}

}  // namespace stapwijs::store::sqlite
