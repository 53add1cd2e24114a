// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/date.h"
#include "engine/base/text.h"
#include "engine/facts/state.h"
#include "engine/model/method.h"

// The answer for one trajectory at one revision and date. Plain data: the api turns it into proto,
// JSON and text. Paths are canonical (`preparation.sessions[vol].people_trained`).
namespace stapwijs {

enum class ItemState : uint8_t { kDone, kOpen, kUnknown, kNotApplicable };
enum class GuardState : uint8_t { kHolds, kViolated, kUndetermined, kNotApplicable, kWaived };
enum class Status : uint8_t { kNotApplicable, kBlocked, kIncomplete, kUnknown, kComplete };
enum class TipState : uint8_t { kShown, kNotShown, kUndecided };
enum class GoalState : uint8_t { kLinked, kPartly, kUnlinked, kUnknown };
enum class Tristate : uint8_t { kNo, kYes, kUnknown };

struct Counts {
  int32_t done = 0;
  int32_t open = 0;
  int32_t unknown = 0;
  int32_t not_applicable = 0;
  int32_t of() const { return done + open + unknown + not_applicable; }
};

struct ItemResult {
  ItemId item;
  std::string path;
  ItemState state = ItemState::kUnknown;
  bool answered = false;  // a question to people, with an answer
  std::string evidence;
  std::vector<std::string> waiting_for;  // sorted, each once
};

struct GuardResult {
  GuardId guard;
  std::string path;
  GuardState state = GuardState::kUndetermined;
  Text message;  // with the facts filled in; empty when it holds or is not applicable
  std::vector<std::string> waiting_for;
  std::optional<Waiver> waiver;
  std::vector<std::string> blocks;  // what it holds back: step, "start of STEP", or element path
};

// One tip, however many elements it shows on.
struct TipResult {
  TipId tip;
  std::string path;  // "area.kickoff_first"
  TipState state = TipState::kNotShown;
  std::vector<std::string> elements;   // those it shows on, when it is declared in a `for each`
  std::vector<std::string> undecided;  // those where it is not known yet
  Text text;                           // when shown; of the first element it shows on
  std::vector<std::string> waiting_for;
};

// One element of a `for each` in a step, judged in the same way as a step.
struct ElementResult {
  std::string path;  // "preparation.sessions[vol]"
  Status status = Status::kUnknown;
  std::vector<std::string> blocked_by;  // guard paths
  Counts required;
  Counts recommended;
  std::vector<ItemResult> items;
  std::vector<GuardResult> guards;
  std::vector<ElementResult> elements;
  std::vector<std::string> waiting_for;  // of an unknown status
};

struct Blocker {
  enum class Kind : uint8_t { kAfter, kGuard, kItem, kElement };
  Kind kind = Kind::kGuard;
  std::string path;  // guard or item; kAfter: the step that must be complete; kElement: the element
  bool decided = true;  // false: only unknown or undetermined
};

struct StepResult {
  StepId step;
  Status status = Status::kUnknown;
  std::vector<std::string> blocked_by;  // guards that block its completion, wherever they are
  Tristate startable = Tristate::kYes;
  std::vector<Blocker> start_blockers;
  Transition transition;
  bool begun_early = false;  // has recorded facts while a step before it is not complete
  bool drifted = false;      // recorded as completed, but judged otherwise now
  Counts required;           // over the whole step, elements included
  Counts recommended;
  std::vector<ItemResult> items;
  std::vector<GuardResult> guards;
  std::vector<ElementResult> elements;
  std::vector<std::string> waiting_for;          // of an unknown status
  std::vector<std::string> applies_waiting_for;  // of its applicability, when that is unknown
};

struct GoalResult {
  GoalId goal;
  std::string path;  // "inclusion_agenda.link"
  GoalState state = GoalState::kUnknown;
  Text reason;                        // text of the deciding (or unclear) case, when it has one
  bool unclear = false;               // an `unclear when` holds
  std::vector<std::string> evidence;  // recorded evidence paths
  std::vector<std::string> missing;   // what an unknown verdict waits for
};

struct Assessment {
  Date on;
  std::vector<StepResult> steps;
  std::vector<TipResult> tips;  // every tip; show those with kShown
  std::vector<GoalResult> goals;
  // Paths of the items that can be worked on now: heaviest first, then required ones, then in the
  // order of the method.
  std::vector<std::string> next;
  std::vector<std::string>
      contradictions;  // places where the same thing was told twice, differently
};

}  // namespace stapwijs
