// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/sqlite/new_file.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/store/errors.h"

namespace stapwijs::store::sqlite {
namespace {

constexpr mode_t kOwnerOnly = 0600;
constexpr std::size_t kChunk = std::size_t{1} << 20;

// Closes at the end of a block.
class Descriptor {
 public:
  Descriptor(const std::string& path, int flags)
      : value_(open(path.c_str(), flags | O_CLOEXEC, kOwnerOnly)) {}
  ~Descriptor() {
    if (value_ >= 0) close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int value() const { return value_; }
  bool ok() const { return value_ >= 0; }

 private:
  int value_;
};

// From errno.
absl::Status Failed(std::string_view what, const std::string& path) {
  const int error = errno;
  const bool full = error == ENOSPC || error == EDQUOT;
  return MakeError(full ? Reason::kDiskFull : Reason::kBackupRefused,
                   absl::StrCat(absl::string_view(what.data(), what.size()), " ", path, ": ",
                                std::strerror(error), full ? "; make room and try again" : ""));
}

absl::Status Sync(const std::string& path, int flags) {
  const Descriptor file(path, flags);
  if (!file.ok() || fsync(file.value()) != 0) return Failed("cannot sync", path);
  return absl::OkStatus();
}

absl::Status WriteAll(int descriptor, const char* bytes, std::size_t size,
                      const std::string& path) {
  while (size > 0) {
    const ssize_t written = write(descriptor, bytes, size);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return Failed("cannot write", path);
    bytes += written;
    size -= static_cast<std::size_t>(written);
  }
  return absl::OkStatus();
}

}  // namespace

NewFile::~NewFile() {
  if (made_) unlink(partial_.c_str());
}

absl::Status NewFile::Create() {
  struct stat info = {};
  if (lstat(path_.c_str(), &info) == 0) {
    return MakeError(Reason::kBackupRefused,
                     absl::StrCat(path_, " exists already; give a path where nothing is yet"));
  }
  const Descriptor file(partial_, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
  if (!file.ok() && errno == EEXIST) {
    return MakeError(Reason::kBackupRefused,
                     absl::StrCat(partial_,
                                  " is there: another copy to this path is being made, or "
                                  "was broken off; if none is running, remove that file"));
  }
  if (!file.ok()) return Failed("cannot make", partial_);
  made_ = true;
  return absl::OkStatus();
}

absl::Status NewFile::CopyFrom(const std::string& from) {
  const Descriptor source(from, O_RDONLY);
  if (!source.ok()) return Failed("cannot open", from);
  const Descriptor target(partial_, O_WRONLY | O_TRUNC | O_NOFOLLOW);
  if (!target.ok()) return Failed("cannot open", partial_);
  std::vector<char> buffer(kChunk);
  while (true) {
    const ssize_t size = read(source.value(), buffer.data(), buffer.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) {
      return MakeError(Reason::kReadFailed,
                       absl::StrCat("cannot read ", from, ": ", std::strerror(errno)));
    }
    if (size == 0) return absl::OkStatus();
    absl::Status status =
        WriteAll(target.value(), buffer.data(), static_cast<std::size_t>(size), partial_);
    if (!status.ok()) return status;
  }
}

absl::Status NewFile::Keep() {
  if (absl::Status status = Sync(partial_, O_RDWR | O_NOFOLLOW); !status.ok()) return status;
  // Unlike rename, a link never replaces a file that came there meanwhile.
  if (link(partial_.c_str(), path_.c_str()) != 0) return Failed("cannot make", path_);
  unlink(partial_.c_str());
  made_ = false;
  std::filesystem::path folder = std::filesystem::path(path_).parent_path();
  if (folder.empty()) folder = ".";
  absl::Status status = Sync(folder.string(), O_RDONLY | O_DIRECTORY);
  if (!status.ok()) unlink(path_.c_str());  // it may not survive: then it should not be counted on
  return status;
}

}  // namespace stapwijs::store::sqlite
