// SPDX-License-Identifier: EUPL-1.2
#include "engine/facts/validate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/date.h"
#include "engine/facts/describe.h"
#include "engine/facts/item_path.h"
#include "tests/engine/testing/small_method.h"

namespace stapwijs {
namespace {

using testing::Act;
using testing::AnswerTo;
using ::testing::HasSubstr;
using testing::PathOf;
using testing::SetTo;
using Kind = Change::Kind;

const Method& Small() { return *testing::SmallMethod(); }

std::vector<Violation> Check(const Change& change, const Limits& limits = {}) {
  std::vector<Violation> out;
  ValidateChange(Small(), change, "changes[0]", limits, out);
  return out;
}

// The reason of the only violation; "" when there is none.
std::string Reason(const Change& change, const Limits& limits = {}) {
  std::vector<Violation> found = Check(change, limits);
  if (found.size() > 1) return "more than one";
  return found.empty() ? "" : found[0].reason;
}

std::string ReasonOfSet(std::string_view path, Value value) {
  return Reason(SetTo(Small(), path, std::move(value)));
}

Value Words(std::string text) { return Value::Of(std::move(text)); }
Value Members(std::vector<Atom> members, bool complete = true) {
  return Value::Of(SetValue{std::move(members), complete});
}

struct Case {
  const char* path;
  Value value;
  const char* reason;
};

class ValueTest : public ::testing::TestWithParam<Case> {};

TEST_P(ValueTest, HasItsReason) {
  EXPECT_EQ(ReasonOfSet(GetParam().path, GetParam().value), GetParam().reason) << GetParam().path;
}

INSTANTIATE_TEST_SUITE_P(
    All, ValueTest,
    ::testing::Values(
        Case{"open", Value::Bool(true), ""}, Case{"open", Value::Exactly(2), "OUT_OF_RANGE"},
        Case{"open", Words("ja"), "WRONG_TYPE"}, Case{"open", Value::Unknown(), "WRONG_TYPE"},
        Case{"inhabitants", Value::Exactly(0), ""},
        Case{"inhabitants", Value::Exactly(1000000), ""},
        Case{"inhabitants", Value::Exactly(-1), "OUT_OF_RANGE"},
        Case{"inhabitants", Value::Exactly(1000001), "OUT_OF_RANGE"},
        Case{"inhabitants", Value::Of(Range{6001, Range::kPosInf}), ""},
        Case{"inhabitants", Value::Of(Range{1000001, Range::kPosInf}), "OUT_OF_RANGE"},
        Case{"inhabitants", Value::Of(Range{Range::kNegInf, -1}), "OUT_OF_RANGE"},
        Case{"inhabitants", Value::Of(Range{9, 5}), "EMPTY_RANGE"},
        Case{"inhabitants", Value::None(), "NONE_NOT_ALLOWED"},
        Case{"budget", Value::Exactly(kMaxDecimal), ""},
        Case{"budget", Value::Exactly(kMaxDecimal + 1), "OUT_OF_RANGE"},
        Case{"started_on", Value::None(), ""},
        Case{"started_on", Value::Exactly(FromCivil({9999, 12, 31}).days), ""},
        Case{"started_on", Value::Exactly(FromCivil({9999, 12, 31}).days + 1), "OUT_OF_RANGE"},
        Case{"starts_at", Value::Exactly(1439), ""},
        Case{"starts_at", Value::Exactly(1440), "OUT_OF_RANGE"},
        Case{"length", Value::Exactly(-1), "OUT_OF_RANGE"},
        Case{"kickoff.state", Value::Exactly(2), ""},
        Case{"kickoff.state", Value::Exactly(3), "OUT_OF_RANGE"},
        Case{"kickoff.state", Value::Of(Range{0, 1}), "WRONG_TYPE"},
        Case{"kickoff", Value::None(), ""}, Case{"kickoff", Value::Bool(true), "WRONG_TYPE"},
        Case{"kickoff.venue", Value::None(), "NONE_NOT_ALLOWED"},
        Case{"sessions", Value::None(), ""}, Case{"members", Value::None(), "NONE_NOT_ALLOWED"},
        Case{"sessions", Members({}), "WRONG_TYPE"}, Case{"area", Words("Zuid"), ""},
        Case{"area", Words(""), "MALFORMED"}, Case{"area", Words("a\nb"), "MALFORMED"},
        Case{"area", Words(" \u00A0"), "MALFORMED"},
        Case{"area", Words("Zuid\u2028Noord"), "MALFORMED"},
        Case{"area", Words("\u202EdiuZ"), "MALFORMED"},
        Case{"area", Words("Zuid\u200B"), "MALFORMED"},
        Case{"labels", Members({Atom("\u3000")}), "MALFORMED"},
        Case{"municipality", Words("GM\u2066"), "MALFORMED"},
        Case{"municipality", Words("  "), "MALFORMED"}, Case{"story", Words(" \n"), "MALFORMED"},
        // Pictures of several characters have joiners between them.
        Case{"story", Words("\U0001F469\u200D\U0001F52C"), ""},
        Case{"area", Words(std::string(80, 'x')), ""},
        Case{"area", Words(std::string(81, 'x')), "TEXT_TOO_LONG"},
        Case{"story", Words("a\nb"), ""}, Case{"story", Words(std::string(1000, 'x')), ""},
        Case{"story", Words(std::string(1001, 'x')), "TEXT_TOO_LONG"},
        Case{"story", Words(std::string("\x01", 1)), "MALFORMED"}, Case{"lead", Words("e1"), ""},
        Case{"lead", Words("Iemand"), "BAD_KEY"}, Case{"initiatives", Members({}), ""},
        Case{"initiatives", Members({}, false), "EMPTY_RANGE"},
        Case{"initiatives", Members({Atom(int64_t{7})}), "OUT_OF_RANGE"},
        Case{"initiatives", Members({Atom("x")}), "WRONG_TYPE"},
        Case{"labels", Members({Atom("Zuid")}), ""},
        Case{"sessions[vol].people", Members({Atom("E 1")}), "BAD_KEY"},
        Case{"sessions[*].state", Value::Exactly(1), "BAD_KEY"}));

TEST(ValidateTest, CountsCharactersNotBytes) {
  std::string text;
  for (int i = 0; i < 80; ++i) text += "é";
  EXPECT_EQ(ReasonOfSet("area", Words(text)), "");
}

TEST(ValidateTest, ASetHasAtMostTheAllowedMembers) {
  Limits limits;
  limits.max_list_elements = 2;
  EXPECT_EQ(Reason(SetTo(Small(), "labels", Members({Atom("a"), Atom("b")})), limits), "");
  EXPECT_EQ(Reason(SetTo(Small(), "labels", Members({Atom("a"), Atom("b"), Atom("c")})), limits),
            "TOO_MANY_ELEMENTS");
}

TEST(ValidateTest, AboutFitsOnlyWhatHasAnOrder) {
  Change change = SetTo(Small(), "inhabitants", Value::Unknown());
  change.value.about = true;
  change.value.words = "about 6000";
  EXPECT_EQ(Reason(change), "");
  change.path = PathOf(Small(), "open");
  EXPECT_EQ(Reason(change), "WRONG_TYPE");
}

TEST(ValidateTest, EvidenceIsToBeSeenWhole) {
  Change change = AnswerTo("area.goal_discussed", Value::Bool(true));
  change.evidence = "zaak\u202E-12";
  EXPECT_EQ(Reason(change), "MALFORMED");
  change.evidence = "zaak-12";
  EXPECT_EQ(Reason(change), "");
}

TEST(ValidateTest, OnlyAListCanBeReplaced) {
  EXPECT_EQ(Reason(Act(Small(), Kind::kReplaceElements, "sessions")), "");
  EXPECT_EQ(Reason(Act(Small(), Kind::kReplaceElements, "initiatives")), "NOT_A_LIST");
}

TEST(ValidateTest, ListsAndSetsCanBeCalledComplete) {
  EXPECT_EQ(Reason(Act(Small(), Kind::kAllElements, "initiatives")), "");
  EXPECT_EQ(Reason(Act(Small(), Kind::kAllElements, "open")), "NOT_A_LIST");
}

TEST(ValidateTest, ValuesOfAnEnumCannotBeAdded) {
  EXPECT_EQ(Reason(Act(Small(), Kind::kAddElement, "audience[volunteers]")), "NOT_A_LIST");
}

TEST(ValidateTest, AnElementIsNoFact) {
  Change change = Act(Small(), Kind::kAddElement, "sessions[vol]");
  change.kind = Kind::kSet;
  EXPECT_EQ(Reason(change), "UNKNOWN_FACT");
}

TEST(ValidateTest, AFieldElsewhereIsUnknown) {
  Change change = SetTo(Small(), "sessions[vol].state", Value::Exactly(0));
  change.path.elements.clear();
  EXPECT_EQ(Reason(change), "UNKNOWN_FACT");
}

TEST(ValidateTest, AScopeElsewhereIsUnknown) {
  Change change = SetTo(Small(), "sessions[vol].situations[s].anonymised", Value::Bool(true));
  change.path.elements.erase(change.path.elements.begin());
  EXPECT_EQ(Reason(change), "UNKNOWN_FACT");
}

TEST(ValidateTest, AQuestionTakesYesOrNo) {
  EXPECT_EQ(Reason(AnswerTo("area.goal_discussed", Value::Bool(false))), "");
  EXPECT_EQ(Reason(AnswerTo("area.goal_discussed", Value::Unknown())), "");
  EXPECT_EQ(Reason(AnswerTo("area.goal_discussed", Value::Exactly(4))), "NOT_AN_ANSWER");
}

TEST(ValidateTest, WhatFollowsFromFactsIsNotAnswered) {
  EXPECT_EQ(Reason(AnswerTo("area.explored", Value::Bool(true))), "NOT_AN_ANSWER");
}

TEST(ValidateTest, AnUnknownItemIsRefusedWithTheNearOne) {
  std::vector<Violation> found = Check(AnswerTo("area.goal_discused", Value::Bool(true)));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].reason, "UNKNOWN_ITEM");
  EXPECT_THAT(found[0].message.nl, HasSubstr("Bedoelde u \"area.goal_discussed\"?"));
}

