// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/sqlite/backup.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/audit/verify.h"
#include "engine/store/errors.h"
#include "engine/store/sqlite/index_check.h"
#include "engine/store/sqlite/new_file.h"
#include "engine/store/sqlite/rows.h"
#include "engine/store/sqlite/schema.h"

namespace stapwijs::store::sqlite {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 20;

absl::Status Damaged(const std::string& path, std::string_view what) {
  return MakeError(Reason::kBackupRefused, absl::StrCat(path, " is not a whole backup: ",
                                                        absl::string_view(what.data(), what.size()),
                                                        "; do not use it, take an earlier backup"));
}

absl::Status CopyError(int rc, const std::string& path) {
  if ((rc & 0xFF) == SQLITE_FULL) {
    return MakeError(Reason::kDiskFull, absl::StrCat("no room for the backup ", path,
                                                     "; make room or give another path"));
  }
  return ReadError(rc, "making a backup");
}

// Copies all pages in one step: of the moment at which it begins, whatever is written meanwhile.
int CopyPages(Db& source, Db& target) {
  sqlite3_backup* copy = sqlite3_backup_init(target.handle(), "main", source.handle(), "main");
  if (copy == nullptr) return sqlite3_extended_errcode(target.handle());
  const int rc = sqlite3_backup_step(copy, -1);
  const int finished = sqlite3_backup_finish(copy);
  return rc == SQLITE_DONE ? finished : rc;
}

int CopyTo(Db& source, const std::string& vfs, const std::string& path) {
  Db target;
  constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
  int rc = target.Open(path, kFlags, vfs);
  // No journal: whatever goes wrong, the file is thrown away. The layer syncs it once at the end.
  if (rc == SQLITE_OK) rc = target.Exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = FULL");
  if (rc == SQLITE_OK) rc = CopyPages(source, target);
  return rc;
}

absl::Status Digested(const std::string& path, BackupInfo& info) {
  std::ifstream in(path, std::ios::binary);
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                        EVP_MD_CTX_free);
  bool sound = in.is_open() && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1;
  std::vector<char> buffer(kChunk);
  while (sound && in) {
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    const auto size = static_cast<std::size_t>(in.gcount());
    sound = EVP_DigestUpdate(context.get(), buffer.data(), size) == 1;
    info.bytes += static_cast<std::int64_t>(size);
  }
  sound = sound && in.eof() && EVP_DigestFinal_ex(context.get(), info.sha256.data(), nullptr) == 1;
  if (!sound) return MakeError(Reason::kReadFailed, absl::StrCat("cannot read back ", path));
  return absl::OkStatus();
}

// Opens a file that nobody writes: without locks and without files beside it.
int OpenStill(Db& db, const std::string& path) {
  std::string uri = "file:";
  for (const char c : path) {
    const bool special = c == '%' || c == '?' || c == '#';
    special ? absl::StrAppend(&uri, "%", absl::Hex(c, absl::kZeroPad2)) : uri.push_back(c);
  }
  uri += "?immutable=1";
  constexpr int kFlags =
      SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
  const int rc = db.Open(uri, kFlags, "");
  return rc == SQLITE_OK ? Harden(db) : rc;
}

// The first finding of SQLite's own check; empty: sound.
std::string Unsound(Db& db) {
  Stmt check = db.Use("PRAGMA integrity_check(1)");
  const int rc = check.Step();
  if (rc != SQLITE_ROW) return absl::StrCat("it cannot be read (", sqlite3_errstr(rc), ")");
  const std::string found = check.String(0);
  return found == "ok" ? "" : absl::StrCat("its pages are damaged (", found, ")");
}

