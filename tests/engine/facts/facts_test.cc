// SPDX-License-Identifier: EUPL-1.2
#include "engine/facts/facts.h"

#include <gtest/gtest.h>

#include "tests/engine/testing/small_method.h"

namespace stapwijs {
namespace {

using testing::Act;
using testing::AnswerTo;
using testing::PathOf;
using testing::SetTo;
using Kind = Change::Kind;

class FactsTest : public ::testing::Test {
 protected:
  void Set(std::string_view path, Value value) { facts_.Apply(m_, SetTo(m_, path, value)); }
  void Do(Kind kind, std::string_view path) { facts_.Apply(m_, Act(m_, kind, path)); }

  // The recorded value at `path`, null when there is none.
  const RecordedValue* At(std::string_view path) const {
    FactPath at = PathOf(m_, path);
    const Element* owner = facts_.Find(at.elements);
    return owner == nullptr ? nullptr : owner->Find(at.field);
  }
  Value ValueAt(std::string_view path) const {
    const RecordedValue* value = At(path);
    return value == nullptr ? Value::Unknown() : value->value;
  }
  // Keys of the list or pairs at `path`, withdrawn ones with a minus before them.
  std::string Keys(std::string_view path) const {
    FactPath at = PathOf(m_, path);
    const Element* owner = facts_.Find(at.elements);
    const Elements* all =
        owner == nullptr ? nullptr : owner->FindChildren(m_.field(at.field).elements);
    std::string out;
    if (all == nullptr) return out;
    for (const auto& one : all->all()) {
      out += (out.empty() ? "" : " ") + std::string(one->withdrawn ? "-" : "") + one->key;
    }
    return out;
  }
  ListState State(std::string_view path) const {
    FactPath at = PathOf(m_, path);
    return StateOfList(*facts_.Find(at.elements), at.field);
  }
  SetValue People() const { return *ValueAt("sessions[vol].people").set(); }