TEST(ValidateTest, AMessageNamesTheFactAndWhatWouldBeRight) {
  Violation found = Check(SetTo(Small(), "inhabitants", Value::Exactly(-1))).at(0);
  EXPECT_EQ(found.field, "changes[0]");
  EXPECT_EQ(
      found.message.nl,
      "\"NL inhabitants\" (inhabitants) kan niet -1 zijn; verwacht wordt een heel getal van 0 "
      "tot en met 1000000.");
  EXPECT_EQ(found.message.en,
            "\"EN inhabitants\" (inhabitants) cannot be -1; expected is a whole number from 0 to "
            "1000000.");
}

TEST(ValidateTest, ADecimalIsWrittenAsTheReaderDoes) {
  Method method = Small();
  method.fields[PathOf(method, "budget").field.value].bounds = {500000, 2500000};
  std::vector<Violation> found;
  ValidateChange(method, SetTo(method, "budget", Value::Exactly(2600000)), "x", {}, found);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_THAT(found[0].message.nl, HasSubstr("kan niet 2,6 zijn"));
  EXPECT_THAT(found[0].message.nl, HasSubstr("achter de komma van 0,5 tot en met 2,5"));
  EXPECT_THAT(found[0].message.en, HasSubstr("cannot be 2.6"));
  EXPECT_THAT(found[0].message.en, HasSubstr("after the point from 0.5 to 2.5"));
}

