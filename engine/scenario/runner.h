// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "engine/base/span.h"
#include "engine/base/text.h"
#include "engine/eval/program.h"
#include "engine/model/scenario.h"
#include "engine/scenario/coverage.h"

// Runs the scenarios of a method: each is a trajectory of its own on a date of its own.
namespace stapwijs {

struct ScenarioFailure {
  Span span;     // the statement that failed
  Text message;  // what was expected, what is, and what it waits for
};

struct ScenarioResult {
  std::string name;
  std::vector<ScenarioFailure> failures;
  bool passed() const { return failures.empty(); }
};

// Statements run from top to bottom; each `expect` judges at its place. All failures are reported,
// not only the first. A refused start or complete is a failure. What is reached on the way is added
// to `coverage`, unless that is null; it must be made for this program.
ScenarioResult RunScenario(const Program& program, const Scenario& scenario,
                           Coverage* coverage = nullptr);

}  // namespace stapwijs
