// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "absl/status/status.h"

// A file that appears under its name whole and durable, or not at all.

namespace stapwijs::store::sqlite {

// Written under a name of its own beside the target ("PATH.partial"), which is removed unless it is
// kept.
class NewFile {
 public:
  explicit NewFile(std::string path) : path_(std::move(path)), partial_(path_ + ".partial") {}
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  // Makes the partial file, empty and with mode 0600. kBackupRefused when the target or the partial
  // file exists or cannot be made.
  absl::Status Create();
  const std::string& partial() const { return partial_; }
  // Copies the bytes of a file into it. kDiskFull, kReadFailed; kBackupRefused when `from` cannot
  // be opened.
  absl::Status CopyFrom(const std::string& from);
  // Syncs it, gives it its name (kBackupRefused when that was taken meanwhile) and syncs the
  // folder.
  absl::Status Keep();

 private:
  const std::string path_;
  const std::string partial_;
  bool made_ = false;
};

}  // namespace stapwijs::store::sqlite
