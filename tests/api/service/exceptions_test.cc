// SPDX-License-Identifier: EUPL-1.2
// Departing from the usual way: waiving, reopening, updating, closing.
#include <gtest/gtest.h>

#include <string>

#include "tests/api/support/support.h"

namespace stapwijs::api {
namespace {

using testing::Ask;
using testing::Party;

constexpr char kTooMany[] = "plan.too_many";

template <typename Request>
Request About(Party& party, const std::string& trajectory) {
  Request request;
  request.set_trajectory_id(trajectory);
  request.set_request_id(party.NewId());
  return request;
}

v1::WaiveGuardRequest Waiver(Party& party, const std::string& trajectory,
                             const std::string& guard = kTooMany) {
  auto request = About<v1::WaiveGuardRequest>(party, trajectory);
  request.set_guard(guard);
  request.set_reason("De brandweer vindt het goed.");
  request.set_role("organiser");
  request.set_reference("besluit-12");
  return request;
}

class Exceptions : public ::testing::Test {
 protected:
  Exceptions() : id_(party_.Create()) {
    Ask(party_.services(), &Services::RecordFacts,
        party_.Facts(id_, R"({"guests": 120, "stalls": [], "plan.neighbours_agree": true})"));
  }

  v1::Assessment Assessed(const std::string& on = "") {
    auto request = party_.Assess(id_);
    request.set_on(on);
    return Ask(party_.services(), &Services::GetAssessment, request).value().assessment();
  }

  v1::GuardAssessment TooMany(const std::string& on = "") {
    return Assessed(on).steps(0).guards(0);
  }

  ErrorReason Waived(const v1::WaiveGuardRequest& request) {
    const auto answer = Ask(party_.services(), &Services::WaiveGuard, request);
    return answer.ok() ? ErrorReason::kInternal : answer.error().reason;
  }

  v1::Trajectory Trajectory() {
    v1::GetTrajectoryRequest request;
    request.set_trajectory_id(id_);
    request.set_view(v1::TRAJECTORY_VIEW_FULL);
    return Ask(party_.services(), &Services::GetTrajectory, request).value().trajectory();
  }

