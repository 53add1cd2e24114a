// SPDX-License-Identifier: EUPL-1.2
#include "tests/faults/fault_vfs.h"

#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace stapwijs::faults {

// Followed in memory by the file of the default layer.
struct FaultFile {
  sqlite3_file base;
  FaultVfs* vfs;
  DiskFile* disk;    // null for what needs no following
  bool sync_folder;  // with the first sync, as SQLite's own layer does for logs and journals

  static FaultFile* Of(sqlite3_file* file) { return reinterpret_cast<FaultFile*>(file); }
  static sqlite3_file* Real(sqlite3_file* file) {
    return reinterpret_cast<sqlite3_file*>(Of(file) + 1);
  }

  static int Close(sqlite3_file* file) { return Real(file)->pMethods->xClose(Real(file)); }

  static int Read(sqlite3_file* file, void* buffer, int size, sqlite3_int64 offset) {
    const int rc = Of(file)->vfs->BeforeRead();
    if (rc != SQLITE_OK) return rc;
    return Real(file)->pMethods->xRead(Real(file), buffer, size, offset);
  }

  static int Write(sqlite3_file* file, const void* buffer, int size, sqlite3_int64 offset) {
    FaultVfs* vfs = Of(file)->vfs;
    const std::lock_guard lock(vfs->mutex_);
    bool now_cut = false;
    const int rc = vfs->Change(false, now_cut);
    if ((rc == SQLITE_OK || now_cut) && Of(file)->disk != nullptr) {
      Of(file)->disk->Write(
          offset, std::string(static_cast<const char*>(buffer), static_cast<std::size_t>(size)));
    }
    return rc != SQLITE_OK ? rc : Real(file)->pMethods->xWrite(Real(file), buffer, size, offset);
  }

  static int Truncate(sqlite3_file* file, sqlite3_int64 size) {
    FaultVfs* vfs = Of(file)->vfs;
    const std::lock_guard lock(vfs->mutex_);
    bool now_cut = false;
    const int rc = vfs->Change(false, now_cut);
    if (rc != SQLITE_OK) return rc;
    if (Of(file)->disk != nullptr) Of(file)->disk->Truncate(size);
    return Real(file)->pMethods->xTruncate(Real(file), size);
  }

  static int Sync(sqlite3_file* file, int /*flags*/) {
    FaultVfs* vfs = Of(file)->vfs;
    const std::lock_guard lock(vfs->mutex_);
    bool now_cut = false;
    const int rc = vfs->Change(true, now_cut);
    if (rc != SQLITE_OK || Of(file)->disk == nullptr) return rc;
    Of(file)->disk->Sync();
    if (Of(file)->sync_folder) vfs->SyncFolder();
    Of(file)->sync_folder = false;
    return SQLITE_OK;
  }

  static int FileSize(sqlite3_file* file, sqlite3_int64* size) {
    return Real(file)->pMethods->xFileSize(Real(file), size);
  }
  static int Lock(sqlite3_file* file, int level) {
    return Real(file)->pMethods->xLock(Real(file), level);
  }
  static int Unlock(sqlite3_file* file, int level) {
    return Real(file)->pMethods->xUnlock(Real(file), level);
  }
  static int CheckReservedLock(sqlite3_file* file, int* out) {
    return Real(file)->pMethods->xCheckReservedLock(Real(file), out);
  }
  static int FileControl(sqlite3_file* file, int op, void* arg) {
    return Real(file)->pMethods->xFileControl(Real(file), op, arg);
  }
  static int SectorSize(sqlite3_file* file) {
    return Real(file)->pMethods->xSectorSize(Real(file));
  }
  static int DeviceCharacteristics(sqlite3_file* file) {
    return Real(file)->pMethods->xDeviceCharacteristics(Real(file));
  }
  static int ShmMap(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
    return Real(file)->pMethods->xShmMap(Real(file), page, size, extend, out);
  }
  static int ShmLock(sqlite3_file* file, int offset, int n, int flags) {
    return Real(file)->pMethods->xShmLock(Real(file), offset, n, flags);
  }
  static void ShmBarrier(sqlite3_file* file) { Real(file)->pMethods->xShmBarrier(Real(file)); }
  static int ShmUnmap(sqlite3_file* file, int remove) {
    return Real(file)->pMethods->xShmUnmap(Real(file), remove);
  }
};

namespace {

// Version 2: shared memory, but no memory mapping of the file.
constexpr sqlite3_io_methods kMethods = {
    2,
    FaultFile::Close,
    FaultFile::Read,
    FaultFile::Write,
    FaultFile::Truncate,
    FaultFile::Sync,
    FaultFile::FileSize,
    FaultFile::Lock,
    FaultFile::Unlock,
    FaultFile::CheckReservedLock,
    FaultFile::FileControl,
    FaultFile::SectorSize,
    FaultFile::DeviceCharacteristics,
    FaultFile::ShmMap,
    FaultFile::ShmLock,
    FaultFile::ShmBarrier,
    FaultFile::ShmUnmap,
    nullptr,
    nullptr,
};

std::string Slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string NewName() {
  static std::atomic<int> next{0};
  return "stapwijs-fault-" + std::to_string(next++);
}

}  // namespace

