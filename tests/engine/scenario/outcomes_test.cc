// SPDX-License-Identifier: EUPL-1.2
#include "engine/scenario/outcomes.h"

#include <ostream>
#include <sstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/scenario/club.h"

namespace stapwijs::testing {
namespace {

using ::testing::ElementsAre;

constexpr char kAround[] = R"(method m 1.0.0 nl "M" en "M"
enum audience { young nl "jong" en "young", old nl "oud" en "old" }
record thing { fact good: yesno nl "Goed" en "Good"  fact size: int nl "Maat" en "Size" }
parameter most: int = 5 nl "meeste" en "most"
step s nl "S" en "S" {
  fact a: yesno nl "A" en "A"
  fact n: int nl "N" en "N" or none
  fact kinds: set of audience nl "Soorten" en "Kinds"
  fact things: list of thing up to 9 nl "Dingen" en "Things"
  for each w in audience { fact met: yesno nl "Ontmoet" en "Met" }
  let big = n > most
  let there = recorded(n)
)";

std::vector<std::string> Strings(const std::vector<std::string_view>& names) {
  return {names.begin(), names.end()};
}

struct Case {
  std::string name;
  std::string condition;
  Can can;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.condition; }

void PrintCan(Can can, std::ostream* out) {
  *out << (can.yes ? "yes " : "") << (can.no ? "no " : "") << (can.unknown ? "unknown" : "");
}

class CanBeTest : public ::testing::TestWithParam<Case> {};

TEST_P(CanBeTest, BeforeAnythingIsRecorded) {
  const dsl::Loaded loaded =
      LoadText(std::string(kAround) + "guard g warns { holds when " + GetParam().condition +
               " message nl \"x\" en \"x\" own }\n}\n");
  ASSERT_TRUE(loaded.checked.has_value());
  const Method& method = *loaded.checked->method;
  const Can can = CanBe(method, method.guards.at(0).condition);
  std::ostringstream is;
  PrintCan(can, &is);
  EXPECT_EQ(can, GetParam().can) << "it can be: " << is.str();
}

constexpr Can kAll{true, true, true};
constexpr Can kNeverNo{true, false, true};
constexpr Can kDecided{true, true, false};

const Case kCases[] = {
    {"fact", "a", kAll},
    {"comparison", "n > 3", kAll},
    {"parameter", "n > most", kAll},
    {"let", "big", kAll},
    {"recorded", "recorded(n)", kNeverNo},
    {"let_of_recorded", "there", kNeverNo},
    {"not_recorded", "not recorded(n)", {false, true, true}},
    {"not_yet", "not yet a", kDecided},
    {"not_yet_recorded", "not yet recorded(n)", kDecided},
    {"today", "today > 2024-01-01", kDecided},
    {"and", "recorded(n) and recorded(a)", kNeverNo},
    {"and_of_a_fact", "recorded(n) and a", kAll},
    {"or", "recorded(n) or a", kNeverNo},
    {"or_of_facts", "a or n > 3", kAll},
    {"every_recorded", "every t in things has recorded(t.good)", kNeverNo},
    {"some_recorded", "some t in things has recorded(t.good)", kAll},
    {"every_filtered", "every t in things where t.size > 3 has recorded(t.good)", kNeverNo},
    {"every_of_an_enum", "every w in audience has recorded(w.met)", kNeverNo},
    {"some_of_an_enum", "some w in audience has recorded(w.met)", kNeverNo},
    {"some_of_an_enum_filtered", "some w in audience where w in kinds has recorded(w.met)", kAll},
    {"count", "count(things) > 3", kAll},
    {"is_none", "n is none", kAll},
    {"otherwise", "a otherwise n > 3", kAll},
};
INSTANTIATE_TEST_SUITE_P(All, CanBeTest, ::testing::ValuesIn(kCases),
                         [](const auto& each) { return each.param.name; });

struct Rules {
  std::string name;
  std::string rules;  // in the step; the first rule is looked at
  std::vector<std::string> outcomes;
};

void PrintTo(const Rules& c, std::ostream* out) { *out << c.rules; }

class OutcomesTest : public ::testing::TestWithParam<Rules> {};

TEST_P(OutcomesTest, Are) {
  const dsl::Loaded loaded = LoadText(std::string(kAround) + GetParam().rules + "\n}\n");
  ASSERT_TRUE(loaded.checked.has_value());
  const Method& m = *loaded.checked->method;
  const auto outcomes = !m.guards.empty()  ? OutcomesOf(m, m.guards[0])
                        : !m.items.empty() ? OutcomesOf(m, m.items[0])
                                           : OutcomesOf(m, m.tips.at(0));
  EXPECT_EQ(Strings(outcomes), GetParam().outcomes);
}

#define MESSAGE " message nl \"x\" en \"x\" own }"
#define TITLE " required nl \"x\" en \"x\" { own "
#define TEXT " nl \"x\" en \"x\" { text nl \"x\" en \"x\" own when "

const Rules kRules[] = {
    {"guard", "guard g warns { violated when a" MESSAGE, {"holds", "violated", "undetermined"}},
    {"guard_on_a_report", "guard g warns { holds when not yet a" MESSAGE, {"holds", "violated"}},
    {"guard_on_a_report_that_applies_when",
     "guard g warns { applies when n > 3 holds when not yet a" MESSAGE,
     {"holds", "violated", "undetermined", "not_applicable"}},
    {"guard_on_a_report_of_an_element",
     "for each t in things { guard g warns { holds when not yet t.good" MESSAGE " }",
     {"holds", "violated"}},
    {"guard_in_a_filter",
     "for each t in things where t.size > 3 { guard g warns { violated when t.good is no" MESSAGE
     " }",
     {"holds", "violated", "undetermined", "not_applicable"}},
    {"guard_in_no_filter",
     "for each t in things { guard g warns { violated when t.good is no" MESSAGE " }",
     {"holds", "violated", "undetermined"}},
    {"item", "item i" TITLE "done when a }", {"done", "open", "unknown"}},
    {"item_answered", "item i" TITLE "}", {"done", "open", "unknown"}},
    {"item_that_is_never_open", "item i" TITLE "done when recorded(n) }", {"done", "unknown"}},
    {"item_with_open_when",
     "item i" TITLE "done when recorded(n) open when a }",
     {"done", "open", "unknown"}},
    {"item_that_applies_when",
     "item i" TITLE "applies when n > 3 done when a }",
     {"done", "open", "unknown", "not_applicable"}},
    {"tip", "tip t" TEXT "a }", {"shown", "not_shown", "undecided"}},
    {"tip_not_yet", "tip t" TEXT "not yet a }", {"shown", "not_shown"}},
    {"tip_recorded", "tip t" TEXT "recorded(n) }", {"shown", "undecided"}},
    {"tip_of_elements",
     "for each t in things { tip i" TEXT "not yet t.good } }",
     {"shown", "not_shown", "undecided"}},
    {"tip_of_an_enum",
     "for each w in audience { tip i" TEXT "not yet w.met } }",
     {"shown", "not_shown"}},
};
INSTANTIATE_TEST_SUITE_P(All, OutcomesTest, ::testing::ValuesIn(kRules),
                         [](const auto& each) { return each.param.name; });

TEST(OutcomesOfOthersTest, GoalsAndSteps) {
  const dsl::Loaded loaded = LoadText(kClub);
  ASSERT_TRUE(loaded.checked.has_value());
  const auto program = Program::Compile(loaded.checked->method);
  EXPECT_THAT(OutcomesOf(program->method(), program->method().goals.at(0)),
              ElementsAre("linked", "unlinked", "unknown"));
  EXPECT_THAT(OutcomesOf(*program, StepId(0)),
              ElementsAre("complete", "incomplete", "blocked", "unknown"));
  // Nothing blocks the second step.
  EXPECT_THAT(OutcomesOf(*program, StepId(1)), ElementsAre("complete", "incomplete", "unknown"));
}

TEST(OutcomesOfOthersTest, AStepThatAppliesWhen) {
  const dsl::Loaded loaded = LoadText(
      "method m 1.0.0 nl \"M\" step s nl \"S\" { fact a: yesno nl \"A\" applies when a\n"
      "item i required nl \"I\" { done when recorded(a) own } }");
  ASSERT_TRUE(loaded.checked.has_value());
  const auto program = Program::Compile(loaded.checked->method);
  EXPECT_THAT(OutcomesOf(*program, StepId(0)),
              ElementsAre("complete", "unknown", "not_applicable"));
  EXPECT_THAT(OutcomesOf(program->method(), program->method().items.at(0)),
              ElementsAre("done", "unknown", "not_applicable"));
}

}  // namespace
}  // namespace stapwijs::testing