  Party party_;
  const std::string id_;
};

TEST_F(Exceptions, AWaiverLetsTheStepBeCompletedAndShows) {
  EXPECT_EQ(Assessed().steps(0).status(), v1::STATUS_BLOCKED);
  ASSERT_TRUE(Ask(party_.services(), &Services::WaiveGuard, Waiver(party_, id_)).ok());
  EXPECT_EQ(Assessed().steps(0).status(), v1::STATUS_COMPLETE);
  const v1::GuardAssessment guard = TooMany();
  EXPECT_EQ(guard.state(), v1::GUARD_STATE_WAIVED);
  EXPECT_EQ(guard.waiver().reason(), "De brandweer vindt het goed.");
  EXPECT_EQ(guard.waiver().role().name(), "organiser");
  EXPECT_EQ(guard.waiver().reference(), "besluit-12");
  EXPECT_TRUE(guard.waiver().in_force());
  ASSERT_EQ(Assessed().waivers_size(), 1);
  EXPECT_EQ(Assessed().waivers(0).path(), kTooMany);
  EXPECT_EQ(Trajectory().waivers(0).path(), kTooMany);
}

TEST_F(Exceptions, ARevokedWaiverBlocksAgain) {
  Ask(party_.services(), &Services::WaiveGuard, Waiver(party_, id_));
  auto revoke = About<v1::RevokeWaiverRequest>(party_, id_);
  revoke.set_guard(kTooMany);
  ASSERT_TRUE(Ask(party_.services(), &Services::RevokeWaiver, revoke).ok());
  EXPECT_EQ(TooMany().state(), v1::GUARD_STATE_VIOLATED);
  EXPECT_EQ(Assessed().steps(0).status(), v1::STATUS_BLOCKED);
  EXPECT_EQ(Assessed().waivers_size(), 0);
}

TEST_F(Exceptions, AWaiverEndsAfterItsLastDay) {
  auto request = Waiver(party_, id_);
  request.set_until("2022-03-10");
  ASSERT_TRUE(Ask(party_.services(), &Services::WaiveGuard, request).ok());
  EXPECT_EQ(TooMany("2022-03-10").state(), v1::GUARD_STATE_WAIVED);
  EXPECT_EQ(TooMany("2022-03-11").state(), v1::GUARD_STATE_VIOLATED);
  EXPECT_FALSE(Assessed("2022-03-11").waivers(0).in_force());
}

TEST_F(Exceptions, EverythingWrongWithAWaiverIsSaidAtOnce) {
  auto request = Waiver(party_, id_, "plan.to_many");
  request.set_reason("");
  request.set_role("mayor");
  const auto answer = Ask(party_.services(), &Services::WaiveGuard, request);
  ASSERT_FALSE(answer.ok());
  std::string fields;
  for (const Violation& violation : answer.error().violations) fields += violation.field + " ";
  EXPECT_EQ(fields, "role reason guard ");
}

TEST_F(Exceptions, WhatIsWrongWithTheRequestAndWithTheWaiverIsSaidTogether) {
  auto request = Waiver(party_, id_, "plan.to_many");
  request.set_until("tomorrow");
  request.set_reason(" ");
  const auto answer = Ask(party_.services(), &Services::WaiveGuard, request);
  std::string fields;
  for (const Violation& violation : answer.error().violations) fields += violation.field + " ";
  EXPECT_EQ(fields, "until reason guard ");
}

TEST_F(Exceptions, AReasonMustBeThereToBeSeen) {
  for (const char* reason : {" ", "\t\n", "\xe2\x80\x8b", "\xe2\x80\xaegeheim"}) {
    auto request = Waiver(party_, id_);
    request.set_reason(reason);
    EXPECT_EQ(Waived(request), ErrorReason::kInvalidRequest);
  }
}

TEST_F(Exceptions, TheOrderOfStepsIsOnlyWaivedWhereItHoldsBack) {
  ASSERT_TRUE(
      Ask(party_.services(), &Services::WaiveGuard, Waiver(party_, id_, "party.after")).ok());
  Ask(party_.services(), &Services::RecordFacts, party_.Facts(id_, R"({"guests": 20})"));
  auto revoke = About<v1::RevokeWaiverRequest>(party_, id_);
  revoke.set_guard("party.after");
  ASSERT_TRUE(Ask(party_.services(), &Services::RevokeWaiver, revoke).ok());
  EXPECT_EQ(Waived(Waiver(party_, id_, "party.after")), ErrorReason::kNothingToWaive);
}

TEST_F(Exceptions, TheReasonOfAWaiverLiesInThePrivatePartOfItsEvent) {
  Ask(party_.services(), &Services::WaiveGuard, Waiver(party_, id_));
  v1::ListEventsRequest request;
  request.set_trajectory_id(id_);
  request.set_after_revision(2);
  auto events = Ask(party_.services(), &Services::ListEvents, request).value();
  EXPECT_EQ(events.events(0).type(), "guard_waived");
  EXPECT_EQ(events.events(0).payload_json().find("brandweer"), std::string::npos);
  EXPECT_EQ(events.events(0).private_json(), "");
  request.set_include_private(true);
  events = Ask(party_.services(), &Services::ListEvents, request).value();
  EXPECT_NE(events.events(0).private_json().find("brandweer"), std::string::npos);
}

TEST_F(Exceptions, AReopenedStepIsStartedAndKeepsThatItWasCompleted) {
  Ask(party_.services(), &Services::RecordFacts, party_.Facts(id_, R"({"guests": 20})"));
  ASSERT_TRUE(Ask(party_.services(), &Services::CompleteStep, party_.Complete(id_, "plan")).ok());
  auto reopen = About<v1::ReopenStepRequest>(party_, id_);
  reopen.set_step("plan");
  ASSERT_TRUE(Ask(party_.services(), &Services::ReopenStep, reopen).ok());
  const v1::Transition transition = Assessed().steps(0).transition();
  EXPECT_EQ(transition.state(), v1::TRANSITION_STATE_STARTED);
  EXPECT_EQ(transition.completed_revision(), 4);
  EXPECT_EQ(transition.reopened_revision(), 5);
}

TEST_F(Exceptions, ACompletedStepThatIsJudgedOtherwiseNowHasDrifted) {
  Ask(party_.services(), &Services::RecordFacts, party_.Facts(id_, R"({"guests": 20})"));
  Ask(party_.services(), &Services::CompleteStep, party_.Complete(id_, "plan"));
  EXPECT_FALSE(Assessed().steps(0).drifted());
  Ask(party_.services(), &Services::RecordFacts, party_.Facts(id_, R"({"guests": 120})"));
  EXPECT_TRUE(Assessed().steps(0).drifted());
}

TEST_F(Exceptions, NothingIsWrittenToAClosedTrajectoryButItCanBeRead) {
  auto close = About<v1::CloseTrajectoryRequest>(party_, id_);
  close.set_state(v1::TRAJECTORY_STATE_BROKEN_OFF);
  ASSERT_TRUE(Ask(party_.services(), &Services::CloseTrajectory, close).ok());
  EXPECT_EQ(Trajectory().state(), v1::TRAJECTORY_STATE_BROKEN_OFF);
  const auto refused =
      Ask(party_.services(), &Services::RecordFacts, party_.Facts(id_, R"({"guests": 1})"));
  EXPECT_EQ(refused.error().reason, ErrorReason::kTrajectoryClosed);
  EXPECT_EQ(Waived(Waiver(party_, id_)), ErrorReason::kTrajectoryClosed);
  EXPECT_EQ(Assessed().revision(), 3);
}

TEST_F(Exceptions, ClosingNeedsToKnowHow) {
  const auto answer = Ask(party_.services(), &Services::CloseTrajectory,
                          About<v1::CloseTrajectoryRequest>(party_, id_));
  EXPECT_EQ(answer.error().violations[0].field, "state");
}

class Updating : public Exceptions {
 protected:
  Result<v1::UpdateTrajectoryResponse> Update(const std::string& mask, const std::string& label,
                                              const std::string& case_id = "") {
    auto request = About<v1::UpdateTrajectoryRequest>(party_, id_);
    if (!mask.empty()) request.mutable_update_mask()->add_paths(mask);
    request.mutable_update()->set_label(label);
    if (!case_id.empty()) {
      request.mutable_update()->mutable_case_ref()->set_source("zaken");
      request.mutable_update()->mutable_case_ref()->set_id(case_id);
    }
    return Ask(party_.services(), &Services::UpdateTrajectory, request);
  }
};

TEST_F(Updating, ChangesOnlyWhatTheMaskNames) {
  ASSERT_TRUE(Update("case_ref", "Kerkstraat", "7").ok());
  EXPECT_EQ(Trajectory().label(), "Dorpsstraat");
  EXPECT_EQ(Trajectory().case_ref().id(), "7");
  ASSERT_TRUE(Update("label", "Kerkstraat").ok());
  EXPECT_EQ(Trajectory().label(), "Kerkstraat");
  EXPECT_EQ(Trajectory().case_ref().id(), "7");
}

TEST_F(Updating, ACaseReferenceCanBeTakenAwayAndIsThenFree) {
  Update("case_ref", "", "7");
  ASSERT_TRUE(Update("case_ref", "").ok());
  EXPECT_FALSE(Trajectory().has_case_ref());
  v1::CreateTrajectoryRequest other;
  other.set_request_id(party_.NewId());
  other.set_method_id("straatfeest");
  other.mutable_case_ref()->set_source("zaken");
  other.mutable_case_ref()->set_id("7");
  EXPECT_TRUE(Ask(party_.services(), &Services::CreateTrajectory, other).ok());
  EXPECT_EQ(Update("case_ref", "", "7").error().reason, ErrorReason::kCaseRefTaken);
}

TEST_F(Updating, AMaskMustNameSomethingThatCanChange) {
  EXPECT_EQ(Update("", "Kerkstraat").error().violations[0].field, "update_mask");
  EXPECT_EQ(Update("revision", "").error().violations[0].field, "update_mask.paths[0]");
}

}  // namespace
}  // namespace stapwijs::api