FaultVfs::FaultVfs() : name_(NewName()), base_(sqlite3_vfs_find(nullptr)), vfs_(*base_) {
  vfs_.zName = name_.c_str();
  vfs_.pNext = nullptr;
  vfs_.pAppData = this;
  vfs_.szOsFile = static_cast<int>(sizeof(FaultFile)) + base_->szOsFile;
  vfs_.xOpen = Open;
  vfs_.xDelete = Delete;
  sqlite3_vfs_register(&vfs_, 0);
}

FaultVfs::~FaultVfs() { sqlite3_vfs_unregister(&vfs_); }

int FaultVfs::Open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags,
                   int* out_flags) {
  auto* self = static_cast<FaultVfs*>(vfs->pAppData);
  file->pMethods = nullptr;
  if (self->cut()) return SQLITE_CANTOPEN;
  const bool existed = path != nullptr && std::filesystem::exists(path);
  sqlite3_file* real = FaultFile::Real(file);
  const int rc = self->base_->xOpen(self->base_, path, real, flags, out_flags);
  if (rc != SQLITE_OK) return rc;
  FaultFile* own = FaultFile::Of(file);
  own->vfs = self;
  own->disk = nullptr;
  own->sync_folder = (flags & SQLITE_OPEN_CREATE) != 0 &&
                     (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
  constexpr int kFollowed = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
  if (path != nullptr && (flags & kFollowed) != 0) {
    const std::lock_guard lock(self->mutex_);
    const auto [entry, added] = self->files_.try_emplace(path);
    if (added && existed) entry->second.StartWith(Slurp(path));
    own->disk = &entry->second;
  }
  file->pMethods = &kMethods;
  return SQLITE_OK;
}

int FaultVfs::Delete(sqlite3_vfs* vfs, const char* path, int sync_folder) {
  auto* self = static_cast<FaultVfs*>(vfs->pAppData);
  const std::lock_guard lock(self->mutex_);
  if (self->fired_) ++self->counters_.after_failure;
  if (self->cut_) return SQLITE_IOERR_DELETE;
  const auto entry = self->files_.find(path);
  if (entry != self->files_.end()) entry->second.Delete();
  if (sync_folder != 0) self->SyncFolder();
  return self->base_->xDelete(self->base_, path, 0);
}

void FaultVfs::SyncFolder() {
  for (auto& [path, file] : files_) file.SyncName();
}

int FaultVfs::Change(bool sync, bool& now_cut) {
  if (fired_) ++counters_.after_failure;
  const int failure = sync ? SQLITE_IOERR_FSYNC : SQLITE_IOERR_WRITE;
  if (cut_) return failure;
  ++counters_.changes;
  const std::int64_t count = sync ? ++counters_.syncs : ++counters_.writes;
  if (counters_.changes == cut_at_) {
    cut_ = now_cut = true;
    return failure;
  }
  const bool of_kind =
      sync ? error_ == Error::kSync : error_ == Error::kWrite || error_ == Error::kFull;
  if (of_kind && Hits(count)) {
    fired_ = true;
    return error_ == Error::kFull ? SQLITE_FULL : failure;
  }
  return SQLITE_OK;
}

int FaultVfs::BeforeRead() {
  const std::lock_guard lock(mutex_);
  if (cut_) return SQLITE_IOERR_READ;
  const std::int64_t count = ++counters_.reads;
  if (error_ != Error::kRead || !Hits(count)) return SQLITE_OK;
  fired_ = true;
  return SQLITE_IOERR_READ;
}

bool FaultVfs::Hits(std::int64_t count) const {
  return count == fail_at_ || (sticky_ && fail_at_ >= 0 && count > fail_at_);
}

void FaultVfs::CutAt(std::int64_t n) {
  const std::lock_guard lock(mutex_);
  cut_at_ = counters_.changes + n;
}

void FaultVfs::CutNow() {
  const std::lock_guard lock(mutex_);
  cut_ = true;
}

bool FaultVfs::cut() const {
  const std::lock_guard lock(mutex_);
  return cut_;
}

void FaultVfs::FailAt(Error error, std::int64_t n, bool sticky) {
  const std::lock_guard lock(mutex_);
  error_ = error;
  sticky_ = sticky;
  fired_ = false;
  fail_at_ = n + (error == Error::kSync   ? counters_.syncs
                  : error == Error::kRead ? counters_.reads
                                          : counters_.writes);
}

bool FaultVfs::fired() const {
  const std::lock_guard lock(mutex_);
  return fired_;
}

std::int64_t FaultVfs::calls_after_failure() const {
  const std::lock_guard lock(mutex_);
  return counters_.after_failure;
}

std::int64_t FaultVfs::syncs() const {
  const std::lock_guard lock(mutex_);
  return counters_.syncs;
}

void FaultVfs::Restore(Cut cut, std::mt19937_64& random) {
  const std::lock_guard lock(mutex_);
  for (auto& [path, file] : files_) {
    bool exists = false;
    const std::string bytes = file.AfterCut(cut, random, exists);
    if (exists) {
      std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
    } else {
      std::filesystem::remove(path);
    }
    std::filesystem::remove(path + "-shm");  // shared memory does not survive
  }
  files_.clear();
  counters_ = Counters();
  cut_ = fired_ = sticky_ = false;
  cut_at_ = fail_at_ = -1;
  error_ = Error::kNone;
}

}  // namespace stapwijs::faults
