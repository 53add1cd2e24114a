// SPDX-License-Identifier: EUPL-1.2
// Reopening, waiving, updating, closing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "engine/trajectory/commands.h"
#include "tests/engine/trajectory/journal.h"

namespace stapwijs {
namespace {

using ::testing::ElementsAre;
using testing::SetTo;

class ExceptionsTest : public ::testing::Test {
 protected:
  ExceptionsTest() { Tell(TrajectoryCreated{"Heseveld", store::CaseRef{"zaken", "z-1"}}); }

  void Tell(const EventContent& content) {
    ASSERT_TRUE(ApplyEvent(m_, journal_.Next(content), record_).ok());
  }
  void Set(std::string_view path, Value value) {
    Tell(FactsRecorded{{SetTo(m_, path, std::move(value))}});
  }
  GuardState StateOf(size_t guard, Date on = kDay) const {
    return Assess(*program_, record_.state, Inputs{}, on).steps[0].guards[guard].state;
  }
  CommandResult Waive(WantedWaiver wanted) const {
    return WaiveGuard(*program_, record_, wanted, kDay);
  }
  static WantedWaiver Wanted(std::string path) {
    return {std::move(path), "alderman", "dossier-7", "Er is een tweede zaal.", {}};
  }
  static std::string ReasonOf(const CommandResult& result) {
    return result.refusal ? result.refusal->reason : "";
  }
  static std::vector<std::string> Faults(const CommandResult& result) {
    std::vector<std::string> out;
    for (const Violation& v : result.violations) {
      out.push_back(absl::StrCat(v.field, " ", v.reason));
    }
    return out;
  }

