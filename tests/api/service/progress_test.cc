// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <string>

#include "tests/api/support/support.h"

namespace stapwijs::api {
namespace {

using testing::Ask;
using testing::Party;

v1::ListTipsRequest Tips(const std::string& trajectory) {
  v1::ListTipsRequest request;
  request.set_trajectory_id(trajectory);
  return request;
}

std::string Paths(const v1::ListTipsResponse& response) {
  std::string paths;
  for (const auto& tip : response.tips()) paths += tip.path() + " ";
  return paths;
}

TEST(GetAssessment, JudgesOnTodayUnlessADateIsNamed) {
  Party party;
  auto request = party.Assess(party.Create());
  const auto on = [&] {
    return Ask(party.services(), &Services::GetAssessment, request)
        .value()
        .assessment()
        .evaluated_on();
  };
  EXPECT_EQ(on(), "2022-03-01");
  request.set_on("2023-01-31");
  EXPECT_EQ(on(), "2023-01-31");
}

TEST(GetAssessment, ChangesWithEveryWriteThoughItIsKept) {
  Party party;
  const auto id = party.Create();
  const auto status = [&] {
    return Ask(party.services(), &Services::GetAssessment, party.Assess(id))
        .value()
        .assessment()
        .steps(0)
        .status();
  };
  EXPECT_EQ(status(), v1::STATUS_UNKNOWN);
  EXPECT_EQ(status(), v1::STATUS_UNKNOWN);
  Ask(party.services(), &Services::RecordFacts, party.Facts(id, R"({"guests": 101})"));
  EXPECT_EQ(status(), v1::STATUS_BLOCKED);
}

TEST(GetAssessment, IsTheSameFromTheCacheAndWithoutAnyCache) {
  ServiceOptions none;
  none.state_cache_bytes = 0;
  none.assessment_cache_bytes = 0;
  Party cached;
  Party uncached(none);
  const auto judge = [](Party& party) {
    v1::CreateTrajectoryRequest create;
    create.set_request_id("r");
    create.set_trajectory_id("4c5b6f2e-9a1d-4a53-8a0e-7d3f0c1b2a99");
    create.set_method_id("straatfeest");
    create.set_label("Dorpsstraat");
    EXPECT_TRUE(Ask(party.services(), &Services::CreateTrajectory, create).ok());
    EXPECT_TRUE(Ask(party.services(), &Services::RecordFacts,
                    party.Facts(create.trajectory_id(), R"({"guests": 101, "stalls": []})"))
                    .ok());
    const auto request = party.Assess(create.trajectory_id());
    Ask(party.services(), &Services::GetAssessment, request);
    return Ask(party.services(), &Services::GetAssessment, request).value().DebugString();
  };
  EXPECT_EQ(judge(cached), judge(uncached));
}

TEST(GetAssessment, GivesTheLanguagesAskedFor) {
  Party party;
  auto request = party.Assess(party.Create());
  const auto title = [&] {
    return Ask(party.services(), &Services::GetAssessment, request)
        .value()
        .assessment()
        .steps(0)
        .title();
  };
  EXPECT_FALSE(title().has_en());
  request.add_languages("en");
  EXPECT_EQ(title().en(), "Plan");
  EXPECT_FALSE(title().has_nl());
}

TEST(ListTips, GivesThoseThatShowAndWhenAskedTheUndecided) {
  Party party;
  auto request = Tips(party.Create());
  EXPECT_EQ(Paths(Ask(party.services(), &Services::ListTips, request).value()),
            "plan.invite_early ");
  request.set_include_undecided(true);
  const auto all = Ask(party.services(), &Services::ListTips, request).value();
  EXPECT_EQ(Paths(all), "plan.rain plan.invite_early ");
  EXPECT_EQ(all.tips(0).state(), v1::TIP_STATE_UNDECIDED);
  EXPECT_EQ(all.tips(0).waiting_for(0), "day");
}

TEST(ListTips, FiltersByRoleAndKeepsThoseForNobodyInParticular) {
  Party party;
  v1::PublishMethodRequest publish;
  publish.add_files()->set_name("a.stap");
  std::string text = testing::PartyText();
  text.insert(text.find("role organiser"), "role neighbour nl \"buur\" en \"neighbour\"\n");
  publish.mutable_files(0)->set_text(text);
  ASSERT_TRUE(Ask(party.services(), &Services::PublishMethod, publish).ok());
  const auto id = party.Create();
  Ask(party.services(), &Services::RecordFacts, party.Facts(id, R"({"day": "2022-10-01"})"));
  auto request = Tips(id);
  request.add_roles("neighbour");
  EXPECT_EQ(Paths(Ask(party.services(), &Services::ListTips, request).value()), "plan.rain ");
  request.add_roles("organiser");
  EXPECT_EQ(Paths(Ask(party.services(), &Services::ListTips, request).value()),
            "plan.rain plan.invite_early ");
}

TEST(ListTips, RefusesARoleThatTheMethodDoesNotHave) {
  Party party;
  auto request = Tips(party.Create());
  request.add_roles("organizer");
  const auto answer = Ask(party.services(), &Services::ListTips, request);
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().violations.at(0).field, "roles[0]");
  EXPECT_NE(answer.error().violations.at(0).message.en.find("organiser"), std::string::npos);
}

}  // namespace
}  // namespace stapwijs::api
