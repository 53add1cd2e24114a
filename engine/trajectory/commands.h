// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/date.h"
#include "engine/eval/program.h"
#include "engine/facts/validate.h"
#include "engine/store/event.h"
#include "engine/trajectory/event_codec.h"
#include "engine/trajectory/fold.h"
#include "engine/trajectory/refusal.h"

// What becomes of a command: pure functions of the trajectory as it stands, run inside
// store::Command::decide. They change nothing; the event that is stored does (fold.h).
namespace stapwijs {

// Exactly one of the three says something: an event to store, what is wrong with the request, or
// why it is refused although its form is right.
struct CommandResult {
  std::optional<store::EventDraft> draft;  // type, payloads and method; not actor or occurred_on
  std::vector<Violation> violations;       // all of them
  std::optional<Refusal> refusal;
};

// The first event. `label` names the neighbourhood: one line of at most 80 characters, may be
// empty; source and id of a case reference have 1 to 200 bytes.
CommandResult CreateTrajectory(const Program& program, const TrajectoryCreated& wanted,
                               const Limits& limits = {});

// All changes or none. `field` is the place of the changes in the request. Rules are not asked: a
// fact is never refused because of one.
CommandResult RecordFacts(const Program& program, const TrajectoryRecord& record,
                          const std::vector<Change>& changes, const Limits& limits = {},
                          std::string_view field = "changes");

enum class ItemAnswer : uint8_t { kDone, kNotDone, kWithdraw };

// `item` is a canonical path; `evidence` an opaque reference, may be empty.
CommandResult AnswerItem(const Program& program, const TrajectoryRecord& record,
                         std::string_view item, ItemAnswer answer, std::string_view evidence,
                         const Limits& limits = {});

// Starting asks that the step is startable on that day, completing that its status is complete
// (whether it was started or not). Repeating is refused; so is starting what is completed.
CommandResult StartStep(const Program& program, const TrajectoryRecord& record,
                        std::string_view step, Date on, const Inputs& inputs = {});
CommandResult CompleteStep(const Program& program, const TrajectoryRecord& record,
                           std::string_view step, Date on, const Inputs& inputs = {});

}  // namespace stapwijs