  static constexpr Date kDay{19000};
  const std::shared_ptr<const Method> method_ = testing::SmallMethod();
  const Method& m_ = *method_;
  const std::shared_ptr<const Program> program_ = Program::Compile(method_);
  testing::Journal journal_;
  TrajectoryRecord record_;
};

TEST_F(ExceptionsTest, AWaiverShowsAndRevokingItRestoresTheBlock) {
  Set("inhabitants", Value::Exactly(6000));
  EXPECT_EQ(StateOf(0), GuardState::kViolated);
  ASSERT_TRUE(Waive(Wanted("area.crowded")).draft);
  Tell(GuardWaived{"area.crowded", {"Tweede zaal.", "alderman", "dossier-7", {}}});
  EXPECT_EQ(StateOf(0), GuardState::kWaived);
  EXPECT_EQ(record_.state.waivers.at("area.crowded").reference, "dossier-7");
  ASSERT_TRUE(RevokeWaiver(*program_, record_, "area.crowded").draft);
  Tell(WaiverRevoked{"area.crowded"});
  EXPECT_EQ(StateOf(0), GuardState::kViolated);
  EXPECT_EQ(ReasonOf(RevokeWaiver(*program_, record_, "area.crowded")), kNoWaiver);
}

TEST_F(ExceptionsTest, AWaiverHoldsUpToItsLastDay) {
  Set("inhabitants", Value::Exactly(6000));
  Tell(GuardWaived{"area.crowded", {"x", "alderman", "", Date{19010}}});
  EXPECT_EQ(StateOf(0, Date{19010}), GuardState::kWaived);
  EXPECT_EQ(StateOf(0, Date{19011}), GuardState::kViolated);
}

TEST_F(ExceptionsTest, WhoDecidedAndWhyIsPrivate) {
  Set("inhabitants", Value::Exactly(6000));
  const CommandResult result = Waive(Wanted("area.crowded"));
  EXPECT_EQ(result.draft->payload, R"({"path":"area.crowded","role":"alderman"})");
  EXPECT_EQ(result.draft->private_payload, R"(["Er is een tweede zaal.","dossier-7"])");
}

TEST_F(ExceptionsTest, AnErasedWaiverStaysAWaiver) {
  store::Event event = journal_.Next(GuardWaived{"area.crowded", {"x", "alderman", "y", {}}});
  event.private_payload.clear();
  event.salt.clear();
  const auto content = Decode(m_, event);
  ASSERT_TRUE(content.ok());
  EXPECT_EQ(std::get<GuardWaived>(*content).waiver.role, "alderman");
  EXPECT_EQ(std::get<GuardWaived>(*content).waiver.reason, "");
}

TEST_F(ExceptionsTest, WhatHoldsCannotBeWaivedNorWhatIsUnwaivable) {
  Set("inhabitants", Value::Exactly(10));
  EXPECT_EQ(ReasonOf(Waive(Wanted("area.crowded"))), kNothingToWaive);
  EXPECT_EQ(ReasonOf(Waive(Wanted("area.consent"))), kUnwaivable);
  EXPECT_TRUE(Waive(Wanted("area.open_first")).draft);  // undetermined
}

TEST_F(ExceptionsTest, TheStepsBeforeOneCanBeWaived) {
  EXPECT_TRUE(Waive(Wanted("preparation.after")).draft);
  EXPECT_THAT(Faults(Waive(Wanted("area.after"))), ElementsAre("guard UNKNOWN_GUARD"));
}

TEST_F(ExceptionsTest, NamesEverythingThatIsWrongWithAWaiver) {
  WantedWaiver wanted{"area.nobody", "mayor", "two\nlines", "", Date{18999}};
  EXPECT_THAT(Faults(Waive(wanted)),
              ElementsAre("role UNKNOWN_ROLE", "reason REQUIRED", "reference MALFORMED",
                          "until OUT_OF_RANGE", "guard UNKNOWN_GUARD"));
}

TEST_F(ExceptionsTest, OnlyACompletedStepIsReopenedAndItsHistoryStays) {
  EXPECT_EQ(ReasonOf(ReopenStep(*program_, record_, "area")), kStepNotCompleted);
  Tell(StepCompleted{StepId(0), Status::kComplete});
  ASSERT_TRUE(ReopenStep(*program_, record_, "area").draft);
  Tell(StepReopened{StepId(0)});
  const Transition transition = record_.state.transition(StepId(0));
  EXPECT_EQ(transition.phase, StepPhase::kStarted);
  EXPECT_TRUE(transition.ever_completed);
  EXPECT_EQ(transition.completed_revision, 2);
  EXPECT_EQ(transition.reopened_revision, 3);
}

TEST_F(ExceptionsTest, AnUpdateReplacesWhatItGives) {
  TrajectoryUpdated wanted;
  EXPECT_THAT(Faults(UpdateTrajectory(*program_, record_, wanted)),
              ElementsAre("update_mask REQUIRED"));
  wanted.label = "Heseveld-West";
  ASSERT_TRUE(UpdateTrajectory(*program_, record_, wanted).draft);
  Tell(wanted);
  EXPECT_EQ(record_.label, "Heseveld-West");
  EXPECT_EQ(record_.case_ref, (store::CaseRef{"zaken", "z-1"}));
  Tell(TrajectoryUpdated{{}, true, {}});
  EXPECT_EQ(record_.case_ref, std::nullopt);
}

TEST_F(ExceptionsTest, NothingIsWrittenAfterTheEnd) {
  ASSERT_TRUE(CloseTrajectory(*program_, record_, true).draft);
  Tell(TrajectoryClosed{true});
  EXPECT_EQ(record_.closed, Closing::kEnded);
  const CommandResult refused[] = {
      RecordFacts(*program_, record_, {SetTo(m_, "open", Value::Bool(true))}),
      AnswerItem(*program_, record_, "area.goal_discussed", ItemAnswer::kDone, ""),
      StartStep(*program_, record_, "area", kDay),
      CompleteStep(*program_, record_, "area", kDay),
      ReopenStep(*program_, record_, "area"),
      Waive(Wanted("area.crowded")),
      RevokeWaiver(*program_, record_, "area.crowded"),
      UpdateTrajectory(*program_, record_, {"x", false, {}}),
      CloseTrajectory(*program_, record_, false)};
  for (const CommandResult& result : refused) EXPECT_EQ(ReasonOf(result), kTrajectoryClosed);
}

}  // namespace
}  // namespace stapwijs