TEST(ValidateTest, AClassThatIsNotEnabledIsRefused) {
  Limits limits;
  limits.highest_class = Privacy::kP1;
  EXPECT_EQ(Reason(Act(Small(), Kind::kAddElement, "pool[e1]"), limits), "CLASS_NOT_ENABLED");
  EXPECT_EQ(Reason(Act(Small(), Kind::kAddElement, "members[e1]"), limits), "");
  EXPECT_EQ(Reason(SetTo(Small(), "story", Words("x")), limits), "CLASS_NOT_ENABLED");
}

TEST(ValidateTest, FreeTextThatIsNotEnabledIsRefused) {
  Limits limits;
  limits.free_text = false;
  EXPECT_EQ(Reason(SetTo(Small(), "story", Words("x")), limits), "CLASS_NOT_ENABLED");
  EXPECT_EQ(Reason(Act(Small(), Kind::kAddElement, "pool[e1]"), limits), "");
  EXPECT_EQ(Reason(Act(Small(), Kind::kWithdraw, "story"), limits), "");
}

TEST(ValidateTest, WithdrawingIsPossibleWhateverTheClass) {
  Limits limits;
  limits.highest_class = Privacy::kP0;
  EXPECT_EQ(Reason(Act(Small(), Kind::kWithdraw, "story"), limits), "");
}

