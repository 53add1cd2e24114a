// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "engine/store/sqlite/db.h"
#include "engine/store/store.h"

// Backups of an SQLite store: making one while the store serves, checking one, restoring one.
//
// A backup is one file, a whole database. It holds what the database holds: personal data too,
// where the tenant enabled that; so it is made with mode 0600 and must be kept as the database is.

namespace stapwijs::store::sqlite {

// Store::Backup, read through a connection for reading. Never checkpoints, and holds nobody up: the
// copy is of the moment at which it begins.
absl::StatusOr<BackupInfo> MakeBackup(Db& source, const std::string& vfs, const std::string& path);

// Whether a backup is whole: a database of this program with a schema it knows, sound by SQLite's
// own check, with hash chains that hold from the first event to the last, and with every index as
// its events say. Reads all of it. The file is not changed and nothing is made beside it; memory
// grows with the number of trajectories. kBackupRefused says what is wrong; kReadFailed.
absl::Status CheckBackup(const std::string& path);

// Copies a backup to where a store will be opened, and checks the copy as CheckBackup does. The
// database appears there whole and durable, or not at all. kBackupRefused also when there is
// something at the target already, or beside it what belongs to a database ("-wal"); kDiskFull,
// kReadFailed.
absl::Status RestoreBackup(const std::string& backup, const std::string& path);

}  // namespace stapwijs::store::sqlite
