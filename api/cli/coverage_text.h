// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/text.h"
#include "engine/json/json_node.h"
#include "engine/scenario/coverage.h"

// What `test --coverage` and `test --require` tell.
namespace stapwijs::api::cli {

// Outcomes that scenarios have to expect: of every rule of a kind that can have them.
struct Requirement {
  CoveredRule::Kind kind = CoveredRule::Kind::kGuard;
  std::string state;  // empty: every outcome
};

// "guard.holds,guard.violated,goal"; nullopt, and `wrong` says why, when a part names no outcome.
std::optional<std::vector<Requirement>> ParseRequirements(const std::string& text,
                                                          std::string& wrong);

// A rule and those of its outcomes that are required but not expected.
struct Missing {
  const CoveredRule* rule = nullptr;
  std::vector<std::string> states;
};
std::vector<Missing> FindMissing(const Coverage& coverage,
                                 const std::vector<Requirement>& required);

// One line for each rule with an outcome that no scenario expects, then one for each kind of rule.
std::string CoverageText(const Coverage& coverage, Language language);
// One line for each rule that misses something; nothing when none does.
std::string MissingText(const std::vector<Missing>& missing, Language language);

// {"rules":[{"kind","path","expected":[..],"seen":[..],"never":[..]}],
//  "totals":[{"kind","outcomes":n,"expected":n,"seen":n,"never":n}]}
JsonNode CoverageJson(const Coverage& coverage);
// [{"kind","path","outcomes":[..]}]
JsonNode MissingJson(const std::vector<Missing>& missing);

}  // namespace stapwijs::api::cli
