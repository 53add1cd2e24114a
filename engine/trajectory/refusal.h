// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/eval/assessment.h"
#include "engine/eval/program.h"

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

// One reason why a step cannot be started or completed.
struct RefusalCause {
  enum class Kind : uint8_t {
    kAfter,              // a step before it is not complete (`path`: its name)
    kGuardViolated,      // a guard holds it back
    kGuardUndetermined,  // a guard cannot be judged yet; see `waiting_for`
    kItemOpen,           // a required item is not done
    kItemUnknown,        // of a required item is not known whether it is done; see `waiting_for`
    kNotApplicable,      // the step does not apply here, so it cannot be completed
  };
  Kind kind = Kind::kAfter;
  std::string path;  // canonical, with the element it is about: "preparation.sessions[vol].agreed"
  Text message;
  Text source;    // "Handreiking Welkome Wijk, Stap 1"; empty for what has none
  GuardId guard;  // of a guard
  ItemId item;    // of an item
  std::vector<std::string> waiting_for;  // sorted paths
};

// The upper-case name of a kind: "GUARD_VIOLATED".
std::string_view Name(RefusalCause::Kind kind);

// Why a command was not done although there is nothing wrong with its form.
struct Refusal {
  std::string reason;  // one of the constants above
  Text message;
  std::vector<RefusalCause> causes;  // all of them; none where the reason says everything
};

// Every reason why the step is not startable, or not complete. Empty when it is.
std::vector<RefusalCause> StartCauses(const Program& program, const Assessment& assessment,
                                      StepId step);
std::vector<RefusalCause> CompletionCauses(const Program& program, const Assessment& assessment,
                                           StepId step);

}  // namespace stapwijs
