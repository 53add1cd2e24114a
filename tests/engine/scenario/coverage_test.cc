// SPDX-License-Identifier: EUPL-1.2
#include "engine/scenario/coverage.h"

#include <map>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/scenario/club.h"

namespace stapwijs::testing {
namespace {

using ::testing::Contains;
using ::testing::Key;
using ::testing::Not;

// What a body reaches: "guard plan.few holds" -> kExpected and so on.
class CoverageTest : public ::testing::Test {
 protected:
  void Run(const std::string& body) {
    const dsl::Loaded loaded =
        LoadText(std::string(kClub) + "scenario \"s\" on 2024-05-01 {\n" + body + "\n}\n");
    ASSERT_TRUE(loaded.checked.has_value());
    const auto program = Program::Compile(loaded.checked->method);
    Coverage coverage(*program);
    RunScenario(*program, loaded.checked->scenarios.at(0), &coverage);
    for (const CoveredRule& rule : coverage.rules()) {
      for (const CoveredOutcome& outcome : rule.outcomes) {
        reached_[std::string(Name(rule.kind)) + " " + rule.path + " " +
                 std::string(outcome.state)] = outcome.reach;
      }
    }
    total_ = coverage.Total(CoveredRule::Kind::kGuard);
  }

  Reach Of(const std::string& what) const {
    EXPECT_THAT(reached_, Contains(Key(what)));
    const auto place = reached_.find(what);
    return place == reached_.end() ? Reach::kNever : place->second;
  }

