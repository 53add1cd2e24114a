// SPDX-License-Identifier: EUPL-1.2
#include "api/convert/schema.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "api/convert/method.h"
#include "dsl/load.h"
#include "engine/base/utf8.h"
#include "tests/api/support/support.h"

// What a validator makes of the schema is shown by tests/api/clients/python/test_schema.py.
namespace stapwijs::api {
namespace {

using Json = nlohmann::ordered_json;

// The schema on several lines, for people who read what changed.
std::string Laid(const std::string& schema) {
  return Json::parse(schema).dump(1, ' ', true) + "\n";
}

Method Loaded(const std::string& rest) {
  dsl::SourceSet sources;
  EXPECT_TRUE(sources.Add("m.stap", "method m 1.0.0 nl \"M\" en \"M\" " + rest).ok());
  return *dsl::LoadMethod(std::move(sources)).checked.value().method;
}

Method WithFact(const std::string& fact) { return Loaded("step s nl \"S\" { " + fact + " }"); }

Json Schema(const Method& method, const Limits& limits = {}) {
  return Json::parse(FactsSchema(method, limits));
}

TEST(FactsSchema, IsAsTheGoldenFileHasIt) {
  const std::string path =
      std::string(STAPWIJS_ROOT) + "/tests/api/convert/golden/straatfeest_schema.json";
  const std::string actual = Laid(FactsSchema(*testing::PartyMethod()));
  if (std::getenv("STAPWIJS_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << actual;
  std::ifstream in(path);
  const std::string expected{std::istreambuf_iterator<char>(in), {}};
  EXPECT_EQ(expected, actual) << "not as in " << path;
}

TEST(FactsSchema, StandsInTheMethod) {
  const v1::Method method = MethodToProto(*testing::PartyMethod(), {true, false});
  EXPECT_EQ(method.facts_schema_json(), FactsSchema(*testing::PartyMethod()));
}

TEST(FactsSchema, IsOneLineWithoutHiddenCharacters) {
  const std::string schema = FactsSchema(*testing::PartyMethod());
  EXPECT_FALSE(HasHidden(schema));
  // A pattern has them by number, and beyond the first 65,536 as a pair.
  EXPECT_NE(schema.find("\\u200b-\\u200f"), std::string::npos);
  EXPECT_NE(schema.find("\\udb40\\udc00-\\udb43\\udfff"), std::string::npos);
}

TEST(FactsSchema, GivesTheFactsInTheOrderOfTheMethod) {
  std::string names;
  const Json schema = Schema(*testing::PartyMethod());
  for (const auto& fact : schema["properties"].items()) {
    names += fact.key() + " ";
  }
  EXPECT_EQ(
      names,
      "guests permit day budget street remark case music sounds pause stalls first_stall held "
      "plan.neighbours_agree ");
}

TEST(FactsSchema, LeavesOutEnglishTextsAndQuestionsThatAreNotThere) {
  const Json fact = Schema(WithFact("fact a: yesno nl \"A\""))["properties"]["a"];
  EXPECT_EQ(fact.dump(), R"({"title":"A","x-privacy":"p0","x-step":"s","type":"boolean"})");
}

TEST(FactsSchema, TellsTheClassOfFreeText) {
  const Json facts =
      Schema(WithFact("fact a: text nl \"A\" fact b: label nl \"B\" privacy p1"))["properties"];
  EXPECT_EQ(facts["a"]["x-privacy"], "p2");
  EXPECT_EQ(facts["b"]["x-privacy"], "p1");
}

TEST(FactsSchema, KeepsTheLimitsOfTheReader) {
  Limits limits;
  limits.max_label_characters = 7;
  limits.max_text_characters = 9;
  limits.max_evidence_characters = 11;
  limits.max_list_elements = 3;
  const Json schema = Schema(*testing::PartyMethod(), limits);
  EXPECT_EQ(schema["$defs"]["label"]["maxLength"], 7);
  EXPECT_EQ(schema["$defs"]["text"]["maxLength"], 9);
  EXPECT_EQ(schema["$defs"]["reference"]["maxLength"], 9);
  EXPECT_EQ(schema["$defs"]["answer"]["anyOf"][1]["properties"]["evidence"]["maxLength"], 11);
  EXPECT_EQ(schema["properties"]["stalls"]["x-max-elements"], 3);
  EXPECT_EQ(schema["$defs"]["list.stalls"]["maxContains"], 3);
  EXPECT_EQ(schema["properties"]["sounds"]["anyOf"][0]["maxItems"], 3);
}

TEST(FactsSchema, LeavesOutWhatTheTenantDoesNotEnable) {
  const Method method = Loaded(
      "record r { fact p: yesno nl \"P\" } "
      "step s nl \"S\" { fact a: label nl \"A\" privacy p1 fact b: label nl \"B\" privacy p2 "
      "fact c: text nl \"C\" fact l: list of r up to 3 nl \"L\" privacy p3 "
      "for each x in l { item told required nl \"T\" { ask nl \"V?\" own } } }");
  const struct {
    Privacy highest;
    bool free_text;
    const char* names;
  } kCases[] = {{Privacy::kP1, false, "a "},
                {Privacy::kP2, false, "a b "},
                {Privacy::kP2, true, "a b c "},
                {Privacy::kP3, true, "a b c l "}};
  for (const auto& [highest, free_text, expected] : kCases) {
    Limits limits;
    limits.highest_class = highest;
    limits.free_text = free_text;
    const Json schema = Schema(method, limits);
    std::string names;
    for (const auto& fact : schema["properties"].items()) names += fact.key() + " ";
    EXPECT_EQ(names, expected);
    EXPECT_EQ(schema.contains("patternProperties"), highest == Privacy::kP3);
  }
}

// A method's own facts are durations in minutes; the other units are for those who build a Method.
TEST(FactsSchema, SpellsEachUnitOfDurations) {
  const struct {
    DurationUnit unit;
    const char* reference;
  } kUnits[] = {{DurationUnit::kMinutes, "#/$defs/minutes"},
                {DurationUnit::kDays, "#/$defs/days"},
                {DurationUnit::kMonths, "#/$defs/months"},
                {DurationUnit::kWorkingDays, "#/$defs/working_days"}};
  Method method = WithFact("fact a: duration nl \"A\"");
  for (const auto& [unit, reference] : kUnits) {
    method.fields[0].type.unit = unit;
    const Json schema = Schema(method);
    EXPECT_EQ(schema["properties"]["a"]["$ref"], reference);
    EXPECT_TRUE(schema["$defs"].contains(std::string(reference).substr(8)));
  }
}

TEST(FactsSchema, LeavesOutWhatIsReadElsewhere) {
  const Json schema =
      Schema(Loaded("share n portfolio others step s nl \"S\" { fact n: int nl \"N\" "
                    "item i required nl \"I\" { done when others is empty and n > 0 own } }"));
  EXPECT_TRUE(schema["properties"].contains("n"));
  EXPECT_FALSE(schema["properties"].contains("others"));
}

}  // namespace
}  // namespace stapwijs::api
