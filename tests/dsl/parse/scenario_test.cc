// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "tests/dsl/parse/parse_support.h"

namespace stapwijs::dsl::testing {
namespace {

struct Case {
  const char* text;  // of a statement
  const char* tree;
};

class StatementTest : public ::testing::TestWithParam<Case> {};

TEST_P(StatementTest, HasTree) {
  const std::string scenario =
      std::string("scenario \"s\" on 2024-03-01 { ") + GetParam().text + " }";
  EXPECT_EQ(DumpPart(scenario), std::string("scenario \"s\" on 2024-03-01\n") + GetParam().tree);
}

INSTANTIATE_TEST_SUITE_P(
    Values, StatementTest,
    ::testing::Values(
        Case{"given a = 5", "  given a = 5\n"}, Case{"given a = -5", "  given a = -5\n"},
        Case{"given a = yes, b = no", "  given a = yes\n  given b = no\n"},
        Case{"given a = planned", "  given a = planned\n"},
        Case{"given a = 2024-04-09", "  given a = 2024-04-09\n"},
        Case{"given a = 2022-06", "  given a = 2022-06\n"},
        Case{"given a = 2022", "  given a = 2022\n"},
        Case{"given a = 13:30", "  given a = 13:30\n"},
        Case{"given a = 150 minutes", "  given a = 150-minutes\n"},
        Case{"given a = \"tekst\"", "  given a = \"tekst\"\n"},
        Case{"given a = unknown", "  given a = unknown\n"},
        Case{"given a = none", "  given a = none\n"},
        Case{"given a = withdrawn", "  given a = withdrawn\n"},
        Case{"given a = at least 3", "  given a = (at-least 3)\n"},
        Case{"given a = at most 2024", "  given a = (at-most 2024)\n"},
        Case{"given a = over 6000", "  given a = (over 6000)\n"},
        Case{"given a = under 5", "  given a = (under 5)\n"},
        Case{"given a = about 6000", "  given a = (about 6000)\n"},
        Case{"given a = over", "  given a = over\n"},
        Case{"given a = at least [x: {b: 1}]", "  given a = (at-least [x:(record {b:1})])\n"},
        Case{"given a = {}", "  given a = {}\n"}, Case{"given a = []", "  given a = []\n"},
        Case{"given a = {x, m-5, 3f2a}", "  given a = {x m-5 3f2a}\n"},
        Case{"given a = {b: 1, c: {d, e}}", "  given a = (record {b:1 c:{d e}})\n"},
        Case{"given a = [m-5: {b: 1}, 12: {b: 2}, {b: 3}]",
             "  given a = [m-5:(record {b:1}) 12:(record {b:2}) (record {b:3})]\n"},
        Case{"given a[m-5].b = full", "  given a[m-5].b = full\n"},
        Case{"given base, a = 1", "  given base\n  given a = 1\n"}));

INSTANTIATE_TEST_SUITE_P(
    Statements, StatementTest,
    ::testing::Values(Case{"start area", "  start area\n"},
                      Case{"complete area", "  complete area\n"},
                      Case{"reopen area", "  reopen area\n"},
                      Case{"waive area.g by lead because \"reden\"",
                           "  waive area.g by lead because \"reden\"\n"},
                      Case{"expect nothing else fires", "  expect nothing else fires\n"},
                      Case{"expect start of area refused", "  expect start of area refused\n"},
                      Case{"expect start of area allowed", "  expect start of area allowed\n"},
                      Case{"expect g holds", "  expect g holds\n"},
                      Case{"expect g blocks", "  expect g blocks\n"},
                      Case{"expect g, h warns", "  expect g, h warns\n"},
                      Case{"expect g advises", "  expect g advises\n"},
                      Case{"expect g is not violated", "  expect g is not violated\n"},
                      Case{"expect area is complete", "  expect area is complete\n"},
                      Case{"expect n is at least 3", "  expect n is (at-least 3)\n"},
                      Case{"expect g is undetermined waiting for a, b[x].c",
                           "  expect g is undetermined waiting for a, b[x].c\n"}));

TEST(Example, HoldsWhatIsGiven) {
  EXPECT_EQ(DumpPart("example base { given a = 1, b = 2 given c = 3 }"),
            "example base\n  given a = 1\n  given b = 2\n  given c = 3\n");
}

}  // namespace
}  // namespace stapwijs::dsl::testing
