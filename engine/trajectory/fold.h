// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "engine/facts/state.h"
#include "engine/model/method.h"
#include "engine/store/event.h"
#include "engine/store/store.h"

namespace stapwijs {

enum class Closing : uint8_t { kOpen, kEnded, kBrokenOff };

// A trajectory as its events make it. A value type: copies are independent.
struct TrajectoryRecord {
  TrajectoryState state;
  std::string label;
  std::optional<store::CaseRef> case_ref;
  Closing closed = Closing::kOpen;
  store::MethodRef method;    // of the last event
  int32_t revision = 0;       // 0: no event yet
  int64_t position = 0;       // of the last event
  int64_t created_at = 0;     // recorded_at of the first event, microseconds UTC
  int64_t changed_at = 0;     // recorded_at of the last
  store::Digest last_hash{};  // hash of the last event
};

// Folds the next event of the trajectory. What fails leaves `record` as it was: DATA_LOSS for an
// event that is not the next one (revision, chain, creation first and only first, another method)
// or cannot be read; UNIMPLEMENTED for a type or version that this program does not know.
absl::Status ApplyEvent(const Method& method, const store::Event& event, TrajectoryRecord& record);

}  // namespace stapwijs
