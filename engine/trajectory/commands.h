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

// Opens a completed step again: it counts as started. What was recorded of it stays.
CommandResult ReopenStep(const Program& program, const TrajectoryRecord& record,
                         std::string_view step);

struct WantedWaiver {
  std::string path;           // canonical, of a guard, or STEP.after
  std::string role;           // of who decided: a role of the method
  std::string reference;      // of who decided: opaque, may be empty
  std::string reason;         // 1 to Limits::max_text_characters characters
  std::optional<Date> until;  // last day it holds
};
// "Comply or explain": on that day a guard that is violated or undetermined, or the steps that come
// before one, no longer hold this trajectory back. An unwaivable guard is refused, and so is one
// that holds back nothing. Waiving what is waived replaces the waiver.
CommandResult WaiveGuard(const Program& program, const TrajectoryRecord& record,
                         const WantedWaiver& wanted, Date on, const Inputs& inputs = {},
                         const Limits& limits = {});
CommandResult RevokeWaiver(const Program& program, const TrajectoryRecord& record,
                           std::string_view path);

CommandResult UpdateTrajectory(const Program& program, const TrajectoryRecord& record,
                               const TrajectoryUpdated& wanted, const Limits& limits = {});

// Ends the trajectory: its way was gone to the end as who closes it says, or it is
// broken off. Nothing is written after it.
CommandResult CloseTrajectory(const Program& program, const TrajectoryRecord& record, bool ended);

}  // namespace stapwijs
