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

// Tenants and trajectories whose heads are kept: enough that a busy hour is in it.
constexpr std::size_t kTenantsKept = 10'000;
constexpr std::size_t kHalfOfHeads = 16'384;

}  // namespace

SqliteBackend::SqliteBackend(const SqliteOptions& options)
    : index_(tail_, options.index_batch), heads_(kHalfOfHeads) {}

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
  rc = LoadIndex(db_, tail_, filter_);
  if (rc == SQLITE_OK) {
    rc = db_.QueryInt("SELECT coalesce(max(sequence), 0) FROM event", sequence_);
  }
  if (rc != SQLITE_OK) return WriteError(rc, "reading the index");
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
  sequence_before_ = sequence_;
  group_events_ = 0;
  index_.Begin();
  return Check(Finished(db_.Use("BEGIN IMMEDIATE").Step()), "beginning a group");
}

absl::Status SqliteBackend::Commit() {
  int rc = index_.Step(db_, group_events_);
  if (rc == SQLITE_OK) rc = Finished(db_.Use("COMMIT").Step());
  if (rc != SQLITE_OK) return Check(rc, "committing");
  tail_.Commit();
  index_.Committed();
  return absl::OkStatus();
}

void SqliteBackend::Rollback() {
  sequence_ = sequence_before_;
  tail_.Rollback();
  index_.RolledBack();
  heads_.Clear();  // some tell of the group that did not happen
  tenants_.clear();
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
  if (!filter_.MayHold(RequestKey(tenant, request_id))) return event;
  const int rc = FindRequest(db_, tail_, tenant, request_id, event);
  if (rc != SQLITE_OK) return Check(rc, "looking for a request id");
  return event;
}

absl::StatusOr<Head> SqliteBackend::HeadOf(std::string_view tenant, std::string_view trajectory) {
  KnownHead* known = nullptr;
  const int rc = Known(tenant, trajectory, known);
  if (rc != SQLITE_OK) return Check(rc, "reading a trajectory's head");
  return known == nullptr ? Head() : known->head;
}

int SqliteBackend::Known(std::string_view tenant, std::string_view trajectory, KnownHead*& known) {
  known = heads_.Find(tenant, trajectory);
  if (known != nullptr) return SQLITE_OK;
  std::optional<TrajectoryRow> row;
  int rc = FindTrajectory(db_, tenant, trajectory, row);
  if (rc != SQLITE_OK || !row) return rc;
  KnownHead found{row->number, std::move(row->method_id), {}};
  rc = ReadHead(db_, tail_, found.number, found.head);
  if (rc == SQLITE_OK) known = heads_.Put(tenant, trajectory, std::move(found));
  return rc;
}

absl::StatusOr<writer::TenantHead> SqliteBackend::TenantHeadOf(std::string_view tenant) {
  const auto known = tenants_.find(absl::string_view(tenant.data(), tenant.size()));
  if (known != tenants_.end()) return known->second;
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
  KnownHead* known = nullptr;
  const int rc = Known(tenant, trajectory, known);
  if (rc != SQLITE_OK) return Check(rc, "reading a trajectory");
  return known == nullptr ? std::string() : known->method_id;
}

int SqliteBackend::InsertTrajectory(const Event& event, const std::optional<CaseRef>* case_ref) {
  static const std::optional<CaseRef> none;
  Stmt insert = db_.Use(
      "INSERT INTO trajectory (tenant, trajectory, number, created_position, method_id, "
      "case_source, case_id) VALUES (?, ?, ?, ?, ?, ?, ?)");
  insert.Text(event.tenant).Text(event.trajectory).Int(sequence_);
  insert.Int(event.position).Text(event.method.id);
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

int SqliteBackend::InsertEvent(const Event& event, std::int64_t number) {
  Stmt insert = db_.Use("INSERT INTO event (" STAPWIJS_EVENT_COLUMNS
                        ", sequence, trajectory_number) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                        "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  BindEvent(insert, event);
  insert.Int(sequence_).Int(number);
  return Finished(insert.Step());
}

absl::Status SqliteBackend::Append(const Event& event, const std::optional<CaseRef>* case_ref) {
  KnownHead* known = nullptr;
  int rc = SQLITE_OK;
  ++sequence_;
  if (event.revision == 1) {
    known = heads_.Put(event.tenant, event.trajectory, {sequence_, event.method.id, {}});
    rc = InsertTrajectory(event, case_ref);
  } else {
    rc = Known(event.tenant, event.trajectory, known);
    if (rc == SQLITE_OK && known == nullptr) rc = SQLITE_CORRUPT;  // its head was read before
    if (rc == SQLITE_OK && case_ref != nullptr) rc = UpdateCaseRef(event, *case_ref);
  }
  if (rc == SQLITE_OK) rc = InsertEvent(event, known->number);
  if (rc != SQLITE_OK) return Check(rc, "appending an event");
  known->head = {true, event.revision, event.hash};
  if (tenants_.size() >= kTenantsKept) tenants_.clear();
  tenants_[event.tenant] = {event.position, event.recorded_at, event.tenant_hash};
  const std::uint64_t request = RequestKey(event.tenant, event.request_id);
  filter_.Add(request);
  tail_.Add({event.tenant, event.type, request, known->number, event.revision, sequence_});
  ++group_events_;
  return absl::OkStatus();
}

absl::Status SqliteBackend::AppendMethod(const MethodRecord& record) {
  Stmt insert = db_.Use(
      "INSERT INTO method (tenant, id, version, hash, dump, published_at, published_by) "
      "VALUES (?, ?, ?, ?, ?, ?, ?)");
  insert.Text(record.tenant).Text(record.id).Text(record.version).Blob(record.hash);
  insert.Blob(record.dump).Int(record.published_at).Text(record.published_by);
  int rc = Finished(insert.Step());
  for (const auto& [file, text] : record.sources) {
    if (rc != SQLITE_OK) break;
    Stmt source = db_.Use(
        "INSERT INTO method_source (tenant, id, version, file, text) VALUES (?, ?, ?, ?, ?)");
    source.Text(record.tenant).Text(record.id).Text(record.version).Text(file).Text(text);
    rc = Finished(source.Step());
  }
  return Check(rc, "storing a method");
}

}  // namespace stapwijs::store::sqlite
