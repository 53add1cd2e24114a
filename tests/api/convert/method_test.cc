// SPDX-License-Identifier: EUPL-1.2
#include "api/convert/method.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/api/support/support.h"

namespace stapwijs::api {
namespace {

const v1::Method& Party() {
  static const v1::Method method = MethodToProto(*testing::PartyMethod(), {true, true});
  return method;
}

const v1::FactDefinition& Fact(const std::string& path) {
  for (const auto& fact : Party().facts()) {
    if (fact.path() == path) return fact;
  }
  ADD_FAILURE() << "no fact " << path;
  return v1::FactDefinition::default_instance();
}

TEST(MethodToProto, GivesWhatAFormNeeds) {
  const auto& guests = Fact("guests");
  EXPECT_EQ(guests.type().kind(), v1::FACT_KIND_INTEGER);
  EXPECT_EQ(guests.minimum(), "0");
  EXPECT_EQ(guests.maximum(), "500");
  EXPECT_EQ(guests.ask().en(), "How many guests come?");
  EXPECT_EQ(guests.asked_of(0), "organiser");
  EXPECT_EQ(guests.step(), "plan");
  EXPECT_EQ(Fact("budget").maximum(), "1000");
}

TEST(MethodToProto, NamesFactsOfElementsWithAStar) {
  EXPECT_EQ(Fact("stalls[*].opens").type().kind(), v1::FACT_KIND_TIME);
  EXPECT_EQ(Fact("stalls").max_elements(), 5);
  EXPECT_EQ(Fact("first_stall").type().list(), "stalls");
}

TEST(MethodToProto, SaysWhichEnumASetIsOf) {
  EXPECT_EQ(Fact("sounds").type().kind(), v1::FACT_KIND_SET);
  EXPECT_EQ(Fact("sounds").type().member_kind(), v1::FACT_KIND_ENUM);
  EXPECT_EQ(Fact("sounds").type().enum_name(), "sound");
}

TEST(MethodToProto, SaysThatNoneCanBeRecordedAndWhatItMeans) {
  EXPECT_TRUE(Fact("permit").or_none());
  EXPECT_EQ(Fact("permit").none_title().nl(), "niet nodig");
}

TEST(MethodToProto, GivesRulesOfElementsUnderTheStep) {
  const auto& plan = Party().steps(0);
  std::string paths;
  for (const auto& guard : plan.guards()) paths += guard.path() + " ";
  EXPECT_EQ(paths, "plan.too_many plan.loud plan.stalls[*].told ");
}

TEST(MethodToProto, TellsQuestionsToPeopleFromWhatFollowsFromFacts) {
  const auto& plan = Party().steps(0);
  EXPECT_FALSE(plan.items(0).answered_by_people());
  EXPECT_TRUE(plan.items(1).answered_by_people());
}

TEST(MethodToProto, GivesOnlyTheLanguagesAskedFor) {
  const v1::Method english = MethodToProto(*testing::PartyMethod(), {false, true});
  EXPECT_FALSE(english.title().has_nl());
  EXPECT_EQ(english.title().en(), "Street party");
}

}  // namespace
}  // namespace stapwijs::api
