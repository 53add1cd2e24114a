// SPDX-License-Identifier: EUPL-1.2
#include "engine/trajectory/commands.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/engine/trajectory/journal.h"

namespace stapwijs {
namespace {

using testing::Act;
using testing::AnswerTo;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::SetTo;

class CommandsTest : public ::testing::Test {
 protected:
  CommandsTest() { Tell(TrajectoryCreated{"Heseveld", {}}); }

  void Tell(const EventContent& content) {
    ASSERT_TRUE(ApplyEvent(m_, journal_.Next(content), record_).ok());
  }
  void Set(std::string_view path, Value value) {
    Tell(FactsRecorded{{SetTo(m_, path, std::move(value))}});
  }
  void MakeAreaComplete() {
    Set("inhabitants", Value::Exactly(4000));
    Tell(ItemAnswered{AnswerTo("area.goal_discussed", Value::Bool(true))});
  }

  CommandResult Record(const std::vector<Change>& changes) {
    return RecordFacts(*program_, record_, changes);
  }
  CommandResult Start(std::string_view step) { return StartStep(*program_, record_, step, kDay); }
  CommandResult Complete(std::string_view step) {
    return CompleteStep(*program_, record_, step, kDay);
  }

  // "place REASON" of each violation.
  static std::vector<std::string> Faults(const CommandResult& result) {
    std::vector<std::string> out;
    for (const Violation& v : result.violations)
      out.push_back(absl::StrCat(v.field, " ", v.reason));
    return out;
  }
  // "KIND path" of each cause.
  static std::vector<std::string> Causes(const CommandResult& result) {
    std::vector<std::string> out;
    if (!result.refusal) return out;
    for (const RefusalCause& cause : result.refusal->causes) {
      out.push_back(std::string(Name(cause.kind)) + " " + cause.path);
    }
    return out;
  }
  static std::string ReasonOf(const CommandResult& result) {
    return result.refusal ? result.refusal->reason : "";
  }

