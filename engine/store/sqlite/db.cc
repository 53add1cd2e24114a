// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/sqlite/db.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/store/errors.h"

namespace stapwijs::store::sqlite {
namespace {

absl::Status Describe(Reason reason, int rc, std::string_view what) {
  return MakeError(reason, absl::StrCat("the database failed while ",
                                        absl::string_view(what.data(), what.size()), ": ",
                                        sqlite3_errstr(rc), " (", rc, ")"));
}

}  // namespace

Stmt::~Stmt() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

void Stmt::Note(int rc) {
  if (error_ == SQLITE_OK) error_ = rc;
}

Stmt& Stmt::Text(std::string_view text) {
  // A null pointer would bind NULL; an empty view may have one.
  const char* data = text.data() == nullptr ? "" : text.data();
  Note(sqlite3_bind_text64(statement_, next_++, data, text.size(), SQLITE_STATIC, SQLITE_UTF8));
  return *this;
}

Stmt& Stmt::Blob(std::string_view bytes) {
  const char* data = bytes.data() == nullptr ? "" : bytes.data();
  Note(sqlite3_bind_blob64(statement_, next_++, data, bytes.size(), SQLITE_STATIC));
  return *this;
}

Stmt& Stmt::Blob(const Digest& digest) {
  return Blob(std::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
}

Stmt& Stmt::Int(std::int64_t value) {
  Note(sqlite3_bind_int64(statement_, next_++, value));
  return *this;
}

Stmt& Stmt::Null() {
  Note(sqlite3_bind_null(statement_, next_++));
  return *this;
}

int Stmt::Step() { return error_ == SQLITE_OK ? sqlite3_step(statement_) : error_; }

bool Stmt::IsNull(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Stmt::Int64(int column) const { return sqlite3_column_int64(statement_, column); }

std::string Stmt::String(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  if (bytes == nullptr || size <= 0) return {};
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

Digest Stmt::Hash(int column) const {
  Digest digest{};
  const std::string bytes = String(column);
  if (bytes.size() == digest.size()) std::copy(bytes.begin(), bytes.end(), digest.begin());
  return digest;
}

int Db::Open(const std::string& path, int flags, const std::string& vfs) {
  return sqlite3_open_v2(path.c_str(), &db_, flags, vfs.empty() ? nullptr : vfs.c_str());
}

void Db::Close() {
  for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  statements_.clear();
  sqlite3_close(db_);
  db_ = nullptr;
}

int Db::Exec(const char* sql) { return sqlite3_exec(db_, sql, nullptr, nullptr, nullptr); }

Stmt Db::Use(const char* sql) {
  sqlite3_stmt*& statement = statements_[sql];
  int rc = SQLITE_OK;
  if (statement == nullptr) {
    rc = sqlite3_prepare_v3(db_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  }
  return {statement, rc};
}

int Db::QueryInt(const char* sql, std::int64_t& value) {
  Stmt statement = Use(sql);
  const int rc = statement.Step();
  if (rc == SQLITE_ROW) value = statement.Int64(0);
  return rc == SQLITE_ROW ? SQLITE_OK : rc;
}

absl::Status WriteError(int rc, std::string_view what) {
  const bool full = (rc & 0xFF) == SQLITE_FULL;
  return Describe(full ? Reason::kDiskFull : Reason::kOutcomeUnknown, rc, what);
}

absl::Status ReadError(int rc, std::string_view what) {
  return Describe(Reason::kReadFailed, rc, what);
}

}  // namespace stapwijs::store::sqlite
