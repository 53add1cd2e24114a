// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/date.h"
#include "engine/facts/facts.h"

namespace stapwijs {

enum class StepPhase : uint8_t { kNotStarted, kStarted, kCompleted };

// What was recorded about starting and completing one step; judged anew at every assessment.
struct Transition {
  StepPhase phase = StepPhase::kNotStarted;
  int32_t started_revision = 0;    // 0: never
  int32_t completed_revision = 0;  // 0: never
  int32_t reopened_revision = 0;   // 0: never
  bool ever_completed = false;
};

// "Comply or explain": why a guard (or STEP.after) does not hold this trajectory back.
struct Waiver {
  std::string reason;
  std::string role;
  std::string reference;      // opaque, of who decided
  std::optional<Date> until;  // last day it holds
};

// Everything evaluation reads of one trajectory.
struct TrajectoryState {
  Facts facts;
  std::vector<Transition> steps;          // by StepId; shorter means not started
  std::map<std::string, Waiver> waivers;  // by canonical path

  Transition transition(StepId step) const {
    return step.value < steps.size() ? steps[step.value] : Transition{};
  }
  Transition& MutableTransition(StepId step) {
    if (step.value >= steps.size()) steps.resize(step.value + 1);
    return steps[step.value];
  }
};

}  // namespace stapwijs
