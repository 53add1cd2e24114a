// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/store/sqlite/db.h"
#include "engine/store/sqlite/tail.h"
#include "engine/store/store.h"

// One page of ListTrajectories.

namespace stapwijs::store::sqlite {

// As Store::ListTrajectories.
absl::StatusOr<std::vector<TrajectorySummary>> ReadTrajectories(Db& db, const Tail& tail,
                                                                std::string_view tenant,
                                                                const TrajectoryFilter& filter,
                                                                std::int64_t after_position,
                                                                std::size_t limit);

}  // namespace stapwijs::store::sqlite
