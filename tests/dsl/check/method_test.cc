// SPDX-License-Identifier: EUPL-1.2
// What a text becomes: scopes, slots, and scenarios as changes and canonical paths.
#include <gmock/gmock.h>

#include "tests/dsl/check/check_support.h"

namespace stapwijs::dsl::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::Optional;

// Whatever is asked of `checked` in a test: the text must be right.
CheckedMethod Checked(const std::string& text) {
  Loaded loaded = LoadText(text);
  EXPECT_TRUE(loaded.checked) << ::testing::PrintToString(Lines(loaded));
  return loaded.checked ? *loaded.checked : CheckedMethod{std::make_shared<Method>(), {}};
}

constexpr char kMethod[] =
    "enum e { ab $, cd $ } record occasion { fact state: e $ let early = state is ab }\n"
    "record person { fact ready: yesno $ fact block: occasion $ }\n"
    "record session { fact on: date $ fact people: set of ref pool $ privacy p3 }\n"
    "step s $ { fact kickoff: occasion $ or none fact pool: list of person up to 5 $ privacy p2\n"
    "  fact sessions: list of session up to 5 $\n"
    "  for each x in sessions where x.on > today { for each p in x.people {\n"
    "    fact came: yesno $ guard g blocks { violated when p.ready is no or p.came is no message $ "
    "own }\n"
    "    let fine = p.ready and p.block.early } }\n"
    "  for each a in e { fact f: int 0..9 $ item asked required $ { own } }\n"
    "  item i required $ { done when kickoff.early or some x in sessions has x.on < today own } "
    "}\n";

TEST(Method, FlattensNestedRecords) {
  CheckedMethod m = Checked(kMethod);
  FieldId state = m.method->FindField(Method::kRoot, "kickoff.state");
  ASSERT_TRUE(state.valid());
  EXPECT_EQ(m.method->field(state).record, m.method->FindField(Method::kRoot, "kickoff"));
  EXPECT_TRUE(m.method->FindLet(Method::kRoot, "kickoff.early").valid());
  ScopeId pool = m.method->FindChild(Method::kRoot, "pool");
  EXPECT_TRUE(m.method->FindLet(pool, "block.early").valid());
}

TEST(Method, PutsFactsOfForEachWithTheElements) {
  CheckedMethod m = Checked(kMethod);
  ScopeId sessions = m.method->FindChild(Method::kRoot, "sessions");
  ScopeId pairs = m.method->FindChild(sessions, "people");
  ASSERT_TRUE(pairs.valid());
  const Scope& scope = m.method->scope(pairs);
  EXPECT_EQ(scope.kind, ScopeKind::kRefs);
  EXPECT_EQ(scope.depth, 2);
  EXPECT_EQ(scope.target, m.method->FindChild(Method::kRoot, "pool"));
  EXPECT_TRUE(m.method->FindField(pairs, "came").valid());
  EXPECT_TRUE(m.method->FindField(m.method->FindChild(Method::kRoot, "e"), "f").valid());
}

TEST(Method, GivesLoopsTheirSlotsFromTheOutside) {
  CheckedMethod m = Checked(kMethod);
  for (const Block& block : m.method->blocks) EXPECT_EQ(block.loop.slot, block.depth);
  const Guard& guard = m.method->guards.at(0);
  EXPECT_EQ(m.method->block(guard.block).depth, 1);
  // p.ready: from the pair in slot 1 to the person it refers to.
  const Expr& is = m.method->expr(m.method->expr(guard.condition).args.at(0));
  const Expr& ready = m.method->expr(is.args.at(0));
  EXPECT_EQ(ready.access.base, 1);
  ASSERT_EQ(ready.access.hops.size(), 1u);
  EXPECT_EQ(ready.access.hops[0].kind, Hop::Kind::kTarget);
}

TEST(Method, APrivacyClassCoversAllInside) {
  CheckedMethod m = Checked(kMethod);
  ScopeId pool = m.method->FindChild(Method::kRoot, "pool");
  EXPECT_EQ(m.method->field(m.method->FindField(pool, "block.state")).privacy, Privacy::kP2);
}

std::vector<Change> ChangesOf(const std::string& given) {
  CheckedMethod m =
      Checked(std::string(kMethod) + "scenario \"q\" on 2024-01-01 { given " + given + " }");
  return m.scenarios.empty() ? std::vector<Change>() : m.scenarios[0].statements.at(0).changes;
}
using Kind = Change::Kind;
std::vector<Kind> KindsOf(const std::string& given) {
  std::vector<Kind> kinds;
  for (const Change& change : ChangesOf(given)) kinds.push_back(change.kind);
  return kinds;
}

