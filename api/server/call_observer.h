// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>

#include "absl/status/status.h"

namespace stapwijs::api {

// What may be told of a call to logs and figures: nothing of what it asked or answered. The views
// live as long as the call of OnEnded.
struct EndedCall {
  std::string_view call;    // "RecordFacts"
  std::string_view tenant;  // one that the configuration allows; empty: the call got no further
  absl::StatusCode code = absl::StatusCode::kOk;
  std::string_view reason;  // of errors.def; empty when fine, or when nobody waited any more
  std::chrono::nanoseconds took{0};
  size_t request_bytes = 0;
  size_t answer_bytes = 0;  // zero when refused
};

// Follows all calls. Each call that begins ends once. Called on many threads at once; must not
// throw, and be quick.
class CallObserver {
 public:
  virtual ~CallObserver() = default;
  virtual void OnBegun(std::string_view call) = 0;
  virtual void OnEnded(const EndedCall& ended) = 0;
};

}  // namespace stapwijs::api
