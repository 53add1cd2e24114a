// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/sqlite/readers.h"

#include "engine/store/sqlite/schema.h"

namespace stapwijs::store::sqlite {
namespace {

constexpr std::size_t kKept = 8;

}  // namespace

absl::StatusOr<std::unique_ptr<Db>> Readers::Take() {
  {
    const std::lock_guard lock(mutex_);
    if (!free_.empty()) {
      std::unique_ptr<Db> db = std::move(free_.back());
      free_.pop_back();
      return db;
    }
  }
  auto db = std::make_unique<Db>();
  constexpr int kFlags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
  int rc = db->Open(path_, kFlags, vfs_);
  if (rc == SQLITE_OK) {
    sqlite3_db_config(db->handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_wal_autocheckpoint(db->handle(), 0);
    rc = Harden(*db);
  }
  if (rc == SQLITE_OK) rc = db->Exec("PRAGMA query_only = ON");
  if (rc != SQLITE_OK) return ReadError(rc, "opening a connection for reading");
  return db;
}

void Readers::Return(std::unique_ptr<Db> db) {
  const std::lock_guard lock(mutex_);
  if (free_.size() < kKept) free_.push_back(std::move(db));
}

}  // namespace stapwijs::store::sqlite
