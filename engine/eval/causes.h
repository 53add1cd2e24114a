// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/text.h"
#include "engine/eval/assessment.h"
#include "engine/eval/program.h"

// Why a step cannot be started or completed, for commands and for scenarios.
namespace stapwijs {

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

// Every reason why the step is not startable, or not complete. Empty when it is.
std::vector<RefusalCause> StartCauses(const Program& program, const Assessment& assessment,
                                      StepId step);
std::vector<RefusalCause> CompletionCauses(const Program& program, const Assessment& assessment,
                                           StepId step);

}  // namespace stapwijs
