// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "engine/eval/program.h"
#include "engine/model/scenario.h"

// Which outcomes of which rules the scenarios of a method reach.
namespace stapwijs {

// How far an outcome is reached. Only kExpected is proof: a change of the rule that loses the
// outcome makes a scenario fail.
enum class Reach : uint8_t {
  kNever,    // at no `expect` of any scenario
  kSeen,     // it was so at some `expect` of some scenario, but nobody said so
  kExpected  // an `expect` that came true says so, of the rule or of any of its elements
};

struct CoveredOutcome {
  std::string_view state;  // a name of engine/eval/state_names.h
  Reach reach = Reach::kNever;
};

struct CoveredRule {
  enum class Kind : uint8_t { kGuard, kItem, kTip, kGoal, kStep };
  Kind kind = Kind::kGuard;
  std::string path;  // with `*` for every key, as in engine/model/path_list.h
  std::vector<CoveredOutcome> outcomes;
};

// Counts of outcomes.
struct CoverageTotal {
  int expected = 0;
  int seen = 0;   // and never expected
  int never = 0;  // seen nor expected
  int of() const { return expected + seen + never; }
};

// Collects while scenarios run (RunScenario). Not thread-safe; one for a whole run.
//
// The outcomes are those that the rule can have (engine/scenario/outcomes.h). A tip on several
// elements counts as the whole tip: shown when it shows on one of them. What does not say which
// state it expects (`is not X`, `is applicable`) expects no outcome, it only sees.
class Coverage {
 public:
  explicit Coverage(const Program& program);

  // What is so at an `expect`.
  void See(const Assessment& assessment);
  // An `expect` that came true.
  void Expect(const Expectation& expect);

  // Every guard, item, tip, goal and step; of each kind in the order of the method.
  const std::vector<CoveredRule>& rules() const { return rules_; }
  CoverageTotal Total(CoveredRule::Kind kind) const;

 private:
  template <typename Part>
  void SeePart(const Part& part);
  template <typename Things>
  void AddAll(const Method& method, CoveredRule::Kind kind, const Things& things);
  void Add(CoveredRule::Kind kind, std::string path, const std::vector<std::string_view>& states);
  void Raise(CoveredRule::Kind kind, size_t index, std::string_view state, Reach reach);
  static void Raise(CoveredRule& rule, std::string_view state, Reach reach);

  std::vector<CoveredRule> rules_;
  std::vector<size_t> first_;  // by kind: where its rules begin
  absl::flat_hash_map<std::string, size_t> by_path_;
};

// The word of the language for a kind: guard, item, tip, goal, step.
std::string_view Name(CoveredRule::Kind kind);

}  // namespace stapwijs
