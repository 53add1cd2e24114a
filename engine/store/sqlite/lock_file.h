// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "absl/status/status.h"

// Keeps a second process, and a second store in this process, away from a database file.

namespace stapwijs::store::sqlite {

// Holds `path`.lock for its life. The file stays afterwards: removing it would open a race.
class LockFile {
 public:
  LockFile() = default;
  ~LockFile();
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;

  // kOpenRefused when somebody else has it or it cannot be made.
  absl::Status Acquire(const std::string& path);

 private:
  int descriptor_ = -1;
};

// Makes the file with mode 0600 when it is absent (SQLite gives the same mode to the files beside
// it), and makes its name survive a power cut.
absl::Status CreatePrivateFile(const std::string& path);

}  // namespace stapwijs::store::sqlite
