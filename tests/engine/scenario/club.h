// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "dsl/load.h"
#include "engine/scenario/runner.h"

namespace stapwijs::testing {

// A method with one of everything that a scenario can expect something of.
extern const char kClub[];

// The text as a method; the test fails, and `checked` is empty, when it has mistakes.
dsl::Loaded LoadText(const std::string& text);

// What the statements in `body` come to, as one scenario of the club on 2024-05-01.
ScenarioResult RunBody(const std::string& body);

// The English messages.
std::vector<std::string> Messages(const ScenarioResult& result);

}  // namespace stapwijs::testing
