// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dsl/diagnostics/render.h"
#include "tests/dsl/parse/parse_support.h"

namespace stapwijs::dsl::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Recovery, FiveMistakesGiveFiveDiagnosticsTwoInOneDeclaration) {
  const Parsed parsed = ParsePart(R"(fact a int nl "A"
step s nl "S" {
  item i requird nl "I" {
    done when
    ask nl "Q"
    cite h "x"
  }
  guard g blocks { violated when a is message nl "M" }
  item k required nl "K" { done when a }
}
tip t
fact b: int nl "B"
)");
  EXPECT_THAT(Lines(parsed),
              ElementsAre("2:8 S1101 expected `:` and a type after `a`, found `int`",
                          "4:10 S1108 `requird` is not `required` or `recommended`",
                          "5:14 S1101 expected an expression after `when`, found `ask`",
                          "9:39 S1101 expected a value, a name or a bracket after `is`, found "
                          "`message`",
                          "12:1 S1105 `tip` stands where only a declaration such as `step`, "
                          "`fact` or `source` can begin"));
}

TEST(Recovery, KeepsWhatIsRightAroundAMistake) {
  const Parsed parsed = ParsePart(R"(step s {
  item i required nl "I" { done when ) cite h "x" }
  guard g blocks { holds when a
}
  item k required nl "K"
}
)");
  EXPECT_EQ(Lines(parsed).size(), 1u);
  const syntax::Body& body = parsed.file.steps.at(0).body;
  ASSERT_EQ(body.items.size(), 2u);
  EXPECT_THAT(body.items[0].done_when, IsEmpty());
  EXPECT_EQ(body.items[0].common.cites.size(), 1u);
  EXPECT_EQ(body.guards.at(0).holds_when.size(), 1u);
}

TEST(Recovery, TakesAMisspeltWordForTheWordItIs) {
  const Parsed parsed = ParsePart("step s { itme i required nl \"I\" { done when a } }");
  EXPECT_THAT(Lines(parsed),
              ElementsAre("2:10 S1104 `itme` does not begin a part of a step, such as "
                          "`fact`, `item` or `guard`"));
  EXPECT_EQ(Help(parsed.diagnostics.Sorted()[0], Language::kEnglish), "did you mean `item`?");
  EXPECT_EQ(parsed.file.steps.at(0).body.items.at(0).done_when.size(), 1u);
}

TEST(Recovery, ReadsTheBodyAfterAMistakeInTheHeading) {
  const Parsed parsed = ParsePart("step s after 5 { item i required nl \"I\" { done when } }");
  EXPECT_EQ(Lines(parsed).size(), 2u);
  EXPECT_EQ(parsed.file.steps.at(0).body.items.size(), 1u);
}

TEST(Recovery, PointsAtTheBraceThatIsNotClosed) {
  const Parsed parsed = ParsePart("step s {\n  fact a: int nl \"A\"\nstep t { }\n");
  ASSERT_THAT(Lines(parsed), ElementsAre("2:8 S1107 this `{` is never closed"));
  const Diagnostic d = parsed.diagnostics.Sorted()[0];
  EXPECT_EQ(parsed.sources.PositionOf(0, d.places.at(0).span.begin), (Position{4, 1}));
  EXPECT_EQ(parsed.file.steps.size(), 2u);
}

TEST(Recovery, ReportsABraceMissingInAnExpressionOnce) {
  const Parsed parsed = ParsePart(
      "step s {\n guard g blocks { holds when a is {b }\n item i required nl \"I\"\n}\n"
      "step t { }\n");
  EXPECT_EQ(Lines(parsed).size(), 1u) << ::testing::PrintToString(Lines(parsed));
  EXPECT_EQ(parsed.file.steps.size(), 2u);
}

