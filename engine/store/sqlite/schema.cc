// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/sqlite/schema.h"

#include "absl/strings/str_cat.h"
#include "engine/store/errors.h"

namespace stapwijs::store::sqlite {
namespace {

// Tenant first in every key. `event` is an ordinary rowid table: its rows are large, and they are
// appended at the right edge. Payloads are stored byte for byte; as TEXT, so that they can be read
// with SQLite's own JSON functions.
constexpr char kCreateTables[] = R"sql(
CREATE TABLE event (
  sequence        INTEGER PRIMARY KEY,
  tenant          TEXT NOT NULL,
  trajectory      TEXT NOT NULL,
  revision        INTEGER NOT NULL CHECK (revision >= 1),
  position        INTEGER NOT NULL CHECK (position >= 1),
  type            TEXT NOT NULL,
  type_version    INTEGER NOT NULL,
  recorded_at     INTEGER NOT NULL,
  occurred_on     TEXT,
  actor_client    TEXT NOT NULL,
  actor_role      TEXT NOT NULL,
  actor_reference TEXT NOT NULL,
  request_id      TEXT NOT NULL,
  request_digest  BLOB NOT NULL CHECK (length(request_digest) = 32),
  method_id       TEXT NOT NULL,
  method_version  TEXT NOT NULL,
  method_hash     BLOB NOT NULL CHECK (length(method_hash) = 32),
  overlay_hash    BLOB,
  payload         TEXT NOT NULL,
  private_payload TEXT NOT NULL,
  salt            BLOB NOT NULL CHECK (length(salt) IN (0, 16)),
  commitment      BLOB NOT NULL CHECK (length(commitment) = 32),
  previous_hash   BLOB NOT NULL CHECK (length(previous_hash) = 32),
  hash            BLOB NOT NULL CHECK (length(hash) = 32),
  tenant_previous BLOB NOT NULL CHECK (length(tenant_previous) = 32),
  tenant_hash     BLOB NOT NULL CHECK (length(tenant_hash) = 32),
  trajectory_number INTEGER NOT NULL
) STRICT;
-- With the trajectory: what changed since a moment is read from here alone.
CREATE UNIQUE INDEX event_position ON event (tenant, position, trajectory_number);

-- The events up to event_indexed by request id (as RequestKey) and by trajectory (its number);
-- those after it are in memory. Derived, and filled in sorted batches: see index.h.
CREATE TABLE event_request (
  request  INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  PRIMARY KEY (request, sequence)
) STRICT, WITHOUT ROWID;
CREATE TABLE event_trajectory (
  trajectory INTEGER NOT NULL,
  revision   INTEGER NOT NULL,
  sequence   INTEGER NOT NULL,
  PRIMARY KEY (trajectory, revision)
) STRICT, WITHOUT ROWID;
CREATE TABLE trajectory_last (
  number    INTEGER PRIMARY KEY,
  tenant    TEXT NOT NULL,
  type      TEXT NOT NULL,
  method_id TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX trajectory_last_type ON trajectory_last (tenant, type, method_id, number);
CREATE TABLE event_indexed (upto INTEGER NOT NULL) STRICT;
INSERT INTO event_indexed VALUES (0);

CREATE TABLE trajectory (
  tenant           TEXT NOT NULL,
  trajectory       TEXT NOT NULL,
  number           INTEGER NOT NULL, -- the sequence of its first event
  created_position INTEGER NOT NULL,
  method_id        TEXT NOT NULL,
  case_source      TEXT,
  case_id          TEXT,
  PRIMARY KEY (tenant, trajectory),
  CHECK ((case_source IS NULL) = (case_id IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX trajectory_created ON trajectory (tenant, created_position);
CREATE INDEX trajectory_method ON trajectory (tenant, method_id, created_position);
-- Whoever asks for a case knows its id, and mostly its source and method.
CREATE UNIQUE INDEX trajectory_case ON trajectory (tenant, case_id, case_source, method_id)
  WHERE case_id IS NOT NULL;
CREATE INDEX trajectory_case_source ON trajectory (tenant, case_source, created_position)
  WHERE case_source IS NOT NULL;

CREATE TABLE method (
  sequence     INTEGER PRIMARY KEY,
  tenant       TEXT NOT NULL,
  id           TEXT NOT NULL,
  version      TEXT NOT NULL,
  hash         BLOB NOT NULL CHECK (length(hash) = 32),
  dump         BLOB NOT NULL,
  published_at INTEGER NOT NULL,
  published_by TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX method_version ON method (tenant, id, version);
CREATE INDEX method_hash ON method (tenant, hash);

CREATE TABLE method_source (
  sequence INTEGER PRIMARY KEY,
  tenant   TEXT NOT NULL,
  id       TEXT NOT NULL,
  version  TEXT NOT NULL,
  file     TEXT NOT NULL,
  text     TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX method_source_file ON method_source (tenant, id, version, file);
)sql";

// Against mistakes, not against an attacker who can write the file: that is what the hash chain
// shows. Erasure, which empties the private part and its salt, is the only change of an event.
constexpr char kCreateTriggers[] = R"sql(
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

CREATE TRIGGER event_no_update BEFORE UPDATE OF
  sequence, tenant, trajectory, revision, position, type, type_version, recorded_at, occurred_on,
  actor_client, actor_role, actor_reference, request_id, request_digest, method_id, method_version,
  method_hash, overlay_hash, payload, commitment, previous_hash, hash, tenant_previous, tenant_hash,
  trajectory_number
ON event
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

CREATE TRIGGER event_only_erasure BEFORE UPDATE ON event
WHEN NEW.private_payload <> '' OR NEW.salt <> x''
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

CREATE TRIGGER trajectory_no_delete BEFORE DELETE ON trajectory
BEGIN SELECT RAISE(ABORT, 'trajectories are append-only'); END;
CREATE TRIGGER trajectory_no_update BEFORE UPDATE OF
  tenant, trajectory, number, created_position, method_id
ON trajectory
BEGIN SELECT RAISE(ABORT, 'trajectories are append-only'); END;

CREATE TRIGGER method_no_delete BEFORE DELETE ON method
BEGIN SELECT RAISE(ABORT, 'methods are append-only'); END;
CREATE TRIGGER method_no_update BEFORE UPDATE ON method
BEGIN SELECT RAISE(ABORT, 'methods are append-only'); END;
CREATE TRIGGER method_source_no_delete BEFORE DELETE ON method_source
BEGIN SELECT RAISE(ABORT, 'methods are append-only'); END;
CREATE TRIGGER method_source_no_update BEFORE UPDATE ON method_source
BEGIN SELECT RAISE(ABORT, 'methods are append-only'); END;
)sql";

int SwitchToWal(Db& db) {
  // The switch commits after the row was given: an error of that commit comes with the next step.
  for (int row = 0; row < 2; ++row) {
    Stmt mode = db.Use(row == 0 ? "PRAGMA journal_mode = WAL" : "PRAGMA journal_mode");
    int rc = mode.Step();
    if (rc != SQLITE_ROW) return rc;
    const bool wal = mode.String(0) == "wal";
    rc = mode.Step();
    if (rc != SQLITE_DONE) return rc;
    if (!wal) return SQLITE_CANTOPEN;
  }
  return SQLITE_OK;
}

int CreateSchema(Db& db) {
  static_assert(kApplicationId == 1400136048 && kSchemaVersion == 1);
  int rc = db.Exec("BEGIN IMMEDIATE");
  if (rc == SQLITE_OK) rc = db.Exec(kCreateTables);
  if (rc == SQLITE_OK) rc = db.Exec(kCreateTriggers);
  if (rc == SQLITE_OK) {
    rc = db.Exec("PRAGMA application_id = 1400136048; PRAGMA user_version = 1; COMMIT");
  }
  if (rc != SQLITE_OK && sqlite3_get_autocommit(db.handle()) == 0) db.Exec("ROLLBACK");
  return rc;
}

}  // namespace

int Harden(Db& db) {
  sqlite3* handle = db.handle();
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, 5000);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  return db.Exec("PRAGMA mmap_size = 0");
}

absl::Status CheckIdentity(Db& db, const std::string& path, bool& empty) {
  std::int64_t application = 0;
  std::int64_t version = 0;
  std::int64_t objects = 0;
  int rc = db.QueryInt("PRAGMA application_id", application);
  if (rc == SQLITE_OK) rc = db.QueryInt("PRAGMA user_version", version);
  if (rc == SQLITE_OK) rc = db.QueryInt("SELECT count(*) FROM sqlite_schema", objects);
  if (rc == SQLITE_NOTADB) {
    return MakeError(Reason::kOpenRefused, absl::StrCat(path, " is not a database"));
  }
  if (rc != SQLITE_OK) return WriteError(rc, "opening the file");
  empty = application == 0 && version == 0 && objects == 0;
  if (empty) return absl::OkStatus();
  if (application != kApplicationId) {
    return MakeError(Reason::kOpenRefused, absl::StrCat(path, " is a database of another program"));
  }
  if (version > kSchemaVersion) {
    return MakeError(
        Reason::kOpenRefused,
        absl::StrCat(path, " was written by a newer version (schema ", version,
                     ", this program knows ", kSchemaVersion, "); use the newer program"));
  }
  if (version < 1) {
    return MakeError(Reason::kOpenRefused, absl::StrCat(path, " has no schema version"));
  }
  return absl::OkStatus();
}

absl::Status PrepareSchema(Db& db, const std::string& path, bool full_sync) {
  bool empty = false;
  if (absl::Status status = CheckIdentity(db, path, empty); !status.ok()) return status;
  int rc = db.Exec(full_sync ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = OFF");
  if (rc == SQLITE_OK) rc = SwitchToWal(db);
  if (rc == SQLITE_OK && empty) rc = CreateSchema(db);
  if (rc != SQLITE_OK) return WriteError(rc, "preparing the file");
  return absl::OkStatus();
}

}  // namespace stapwijs::store::sqlite
