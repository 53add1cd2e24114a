// SPDX-License-Identifier: EUPL-1.2
// "Did you mean": for every sort of name, and for the words of the language.
#include <gmock/gmock.h>

#include "dsl/diagnostics/render.h"
#include "tests/dsl/check/check_support.h"

namespace stapwijs::dsl::testing {
namespace {

struct Misspelt {
  std::string name;
  std::string text;  // added to a method that has one of each
  std::string meant;
};
void PrintTo(const Misspelt& one, std::ostream* out) { *out << one.name; }

constexpr char kOfEach[] =
    "source guide $ role leader $\nenum progress { planned $, held $ }\n"
    "record session { fact state: progress $ } parameter least: int = 5 $\n"
    "step area $ { fact guests: int $ fact sessions: list of session up to 5 $\n"
    "  item counted required $ { done when guests > least cite guide \"1\" }\n"
    "  guard crowded warns { violated when guests > 9 message $ cite guide \"2\" }\n"
    "  for each s in sessions { item seen required $ { own } } }\n"
    "policy inclusion $ { own goal linked_up $ { linked when guests > 3 own } }\n"
    "example two { given guests = 2 }\n";

class Suggestion : public ::testing::TestWithParam<Misspelt> {};
TEST_P(Suggestion, IsWhatWasMeant) {
  std::string text = kOfEach;
  text.replace(text.find("source guide $"), 14, "source guide \"G\"");
  const Loaded loaded = LoadText(text + GetParam().text);
  const std::vector<Diagnostic> said = loaded.diagnostics.Sorted();
  std::vector<std::string> meant;
  for (const Diagnostic& d : said) {
    if (d.suggestion) meant.push_back(d.suggestion->replacement);
  }
  EXPECT_THAT(meant, ::testing::ElementsAre(GetParam().meant))
      << ::testing::PrintToString(Lines(loaded));
}

Misspelt When(std::string name, const std::string& condition, std::string meant) {
  return {std::move(name), "step t $ { item j required $ { own done when " + condition + " } }",
          std::move(meant)};
}
Misspelt Expecting(std::string name, const std::string& statement, std::string meant) {
  return {std::move(name), "scenario \"q\" on 2024-01-01 { " + statement + " }", std::move(meant)};
}

INSTANTIATE_TEST_SUITE_P(
    Names, Suggestion,
    ::testing::Values(
        When("Fact", "guest > 1", "guests"), When("Parameter", "guests > leats", "least"),
        When("FactOfAnElement", "some s in sessions has s.stat is held", "state"),
        When("EnumValue", "some s in sessions has s.state is hold", "held"),
        When("List", "some s in session has s.state is held", "sessions"),
        When("Step", "progress(aera) > 50", "area"), When("Item", "countd is done", "counted"),
        When("Guard", "crowed is violated", "crowded"),
        Misspelt{"StepAfter", "step t $ after aera { }", "area"},
        Misspelt{"StepBlocked",
                 "step t $ { guard g blocks start of aera { violated when guests > 1 message $ own "
                 "} }",
                 "area"},
        Misspelt{"Role", "step t $ { fact x: int $ by leadr }", "leader"},
        Misspelt{"Source", "step t $ { item j required $ { cite giude \"1\" } }", "guide"},
        Misspelt{"Rule", "step t $ { item j required $ { own see area.crowdd } }", "crowded"},
        Misspelt{"Type", "step t $ { fact x: progres $ }", "progress"},
        Misspelt{"PlainType", "step t $ { fact x: yeson $ }", "yesno"},
        Misspelt{"Record", "step t $ { fact x: list of sesion up to 3 $ }", "session"},
        Misspelt{"ListOfAReference", "step t $ { fact x: ref sesions $ }", "sessions"},
        Misspelt{"Shared", "share guest", "guests"},
        Expecting("GivenFact", "given guest = 1", "guests"),
        Expecting("GivenFactOfAnElement", "given sessions = [k: {stat: held}]", "state"),
        Expecting("GivenEnumValue", "given sessions = [k: {state: hold}]", "held"),
        Expecting("GivenExample", "given too", "two"),
        Expecting("ExpectedRule", "expect crowdd holds", "crowded"),
        Expecting("ExpectedStart", "expect start of aera allowed", "area"),
        Expecting("ExpectedState", "expect counted is doen", "done"),
        Expecting("StartedStep", "start aera", "area"),
        Expecting("WaivedGuard", "waive area.crowdd by leader because \"b\"", "crowded"),
        Expecting("WaivingRole", "waive area.crowded by leadr because \"b\"", "leader"),
        Expecting("WaitedFor", "expect counted is unknown waiting for guest", "guests")),
    [](const auto& one) { return one.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Words, Suggestion,
    ::testing::Values(
        When("Function", "coutn(sessions) > 1", "count"),
        When("Operator", "guests > 1 adn area is complete", "and"),
        When("Outcome", "area.crowded is violatd", "violated"),
        Misspelt{"Declaration", "stpe t $ { }", "step"},
        Misspelt{"Clause", "step t $ { item j required $ { own weihgt 5 } }", "weight"},
        Misspelt{"ClauseWithWhen", "step t $ { item j required $ { own doen when guests > 1 } }",
                 "done"},
        Misspelt{"Severity",
                 "step t $ { guard g wanrs { violated when guests > 1 message $ own } }", "warns"},
        Misspelt{"Level", "step t $ { item j reqiured $ { own } }", "required"},
        Misspelt{"Strength", "step t $ { item j required $ { cite guide \"1\" importnat } }",
                 "important"},
        Misspelt{"Privacy", "step t $ { fact x: int $ privcay p1 }", "privacy"},
        Misspelt{"Statement", "scenario \"q\" on 2024-01-01 { gvien guests = 1 }", "given"},
        Misspelt{"Verb", "scenario \"q\" on 2024-01-01 { expect crowded hodls }", "holds"}),
    [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace stapwijs::dsl::testing