TEST(Recovery, ReportsOneBraceTooManyOnce) {
  const Parsed parsed =
      ParsePart("step s {\n fact a: int nl \"A\" }\n}\nstep t { fact b: int nl \"B\" }\n");
  EXPECT_THAT(Lines(parsed), ElementsAre("3:21 S1106 this `}` closes nothing"));
  EXPECT_EQ(parsed.file.steps.size(), 2u);
}

TEST(Recovery, SaysOnceWhatABraceTooManyPutsOutside) {
  const Parsed parsed = ParsePart(
      "step s {\n fact a: int nl \"A\" }\n item i required nl \"I\"\n item j required nl \"J\"\n"
      "}\nstep t { }\n");
  EXPECT_THAT(Lines(parsed), ElementsAre("3:21 S1106 this `}` closes nothing"));
  EXPECT_EQ(parsed.file.steps.size(), 2u);
}

// One mistake each, and one report; what stands around it is read as if it were right.
struct OneMistake {
  const char* name;
  const char* text;
  const char* line;
  size_t items;  // in step s
};
void PrintTo(const OneMistake& one, std::ostream* out) { *out << one.name; }
class OneReport : public ::testing::TestWithParam<OneMistake> {};
TEST_P(OneReport, IsAllThatIsSaid) {
  const Parsed parsed = ParsePart(GetParam().text);
  EXPECT_THAT(Lines(parsed), ElementsAre(GetParam().line));
  ASSERT_GE(parsed.file.steps.size(), 1u);
  EXPECT_EQ(parsed.file.steps[0].body.items.size(), GetParam().items);
}
INSTANTIATE_TEST_SUITE_P(
    Braces, OneReport,
    ::testing::Values(
        OneMistake{"OpeningOfAnItem",
                   "step s {\n  item i required nl \"I\"\n    done when a\n  }\n"
                   "  item j required nl \"J\"\n}\nstep t { }\n",
                   "3:25 S1101 expected `{` after a text, found `done`", 2},
        OneMistake{"OpeningOfAGuard",
                   "step s {\n  guard g warns\n    violated when a\n  }\n"
                   "  item j required nl \"J\"\n}\nstep t { }\n",
                   "3:16 S1101 expected `{` and the body of the guard after `warns`, found "
                   "`violated`",
                   1},
        OneMistake{"OpeningOfAForEach",
                   "step s {\n  for each x in l\n    item i required nl \"I\"\n  }\n"
                   "  item j required nl \"J\"\n}\nstep t { }\n",
                   "3:18 S1101 expected `{` and the body of the `for each` after `l`, found `item`",
                   1},
        OneMistake{"ClosingTooEarlyInACondition",
                   "step s {\n  item i required nl \"I\" {\n    done when a is {b} } or c is {d}\n"
                   "    own\n  }\n  item j required nl \"J\"\n}\nstep t { }\n",
                   "4:24 S1106 this `}` closes nothing", 2},
        OneMistake{"ClosingTooManyOfABody",
                   "step s {\n  for each x in l {\n    item i required nl \"I\" { own } }\n"
                   "    item k required nl \"K\" { own }\n  }\n  item j required nl \"J\"\n}\n",
                   "4:36 S1106 this `}` closes nothing", 1},
        OneMistake{"ClosingTooManyInAList",
                   "step s { }\nscenario \"q\" on 2024-01-01 {\n"
                   "  given l = [k: {a: {b} }, c: d}]\n}\n",
                   "4:25 S1106 this `}` closes nothing", 0},
        OneMistake{"ClosingTooManyOfAScenario",
                   "step s { }\nscenario \"q\" on 2024-01-01 {\n  given l = [k: {a: {b}}] }\n"
                   "  expect a is b\n}\nscenario \"r\" on 2024-01-01 { given x = 1 }\n",
                   "4:27 S1106 this `}` closes nothing", 0},
        OneMistake{"ClosingOfAnEnum", "enum e { a, b\nstep s { item i required nl \"I\" }\n",
                   "2:14 S1101 expected `,` and another value, or `}` after `b`, found `step`", 1},
        OneMistake{
            "ClosingOfASet",
            "step s {\n  for each x in l {\n    guard g warns {\n      violated when a in {b, c\n"
            "      message nl \"M\"\n    }\n  }\n  item i required nl \"I\"\n}\nstep t { }\n",
            "5:31 S1101 expected `}` after `c`, found `message`", 1},
        OneMistake{"ClosingOfAForEach",
                   "step s {\n  for each x in l {\n    item i required nl \"I\"\n"
                   "  for each y in l {\n    item j required nl \"J\"\n  }\n"
                   "  item k required nl \"K\"\n}\nstep t { }\n",
                   "3:19 S1107 this `{` is never closed", 1},
        OneMistake{"ClosingTooManyOfAnElement",
                   "step s { }\nscenario \"q\" on 2024-01-01 {\n"
                   "  given l[k] = {a: {b} }, c: d}\n  expect a is b\n}\n",
                   "4:24 S1106 this `}` closes nothing", 0},
        OneMistake{"ClosingOfASection",
                   "step s { }\ntemplate t nl \"T\" {\n  section nl \"A\" {\n    point nl \"P\"\n"
                   "  section nl \"B\" { }\n}\n",
                   "4:18 S1107 this `{` is never closed", 0}),
    [](const auto& one) { return one.param.name; });
