// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "engine/store/sqlite/db.h"

// The tables, and what makes a file ours.

namespace stapwijs::store::sqlite {

inline constexpr std::int64_t kApplicationId = 0x53746170;  // "Stap"
inline constexpr std::int64_t kSchemaVersion = 1;

// Settings that every connection needs.
int Harden(Db& db);

// Whether the file is ours and of a version we know (kOpenRefused); `empty` when it is a new one.
absl::Status CheckIdentity(Db& db, const std::string& path, bool& empty);

// Checks on the writer's connection that the file is ours and of a version we know (kOpenRefused),
// switches it to WAL, and makes the tables in an empty file. All or nothing: a power cut in
// between leaves an empty file.
absl::Status PrepareSchema(Db& db, const std::string& path, bool full_sync);

}  // namespace stapwijs::store::sqlite
