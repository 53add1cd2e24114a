// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "dsl/syntax/dump.h"
#include "tests/dsl/parse/parse_support.h"

namespace stapwijs::dsl::testing {
namespace {

struct Case {
  const char* text;
  const char* tree;
};

class ExpressionTest : public ::testing::TestWithParam<Case> {};

TEST_P(ExpressionTest, HasTree) { EXPECT_EQ(DumpExpression(GetParam().text), GetParam().tree); }

INSTANTIATE_TEST_SUITE_P(
    Precedence, ExpressionTest,
    ::testing::Values(
        Case{"a or b and c", "(or a (and b c))"}, Case{"a and b or c", "(or (and a b) c)"},
        Case{"a or b otherwise c or d", "(otherwise (or a b) (or c d))"},
        Case{"a otherwise b otherwise c", "(otherwise (otherwise a b) c)"},
        Case{"not a and b", "(and (not a) b)"}, Case{"not a is b", "(not (is a b))"},
        Case{"not not a", "(not (not a))"}, Case{"not yet a.b in c", "(not-yet (in a.b c))"},
        Case{"a < b + c * d", "(< a (+ b (* c d)))"}, Case{"a - b - c", "(- (- a b) c)"},
        Case{"a + b * c at d", "(+ a (* b (at c d)))"}, Case{"(a or b) and c", "(and (or a b) c)"},
        Case{"some x in l has a or b otherwise c", "(some [x in l] (otherwise (or a b) c))"},
        Case{"a and some x in l has b or c", "(and a (some [x in l] (or b c)))"},
        Case{"(some x in l has a) otherwise b", "(otherwise (some [x in l] a) b)"},
        Case{"some x in l where some y in m has y has x",
             "(some [x in l where (some [y in m] y)] x)"}));

INSTANTIATE_TEST_SUITE_P(
    Relations, ExpressionTest,
    ::testing::Values(Case{"a <= b", "(<= a b)"}, Case{"a > b", "(> a b)"},
                      Case{"a >= b", "(>= a b)"}, Case{"a is not b", "(not-is a b)"},
                      Case{"a is none", "(is a none)"}, Case{"a is not empty", "(not-is a empty)"},
                      Case{"p is withdrawn", "(is p withdrawn)"},
                      Case{"g is violated", "(is g violated)"}, Case{"i is open", "(is i open)"},
                      Case{"a in 3..7", "(in a (.. 3 7))"},
                      Case{"a not in b..c + 1", "(not-in a (.. b (+ c 1)))"},
                      Case{"a in {b, c}", "(in a (set b c))"}, Case{"a is {}", "(is a (set))"},
                      Case{"is_x is \"een tekst\"", "(is is_x \"een tekst\")"}));

INSTANTIATE_TEST_SUITE_P(
    Atoms, ExpressionTest,
    ::testing::Values(Case{"5", "5"}, Case{"-5", "-5"}, Case{"a -5", "(- a 5)"},
                      Case{"2.50", "2.50"}, Case{"yes", "yes"}, Case{"\"a\" \"b\"", "\"a b\""},
                      Case{"2024-02-29", "2024-02-29"}, Case{"13:30", "13:30"},
                      Case{"today", "today"}, Case{"150 minutes", "150-minutes"},
                      Case{"1 week", "1-weeks"}, Case{"10 working days", "10-working-days"},
                      Case{"2 hours + 1 hour", "(+ 2-hours 1-hours)"},
                      Case{"a.b[m-5].c", "a.b[m-5].c"}, Case{"s[12]", "s[12]"},
                      Case{"s[3f2a-9]", "s[3f2a-9]"}, Case{"s[2024-04-09]", "s[2024-04-09]"},
                      Case{"s[*].people[e1].trained", "s[*].people[e1].trained"},
                      Case{"audience[volunteers].first < x", "(< audience[volunteers].first x)"}));

INSTANTIATE_TEST_SUITE_P(
    Functions, ExpressionTest,
    ::testing::Values(Case{"count(members)", "(count members)"},
                      Case{"recorded(m.mandate)", "(recorded m.mandate)"},
                      Case{"progress(area) < 50", "(< (progress area) 50)"},
                      Case{"count(p in s.people where p is not withdrawn)",
                           "(count [p in s.people where (not-is p withdrawn)])"},
                      Case{"sum(g.size for g in s.groups)", "(sum [g in s.groups] g.size)"},
                      Case{"min(s.on at s.from for s in l where s.a is {a})",
                           "(min [s in l where (is s.a (set a))] (at s.on s.from))"},
                      Case{"max(a + 1 for x in l) > 3", "(> (max [x in l] (+ a 1)) 3)"},
                      Case{"some g, h in s.groups has g.a is h.a",
                           "(some [g h in s.groups] (is g.a h.a))"},
                      Case{"every m in l has recorded(m.x) and m.y",
                           "(every [m in l] (and (recorded m.x) m.y))"}));

// Function and clause words are names where they are not before a bracket.
INSTANTIATE_TEST_SUITE_P(FreeWords, ExpressionTest,
                         ::testing::Values(Case{"progress is count", "(is progress count)"},
                                           Case{"sum + min + max", "(+ (+ sum min) max)"},
                                           Case{"recorded and done or text",
                                                "(or (and recorded done) text)"},
                                           Case{"s.on < s.from and s.state is first",
                                                "(and (< s.on s.from) (is s.state first))"}));

INSTANTIATE_TEST_SUITE_P(
    Mistakes, ExpressionTest,
    ::testing::Values(
        Case{"", "1:1 S1102 expected an expression, found the end of the text\n"},
        Case{"a b", "1:3 S1101 expected the end of the expression after `a`, found `b`\n"},
        Case{"a < b < c", "1:7 S1110 `<` follows a comparison that is already complete\n"},
        Case{"a is",
             "1:5 S1101 expected a value, a name or a bracket after `is`, found the end of the "
             "text\n"},
        Case{"coutn(a)", "1:1 S1111 `coutn` is not a function\n"},
        Case{"some x l has a", "1:8 S1101 expected `in` after `x`, found `l`\n"},
        Case{"some x in l", "1:12 S1101 expected `has` after `l`, found the end of the text\n"},
        Case{"(a", "1:3 S1101 expected `)` after `a`, found the end of the text\n"},
        Case{"a.fact", "1:3 S1103 `fact` is a word of the language and cannot be a name\n"},
        Case{"2022-06 < a", "1:1 S1102 expected an expression, found `2022-06`\n"}));

TEST(ExpressionSpan, CoversOperandsAndBrackets) {
  SourceSet sources;
  Diagnostics diagnostics;
  const uint16_t file = sources.Add("e", "(a or b) and count(c)").value();
  const ParsedExpression parsed = ParseExpression(sources, file, diagnostics);
  const syntax::ExprNode& both = parsed.exprs[parsed.root];
  EXPECT_EQ(sources.Text(both.span), "(a or b) and count(c)");
  EXPECT_EQ(sources.Text(both.op), "and");
  EXPECT_EQ(sources.Text(parsed.exprs[both.a].span), "a or b");
  EXPECT_EQ(sources.Text(parsed.exprs[both.b].span), "count(c)");
}

TEST(ExpressionOrder, OperandsLieBeforeTheirNode) {
  SourceSet sources;
  Diagnostics diagnostics;
  const uint16_t file =
      sources.Add("e", "some x in l where x.a has not (x.b < 3 or x.c in {p, q})").value();
  const ParsedExpression parsed = ParseExpression(sources, file, diagnostics);
  ASSERT_TRUE(diagnostics.ok());
  const auto size = static_cast<syntax::ExprId>(parsed.exprs.nodes.size());
  for (syntax::ExprId id = 0; id < size; ++id) {
    EXPECT_LT(parsed.exprs[id].a, id);
    EXPECT_LT(parsed.exprs[id].b, id);
  }
  EXPECT_EQ(parsed.root, size - 1);
}

TEST(DurationLiteral, HasUnitAndNumber) {
  SourceSet sources;
  Diagnostics diagnostics;
  const uint16_t file = sources.Add("e", "10 working days").value();
  const ParsedExpression parsed = ParseExpression(sources, file, diagnostics);
  const syntax::Literal& literal = parsed.exprs.LiteralOf(parsed.exprs[parsed.root]);
  EXPECT_EQ(literal.unit, syntax::DurationUnit::kWorkingDays);
  EXPECT_EQ(literal.number, 10);
}

}  // namespace
}  // namespace stapwijs::dsl::testing
