// SPDX-License-Identifier: EUPL-1.2
#include "engine/trajectory/fold.h"

#include <gtest/gtest.h>

#include "engine/json/facts_writer.h"
#include "tests/engine/trajectory/journal.h"

namespace stapwijs {
namespace {

using testing::AnswerTo;
using testing::Journal;
using testing::SetTo;

class FoldTest : public ::testing::Test {
 protected:
  absl::Status Apply(const store::Event& event) { return ApplyEvent(m_, event, record_); }
  void Tell(const EventContent& content) { ASSERT_TRUE(Apply(journal_.Next(content)).ok()); }
  void Create() { Tell(TrajectoryCreated{"Heseveld", store::CaseRef{"zaken", "z-1"}}); }

  const Method& m_ = *testing::SmallMethod();
  Journal journal_;
  TrajectoryRecord record_;
};

TEST_F(FoldTest, CreationGivesLabelCaseAndTime) {
  Create();
  EXPECT_EQ(record_.label, "Heseveld");
  EXPECT_EQ(record_.case_ref, (store::CaseRef{"zaken", "z-1"}));
  EXPECT_EQ(record_.created_at, 1000);
  EXPECT_EQ(record_.revision, 1);
}

TEST_F(FoldTest, FactsAreFolded) {
  Create();
  Tell(FactsRecorded{{SetTo(m_, "inhabitants", Value::Exactly(7)),
                      SetTo(m_, "story", Value::Of(std::string("x")))}});
  EXPECT_EQ(WriteFactsJson(m_, record_.state.facts), R"({"story":"x","inhabitants":7})");
  EXPECT_EQ(record_.changed_at, 2000);
  EXPECT_EQ(record_.created_at, 1000);
  EXPECT_EQ(record_.position, 20);
}

TEST_F(FoldTest, AnswersAreFolded) {
  Create();
  Tell(ItemAnswered{AnswerTo("area.goal_discussed", Value::Bool(true), "doc-1")});
  EXPECT_EQ(*record_.state.facts.FindAnswer("area.goal_discussed"), (Answer{true, "doc-1"}));
}

TEST_F(FoldTest, TransitionsKeepTheirRevision) {
  Create();
  Tell(StepStarted{StepId(1)});
  EXPECT_EQ(record_.state.transition(StepId(1)).phase, StepPhase::kStarted);
  EXPECT_EQ(record_.state.transition(StepId(1)).started_revision, 2);
  Tell(StepCompleted{StepId(1), Status::kComplete});
  EXPECT_EQ(record_.state.transition(StepId(1)).phase, StepPhase::kCompleted);
  EXPECT_EQ(record_.state.transition(StepId(1)).completed_revision, 3);
  EXPECT_TRUE(record_.state.transition(StepId(1)).ever_completed);
  EXPECT_EQ(record_.state.transition(StepId(0)).phase, StepPhase::kNotStarted);
}

TEST_F(FoldTest, AnErasedEventStillFolds) {
  Create();
  store::Event event =
      journal_.Next(FactsRecorded{{SetTo(m_, "story", Value::Of(std::string("x")))}});
  event.private_payload.clear();
  event.salt.clear();
  ASSERT_TRUE(Apply(event).ok());
  EXPECT_EQ(WriteFactsJson(m_, record_.state.facts), R"({"story":{"erased":true}})");
}

TEST_F(FoldTest, RefusesAGap) {
  Create();
  journal_.Next(StepStarted{StepId(0)});
  EXPECT_EQ(Apply(journal_.Next(StepStarted{StepId(1)})).code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(record_.revision, 1);
}

TEST_F(FoldTest, RefusesAnEventTwice) {
  store::Event event = journal_.Next(TrajectoryCreated{"x", {}});
  ASSERT_TRUE(Apply(event).ok());
  EXPECT_EQ(Apply(event).code(), absl::StatusCode::kDataLoss);
}

TEST_F(FoldTest, RefusesAnEventOfAnotherChain) {
  Create();
  store::Event event = journal_.Next(StepStarted{StepId(0)});
  event.previous_hash[0] ^= 1;
  EXPECT_EQ(Apply(event).code(), absl::StatusCode::kDataLoss);
}

TEST_F(FoldTest, RefusesAFirstEventThatIsNoCreation) {
  EXPECT_EQ(Apply(journal_.Next(StepStarted{StepId(0)})).code(), absl::StatusCode::kDataLoss);
}

TEST_F(FoldTest, RefusesASecondCreation) {
  Create();
  EXPECT_EQ(Apply(journal_.Next(TrajectoryCreated{"x", {}})).code(), absl::StatusCode::kDataLoss);
}

TEST_F(FoldTest, RefusesAnotherMethod) {
  store::Event event = journal_.Next(TrajectoryCreated{"x", {}});
  event.method.id = "other";
  EXPECT_EQ(Apply(event).code(), absl::StatusCode::kDataLoss);
}

TEST_F(FoldTest, WhatCannotBeReadChangesNothing) {
  Create();
  store::Event event = journal_.Next(FactsRecorded{{SetTo(m_, "open", Value::Bool(true))}});
  event.payload = R"({"changes":[{"op":"set","path":"open","value":true},{"op":"x"}]})";
  EXPECT_EQ(Apply(event).code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(WriteFactsJson(m_, record_.state.facts), "{}");
  EXPECT_EQ(record_.revision, 1);
}

}  // namespace
}  // namespace stapwijs
