// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "dsl/load.h"
#include "gtest/gtest.h"

namespace stapwijs::dsl::testing {

// A method named m of these declarations. In them `$` stands for a text in both languages, a line
// "%%" for the beginning of a next file. What begins with `method`, `part of` or the line
// "# whole" is taken as it is, but for that.
Loaded LoadText(std::string declarations);

// "S2006 kickof: there is no fact or let called `kickof`": code, underlined text, sentence; one for
// each diagnostic, sorted by place.
std::vector<std::string> Lines(const Loaded& loaded);

// A text and what is said of it. `warns` has the lints beside it out of the way.
struct Case {
  std::string name;
  std::string text;
  std::vector<std::string> lines;
};
void PrintTo(const Case& one, std::ostream* out);
inline std::string NameOf(const ::testing::TestParamInfo<Case>& info) { return info.param.name; }

// The codes that these cases expect.
std::set<std::string> CodesOf(const std::vector<Case>& cases);

// The tables of kinds_*_test.cc. A new kind of diagnostic needs one row in one of them, and a run
// with STAPWIJS_UPDATE_GOLDEN=1 (kinds_golden_test.cc).
const std::vector<Case>& ParseCases();
const std::vector<Case>& NameCases();
const std::vector<Case>& RuleCases();
const std::vector<Case>& ScenarioCases();
const std::vector<Case>& InputCases();
std::vector<Case> AllCases();

}  // namespace stapwijs::dsl::testing
