// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <map>
#include <mutex>
#include <random>
#include <string>

#include "tests/faults/survivor.h"

// An SQLite file layer over the default one that can cut the power and fail calls.
//
// Reads, locks and shared memory go to real files, so that several connections work as they do in
// production. Syncs do not: they only move the file's unsynced writes to what "the disk" holds,
// kept in memory. After a cut every call fails; Restore then puts on the real disk what would have
// survived.

namespace stapwijs::faults {

class FaultVfs {
 public:
  enum class Error { kNone, kWrite, kFull, kSync, kRead };

  FaultVfs();
  ~FaultVfs();
  FaultVfs(const FaultVfs&) = delete;
  FaultVfs& operator=(const FaultVfs&) = delete;
  const std::string& name() const { return name_; }

  // The power goes at the n-th write, truncation or sync from now; a write that it hits is in
  // flight.
  void CutAt(std::int64_t n);
  void CutNow();
  bool cut() const;

  // The n-th call of the error's kind from now fails (kWrite, kFull: writes and truncations;
  // kSync: syncs; kRead: reads); once, or from then on always. A failed sync loses what it should
  // have synced, as Linux may.
  void FailAt(Error error, std::int64_t n, bool sticky);
  bool fired() const;
  // Writes, truncations, syncs and deletions that were asked for after the first failure.
  std::int64_t calls_after_failure() const;

  std::int64_t syncs() const;

  // Gives back what survived, when no connection is open any more, and forgets all plans.
  void Restore(Cut cut, std::mt19937_64& random);

 private:
  friend struct FaultFile;
  struct Counters {
    std::int64_t changes = 0;  // writes, truncations, syncs
    std::int64_t writes = 0;   // writes, truncations
    std::int64_t syncs = 0;
    std::int64_t reads = 0;
    std::int64_t after_failure = 0;
  };
  static int Open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags,
                  int* out_flags);
  static int Delete(sqlite3_vfs* vfs, const char* path, int sync_folder);

  // SQLITE_OK, or what a change must return. `now_cut` tells that this call is the one the cut
  // hits.
  int Change(bool sync, bool& now_cut);
  // SQLITE_OK, or what a read must return.
  int BeforeRead();
  // Whether the count-th call of the error's kind is to fail.
  bool Hits(std::int64_t count) const;
  void SyncFolder();

  std::string name_;
  sqlite3_vfs* base_;
  sqlite3_vfs vfs_;
  mutable std::mutex mutex_;
  std::map<std::string, DiskFile> files_;
  Counters counters_;
  bool cut_ = false;
  std::int64_t cut_at_ = -1;
  Error error_ = Error::kNone;
  std::int64_t fail_at_ = -1;
  bool sticky_ = false;
  bool fired_ = false;
};

}  // namespace stapwijs::faults
