// SPDX-License-Identifier: EUPL-1.2
// Shared suite: case references, at creation and changed later.
#include "tests/engine/store/store_suite.h"

namespace stapwijs::store::testing {
namespace {

class CaseRefSuite : public StoreSuite {
 protected:
  std::optional<std::string> Holder(const std::string& id, const std::string& method = "wijk") {
    const auto found = store_->FindByCaseRef(kTenant, method, {"zaken", id});
    EXPECT_TRUE(found.ok()) << found.status();
    return found.ok() ? *found : std::nullopt;
  }
  std::optional<CaseRef> Listed(const std::string& trajectory) {
    const auto list = store_->ListTrajectories(kTenant, {}, 0, 100);
    EXPECT_TRUE(list.ok()) << list.status();
    for (const TrajectorySummary& each : *list) {
      if (each.trajectory == trajectory) return each.case_ref;
    }
    ADD_FAILURE() << trajectory << " is not listed";
    return std::nullopt;
  }
};
INSTANTIATE_TEST_SUITE_P(Every, CaseRefSuite, ::testing::ValuesIn(AllStores()), KindName);

// A trajectory for case c-1.
Command ForCase(const std::string& trajectory, const std::string& method) {
  Command command = Create(trajectory, "create " + trajectory);
  command.case_ref = CaseRef{"zaken", "c-1"};
  command.decide = [method](const Head&) {
    EventDraft draft = Draft();
    draft.method = MethodOf(method);
    return draft;
  };
  return command;
}

TEST_P(CaseRefSuite, CaseHasOneTrajectoryOfAMethod) {
  ASSERT_TRUE(Write(*store_, ForCase("t1", "wijk")).ok());
  const auto second = Write(*store_, ForCase("t2", "wijk"));
  EXPECT_REASON(second, Reason::kCaseRefTaken);
  EXPECT_EQ(ExistingTrajectory(second.status()), "t1");
  EXPECT_EQ(All().size(), 1U);
}

TEST_P(CaseRefSuite, CaseMayHaveATrajectoryOfAnotherMethodOrTenant) {
  ASSERT_TRUE(Write(*store_, ForCase("t1", "wijk")).ok());
  EXPECT_TRUE(Write(*store_, ForCase("t2", "inclusion_agenda")).ok());
  Command other = ForCase("t1", "wijk");
  other.tenant = "arnhem";
  EXPECT_TRUE(Write(*store_, other).ok());
}

TEST_P(CaseRefSuite, CaseTakenWithinTheGroupIsRefused) {
  std::vector<std::future<absl::StatusOr<Appended>>> answers;
  {
    Plug plug(*store_);
    answers.push_back(WriteLater(*store_, ForCase("t1", "wijk")));
    answers.push_back(WriteLater(*store_, ForCase("t2", "wijk")));
  }
  EXPECT_TRUE(answers[0].get().ok());
  EXPECT_EQ(ExistingTrajectory(answers[1].get().status()), "t1");
}

TEST_P(CaseRefSuite, TrajectoryIsFoundByItsCase) {
  ASSERT_TRUE(Write(*store_, ForCase("t1", "wijk")).ok());
  EXPECT_EQ(*store_->FindByCaseRef(kTenant, "wijk", {"zaken", "c-1"}), "t1");
  EXPECT_EQ(*store_->FindByCaseRef(kTenant, "wijk", {"c-1", "zaken"}), std::nullopt);
  EXPECT_EQ(*store_->FindByCaseRef(kTenant, "other", {"zaken", "c-1"}), std::nullopt);
  EXPECT_EQ(*store_->FindByCaseRef("arnhem", "wijk", {"zaken", "c-1"}), std::nullopt);
}

// Gives the trajectory the case with this id; "": takes it away.
Command Change(const std::string& trajectory, const std::string& request, const std::string& id) {
  Command command = Record(trajectory, request);
  command.sets_case_ref = true;
  if (!id.empty()) command.case_ref = CaseRef{"zaken", id};
  return command;
}

TEST_P(CaseRefSuite, IsChanged) {
  ASSERT_TRUE(Write(*store_, ForCase("t1", "wijk")).ok());
  ASSERT_TRUE(Write(*store_, Change("t1", "r2", "c-2")).ok());
  EXPECT_EQ(Holder("c-1"), std::nullopt);
  EXPECT_EQ(Holder("c-2"), "t1");
  EXPECT_EQ(Listed("t1"), (CaseRef{"zaken", "c-2"}));
  ExpectChainHolds();
}

TEST_P(CaseRefSuite, IsGivenLater) {
  ASSERT_TRUE(Write(*store_, Create("t1", "r1")).ok());
  ASSERT_TRUE(Write(*store_, Change("t1", "r2", "c-2")).ok());
  EXPECT_EQ(Holder("c-2", "welkome_wijk"), "t1");
}

TEST_P(CaseRefSuite, IsTakenAwayAndFreeForAnother) {
  ASSERT_TRUE(Write(*store_, ForCase("t1", "wijk")).ok());
  ASSERT_TRUE(Write(*store_, Change("t1", "r2", "")).ok());
  EXPECT_EQ(Holder("c-1"), std::nullopt);
  EXPECT_EQ(Listed("t1"), std::nullopt);
  ASSERT_TRUE(Write(*store_, ForCase("t2", "wijk")).ok());
  EXPECT_EQ(Holder("c-1"), "t2");
}

TEST_P(CaseRefSuite, OthersEventsLeaveIt) {
  ASSERT_TRUE(Write(*store_, ForCase("t1", "wijk")).ok());
  ASSERT_TRUE(Write(*store_, Record("t1", "r2")).ok());
  EXPECT_EQ(Listed("t1"), (CaseRef{"zaken", "c-1"}));
}

TEST_P(CaseRefSuite, OfAnotherIsRefusedAndNothingChanges) {
  ASSERT_TRUE(Write(*store_, ForCase("t1", "wijk")).ok());
  Command other = ForCase("t2", "wijk");
  other.case_ref = CaseRef{"zaken", "c-2"};
  ASSERT_TRUE(Write(*store_, other).ok());
  const auto refused = Write(*store_, Change("t2", "r2", "c-1"));
  EXPECT_REASON(refused, Reason::kCaseRefTaken);
  EXPECT_EQ(ExistingTrajectory(refused.status()), "t1");
  EXPECT_EQ(Holder("c-2"), "t2");
  EXPECT_EQ(All().size(), 2U);
}

TEST_P(CaseRefSuite, ItsOwnIsFine) {
  ASSERT_TRUE(Write(*store_, ForCase("t1", "wijk")).ok());
  ASSERT_TRUE(Write(*store_, Change("t1", "r2", "c-1")).ok());
  EXPECT_EQ(Holder("c-1"), "t1");
}

TEST_P(CaseRefSuite, IsUniqueUnderTheMethodOfCreation) {
  ASSERT_TRUE(Write(*store_, ForCase("t1", "wijk")).ok());
  ASSERT_TRUE(Write(*store_, Create("t2", "r2")).ok());  // of welkome_wijk
  Command change = Change("t2", "r3", "c-1");
  change.decide = ForCase("", "wijk").decide;  // its event names another method
  ASSERT_TRUE(Write(*store_, change).ok());
  EXPECT_EQ(Holder("c-1"), "t1");
  EXPECT_EQ(Holder("c-1", "welkome_wijk"), "t2");
}

TEST_P(CaseRefSuite, ChangesCountWithinTheGroup) {
  ASSERT_TRUE(Write(*store_, ForCase("t1", "wijk")).ok());
  std::vector<std::future<absl::StatusOr<Appended>>> answers;
  {
    Plug plug(*store_);
    answers.push_back(WriteLater(*store_, Change("t1", "r2", "c-2")));  // leaves c-1
    answers.push_back(WriteLater(*store_, ForCase("t2", "wijk")));      // takes it
    answers.push_back(WriteLater(*store_, Change("t1", "r3", "c-1")));  // too late
    answers.push_back(WriteLater(*store_, Change("t2", "r4", "c-2")));  // held by t1
    answers.push_back(WriteLater(*store_, Change("t1", "r5", "")));
    answers.push_back(WriteLater(*store_, Change("t2", "r6", "c-2")));
  }
  EXPECT_TRUE(answers[0].get().ok());
  EXPECT_TRUE(answers[1].get().ok());
  EXPECT_EQ(ExistingTrajectory(answers[2].get().status()), "t2");
  EXPECT_EQ(ExistingTrajectory(answers[3].get().status()), "t1");
  EXPECT_TRUE(answers[4].get().ok());
  EXPECT_TRUE(answers[5].get().ok());
  EXPECT_EQ(Holder("c-1"), std::nullopt);
  EXPECT_EQ(Holder("c-2"), "t2");
}

TEST_P(CaseRefSuite, RepeatedChangeIsDoneOnce) {
  ASSERT_TRUE(Write(*store_, ForCase("t1", "wijk")).ok());
  ASSERT_TRUE(Write(*store_, Change("t1", "r2", "c-2")).ok());
  ASSERT_TRUE(Write(*store_, Change("t1", "r3", "c-3")).ok());
  const auto again = Write(*store_, Change("t1", "r2", "c-2"));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(again->repeated);
  EXPECT_EQ(Holder("c-3"), "t1");
}

}  // namespace
}  // namespace stapwijs::store::testing
