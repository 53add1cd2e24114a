// SPDX-License-Identifier: EUPL-1.2
// Shared suite: request ids, expected revisions, existence, and what is refused before anything
// else.
#include "engine/audit/chain.h"
#include "tests/engine/store/store_suite.h"

namespace stapwijs::store::testing {
namespace {

class RequestSuite : public StoreSuite {};
INSTANTIATE_TEST_SUITE_P(Every, RequestSuite, ::testing::ValuesIn(AllStores()), KindName);

Command Undecided(Command command) {
  command.decide = [](const Head&) -> absl::StatusOr<EventDraft> {
    ADD_FAILURE() << "decide was called";
    return absl::InternalError("decide was called");
  };
  return command;
}

TEST_P(RequestSuite, RepeatedRequestGetsTheFirstAnswer) {
  const auto first = Write(*store_, Create("t1", "r1"));
  ASSERT_TRUE(Write(*store_, Record("t1", "r2")).ok());
  const auto again = Write(*store_, Undecided(Create("t1", "r1")));
  ASSERT_TRUE(first.ok() && again.ok());
  EXPECT_TRUE(again->repeated);
  EXPECT_EQ(again->event, first->event);
  EXPECT_EQ(All().size(), 2U);
}

TEST_P(RequestSuite, RepeatInTheSameGroupIsStoredOnce) {
  std::vector<std::future<absl::StatusOr<Appended>>> answers;
  {
    Plug plug(*store_);
    answers.push_back(WriteLater(*store_, Create("t1", "r1")));
    answers.push_back(WriteLater(*store_, Undecided(Create("t1", "r1"))));
  }
  const auto first = answers[0].get();
  const auto second = answers[1].get();
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_TRUE(second->repeated);
  EXPECT_EQ(first->event, second->event);
}

TEST_P(RequestSuite, SameIdWithOtherContentIsRefused) {
  ASSERT_TRUE(Write(*store_, Create("t1", "r1", "content")).ok());
  const auto again = Write(*store_, Undecided(Create("t1", "r1", "other content")));
  EXPECT_REASON(again, Reason::kRequestIdReused);
  EXPECT_TRUE(absl::IsAlreadyExists(again.status()));
}

TEST_P(RequestSuite, SameIdForAnotherTrajectoryIsRefused) {
  ASSERT_TRUE(Write(*store_, Create("t1", "c1")).ok());
  ASSERT_TRUE(Write(*store_, Create("t2", "c2")).ok());
  ASSERT_TRUE(Write(*store_, Record("t1", "r1")).ok());
  EXPECT_REASON(Write(*store_, Undecided(Record("t2", "r1"))), Reason::kRequestIdReused);
}

TEST_P(RequestSuite, RepeatedCreationFindsTheFirstTrajectoryUnderAnyChosenId) {
  ASSERT_TRUE(Write(*store_, Create("chosen-first", "r1")).ok());
  const auto again = Write(*store_, Undecided(Create("chosen-later", "r1")));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->event.trajectory, "chosen-first");
}

TEST_P(RequestSuite, RequestIdIsFound) {
  const auto appended = Write(*store_, Create("t1", "r1"));
  ASSERT_TRUE(appended.ok());
  EXPECT_EQ(*store_->FindByRequestId(kTenant, "r1"), appended->event);
  EXPECT_EQ(*store_->FindByRequestId("arnhem", "r1"), std::nullopt);
}

TEST_P(RequestSuite, RequestDigestIsStoredSaltedOnly) {
  ASSERT_TRUE(Write(*store_, Create("t1", "r1", "content")).ok());
  ASSERT_TRUE(Write(*store_, Create("t2", "r2", "content")).ok());
  const auto events = All();
  EXPECT_NE(events.at(0).request_digest, audit::Sha256("content"));
  EXPECT_NE(events.at(0).request_digest, events.at(1).request_digest);
}

TEST_P(RequestSuite, StaleRevisionTellsTheCurrentOne) {
  ASSERT_TRUE(Write(*store_, Create("t1", "r1")).ok());
  ASSERT_TRUE(Write(*store_, Record("t1", "r2")).ok());
  for (const std::int32_t expected : {0, 1, 3}) {
    Command stale = Undecided(Record("t1", "r3"));
    stale.expected_revision = expected;
    const auto refused = Write(*store_, stale);
    EXPECT_REASON(refused, Reason::kStaleRevision);
    EXPECT_TRUE(absl::IsAborted(refused.status()));
    EXPECT_EQ(CurrentRevision(refused.status()), 2);
  }
}

TEST_P(RequestSuite, CurrentRevisionIsAccepted) {
  ASSERT_TRUE(Write(*store_, Create("t1", "r1")).ok());
  Command current = Record("t1", "r2");
  current.expected_revision = 1;
  EXPECT_TRUE(Write(*store_, current).ok());
}

TEST_P(RequestSuite, OfTwoWithTheSameExpectationOneWins) {
  ASSERT_TRUE(Write(*store_, Create("t1", "c1")).ok());
  std::vector<std::future<absl::StatusOr<Appended>>> answers;
  {
    Plug plug(*store_);
    for (const char* request : {"r1", "r2"}) {
      Command command = Record("t1", request);
      command.expected_revision = 1;
      answers.push_back(WriteLater(*store_, command));
    }
  }
  EXPECT_TRUE(answers[0].get().ok());
  EXPECT_EQ(CurrentRevision(answers[1].get().status()), 2);
}

TEST_P(RequestSuite, RepeatWinsOverStaleRevision) {
  ASSERT_TRUE(Write(*store_, Create("t1", "c1")).ok());
  Command command = Record("t1", "r1");
  command.expected_revision = 1;
  ASSERT_TRUE(Write(*store_, command).ok());
  const auto again = Write(*store_, command);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(again->repeated);
}

TEST_P(RequestSuite, ExistenceIsChecked) {
  EXPECT_REASON(Write(*store_, Undecided(Record("t1", "r1"))), Reason::kNoTrajectory);
  ASSERT_TRUE(Write(*store_, Create("t1", "r1")).ok());
  EXPECT_REASON(Write(*store_, Undecided(Create("t1", "r2"))), Reason::kTrajectoryExists);
}

TEST_P(RequestSuite, BadCommandsAreRefused) {
  const Command good = Create("t1", "r1");
  std::vector<Command> bad(10, good);
  bad[0].tenant = "";
  bad[1].tenant = std::string(201, 't');
  bad[2].trajectory = "";
  bad[3].trajectory = std::string(65, 't');
  bad[4].request_id = "";
  bad[5].request_id = std::string(201, 'r');
  bad[6].decide = nullptr;
  bad[7].create = false;
  bad[7].case_ref = CaseRef{"zaken", "1"};
  bad[8].sets_case_ref = true;  // with create
  bad[9].create = false;
  bad[9].sets_case_ref = true;
  bad[9].case_ref = CaseRef{"zaken", ""};
  for (const Command& command : bad) {
    EXPECT_REASON(Write(*store_, command), Reason::kBadCommand);
  }
}

TEST_P(RequestSuite, FieldsOfFullLengthAreAccepted) {
  Command command = Create(std::string(64, 't'), std::string(200, 'r'));
  command.tenant = std::string(200, 'n');
  EXPECT_TRUE(Write(*store_, command).ok());
}

TEST_P(RequestSuite, BadDraftsAreRefused) {
  std::vector<EventDraft> bad(5, Draft());
  bad[0].type = "";
  bad[1].type = std::string(65, 't');
  bad[2].type_version = 0;
  bad[3].payload = "";
  bad[4].method.id = "";
  for (const EventDraft& draft : bad) {
    Command command = Create("t1", "r1");
    command.decide = [&](const Head&) { return draft; };
    EXPECT_REASON(Write(*store_, command), Reason::kBadCommand);
  }
  EXPECT_TRUE(All().empty());
}

}  // namespace
}  // namespace stapwijs::store::testing
