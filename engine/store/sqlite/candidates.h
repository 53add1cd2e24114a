// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/store/sqlite/db.h"
#include "engine/store/sqlite/tail.h"
#include "engine/store/store.h"

// Which trajectories a filter may accept, when what it asks lies with the last event: without
// looking at all the others.

namespace stapwijs::store::sqlite {

// Numbers of trajectories, rising. Every trajectory up to `upto` that the filter accepts is there.
struct Candidates {
  std::vector<std::int64_t> numbers;
  std::int64_t upto = std::numeric_limits<std::int64_t>::max();
  bool complete() const { return upto == std::numeric_limits<std::int64_t>::max(); }
};

// Those from a number on, about `most` of them. nullopt: the filter asks nothing of the last event,
// or so many changed that going through the trajectories in order finds some soon enough.
int FindCandidates(Db& db, const Tail& tail, std::string_view tenant,
                   const TrajectoryFilter& filter, std::int64_t from, std::size_t most,
                   std::optional<Candidates>& candidates);

}  // namespace stapwijs::store::sqlite
