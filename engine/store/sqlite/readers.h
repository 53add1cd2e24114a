// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "engine/store/sqlite/db.h"

// Connections for reading: read-only, and never checkpointing (see sqlite_store.h).

namespace stapwijs::store::sqlite {

// As many connections as there are threads reading at once; a few are kept for later. Thread-safe.
class Readers {
 public:
  Readers(std::string path, std::string vfs) : path_(std::move(path)), vfs_(std::move(vfs)) {}

  // Runs `read(Db&)` on a connection that is this call's alone. Statements must end before it
  // returns: an open one would keep the WAL from being reset.
  template <typename Read>
  auto With(Read read) -> decltype(read(std::declval<Db&>())) {
    absl::StatusOr<std::unique_ptr<Db>> db = Take();
    if (!db.ok()) return db.status();
    auto result = read(**db);
    Return(*std::move(db));
    return result;
  }

 private:
  absl::StatusOr<std::unique_ptr<Db>> Take();
  void Return(std::unique_ptr<Db> db);

  const std::string path_;
  const std::string vfs_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Db>> free_;
};

}  // namespace stapwijs::store::sqlite
