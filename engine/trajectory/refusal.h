// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/text.h"
#include "engine/eval/causes.h"

namespace stapwijs {

inline constexpr std::string_view kStepNotStartable = "STEP_NOT_STARTABLE";
inline constexpr std::string_view kStepNotComplete = "STEP_NOT_COMPLETE";
inline constexpr std::string_view kStepAlreadyStarted = "STEP_ALREADY_STARTED";
inline constexpr std::string_view kStepAlreadyCompleted = "STEP_ALREADY_COMPLETED";
inline constexpr std::string_view kStepNotCompleted = "STEP_NOT_COMPLETED";
inline constexpr std::string_view kUnwaivable = "UNWAIVABLE";
inline constexpr std::string_view kNothingToWaive = "NOTHING_TO_WAIVE";
inline constexpr std::string_view kNoWaiver = "NO_WAIVER";
inline constexpr std::string_view kTrajectoryClosed = "TRAJECTORY_CLOSED";

// Why a command was not done although there is nothing wrong with its form.
struct Refusal {
  std::string reason;  // one of the constants above
  Text message;
  std::vector<RefusalCause> causes;  // all of them; none where the reason says everything
};

}  // namespace stapwijs
