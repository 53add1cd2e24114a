// SPDX-License-Identifier: EUPL-1.2
#include "api/convert/assessment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "api/convert/json.h"
#include "engine/eval/program.h"
#include "engine/json/facts_reader.h"
#include "tests/api/support/support.h"

namespace stapwijs::api {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class AssessmentToProto : public ::testing::Test {
 protected:
  v1::Assessment Assess(const std::string& facts, Languages languages = {true, true}) {
    const auto reading = ReadFactsJson(*method_, facts);
    EXPECT_TRUE(reading.violations.empty());
    TrajectoryState state;
    for (const Change& change : reading.changes) state.facts.Apply(*method_, change);
    judged_ =
        stapwijs::Assess(*Program::Compile(method_), state, Inputs{}, *ParseDate("2022-03-01"));
    return ToProto(*method_, judged_, {"t1", 3, languages});
  }

  const std::shared_ptr<const Method> method_ = testing::PartyMethod();
  Assessment judged_;
};

TEST_F(AssessmentToProto, SaysWhatWasJudgedWhenAndByWhat) {
  const auto out = Assess("{}");
  EXPECT_EQ(out.method().id(), "straatfeest");
  EXPECT_EQ(out.method().hash(), method_->hash);
  EXPECT_EQ(out.trajectory_id(), "t1");
  EXPECT_EQ(out.revision(), 3);
  EXPECT_EQ(out.evaluated_on(), "2022-03-01");
  EXPECT_FALSE(out.engine_version().empty());
}

TEST_F(AssessmentToProto, GivesABlockedStepWithItsGuardAndSource) {
  const auto out = Assess(R"({"guests": 120, "stalls": []})");
  const auto& plan = out.steps(0);
  EXPECT_EQ(plan.status(), v1::STATUS_BLOCKED);
  EXPECT_THAT(plan.blocked_by(), ElementsAre("plan.too_many"));
  const auto& guard = plan.guards(0);
  EXPECT_EQ(guard.state(), v1::GUARD_STATE_VIOLATED);
  EXPECT_EQ(guard.severity(), v1::SEVERITY_BLOCKS);
  EXPECT_EQ(guard.message().nl(), "120 gasten is te veel voor de straat.");
  EXPECT_EQ(guard.provenance().citations(0).strength(), v1::STRENGTH_FIXED);
  EXPECT_EQ(guard.provenance().why().en(), "The street is narrow.");
  EXPECT_EQ(guard.addressed_to(0).title().nl(), "organisator");
}

TEST_F(AssessmentToProto, NamesWhatAnUndeterminedGuardWaitsFor) {
  const auto guard = Assess("{}").steps(0).guards(0);
  EXPECT_EQ(guard.state(), v1::GUARD_STATE_UNDETERMINED);
  EXPECT_THAT(guard.waiting_for(), ElementsAre("guests"));
}

TEST_F(AssessmentToProto, GivesElementsAStatusOfTheirOwn) {
  const auto out = Assess(R"({"stalls": [{"key": "koek", "owner_told": false}]})");
  const auto& element = out.steps(0).elements(0);
  EXPECT_EQ(element.path(), "plan.stalls[koek]");
  EXPECT_EQ(element.status(), v1::STATUS_BLOCKED);
  EXPECT_EQ(element.guards(0).path(), "plan.stalls[koek].told");
}

TEST_F(AssessmentToProto, SaysWhyALaterStepCannotStart) {
  const auto party = Assess(R"({"guests": 120})").steps(1);
  EXPECT_EQ(party.startable(), v1::STARTABLE_NO);
  EXPECT_EQ(party.start_blockers(0).kind(), v1::BLOCKER_KIND_AFTER);
  EXPECT_EQ(party.start_blockers(0).path(), "plan");
}

TEST_F(AssessmentToProto, ShowsTipsHighestPriorityFirst) {
  const auto out = Assess(R"({"day": "2022-10-01"})");
  ASSERT_EQ(out.tips_size(), 2);
  EXPECT_EQ(out.tips(0).path(), "plan.rain");
  EXPECT_EQ(out.tips(1).path(), "plan.invite_early");
  EXPECT_EQ(out.tips(1).audience(0).name(), "organiser");
}

TEST_F(AssessmentToProto, LeavesOutTipsThatDoNotShow) {
  EXPECT_EQ(Assess(R"({"guests": 1, "day": "2022-06-01"})").tips_size(), 0);
}

TEST_F(AssessmentToProto, GivesTheVerdictOnAGoal) {
  const auto goal = Assess(R"({"held": true})").goals(0);
  EXPECT_EQ(goal.path(), "liveable.meeting");
  EXPECT_EQ(goal.verdict(), v1::GOAL_VERDICT_LINKED);
  EXPECT_EQ(goal.reason().nl(), "Het feest is gehouden.");
  EXPECT_THAT(goal.evidence(), ElementsAre("held"));
}

TEST_F(AssessmentToProto, CountsItems) {
  const auto counts = Assess(R"({"guests": 3})").steps(0).required();
  EXPECT_EQ(counts.done(), 1);
  EXPECT_EQ(counts.unknown(), 1);
  EXPECT_EQ(counts.total(), 2);
}

TEST_F(AssessmentToProto, GivesOnlyDutchWhenNothingElseIsAskedFor) {
  const auto title = Assess("{}", Languages{}).steps(0).title();
  EXPECT_EQ(title.nl(), "Plannen");
  EXPECT_FALSE(title.has_en());
}

TEST_F(AssessmentToProto, IsWrittenAsJsonWithZerosAndEnumNames) {
  Assess(R"({"guests": 120})");
  const auto json = AssessmentJson(*method_, judged_, {"", 0, Languages{}});
  ASSERT_TRUE(json.ok());
  EXPECT_THAT(*json, HasSubstr("\"revision\":0"));
  EXPECT_THAT(*json, HasSubstr("\"trajectoryId\":\"\""));
  EXPECT_THAT(*json, HasSubstr("\"state\":\"GUARD_STATE_VIOLATED\""));
  EXPECT_THAT(*json, HasSubstr("\"contradictions\":[]"));
}

}  // namespace
}  // namespace stapwijs::api