TEST(Given, AWholeListReplacesAndAPartialOneMayHaveMore) {
  EXPECT_THAT(
      KindsOf("sessions = [k: {on: 2024-04-09}, {}]"),
      ElementsAre(Kind::kReplaceElements, Kind::kAddElement, Kind::kSet, Kind::kAddElement));
  EXPECT_THAT(KindsOf("sessions = at least [k: {}]"),
              ElementsAre(Kind::kMayHaveMore, Kind::kAddElement));
  EXPECT_EQ(ChangesOf("sessions = [e1: {}, {}]").at(2).path.elements.at(0).key, "e2");
}

TEST(Given, WithdrawsWhatIsUnknownOrWithdrawn) {
  EXPECT_THAT(KindsOf("sessions = unknown"), ElementsAre(Kind::kWithdraw));
  EXPECT_THAT(KindsOf("sessions[k] = withdrawn"), ElementsAre(Kind::kWithdrawElement));
}

TEST(Given, AnswersItemsUnderTheirPath) {
  std::vector<Change> changes = ChangesOf("e[ab].asked = yes");
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].kind, Kind::kAnswer);
  EXPECT_EQ(changes[0].item, "s.e[ab].asked");
}

struct Part {
  std::string value;
  Range range;
};
class InPart : public ::testing::TestWithParam<Part> {};
TEST_P(InPart, IsTheRangeItStandsFor) {
  std::vector<Change> changes = ChangesOf(GetParam().value);
  ASSERT_EQ(changes.size(), 1u);
  ASSERT_NE(changes[0].value.value.range(), nullptr);
  EXPECT_EQ(*changes[0].value.value.range(), GetParam().range);
}
INSTANTIATE_TEST_SUITE_P(Table, InPart,
                         ::testing::Values(Part{"e[ab].f = over 3", {4, Range::kPosInf}},
                                           Part{"e[ab].f = at least 3", {3, Range::kPosInf}},
                                           Part{"e[ab].f = under 3", {Range::kNegInf, 2}},
                                           Part{"e[ab].f = at most 3", {Range::kNegInf, 3}},
                                           Part{"sessions[k].on = 2022-06", {19144, 19173}},
                                           Part{"sessions[k].on = 2022", {18993, 19357}},
                                           Part{"sessions[k].on = over 2022",
                                                {19358, Range::kPosInf}}));

Expectation ExpectationOf(const std::string& expect) {
  CheckedMethod m =
      Checked(std::string(kMethod) + "scenario \"q\" on 2024-01-01 { expect " + expect + " }");
  return m.scenarios.empty() ? Expectation() : m.scenarios[0].statements.at(0).expect;
}

TEST(Expect, AddsTheStepToAPath) {
  EXPECT_EQ(ExpectationOf("sessions[k].people[p].g holds").path, "s.sessions[k].people[p].g");
  EXPECT_EQ(ExpectationOf("i is done").path, "s.i");
}

TEST(Expect, NotApplicableIsAState) {
  Expectation expect = ExpectationOf("i is not applicable");
  EXPECT_EQ(expect.state, "not_applicable");
  EXPECT_FALSE(expect.negated);
}

TEST(Expect, WaitsForCanonicalPathsInOrder) {
  EXPECT_THAT(ExpectationOf("i is unknown waiting for sessions, kickoff.state").waiting_for,
              Optional(ElementsAre("kickoff.state", "sessions")));
}

TEST(Expression, IsCheckedAgainstAMethod) {
  CheckedMethod m = Checked(kMethod);
  SourceSet sources;
  Diagnostics diagnostics;
  auto expression = LoadExpression(*m.method, "count(sessions) + 1", sources, diagnostics);
  ASSERT_TRUE(expression);
  EXPECT_EQ(expression->first->expr(expression->second).type.kind, TypeKind::kInt);
  EXPECT_FALSE(LoadExpression(Method(), "count(sessions)", sources, diagnostics));
  EXPECT_EQ(diagnostics.errors(), 1u);
}

// The parser never makes such a tree; whoever makes one by hand is told.
TEST(Expression, AWordOfIsStandsNowhereElse) {
  ParsedExpression parsed;
  parsed.exprs.nodes.emplace_back();
  parsed.exprs.nodes[0].kind = syntax::ExprKind::kNone;
  parsed.root = 0;
  Diagnostics diagnostics;
  EXPECT_FALSE(CheckExpression(Method(), parsed, 0, diagnostics));
  ASSERT_EQ(diagnostics.errors(), 1u);
  EXPECT_EQ(InfoOf(diagnostics.Sorted()[0].kind).code, "S2105");
}

}  // namespace
}  // namespace stapwijs::dsl::testing
