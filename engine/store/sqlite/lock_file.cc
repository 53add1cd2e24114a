// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/sqlite/lock_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "engine/store/errors.h"

namespace stapwijs::store::sqlite {
namespace {

constexpr mode_t kOwnerOnly = 0600;

absl::Status Refused(const char* what, const std::string& path) {
  return MakeError(Reason::kOpenRefused, absl::StrCat(what, " ", path, ": ", std::strerror(errno)));
}

absl::Status SyncFolderOf(const std::string& path) {
  std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (folder.empty()) folder = ".";
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return Refused("cannot open the folder", folder.string());
  const bool synced = fsync(descriptor) == 0;
  absl::Status status =
      synced ? absl::OkStatus() : Refused("cannot sync the folder", folder.string());
  close(descriptor);
  return status;
}

absl::Status Unfit(const std::string& path, const char* why) {
  return MakeError(Reason::kOpenRefused, absl::StrCat("\"", path, "\" ", why));
}

// The one name under which everybody locks the file, whatever links lead to it. The file is only
// looked at: to close a descriptor of it would drop SQLite's own locks in this process.
absl::StatusOr<std::string> OneName(const std::string& path) {
  if (path.empty() || path == ":memory:") return Unfit(path, "is no file: give the path of one");
  std::error_code error;
  std::string real =
      std::filesystem::weakly_canonical(std::filesystem::absolute(path), error).string();
  if (error) return Unfit(path, "leads nowhere");
  struct stat info = {};
  if (lstat(real.c_str(), &info) != 0) return real;  // to be made
  if (S_ISLNK(info.st_mode)) return Unfit(path, "is a link to a file that does not exist");
  if (!S_ISREG(info.st_mode)) return Unfit(path, "is no file: give the path of one");
  if (info.st_nlink > 1) {
    return Unfit(path,
                 "has more than one name (hard links), so two servers could open it; copy it");
  }
  return real;
}

}  // namespace

LockFile::~LockFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

absl::Status LockFile::Acquire(const std::string& path) {
  const absl::StatusOr<std::string> name = OneName(path);
  if (!name.ok()) return name.status();
  const std::string lock = *name + ".lock";
  descriptor_ = open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, kOwnerOnly);
  if (descriptor_ < 0) return Refused("cannot make", lock);
  if (flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return absl::OkStatus();
  if (errno == EWOULDBLOCK) {
    return MakeError(Reason::kOpenRefused,
                     absl::StrCat(path, " is in use by another process (it holds ", lock,
                                  "); stop that process first"));
  }
  return Refused("cannot lock", lock);
}

absl::Status CreatePrivateFile(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnly);
  if (descriptor < 0) {
    return errno == EEXIST ? absl::OkStatus() : Refused("cannot make", path);
  }
  close(descriptor);
  return SyncFolderOf(path);
}

}  // namespace stapwijs::store::sqlite