INSTANTIATE_TEST_SUITE_P(
    Words, OneReport,
    ::testing::Values(
        OneMistake{"NoOperator", "step s { item i required nl \"I\" { done when a 3 own } }",
                   "2:47 S1101 expected a clause of an item, such as `done when`, `ask` or `cite` "
                   "after `a`, found `3`",
                   1},
        OneMistake{
            "NoStatement",
            "step s { }\nscenario \"q\" on 2024-01-01 {\n  zomaar start of s refused\n"
            "  expect nothing else fires\n}\n",
            "4:3 S1104 `zomaar` does not begin a statement of a scenario, such as `given` or "
            "`expect`",
            0},
        OneMistake{
            "NoStatementBeforeAnother",
            "step s { }\nscenario \"q\" on 2024-01-01 {\n  zomaar s is complete\n"
            "  expect nothing else fires\n}\n",
            "4:3 S1104 `zomaar` does not begin a statement of a scenario, such as `given` or "
            "`expect`",
            0}),
    [](const auto& one) { return one.param.name; });

TEST(Recovery, DoesNotSyncAtAClauseWordUsedAsAName) {
  const Parsed parsed = ParsePart(
      "step s { item i required nl \"I\" { done when a is ) text or open cite h \"x\" } }");
  EXPECT_EQ(Lines(parsed).size(), 1u);
}

TEST(Recovery, SaysNothingOfWhatTheLexerReported) {
  EXPECT_THAT(Lines(ParsePart("let a = b; fact c: int nl \"C\"")),
              ElementsAre("2:10 S1003 the character ; means nothing here"));
}

TEST(Recovery, KeepsTheNamesOfWhatItLost) {
  const Parsed parsed =
      ParsePart("enum e { a b }\nrecord r { fact }\nlet l = \nfact f: int nl \"F\"");
  std::vector<std::string> lost;
  for (const syntax::Name& name : parsed.file.lost) lost.push_back(name.text);
  EXPECT_THAT(lost, ElementsAre("e", "l"));
}

TEST(Recovery, MistakesInEmbeddedExpressionsAreAllReported) {
  const Parsed parsed =
      ParsePart("step s { guard g warns { message nl \"{a +} {b +}\" en \"{c +}\" } }");
  EXPECT_EQ(Lines(parsed).size(), 3u);
}

TEST(Recovery, AnEmptyTextIsAFileWithoutHeader) {
  EXPECT_THAT(Lines(ParseText("")),
              ElementsAre("1:1 S1113 the file does not say what it is a part of"));
}

}  // namespace
}  // namespace stapwijs::dsl::testing
