// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "dsl/diagnostics/render.h"
#include "dsl/parse/counted.h"
#include "tests/dsl/parse/parse_support.h"

namespace stapwijs::dsl::testing {
namespace {

std::string Repeat(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

std::string Nested(const std::string& open, const std::string& inner, const std::string& close,
                   int depth) {
  return Repeat(open, depth) + inner + Repeat(close, depth);
}

TEST(Nesting, OfParenthesesIsReadUpToTheLimit) {
  EXPECT_EQ(DumpExpression(Nested("(", "a", ")", kMaxNesting)), "a");
}

TEST(Nesting, BeyondTheLimitIsReportedOnce) {
  EXPECT_EQ(DumpExpression(Nested("(", "a", ")", kMaxNesting + 1)),
            "1:65 S1109 this is nested more than 64 deep\n");
}

// What nests: each is read at the limit and refused one deeper. A body that is around it counts.
struct NestedCase {
  const char* name;
  std::string before, open, inner, close, after;
  int around;
};
class NestedTest : public ::testing::TestWithParam<NestedCase> {
 public:
  static std::vector<std::string> LinesAt(int depth) {
    const NestedCase& c = GetParam();
    return Lines(
        ParsePart(c.before + Nested(c.open, c.inner, c.close, depth - c.around) + c.after));
  }
};
TEST_P(NestedTest, IsReadAtTheLimitAndNotOneDeeper) {
  EXPECT_THAT(LinesAt(kMaxNesting), ::testing::IsEmpty());
  const std::vector<std::string> deeper = LinesAt(kMaxNesting + 1);
  ASSERT_EQ(deeper.size(), 1u) << ::testing::PrintToString(deeper);
  EXPECT_THAT(deeper[0], ::testing::HasSubstr("S1109"));
}
INSTANTIATE_TEST_SUITE_P(
    Constructs, NestedTest,
    ::testing::Values(NestedCase{"Parentheses", "let a = ", "(", "b", ")", "", 0},
                      NestedCase{"Not", "let a = ", "not ", "b", "", "", 0},
                      NestedCase{"Sets", "let a = ", "{", "b", "}", "", 0},
                      NestedCase{"Quantifiers", "let a = ", "some x in l has ", "b", "", "", 0},
                      NestedCase{"Minima", "let a = ", "min(", "b", " for x in l)", "", 0},
                      NestedCase{"Types", "fact a: ", "set of ", "int", "", " nl \"A\"", 0},
                      NestedCase{"Bodies", "step s { ", "for each x in l { ", "", "}", "}", 1},
                      NestedCase{"Lists", "example e { given a = ", "[", "1", "]", " }", 1},
                      NestedCase{"Records", "example e { given a = ", "{b: ", "1", "}", " }", 1}),
    [](const auto& one) { return one.param.name; });

struct DeepCase {
  const char* name;
  std::string text;  // declarations
};
class DeepTest : public ::testing::TestWithParam<DeepCase> {};

TEST_P(DeepTest, IsReportedOnceAndReadingGoesOn) {
  const Parsed parsed = ParsePart(GetParam().text + "\nfact after_it: int nl \"A\"\n");
  ASSERT_EQ(parsed.diagnostics.Sorted().size(), 1u) << Lines(parsed)[1];
  EXPECT_EQ(parsed.diagnostics.Sorted()[0].kind, DiagnosticKind::kTooDeep);
  EXPECT_EQ(parsed.file.facts.size(), 1u);
}

constexpr int kDeep = 100'000;
INSTANTIATE_TEST_SUITE_P(
    Constructs, DeepTest,
    ::testing::Values(
        DeepCase{"Parentheses", "let a = " + Nested("(", "b", ")", kDeep)},
        DeepCase{"Unclosed", "let a = " + Repeat("(", kDeep)},
        DeepCase{"Not", "let a = " + Repeat("not ", kDeep) + "b"},
        DeepCase{"Sets", "let a = " + Nested("{", "b", "}", kDeep)},
        DeepCase{"Minima", "let a = " + Nested("min(", "b", " for x in l)", kDeep / 10)},
        DeepCase{"Quantifiers", "let a = " + Repeat("some x in l has ", kDeep / 10) + "b"},
        DeepCase{"Where", "let a = " + Nested("some x in l where ", "b", " has c", kDeep / 10)},
        DeepCase{"Types", "fact a: " + Repeat("set of ", kDeep) + "int nl \"A\""},
        DeepCase{"Bodies", "step s {" + Nested("for each x in l {", "", "}", kDeep / 10) + "}"},
        DeepCase{"Values", "example e { given a = " + Nested("[", "1", "]", kDeep) + " }"},
        DeepCase{"Bounds", "example e { given a = " + Repeat("at least ", kDeep) + "1 }"}),
    [](const auto& one) { return one.param.name; });

TEST(Size, OfAFileBeyondTheLimitIsRefused) {
  SourceSet sources;
  EXPECT_TRUE(sources.Add("fits", std::string(kMaxFileBytes, ' ')).ok());
  EXPECT_EQ(sources.Add("noise", std::string(2 * kMaxFileBytes, 'x')).status().code(),
            absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(sources.size(), 1u);
}

uint64_t StepsOf(const std::string& text, Diagnostics& diagnostics) {
  SourceSet sources;
  const uint16_t file = sources.Add("t", text).value();
  return parse::ParseCounted(sources, file, diagnostics).steps;
}

// Twice the text, at most a little more than twice the work.
void ExpectLinear(const std::string& piece, int times) {
  Diagnostics once, twice;
  const uint64_t small = StepsOf("part of m\n" + Repeat(piece, times), once);
  const uint64_t large = StepsOf("part of m\n" + Repeat(piece, 2 * times), twice);
  EXPECT_GT(large, small);
  EXPECT_LT(large, 2 * small + 1000) << piece.substr(0, 40);
}

TEST(Work, GrowsWithTheTextThatIsRight) {
  ExpectLinear(
      "step s nl \"S\" { item i required nl \"I\" { done when (a or b) and count(c) > 3 } "
      "guard g blocks { violated when some x in l has x.y is {z} message nl \"{a} b\" } }\n",
      500);
}

struct WrongCase {
  const char* name;
  const char* piece;
};
class WrongTest : public ::testing::TestWithParam<WrongCase> {};
TEST_P(WrongTest, WorkGrowsWithTheText) { ExpectLinear(GetParam().piece, 2000); }
INSTANTIATE_TEST_SUITE_P(
    Texts, WrongTest,
    ::testing::Values(WrongCase{"OpenBraces", "{ "}, WrongCase{"CloseBraces", "} "},
                      WrongCase{"OpenSteps", "step s { "},
                      WrongCase{"OpenItems", "step s { item i { "},
                      WrongCase{"HalfFacts", "fact a: "}, WrongCase{"HalfLets", "let a = (b + "},
                      WrongCase{"OpenSets", "let a = {b, "}, WrongCase{"Words", "foo bar "},
                      WrongCase{"HalfGuards", "step s { guard g blocks { violated when } "}),
    [](const auto& one) { return one.param.name; });

TEST(Noise, OfAMebibyteIsReadToItsEnd) {
  // Bytes of the language's own alphabet reach deeper than arbitrary ones; the seed is fixed.
  std::mt19937 random(20240409);
  const std::string alphabet = "{}()[]\",.:=<>+-*# \nabc019_\xC3\xA9\x80";
  const std::vector<std::string> words = {"step ",
                                          "item ",
                                          "guard ",
                                          "done when ",
                                          "some x in l has ",
                                          "fact a: int nl \"A\" ",
                                          "for each x in l "};
  std::string text;
  while (text.size() < kMaxFileBytes - 100) {
    const unsigned pick = static_cast<unsigned>(random());
    if (pick % 16 == 0) {
      text += words[(pick >> 8) % words.size()];
    } else {
      text += alphabet[(pick >> 8) % alphabet.size()];
    }
  }
  Diagnostics diagnostics;
  const uint64_t steps = StepsOf(text, diagnostics);
  EXPECT_GT(diagnostics.errors(), Diagnostics::kLimit);
  EXPECT_EQ(diagnostics.Sorted().size(), Diagnostics::kLimit);
  EXPECT_LT(steps, 100 * text.size());
}

}  // namespace
}  // namespace stapwijs::dsl::testing
