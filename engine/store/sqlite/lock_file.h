// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "absl/status/status.h"

// Keeps a second process, and a second store in this process, away from a database file.

namespace stapwijs::store::sqlite {

// Holds the lock file beside the database for its life: its name, links resolved, with ".lock". The
// file stays afterwards: removing it would open a race.
class LockFile {
 public:
  LockFile() = default;
  ~LockFile();
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;

  // kOpenRefused when somebody else has it or it cannot be made; and, without making anything, for
  // what is no regular file, a link to nothing, or a file with more than one hard link.
  absl::Status Acquire(const std::string& path);

 private:
  int descriptor_ = -1;
};

// Makes the file with mode 0600 when it is absent (SQLite gives the same mode to the files beside
// it), and makes its name survive a power cut.
absl::Status CreatePrivateFile(const std::string& path);

}  // namespace stapwijs::store::sqlite
