// SPDX-License-Identifier: EUPL-1.2
#include "api/convert/method.h"

#include <gtest/gtest.h>

#include <string>

#include "dsl/load.h"
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

v1::Method Converted(const std::string& declarations) {
  dsl::SourceSet sources;
  EXPECT_TRUE(sources.Add("m.stap", "method m 1.0.0 nl \"M\" en \"M\" " + declarations).ok());
  return MethodToProto(*dsl::LoadMethod(std::move(sources)).checked.value().method, {true, true});
}

TEST(MethodToProto, GivesParametersWithWhatMayBeChosen) {
  const v1::Method method = Converted(
      "parameter p: duration = 3 weeks adjustable 1 week..6 weeks nl \"tijd\" en \"time\" "
      "step s nl \"S\" en \"S\" { fact d: date nl \"D\" en \"D\" was day "
      "item i required nl \"I\" en \"I\" { done when d + p < today weight 4 was j own } }");
  ASSERT_EQ(method.parameters_size(), 1);
  EXPECT_EQ(method.parameters(0).type().duration_kind(), v1::DURATION_KIND_DAYS);
  EXPECT_EQ(method.parameters(0).value(), "P21D");
  EXPECT_EQ(method.parameters(0).minimum(), "P7D");
  EXPECT_EQ(method.parameters(0).maximum(), "P42D");
  EXPECT_EQ(method.facts(0).was(0), "day");
  EXPECT_EQ(method.steps(0).items(0).weight(), 4);
  EXPECT_EQ(method.steps(0).items(0).provenance().was(0), "j");
}

TEST(MethodToProto, KeepsWhatIsReadElsewhereApartFromTheFactsToRecord) {
  const v1::Method method = Converted(
      "share n portfolio others dossier d of agenda 1.x { fact exists: yesno nl \"E\" en \"E\" } "
      "step s nl \"S\" en \"S\" { fact n: int nl \"N\" en \"N\" "
      "item i required nl \"I\" en \"I\" { done when d.exists and others is empty own } }");
  ASSERT_EQ(method.facts_size(), 1);
  EXPECT_EQ(method.facts(0).path(), "n");
  EXPECT_EQ(method.shares(0), "n");
  ASSERT_EQ(method.inputs_size(), 2);
  EXPECT_EQ(method.inputs(0).kind(), v1::INPUT_KIND_PORTFOLIO);
  EXPECT_EQ(method.inputs(0).facts(0).path(), "others[*].n");
  EXPECT_EQ(method.inputs(1).kind(), v1::INPUT_KIND_DOSSIER);
  EXPECT_EQ(method.inputs(1).method_id(), "agenda");
  EXPECT_EQ(method.inputs(1).method_versions(), "1.x");
  EXPECT_EQ(method.inputs(1).facts(0).path(), "d.exists");
}

TEST(MethodToProto, GivesTemplatesRowByRow) {
  const v1::Method method = Converted(
      "enum e { a nl \"A\" en \"A\" } template t nl \"T\" en \"T\" { "
      "at 13:30 for 15 minutes nl \"W\" en \"W\" at 14:00 nl \"X\" en \"X\" "
      "section nl \"S\" en \"S\" { question q: int 1..10 nl \"Q\" en \"Q\" criteria e } own } "
      "step s nl \"S\" en \"S\" { }");
  ASSERT_EQ(method.templates_size(), 1);
  const v1::TemplateDefinition& form = method.templates(0);
  ASSERT_EQ(form.sections_size(), 2);
  EXPECT_EQ(form.sections(0).rows(0).starts_at(), "13:30");
  EXPECT_EQ(form.sections(0).rows(0).duration(), "PT15M");
  EXPECT_EQ(form.sections(0).rows(1).duration(), "");
  EXPECT_EQ(form.sections(1).title().nl(), "S");
  EXPECT_EQ(form.sections(1).rows(0).kind(), v1::TEMPLATE_ROW_KIND_QUESTION);
  EXPECT_EQ(form.sections(1).rows(0).maximum(), "10");
  EXPECT_EQ(form.sections(1).rows(1).type().enum_name(), "e");
  EXPECT_TRUE(form.provenance().own());
}

}  // namespace
}  // namespace stapwijs::api