TEST(PrivacyTest, IsTheHighestOfAllAround) {
  struct {
    const char* path;
    Privacy expected;
  } cases[] = {{"area", Privacy::kP0},
               {"story", Privacy::kP2},
               {"members[e1].mandate", Privacy::kP1},
               {"members[e1].remark", Privacy::kP2},
               {"pool[e1].motivated", Privacy::kP3},
               {"sessions[v].people", Privacy::kP3},
               {"sessions[v].people[e1].trained", Privacy::kP3}};
  for (const auto& [path, expected] : cases) {
    EXPECT_EQ(PrivacyOf(Small(), Act(Small(), Kind::kSet, path)), expected) << path;
  }
}

std::vector<std::string> Lengths(const std::vector<Change>& changes, const Facts& facts = {}) {
  std::vector<Violation> out;
  ValidateLengths(Small(), facts, changes, {}, [](size_t i) { return std::to_string(i); }, out);
  std::vector<std::string> found;
  for (const Violation& v : out) found.push_back(v.field + " " + v.reason);
  return found;
}

TEST(LengthTest, AListHasAtMostItsDeclaredElements) {
  std::vector<Change> changes;
  for (const char* path : {"members[a]", "members[b]", "members[c]"}) {
    changes.push_back(Act(Small(), Kind::kAddElement, path));
  }
  EXPECT_TRUE(Lengths(changes).empty());
  changes.push_back(Act(Small(), Kind::kAddElement, "members[d]"));
  EXPECT_EQ(Lengths(changes), std::vector<std::string>{"3 TOO_MANY_ELEMENTS"});
}

TEST(LengthTest, WithdrawnElementsDoNotCount) {
  std::vector<Change> changes;
  for (const char* path : {"members[a]", "members[b]", "members[c]", "members[d]"}) {
    changes.push_back(Act(Small(), Kind::kAddElement, path));
  }
  changes.push_back(Act(Small(), Kind::kWithdrawElement, "members[a]"));
  EXPECT_TRUE(Lengths(changes).empty());
}

TEST(ItemPathTest, FindsItemsAtTheirElements) {
  std::optional<ItemPlace> place = ParseItemPath(Small(), "preparation.sessions[vol].agreed");
  ASSERT_TRUE(place);
  EXPECT_EQ(Small().item(place->item).name, "agreed");
  EXPECT_EQ(FormatElements(Small(), place->elements), "sessions[vol]");
}

TEST(ItemPathTest, RefusesWhatNamesNoItem) {
  for (const char* text :
       {"", "area", "area.", "area.nothing", "goal_discussed", "area[x].goal_discussed",
        "preparation.agreed", "preparation.sessions[*].agreed", "preparation.sessions[].agreed",
        "preparation.sessions[vol.agreed", "preparation.sessions[vol]agreed",
        "preparation.members[vol].agreed", "preparation.sessions[vol].agreed[x]"}) {
    EXPECT_FALSE(ParseItemPath(Small(), text)) << text;
  }
}

TEST(NearestNameTest, FindsSwappedLeftOutAndChangedLetters) {
  std::vector<std::string> names = {"planned", "held", "cancelled"};
  EXPECT_EQ(NearestName("planed", names), "planned");
  EXPECT_EQ(NearestName("hedl", names), "held");
  EXPECT_EQ(NearestName("something", names), "");
}

}  // namespace
}  // namespace stapwijs