  std::map<std::string, Reach> reached_;
  CoverageTotal total_;
};

TEST_F(CoverageTest, WithoutExpectNothingIsSeen) {
  Run("given n = 2 given n = 20");
  for (const auto& [what, reach] : reached_) EXPECT_EQ(reach, Reach::kNever) << what;
}

TEST_F(CoverageTest, ExpectedSeenAndNever) {
  Run("given n = 2 expect few warns");
  EXPECT_EQ(Of("guard plan.few violated"), Reach::kExpected);
  EXPECT_EQ(Of("guard plan.few holds"), Reach::kNever);
  EXPECT_EQ(Of("guard plan.much holds"), Reach::kSeen);
  EXPECT_EQ(Of("item plan.counted done"), Reach::kSeen);
  EXPECT_EQ(Of("tip plan.look not_shown"), Reach::kSeen);
  EXPECT_EQ(Of("goal agenda.link unlinked"), Reach::kSeen);
  EXPECT_EQ(Of("step plan complete"), Reach::kSeen);
  EXPECT_EQ(Of("step plan blocked"), Reach::kNever);
}

TEST_F(CoverageTest, AnExpectThatFailsProvesNothing) {
  Run("given n = 2 expect few holds");
  EXPECT_EQ(Of("guard plan.few holds"), Reach::kNever);
  EXPECT_EQ(Of("guard plan.few violated"), Reach::kSeen);
}

TEST_F(CoverageTest, NorOneThatWaitsForSomethingElse) {
  Run("expect few is undetermined waiting for m");
  EXPECT_EQ(Of("guard plan.few undetermined"), Reach::kSeen);
}

TEST_F(CoverageTest, WhatSaysNoStateOnlySees) {
  Run("given n = 2, m = 6 expect few is not undetermined expect extra is applicable\n"
      "expect n is 2 expect start of hold allowed expect nothing else fires");
  EXPECT_EQ(Of("guard plan.few violated"), Reach::kSeen);
  EXPECT_EQ(Of("item plan.extra open"), Reach::kSeen);
}

TEST_F(CoverageTest, NotApplicableIsAState) {
  Run("given m = 5 expect extra is not applicable");
  EXPECT_EQ(Of("item plan.extra not_applicable"), Reach::kExpected);
}

TEST_F(CoverageTest, AnyElementCountsForTheRule) {
  Run("given sessions = [a: {trained: no}, b: {trained: yes}]\n"
      "expect plan.sessions[a].trained warns expect plan.sessions[a] is complete");
  EXPECT_EQ(Of("guard plan.sessions[*].trained violated"), Reach::kExpected);
  EXPECT_EQ(Of("guard plan.sessions[*].trained holds"), Reach::kSeen);
  EXPECT_EQ(Of("guard plan.sessions[*].trained undetermined"), Reach::kNever);
}

TEST_F(CoverageTest, ATipIsOneWhateverItsElements) {
  Run("given sessions = [a: {trained: no}, b: {}] expect train is shown\n"
      "expect plan.sessions[b].train is undecided");
  EXPECT_EQ(Of("tip plan.sessions[*].train shown"), Reach::kExpected);
  EXPECT_EQ(Of("tip plan.sessions[*].train undecided"), Reach::kExpected);
  EXPECT_EQ(Of("tip plan.sessions[*].train not_shown"), Reach::kNever);
}

TEST_F(CoverageTest, StepsAndGoals) {
  Run("given n = 4, m = 4 expect plan is complete expect link is linked");
  EXPECT_EQ(Of("step plan complete"), Reach::kExpected);
  EXPECT_EQ(Of("goal agenda.link linked"), Reach::kExpected);
  EXPECT_EQ(Of("step hold unknown"), Reach::kSeen);
}

TEST_F(CoverageTest, WaivedIsNoOutcome) {
  Run("given n = 11 waive much by leader because \"once\" expect much is waived");
  EXPECT_THAT(reached_, Not(Contains(Key("guard plan.much waived"))));
  EXPECT_EQ(Of("guard plan.much violated"), Reach::kNever);
}

TEST_F(CoverageTest, Totals) {
  Run("given n = 2 expect few warns");
  // much, few, hint, trained, seen: three outcomes each.
  EXPECT_EQ(total_.of(), 15);
  EXPECT_EQ(total_.expected, 1);
  EXPECT_EQ(total_.seen, 4);
  EXPECT_EQ(total_.never, 10);
}

TEST(CoverageOfMethodTest, TheResultIsTheSameWithoutIt) {
  const dsl::Loaded loaded = LoadText(std::string(kClub) +
                                      "scenario \"s\" on 2024-05-01 { given n = 11 expect much "
                                      "holds start hold expect nothing else "
                                      "fires }");
  ASSERT_TRUE(loaded.checked.has_value());
  const auto program = Program::Compile(loaded.checked->method);
  const Scenario& scenario = loaded.checked->scenarios.at(0);
  Coverage coverage(*program);
  const ScenarioResult with = RunScenario(*program, scenario, &coverage);
  EXPECT_EQ(with.failures.size(), 2u);
  EXPECT_EQ(Messages(with), Messages(RunScenario(*program, scenario)));
}

// What outcomes.h rules out never happens: nothing is added to the outcomes while the scenarios of
// a whole method run.
TEST(CoverageOfMethodTest, NothingImpossibleHappensInWelkomeWijk) {
  const auto loaded = dsl::LoadMethod(STAPWIJS_ROOT "/examples/methods/welkome_wijk");
  ASSERT_TRUE(loaded.ok());
  ASSERT_TRUE(loaded->checked.has_value());
  const auto program = Program::Compile(loaded->checked->method);
  Coverage coverage(*program);
  const std::vector<CoveredRule> before = coverage.rules();
  for (const Scenario& scenario : loaded->checked->scenarios) {
    RunScenario(*program, scenario, &coverage);
  }
  ASSERT_EQ(coverage.rules().size(), before.size());
  for (size_t i = 0; i < before.size(); ++i) {
    const CoveredRule& after = coverage.rules()[i];
    EXPECT_EQ(after.outcomes.size(), before[i].outcomes.size())
        << after.path << " was " << after.outcomes.back().state;
  }
}

}  // namespace
}  // namespace stapwijs::testing
