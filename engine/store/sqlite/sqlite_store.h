// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "engine/store/store.h"

// The store in one SQLite file: what a server runs on.
//
// Rules, because SQLite 3.7.0 to 3.51.2 can corrupt a WAL file when two connections commit and
// checkpoint at once: one connection commits and checkpoints (the writer's), readers never
// checkpoint, and a lock beside the file
// (`PATH.lock`) keeps other processes out for as long as the store is open. So: no `sqlite3` shell
// on a live file.
//
// Memory: 1.5 to 3 MiB per million events for the filter of request ids, at most 10 MiB each for
// the events not yet in the index tables and for the heads of trajectories, 2 MiB of pages for each
// connection (the writer's, and as many as read at once, of which 8 are kept). Opening reads the
// keys of all requests once: about 0.1 s per million events.

namespace stapwijs::store {

struct SqliteOptions : Options {
  enum class Synchronous {
    kFull,  // every commit reaches the disk before it is answered
    kOff,   // loses answered writes at a power cut: only to show that the fault tests can see it
  };
  std::string
      path;  // made with mode 0600 when absent; its folder must exist and be on a local disk
  Synchronous synchronous = Synchronous::kFull;
  std::string vfs;              // SQLite file layer; empty: the default
  int checkpoint_pages = 1000;  // the writer checkpoints when the WAL has grown to this many pages
  // Events that are indexed in memory before they are brought to the tables together: at most twice
  // as many, about 150 bytes each, and read anew at opening.
  std::size_t index_batch = 32'768;
};

// Opens or makes the file. kOpenRefused: another process or store has it open, it is not a store,
// or it was written by a newer version. kOutcomeUnknown / kDiskFull: the medium failed.
absl::StatusOr<std::unique_ptr<Store>> OpenSqliteStore(SqliteOptions options);

}  // namespace stapwijs::store
