// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/date.h"
#include "engine/model/change.h"
#include "engine/model/expr.h"

namespace stapwijs {

// What a scenario expects at one place in its run.
struct Expectation {
  enum class Kind : uint8_t {
    kNothingElseFires,  // every violated blocking or warning guard is named in an expect of the
                        // scenario
    kStart,             // starting `step` is allowed / refused
    kState,             // the item, guard, tip, goal, step or element at `path` is (not) in `state`
    kValue,             // the fact or let `value_of` is (not) `value`
  };
  Kind kind = Kind::kState;
  StepId step;
  bool allowed = false;
  std::string
      path;  // canonical: "preparation.sessions[vol].people_trained", "inclusion_agenda.link"
  std::string state;  // a name of engine/eval/state_names.h; "blocks", "warns", "advises": violated
                      // with that severity; "applicable": any state but not_applicable
  bool negated = false;
  ExprId value_of;
  Value value;
  std::optional<std::vector<std::string>>
      waiting_for;  // exactly these, sorted; nullopt: not stated
};

struct Statement {
  enum class Kind : uint8_t { kGiven, kStart, kComplete, kReopen, kWaive, kExpect };
  Kind kind = Kind::kGiven;
  Span span;
  std::vector<Change> changes;  // kGiven
  StepId step;                  // kStart, kComplete, kReopen
  std::string path;             // kWaive: canonical path of a guard, or STEP.after
  std::string role;             // kWaive
  std::string reason;           // kWaive
  Expectation expect;           // kExpect
};

// A test in the method's own file. Statements run from top to bottom.
struct Scenario {
  std::string name;
  Date on;
  std::vector<Statement> statements;
  Span span;
};

}  // namespace stapwijs
