// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <future>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/api/support/support.h"

namespace stapwijs::api {
namespace {

using testing::Ask;
using testing::Party;

v1::GetTrajectoryRequest Get(const std::string& trajectory) {
  v1::GetTrajectoryRequest request;
  request.set_trajectory_id(trajectory);
  request.set_view(v1::TRAJECTORY_VIEW_FULL);
  return request;
}

v1::Trajectory Read(Party& party, const std::string& trajectory) {
  return Ask(party.services(), &Services::GetTrajectory, Get(trajectory)).value().trajectory();
}

v1::RecordFactsRequest AddStall(Party& party, const std::string& trajectory) {
  v1::RecordFactsRequest request;
  request.set_trajectory_id(trajectory);
  request.set_request_id(party.NewId());
  request.add_changes()->set_path("stalls");
  request.mutable_changes(0)->mutable_add_element();
  return request;
}

TEST(Writes, OfARefusedRequestNothingIsStored) {
  Party party;
  const auto id = party.Create();
  const auto refused = Ask(party.services(), &Services::RecordFacts,
                           party.Facts(id, R"({"guests": 3, "permit": "maybe"})"));
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(Read(party, id).revision(), 1);
  EXPECT_EQ(Read(party, id).facts_size(), 0);
}

TEST(Writes, ARefusedRequestIdCanBeUsedAgain) {
  Party party;
  const auto id = party.Create();
  auto request = party.Facts(id, R"({"guests": -3})");
  ASSERT_FALSE(Ask(party.services(), &Services::RecordFacts, request).ok());
  request.set_facts_json(R"({"guests": 3})");
  EXPECT_TRUE(Ask(party.services(), &Services::RecordFacts, request).ok());
}

TEST(Writes, TheSameFactsInAnotherLayoutAreTheSameRequest) {
  Party party;
  auto request = party.Facts(party.Create(), R"({"guests":3,"permit":true})");
  const auto first = Ask(party.services(), &Services::RecordFacts, request).value();
  request.set_facts_json("{ \"permit\": true,\n \"guests\": 3 }");
  EXPECT_EQ(Ask(party.services(), &Services::RecordFacts, request).value().DebugString(),
            first.DebugString());
}

TEST(Writes, TheSameRequestToAnotherTrajectoryIsAnotherRequest) {
  Party party;
  auto request = party.Facts(party.Create(), R"({"guests": 3})");
  Ask(party.services(), &Services::RecordFacts, request);
  request.set_trajectory_id(party.Create());
  EXPECT_EQ(Ask(party.services(), &Services::RecordFacts, request).error().reason,
            ErrorReason::kRequestIdReused);
}

TEST(Writes, AnElementWithoutAKeyGetsOneThatTheAnswerTells) {
  Party party;
  const auto id = party.Create();
  const auto request = AddStall(party, id);
  const auto answer = Ask(party.services(), &Services::RecordFacts, request).value();
  ASSERT_EQ(answer.added_elements_size(), 1);
  EXPECT_EQ(answer.added_elements(0), "stalls[" + Read(party, id).lists(0).keys(0) + "]");
  // Repeated, it is still the same element.
  EXPECT_EQ(Ask(party.services(), &Services::RecordFacts, request).value().DebugString(),
            answer.DebugString());
  EXPECT_EQ(Read(party, id).lists(0).keys_size(), 1);
}

TEST(Writes, UnkeyedElementsOfRequestsThatCrossBecomeDifferentOnes) {
  Party party;
  const auto id = party.Create();
  std::vector<std::promise<bool>> answers(4);
  for (auto& answer : answers) {
    party.services().RecordFacts(
        party.Facts(id, R"({"stalls": {"at_least": [{"owner_told": true}]}})"),
        [&](Result<v1::RecordFactsResponse> result) { answer.set_value(result.ok()); });
  }
  for (auto& answer : answers) EXPECT_TRUE(answer.get_future().get());
  EXPECT_EQ(Read(party, id).lists(0).keys_size(), 4);
}

TEST(Writes, AnAnswerIsKeptWithItsEvidenceAndCanBeWithdrawn) {
  Party party;
  const auto id = party.Create();
  v1::AnswerItemRequest request;
  request.set_trajectory_id(id);
  request.set_request_id(party.NewId());
  request.set_item("plan.neighbours_agree");
  request.set_answer(v1::ITEM_ANSWER_NOT_DONE);
  request.set_evidence("doc-1");
  ASSERT_TRUE(Ask(party.services(), &Services::AnswerItem, request).ok());
  ASSERT_EQ(Read(party, id).answers_size(), 1);
  EXPECT_EQ(Read(party, id).answers(0).answer(), v1::ITEM_ANSWER_NOT_DONE);
  EXPECT_EQ(Read(party, id).answers(0).evidence(), "doc-1");
  request.set_request_id(party.NewId());
  request.set_answer(v1::ITEM_ANSWER_WITHDRAWN);
  ASSERT_TRUE(Ask(party.services(), &Services::AnswerItem, request).ok());
  EXPECT_EQ(Read(party, id).answers_size(), 0);
}

TEST(Writes, AnItemThatFollowsFromFactsTakesNoAnswer) {
  Party party;
  v1::AnswerItemRequest request;
  request.set_trajectory_id(party.Create());
  request.set_request_id(party.NewId());
  request.set_item("plan.guests_counted");
  request.set_answer(v1::ITEM_ANSWER_DONE);
  EXPECT_EQ(Ask(party.services(), &Services::AnswerItem, request).error().violations.at(0).reason,
            "NOT_AN_ANSWER");
}

TEST(Writes, AStepThatIsNotInTheMethodIsAViolation) {
  Party party;
  const auto refused =
      Ask(party.services(), &Services::CompleteStep, party.Complete(party.Create(), "plann"));
  EXPECT_EQ(refused.error().violations.at(0).reason, "UNKNOWN_STEP");
}

TEST(Writes, ACompletedStepKeepsTheRevisionThatCompletedIt) {
  Party party;
  const auto id = party.Create();
  Ask(party.services(), &Services::RecordFacts,
      party.Facts(id, R"({"guests": 10, "stalls": [], "plan.neighbours_agree": true})"));
  ASSERT_TRUE(Ask(party.services(), &Services::CompleteStep, party.Complete(id, "plan")).ok());
  EXPECT_EQ(Read(party, id).steps(0).transition().completed_revision(), 3);
  // Facts go on; what was completed then is judged anew now.
  Ask(party.services(), &Services::RecordFacts, party.Facts(id, R"({"guests": 300})"));
  const auto judged = Ask(party.services(), &Services::GetAssessment, party.Assess(id)).value();
  EXPECT_TRUE(judged.assessment().steps(0).drifted());
}

TEST(Writes, ACommandSeesEarlierCommandsOfItsGroup) {
  // Sent without waiting, these can land in one commit; each judges what those before it did.
  for (int round = 0; round < 20; ++round) {
    Party party;
    const auto id = party.Create();
    std::promise<bool> recorded;
    std::promise<bool> completed;
    std::promise<ErrorReason> refused;
    party.services().RecordFacts(
        party.Facts(id, R"({"guests": 10, "stalls": [], "plan.neighbours_agree": true})"),
        [&](Result<v1::RecordFactsResponse> result) { recorded.set_value(result.ok()); });
    party.services().CompleteStep(
        party.Complete(id, "plan"),
        [&](Result<v1::CompleteStepResponse> result) { completed.set_value(result.ok()); });
    party.services().CompleteStep(
        party.Complete(id, "plan"),
        [&](Result<v1::CompleteStepResponse> result) { refused.set_value(result.error().reason); });
    EXPECT_TRUE(recorded.get_future().get());
    EXPECT_TRUE(completed.get_future().get());
    EXPECT_EQ(refused.get_future().get(), ErrorReason::kStepAlreadyCompleted);
  }
}

TEST(Writes, ManyWritersAndReadersAgreeInTheEnd) {
  ServiceOptions small;
  small.state_cache_bytes = 6000;  // so that states come and go
  Party party(small);
  const std::vector<std::string> ids = {party.Create(), party.Create(), party.Create()};
  constexpr int kWriters = 4;
  constexpr int kWrites = 25;
  std::vector<std::thread> threads;
  for (int writer = 0; writer < kWriters; ++writer) {
    threads.emplace_back([&] {
      for (int i = 0; i < kWrites; ++i) {
        const std::string& id = ids[static_cast<size_t>(i) % ids.size()];
        const auto written = Ask(party.services(), &Services::RecordFacts,
                                 party.Facts(id, R"({"guests": )" + std::to_string(i) + "}"));
        ASSERT_TRUE(written.ok());
        // Who wrote never reads anything older than what was written.
        auto request = party.Assess(id);
        request.set_consistency_token(written.value().receipt().consistency_token());
        const auto read = Ask(party.services(), &Services::GetAssessment, request);
        ASSERT_TRUE(read.ok());
        ASSERT_GE(read.value().assessment().revision(), written.value().receipt().revision());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  int revisions = 0;
  for (const std::string& id : ids) revisions += Read(party, id).revision();
  EXPECT_EQ(revisions, kWriters * kWrites + 3);
}

TEST(Writes, ATenantSeesNothingOfAnother) {
  Party party;
  const auto id = party.Create("one");
  auto request = party.Assess(id);
  request.set_tenant("two");
  const auto other = Ask(party.services(), &Services::GetAssessment, request);
  EXPECT_EQ(other.error().reason, ErrorReason::kNoTrajectory);
}

}  // namespace
}  // namespace stapwijs::api