  const std::shared_ptr<const Method> method_ = testing::SmallMethod();
  const Method& m_ = *method_;
  Facts facts_;
};

TEST_F(FactsTest, NothingIsRecordedAtFirst) { EXPECT_EQ(At("inhabitants"), nullptr); }

TEST_F(FactsTest, TheLaterValueWins) {
  Set("inhabitants", Value::Exactly(5));
  Set("inhabitants", Value::Exactly(6));
  EXPECT_EQ(ValueAt("inhabitants"), Value::Exactly(6));
}

TEST_F(FactsTest, AWithdrawnFactIsNotRecorded) {
  Set("inhabitants", Value::Exactly(5));
  Do(Kind::kWithdraw, "inhabitants");
  EXPECT_EQ(At("inhabitants"), nullptr);
}

TEST_F(FactsTest, WithdrawingInAnUnknownElementMakesNoElement) {
  Do(Kind::kWithdraw, "sessions[vol].on");
  EXPECT_EQ(Keys("sessions"), "");
}

TEST_F(FactsTest, AnUnrecordedListIsAtLeastNothing) {
  EXPECT_EQ(State("sessions"), ListState::kAtLeast);
}

TEST_F(FactsTest, OneElementLeavesAnUnrecordedListAtLeast) {
  Do(Kind::kAddElement, "sessions[vol]");
  EXPECT_EQ(State("sessions"), ListState::kAtLeast);
  EXPECT_EQ(Keys("sessions"), "vol");
}

TEST_F(FactsTest, TheseAreAllMakesAListComplete) {
  Do(Kind::kAddElement, "sessions[vol]");
  Do(Kind::kAllElements, "sessions");
  EXPECT_EQ(State("sessions"), ListState::kComplete);
}

TEST_F(FactsTest, AnElementAddedToACompleteListKeepsItComplete) {
  Do(Kind::kAllElements, "sessions");
  Do(Kind::kAddElement, "sessions[vol]");
  EXPECT_EQ(State("sessions"), ListState::kComplete);
}

TEST_F(FactsTest, ACompleteListMayHaveMoreAgain) {
  Do(Kind::kAllElements, "sessions");
  Do(Kind::kMayHaveMore, "sessions");
  EXPECT_EQ(State("sessions"), ListState::kAtLeast);
}

TEST_F(FactsTest, ReplacingWithdrawsWhatIsNotAddedAfter) {
  Do(Kind::kAddElement, "sessions[a]");
  Do(Kind::kAddElement, "sessions[b]");
  Do(Kind::kReplaceElements, "sessions");
  Do(Kind::kAddElement, "sessions[b]");
  EXPECT_EQ(Keys("sessions"), "-a b");
  EXPECT_EQ(State("sessions"), ListState::kComplete);
}

TEST_F(FactsTest, AddingAgainKeepsWhatWasRecordedBefore) {
  Set("sessions[vol].state", Value::Exactly(1));
  Do(Kind::kWithdrawElement, "sessions[vol]");
  Do(Kind::kAddElement, "sessions[vol]");
  EXPECT_EQ(Keys("sessions"), "vol");
  EXPECT_EQ(ValueAt("sessions[vol].state"), Value::Exactly(1));
}

TEST_F(FactsTest, FactsOfAWithdrawnElementStayReadable) {
  Set("sessions[vol].state", Value::Exactly(1));
  Do(Kind::kWithdrawElement, "sessions[vol]");
  EXPECT_EQ(ValueAt("sessions[vol].state"), Value::Exactly(1));
}

TEST_F(FactsTest, AFactOfAnUnknownElementAddsIt) {
  Set("sessions[vol].state", Value::Exactly(1));
  EXPECT_EQ(Keys("sessions"), "vol");
}

TEST_F(FactsTest, AFactOfAWithdrawnElementDoesNotBringItBack) {
  Do(Kind::kWithdrawElement, "sessions[vol]");
  Set("sessions[vol].state", Value::Exactly(1));
  EXPECT_EQ(Keys("sessions"), "-vol");
}

TEST_F(FactsTest, AListSetToNoneHasNoElements) {
  Do(Kind::kAddElement, "sessions[vol]");
  Set("sessions", Value::None());
  EXPECT_EQ(State("sessions"), ListState::kNone);
  EXPECT_EQ(Keys("sessions"), "");
}

TEST_F(FactsTest, AnElementOfANoneListMakesItAtLeast) {
  Set("sessions", Value::None());
  Do(Kind::kAddElement, "sessions[vol]");
  EXPECT_EQ(State("sessions"), ListState::kAtLeast);
}

TEST_F(FactsTest, AWithdrawnListHasNoElementsAndIsNotRecorded) {
  Set("sessions[vol].state", Value::Exactly(1));
  Do(Kind::kAllElements, "sessions");
  Do(Kind::kWithdraw, "sessions");
  EXPECT_EQ(Keys("sessions"), "");
  EXPECT_EQ(State("sessions"), ListState::kAtLeast);
}

TEST_F(FactsTest, InANoneRecordEverythingIsNone) {
  Set("kickoff.state", Value::Exactly(1));
  Set("kickoff", Value::None());
  for (const char* path : {"kickoff", "kickoff.state", "kickoff.on", "kickoff.venue.room"}) {
    EXPECT_TRUE(ValueAt(path).is_none()) << path;
  }
}

TEST_F(FactsTest, AFactInANoneRecordBringsTheRecordBack) {
  Set("kickoff.state", Value::Exactly(1));
  Set("kickoff", Value::None());
  Set("kickoff.venue.room", Value::Of(std::string("Zaal 1")));
  EXPECT_EQ(At("kickoff"), nullptr);
  EXPECT_EQ(At("kickoff.state"), nullptr);
  EXPECT_EQ(ValueAt("kickoff.venue.room"), Value::Of(std::string("Zaal 1")));
}

TEST_F(FactsTest, WithdrawingInANoneRecordLeavesItNone) {
  Set("kickoff", Value::None());
  Do(Kind::kWithdraw, "kickoff.state");
  EXPECT_TRUE(ValueAt("kickoff.state").is_none());
}

TEST_F(FactsTest, WithdrawingARecordWithdrawsAllInIt) {
  Set("kickoff.state", Value::Exactly(1));
  Set("kickoff.venue.room", Value::Of(std::string("Zaal 1")));
  Do(Kind::kWithdraw, "kickoff");
  EXPECT_EQ(At("kickoff.state"), nullptr);
  EXPECT_EQ(At("kickoff.venue.room"), nullptr);
}

TEST_F(FactsTest, AFactOfAPairNamesItsReference) {
  Set("sessions[vol].people[e1].trained", Value::Bool(true));
  EXPECT_EQ(People().members, std::vector<Atom>{Atom("e1")});
  EXPECT_FALSE(People().complete);
}

TEST_F(FactsTest, APairLeavesWithItsReferenceAndKeepsItsFacts) {
  Set("sessions[vol].people[e1].trained", Value::Bool(true));
  Set("sessions[vol].people", Value::Of(SetValue{{Atom("e2")}, true}));
  EXPECT_EQ(Keys("sessions[vol].people"), "-e1");
  EXPECT_TRUE(ValueAt("sessions[vol].people[e1].trained").is_yes());
}

TEST_F(FactsTest, WithdrawingAPairTakesItsReferenceOutOfTheSet) {
  Set("sessions[vol].people", Value::Of(SetValue{{Atom("e1"), Atom("e2")}, true}));
  Do(Kind::kWithdrawElement, "sessions[vol].people[e1]");
  EXPECT_EQ(People().members, std::vector<Atom>{Atom("e2")});
}

TEST_F(FactsTest, ASetCanBeCalledCompleteToo) {
  Set("initiatives", Value::Of(SetValue{{Atom(int64_t{1})}, false}));
  Do(Kind::kAllElements, "initiatives");
  EXPECT_TRUE(ValueAt("initiatives").set()->complete);
}

TEST_F(FactsTest, FactsPerEnumValueNeedNoElement) {
  Set("audience[volunteers].strategy", Value::Exactly(2));
  EXPECT_EQ(ValueAt("audience[volunteers].strategy"), Value::Exactly(2));
}

TEST_F(FactsTest, AnAnswerIsKeptWithItsEvidence) {
  facts_.Apply(m_, AnswerTo("area.goal_discussed", Value::Bool(true), "doc-1"));
  EXPECT_EQ(*facts_.FindAnswer("area.goal_discussed"), (Answer{true, "doc-1"}));
}

TEST_F(FactsTest, AnAnswerCanBeWithdrawn) {
  facts_.Apply(m_, AnswerTo("area.goal_discussed", Value::Bool(true)));
  facts_.Apply(m_, AnswerTo("area.goal_discussed", Value::Unknown()));
  EXPECT_EQ(facts_.FindAnswer("area.goal_discussed"), nullptr);
}

TEST_F(FactsTest, ACopyKeepsWhatItHadWhenTheOriginalChanges) {
  Set("sessions[vol].situations[s1].anonymised", Value::Bool(true));
  Facts before = facts_;
  Set("sessions[vol].situations[s1].anonymised", Value::Bool(false));
  FactPath path = PathOf(m_, "sessions[vol].situations[s1].anonymised");
  EXPECT_TRUE(before.Find(path.elements)->Find(path.field)->value.is_yes());
  EXPECT_TRUE(facts_.Find(path.elements)->Find(path.field)->value.is_no());
}

TEST(UnusedKeyTest, SkipsKeysOfElementsAndThoseTaken) {
  Elements elements;
  elements.Mutable("e1");
  EXPECT_EQ(UnusedKey(&elements, {"e2"}), "e3");
}

}  // namespace
}  // namespace stapwijs