  static constexpr Date kDay{19000};
  const std::shared_ptr<const Method> method_ = testing::SmallMethod();
  const Method& m_ = *method_;
  const std::shared_ptr<const Program> program_ = Program::Compile(method_);
  testing::Journal journal_;
  TrajectoryRecord record_;
};

TEST_F(CommandsTest, AnAcceptedCommandBecomesADraftOfItsMethod) {
  CommandResult out = Record({SetTo(m_, "open", Value::Bool(true))});
  ASSERT_TRUE(out.draft);
  EXPECT_EQ(out.draft->type, "facts_recorded");
  EXPECT_EQ(out.draft->type_version, 1);
  EXPECT_EQ(out.draft->payload, R"({"changes":[{"op":"set","path":"open","value":true}]})");
  EXPECT_EQ(out.draft->method.id, "small");
  EXPECT_EQ(out.draft->method.version, "1.0.0");
  EXPECT_EQ(audit::ToHex(out.draft->method.hash), m_.hash);
}

TEST_F(CommandsTest, ReportsAllViolationsAndDraftsNothing) {
  CommandResult out =
      Record({SetTo(m_, "inhabitants", Value::Exactly(-1)), SetTo(m_, "open", Value::Bool(true)),
              SetTo(m_, "members", Value::None())});
  EXPECT_FALSE(out.draft);
  EXPECT_THAT(Faults(out), ElementsAre("changes[0] OUT_OF_RANGE", "changes[2] NONE_NOT_ALLOWED"));
}

TEST_F(CommandsTest, RefusesToRecordNothing) {
  EXPECT_THAT(Faults(Record({})), ElementsAre("changes MALFORMED"));
}

TEST_F(CommandsTest, TakesAsManyChangesAsAllowed) {
  std::vector<Change> changes(500, SetTo(m_, "open", Value::Bool(true)));
  EXPECT_TRUE(Record(changes).draft);
  changes.push_back(changes[0]);
  EXPECT_THAT(Faults(Record(changes)), ElementsAre("changes TOO_MANY_CHANGES"));
}

TEST_F(CommandsTest, CountsElementsWithThoseRecordedBefore) {
  using Kind = Change::Kind;
  Tell(FactsRecorded{{Act(m_, Kind::kAddElement, "members[a]"),
                      Act(m_, Kind::kAddElement, "members[b]"),
                      Act(m_, Kind::kAddElement, "members[c]")}});
  EXPECT_TRUE(Record({Act(m_, Kind::kAddElement, "members[c]")}).draft);
  EXPECT_THAT(Faults(Record({Act(m_, Kind::kAddElement, "members[d]")})),
              ElementsAre("changes[0] TOO_MANY_ELEMENTS"));
}

TEST_F(CommandsTest, NeverRefusesAFactBecauseOfARule) {
  EXPECT_TRUE(Record({SetTo(m_, "inhabitants", Value::Exactly(6000))}).draft);
}

TEST_F(CommandsTest, RecordsAnAnswer) {
  CommandResult out =
      AnswerItem(*program_, record_, "area.goal_discussed", ItemAnswer::kNotDone, "doc-1");
  ASSERT_TRUE(out.draft);
  EXPECT_EQ(out.draft->type, "item_answered");
  EXPECT_EQ(out.draft->payload,
            R"({"answer":"not_done","evidence":"doc-1","item":"area.goal_discussed"})");
}

TEST_F(CommandsTest, RefusesAnAnswerToAnUnknownItem) {
  EXPECT_THAT(Faults(AnswerItem(*program_, record_, "area.goal", ItemAnswer::kDone, "")),
              ElementsAre("item UNKNOWN_ITEM"));
}

TEST_F(CommandsTest, CreatesATrajectory) {
  CommandResult out = CreateTrajectory(*program_, {"Heseveld", store::CaseRef{"zaken", "1"}});
  ASSERT_TRUE(out.draft);
  EXPECT_EQ(out.draft->type, "trajectory_created");
}

TEST_F(CommandsTest, RefusesALabelOrCaseReferenceThatIsNoLine) {
  EXPECT_THAT(Faults(CreateTrajectory(*program_, {"", {}})), ElementsAre());
  EXPECT_THAT(Faults(CreateTrajectory(*program_, {"a\nb", {}})), ElementsAre("label MALFORMED"));
  for (const char* label : {"  ", "\u00A0", "Zuid\u202E", "Zuid\u2028Noord"}) {
    EXPECT_THAT(Faults(CreateTrajectory(*program_, {label, {}})), ElementsAre("label MALFORMED"));
  }
  EXPECT_THAT(
      Faults(CreateTrajectory(*program_, {std::string(81, 'x'), store::CaseRef{"", "\n"}})),
      ElementsAre("label TEXT_TOO_LONG", "case_ref.source MALFORMED", "case_ref.id MALFORMED"));
  EXPECT_TRUE(CreateTrajectory(*program_, {std::string(80, 'x'), {}}).draft);
}

TEST_F(CommandsTest, StartsAStepThatNothingHoldsBack) {
  CommandResult out = Start("area");
  ASSERT_TRUE(out.draft);
  EXPECT_EQ(out.draft->payload, R"({"step":"area"})");
}

TEST_F(CommandsTest, RefusesToStartBeforeTheStepBefore) {
  Set("open", Value::Bool(true));
  CommandResult out = Start("preparation");
  EXPECT_FALSE(out.draft);
  EXPECT_EQ(ReasonOf(out), kStepNotStartable);
  EXPECT_THAT(Causes(out), ElementsAre("AFTER_NOT_COMPLETE area"));
  EXPECT_EQ(out.refusal->causes[0].message.nl, "De stap \"Gebied\" is nog niet volledig.");
}

TEST_F(CommandsTest, ListsEveryReasonNotToStart) {
  Set("open", Value::Bool(false));
  EXPECT_THAT(Causes(Start("preparation")),
              ElementsAre("AFTER_NOT_COMPLETE area", "GUARD_VIOLATED area.open_first"));
}

TEST_F(CommandsTest, AGuardOnTheStartTellsItsMessageAndSource) {
  MakeAreaComplete();
  Set("open", Value::Bool(false));
  CommandResult out = Start("preparation");
  ASSERT_THAT(Causes(out), ElementsAre("GUARD_VIOLATED area.open_first"));
  EXPECT_EQ(out.refusal->causes[0].message.nl, "Eerst open.");
  EXPECT_EQ(out.refusal->causes[0].source.nl, "Handreiking, Stap 1");
  EXPECT_EQ(m_.guard(out.refusal->causes[0].guard).name, "open_first");
}

TEST_F(CommandsTest, AnUndeterminedGuardOnTheStartSaysWhatItWaitsFor) {
  MakeAreaComplete();
  CommandResult out = Start("preparation");
  EXPECT_EQ(ReasonOf(out), kStepNotStartable);
  ASSERT_THAT(Causes(out), ElementsAre("GUARD_UNDETERMINED area.open_first"));
  EXPECT_THAT(out.refusal->causes[0].waiting_for, ElementsAre("open"));
  EXPECT_THAT(out.refusal->causes[0].message.nl, HasSubstr("Nog nodig: open."));
}

TEST_F(CommandsTest, StartsOnceAllBeforeIsInOrder) {
  MakeAreaComplete();
  Set("open", Value::Bool(true));
  EXPECT_TRUE(Start("preparation").draft);
}

TEST_F(CommandsTest, RefusesToStartTwice) {
  Tell(StepStarted{StepId(0)});
  EXPECT_EQ(ReasonOf(Start("area")), kStepAlreadyStarted);
}

TEST_F(CommandsTest, RefusesToStartWhatIsCompleted) {
  Tell(StepCompleted{StepId(0), Status::kComplete});
  EXPECT_EQ(ReasonOf(Start("area")), kStepAlreadyCompleted);
}

TEST_F(CommandsTest, CompletesWithoutAStart) {
  MakeAreaComplete();
  CommandResult out = Complete("area");
  ASSERT_TRUE(out.draft);
  EXPECT_EQ(out.draft->type, "step_completed");
  EXPECT_EQ(out.draft->payload, R"({"status":"complete","step":"area"})");
}

TEST_F(CommandsTest, RefusesToCompleteTwice) {
  MakeAreaComplete();
  Tell(StepCompleted{StepId(0), Status::kComplete});
  EXPECT_EQ(ReasonOf(Complete("area")), kStepAlreadyCompleted);
}

TEST_F(CommandsTest, ListsEveryReasonNotToComplete) {
  CommandResult out = Complete("area");
  EXPECT_EQ(ReasonOf(out), kStepNotComplete);
  EXPECT_THAT(Causes(out),
              ElementsAre("GUARD_UNDETERMINED area.crowded", "ITEM_UNKNOWN area.goal_discussed",
                          "ITEM_UNKNOWN area.explored"));
  EXPECT_THAT(out.refusal->causes[2].waiting_for, ElementsAre("inhabitants"));
}

TEST_F(CommandsTest, AViolatedGuardAndAnOpenItemKeepFromCompleting) {
  Set("inhabitants", Value::Exactly(6000));
  Tell(ItemAnswered{AnswerTo("area.goal_discussed", Value::Bool(false))});
  CommandResult out = Complete("area");
  EXPECT_THAT(Causes(out),
              ElementsAre("GUARD_VIOLATED area.crowded", "ITEM_OPEN area.goal_discussed"));
  EXPECT_EQ(out.refusal->causes[0].message.nl, "Het gebied is te groot.");
  EXPECT_EQ(out.refusal->causes[1].message.en, "\"EN goal_discussed\" is not done yet.");
}

TEST_F(CommandsTest, ItemsOfElementsKeepFromCompletingTheStep) {
  Tell(FactsRecorded{{Act(m_, Change::Kind::kAddElement, "sessions[vol]"),
                      Act(m_, Change::Kind::kAllElements, "sessions")}});
  EXPECT_THAT(Causes(Complete("preparation")),
              ElementsAre("ITEM_UNKNOWN preparation.sessions[vol].agreed"));
}

TEST_F(CommandsTest, AnItemIsAnsweredOfAnElementThatIsThere) {
  auto answer = [&](const char* item, ItemAnswer said = ItemAnswer::kDone) {
    return AnswerItem(*program_, record_, item, said, "");
  };
  CommandResult none = answer("preparation.sessions[vol].agreed");
  EXPECT_THAT(Faults(none), ElementsAre("item UNKNOWN_ELEMENT"));
  EXPECT_THAT(none.violations.at(0).message.en, HasSubstr("There is none yet."));
  Tell(FactsRecorded{{Act(m_, Change::Kind::kAddElement, "sessions[vol]"),
                      Act(m_, Change::Kind::kAddElement, "sessions[gone]"),
                      Act(m_, Change::Kind::kWithdrawElement, "sessions[gone]")}});
  EXPECT_TRUE(answer("preparation.sessions[vol].agreed").draft);
  EXPECT_THAT(Faults(answer("preparation.sessions[gone].agreed")),
              ElementsAre("item UNKNOWN_ELEMENT"));
  EXPECT_THAT(answer("preparation.sessions[other].agreed").violations.at(0).message.en,
              HasSubstr("You can choose from: vol."));
  EXPECT_TRUE(answer("preparation.sessions[gone].agreed", ItemAnswer::kWithdraw).draft);
}

TEST_F(CommandsTest, AnAnswerMayComeWithItsElement) {
  const Change said = AnswerTo("preparation.sessions[vol].agreed", Value::Bool(true));
  EXPECT_THAT(Faults(Record({said})), ElementsAre("changes[0] UNKNOWN_ELEMENT"));
  EXPECT_TRUE(Record({said, Act(m_, Change::Kind::kAddElement, "sessions[vol]")}).draft);
}

TEST_F(CommandsTest, OnlyAnElementThatWasThereIsWithdrawn) {
  const Change gone = Act(m_, Change::Kind::kWithdrawElement, "sessions[vol]");
  EXPECT_THAT(Faults(Record({gone})), ElementsAre("changes[0] UNKNOWN_ELEMENT"));
  EXPECT_TRUE(Record({Act(m_, Change::Kind::kAddElement, "sessions[vol]"), gone}).draft);
  Tell(FactsRecorded{{Act(m_, Change::Kind::kAddElement, "sessions[vol]"), gone}});
  EXPECT_TRUE(Record({gone}).draft);
}

TEST_F(CommandsTest, AnUnknownStepIsAViolation) {
  CommandResult out = Start("aria");
  EXPECT_THAT(Faults(out), ElementsAre("step UNKNOWN_STEP"));
  EXPECT_THAT(out.violations[0].message.nl, HasSubstr("Bedoelde u \"area\"?"));
  EXPECT_THAT(Causes(out), IsEmpty());
}

}  // namespace
}  // namespace stapwijs
