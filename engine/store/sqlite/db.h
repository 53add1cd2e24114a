// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "engine/store/event.h"

// A thin layer over the C API: ownership, typed binding, and result codes kept as they are.

namespace stapwijs::store::sqlite {

// Borrowed use of a prepared statement; resets it at the end. Parameters are bound in order of the
// calls; bound text must live until the last Step. A statement that could not be prepared gives
// its error at Step.
class Stmt {
 public:
  Stmt(sqlite3_stmt* statement, int error) : statement_(statement), error_(error) {}
  ~Stmt();
  Stmt(const Stmt&) = delete;
  Stmt& operator=(const Stmt&) = delete;

  Stmt& Text(std::string_view text);
  Stmt& Blob(std::string_view bytes);
  Stmt& Blob(const Digest& digest);
  Stmt& Int(std::int64_t value);
  Stmt& Null();

  // SQLITE_ROW, SQLITE_DONE or an (extended) error code.
  int Step();

  bool IsNull(int column) const;
  std::int64_t Int64(int column) const;
  std::string String(int column) const;
  // Zeros when the column does not hold 32 bytes: a damaged row then fails verification.
  Digest Hash(int column) const;

 private:
  void Note(int rc);

  sqlite3_stmt* statement_;
  int error_;
  int next_ = 1;
};

// One connection, for one thread at a time.
class Db {
 public:
  Db() = default;
  ~Db() { Close(); }
  Db(const Db&) = delete;
  Db& operator=(const Db&) = delete;

  // An SQLite result code; `flags` as of sqlite3_open_v2.
  int Open(const std::string& path, int flags, const std::string& vfs);
  void Close();
  sqlite3* handle() const { return db_; }

  // Runs SQL without parameters and results.
  int Exec(const char* sql);
  // A statement prepared once per connection; `sql` must be a constant.
  Stmt Use(const char* sql);
  // First column of the first row as a number.
  int QueryInt(const char* sql, std::int64_t& value);

 private:
  sqlite3* db_ = nullptr;
  absl::flat_hash_map<const char*, sqlite3_stmt*> statements_;
};

// The status of a failed step of the write path: kDiskFull for SQLITE_FULL, else kOutcomeUnknown.
absl::Status WriteError(int rc, std::string_view what);
// kReadFailed.
absl::Status ReadError(int rc, std::string_view what);

}  // namespace stapwijs::store::sqlite
