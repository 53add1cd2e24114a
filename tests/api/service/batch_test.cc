// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <string>

#include "tests/api/support/support.h"

namespace stapwijs::api {
namespace {

using testing::Ask;
using testing::Party;

TEST(BatchGetAssessments, GivesWhatEachAloneWouldGiveInTheOrderAsked) {
  Party party;
  const std::string a = party.Create();
  const std::string b = party.Create();
  Ask(party.services(), &Services::RecordFacts, party.Facts(a, R"({"guests": 101})"));
  v1::BatchGetAssessmentsRequest request;
  request.add_trajectory_ids(b);
  request.add_trajectory_ids("nobody-has-this");
  request.add_trajectory_ids(a);
  const auto batch = Ask(party.services(), &Services::BatchGetAssessments, request).value();
  ASSERT_EQ(batch.assessments_size(), 2);
  for (const auto& assessment : batch.assessments()) {
    const auto alone =
        Ask(party.services(), &Services::GetAssessment, party.Assess(assessment.trajectory_id()));
    EXPECT_EQ(assessment.SerializeAsString(), alone.value().assessment().SerializeAsString());
  }
  EXPECT_EQ(batch.assessments(0).trajectory_id(), b);
  ASSERT_EQ(batch.missing_ids_size(), 1);
  EXPECT_EQ(batch.missing_ids(0), "nobody-has-this");
}

TEST(BatchGetAssessments, TakesAHundredIdsEachOnce) {
  Party party;
  v1::BatchGetAssessmentsRequest request;
  const auto violations = [&] {
    const auto answer = Ask(party.services(), &Services::BatchGetAssessments, request);
    return answer.ok() ? "" : answer.error().violations.at(0).reason;
  };
  EXPECT_EQ(violations(), "REQUIRED");
  for (int i = 0; i < 100; ++i) request.add_trajectory_ids("id-" + std::to_string(i));
  EXPECT_EQ(violations(), "");
  request.add_trajectory_ids("one-more");
  EXPECT_EQ(violations(), "TOO_MANY");
  request.mutable_trajectory_ids()->DeleteSubrange(2, 99);
  request.set_trajectory_ids(1, request.trajectory_ids(0));
  EXPECT_EQ(violations(), "DUPLICATE_KEY");
}

TEST(ReadMask, GoesThroughLists) {
  Party party;
  auto request = party.Assess(party.Create());
  request.mutable_read_mask()->add_paths("steps.items.path");
  request.mutable_read_mask()->add_paths("revision");
  const auto answer = Ask(party.services(), &Services::GetAssessment, request).value();
  EXPECT_EQ(answer.assessment().ShortDebugString(),
            "revision: 1 steps { items { path: \"plan.guests_counted\" } "
            "items { path: \"plan.neighbours_agree\" } } "
            "steps { items { path: \"party.was_held\" } }");
}

TEST(ReadMask, TakesAFieldWholeWhenItIsNamedItself) {
  Party party;
  auto request = party.Assess(party.Create());
  request.mutable_read_mask()->add_paths("steps.status");
  request.mutable_read_mask()->add_paths("steps");
  const auto answer = Ask(party.services(), &Services::GetAssessment, request).value();
  EXPECT_EQ(answer.assessment().steps(0).title().nl(), "Plannen");
}

TEST(ReadMask, NamesThePathThatIsNoField) {
  Party party;
  auto request = party.Assess(party.Create());
  std::string deep = "steps";
  for (int i = 0; i < 17; ++i) deep += ".elements";
  std::string long_one = "steps.elements";
  for (int i = 0; i < 300000; ++i) long_one += ".elements";
  for (const std::string& path : {std::string("steps.nothing"), std::string("revision.more"),
                                  std::string(), std::string("steps."), deep, long_one}) {
    request.mutable_read_mask()->clear_paths();
    request.mutable_read_mask()->add_paths(path);
    const auto answer = Ask(party.services(), &Services::GetAssessment, request);
    ASSERT_FALSE(answer.ok()) << path.substr(0, 100);
    EXPECT_EQ(answer.error().violations.at(0).field, "read_mask.paths[0]") << path.substr(0, 100);
  }
}

}  // namespace
}  // namespace stapwijs::api