absl::Status CheckEvents(Db& db, const std::string& path) {
  std::map<std::string, audit::TenantVerifier> tenants;
  IndexCheck index(db);
  int rc = index.Begin();
  if (rc != SQLITE_OK) return Damaged(path, sqlite3_errstr(rc));
  Stmt query = db.Use("SELECT " STAPWIJS_EVENT_COLUMNS
                      ", sequence, trajectory_number FROM event ORDER BY sequence");
  for (rc = query.Step(); rc == SQLITE_ROW; rc = query.Step()) {
    const Event event = EventOf(query);
    audit::TenantVerifier& verifier = tenants.try_emplace(event.tenant, event.tenant).first->second;
    if (const auto found = verifier.Add(event)) {
      return Damaged(path, absl::StrCat("tenant ", event.tenant, ": ", found->message));
    }
    bool fits = false;
    rc = index.Add(event, query.Int64(kEventColumns), query.Int64(kEventColumns + 1), fits);
    if (rc != SQLITE_OK) return Damaged(path, sqlite3_errstr(rc));
    if (!fits) {
      return Damaged(path, absl::StrCat("tenant ", event.tenant, ": trajectory ", event.trajectory,
                                        " is not listed as its events say"));
    }
  }
  if (rc != SQLITE_DONE) return Damaged(path, sqlite3_errstr(rc));
  const std::string found = index.Finish();
  return found.empty() ? absl::OkStatus() : Damaged(path, found);
}

// Checks a file and calls it by the name that its owner knows.
absl::Status CheckFile(const std::string& file, const std::string& name) {
  Db db;
  if (const int rc = OpenStill(db, file); rc != SQLITE_OK) return Damaged(name, sqlite3_errstr(rc));
  bool empty = false;
  if (absl::Status identity = CheckIdentity(db, name, empty); !identity.ok()) {
    const std::string what(identity.message());
    const bool named = ReasonOf(identity) == Reason::kOpenRefused;
    return named ? MakeError(Reason::kBackupRefused, what) : Damaged(name, what);
  }
  if (empty) return Damaged(name, "it is empty");
  if (const std::string found = Unsound(db); !found.empty()) return Damaged(name, found);
  return CheckEvents(db, name);
}

// Whatever may belong to a database that is in use, or was not closed.
absl::Status NothingBeside(const std::string& path, const char* cure) {
  for (const char* suffix : {"-wal", "-journal"}) {
    struct stat info = {};
    if (lstat((path + suffix).c_str(), &info) != 0) continue;
    return MakeError(Reason::kBackupRefused,
                     absl::StrCat("beside ", path, " lies ", path, suffix, "; ", cure));
  }
  return absl::OkStatus();
}

absl::Status IsBackup(const std::string& path) {
  struct stat info = {};
  if (stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) {
    return MakeError(Reason::kBackupRefused,
                     absl::StrCat("there is no backup file ", path, "; give the path of one"));
  }
  return NothingBeside(
      path, "so it is a database in use or not closed, not a backup: make a backup of it");
}

}  // namespace

absl::StatusOr<BackupInfo> MakeBackup(Db& source, const std::string& vfs, const std::string& path) {
  BackupInfo info;
  NewFile file(path);
  if (absl::Status status = file.Create(); !status.ok()) return status;
  const int rc = CopyTo(source, vfs, file.partial());
  if (rc != SQLITE_OK) return CopyError(rc, path);
  if (absl::Status status = Digested(file.partial(), info); !status.ok()) return status;
  {
    Db copy;
    int counted = OpenStill(copy, file.partial());
    if (counted == SQLITE_OK) counted = copy.QueryInt("SELECT count(*) FROM event", info.events);
    if (counted == SQLITE_OK) counted = copy.QueryInt("PRAGMA page_count", info.pages);
    if (counted != SQLITE_OK) return CopyError(counted, path);
  }
  if (absl::Status status = file.Keep(); !status.ok()) return status;
  return info;
}

absl::Status CheckBackup(const std::string& path) {
  if (absl::Status status = IsBackup(path); !status.ok()) return status;
  return CheckFile(path, path);
}

absl::Status RestoreBackup(const std::string& backup, const std::string& path) {
  absl::Status status = IsBackup(backup);
  if (status.ok()) {
    status = NothingBeside(path, "it belongs to a database that was there: move both away first");
  }
  NewFile file(path);
  if (status.ok()) status = file.Create();
  if (status.ok()) status = file.CopyFrom(backup);
  if (status.ok()) status = CheckFile(file.partial(), backup);
  if (status.ok()) status = file.Keep();
  return status;
}

}  // namespace stapwijs::store::sqlite
