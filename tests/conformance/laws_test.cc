// SPDX-License-Identifier: EUPL-1.2
// What holds for everything that can be recorded in small domains: the order of operands does not
// show, recording more turns nothing, and what is waited for is exactly what brute force finds.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "dsl/load.h"
#include "engine/eval/operations.h"
#include "gtest/gtest.h"
#include "tests/conformance/universe.h"

namespace stapwijs::conformance {
namespace {

using Variables = std::vector<Variable>;

const Program& Small() {
  static const std::shared_ptr<const Program> program = [] {
    const auto loaded =
        dsl::LoadMethod(std::string(STAPWIJS_ROOT "/tests/conformance/methods/small.stap"));
    return Program::Compile(loaded->checked->method);
  }();
  return *program;
}

struct Law {
  std::string name;
  std::string expression;
  Variables variables;
  std::string other;     // the same with its operands in another order
  bool product = false;  // of two facts: more may be named than what decides
};
void PrintTo(const Law& law, std::ostream* out) { *out << law.expression; }

Variables Truths() { return {YesNo("p"), YesNo("q"), YesNo("r")}; }
Variables Ints() { return {Int("i"), Int("j")}; }
Variables FewIntsAndTruth() { return {FewInts("i"), FewInts("j"), YesNo("p")}; }
Variables TwoMoods() { return {Mood("mood1"), Mood("mood2")}; }
Variables TwoSets() { return {Moods("moods"), Moods("moods2")}; }
Variables MoodAndSet() { return {Mood("mood1"), Moods("moods")}; }
Variables DayAndTime() { return {Day("day"), Time("from")}; }

Variables And(Variables some, const Variables& more) {
  some.insert(some.end(), more.begin(), more.end());
  return some;
}

// No fact stands twice in an expression: then what is waited for is exact.
std::vector<Law> Laws() {
  std::vector<Law> out;
  auto add = [&](const std::string& expression, const Variables& variables,
                 const std::string& other = "") {
    out.push_back({absl::StrCat("n", out.size() + 1), expression, variables, other});
  };
  const Variables p = {YesNo("p")}, pq = {YesNo("p"), YesNo("q")};
  add("not p", p);
  add("p is none", p);
  add("recorded(p)", p);
  add("p and q", pq, "q and p");
  add("p or q", pq, "q or p");
  add("not (p and q)", pq, "not (q and p)");
  add("p and not q", pq, "not q and p");
  add("p is q", pq, "q is p");
  add("p is not q", pq, "q is not p");
  add("p is none or q", pq, "q or p is none");
  add("recorded(p) and q", pq, "q and recorded(p)");
  add("recorded(p) or q", pq, "q or recorded(p)");
  add("recorded(p) and not recorded(q)", pq, "not recorded(q) and recorded(p)");
  add("p otherwise q", pq, "q otherwise p");
  add("p and q and r", Truths(), "r and q and p");
  add("p or q or r", Truths(), "r or (p or q)");
  add("(p or q) and r", Truths(), "r and (q or p)");
  add("p and q or r", Truths(), "r or q and p");
  add("p and (q is r)", Truths(), "(r is q) and p");
  add("p otherwise q otherwise r", Truths(), "r otherwise q otherwise p");
  const Variables i = {Int("i")};
  add("i < 5", i, "5 > i");
  add("i >= 5", i, "5 <= i");
  add("i is 3", i, "3 is i");
  add("i in 3..5", i);
  add("i in {2, 5}", i, "i in {5, 2}");
  add("i * 0 < 1", i, "0 * i < 1");
  add("i < j", Ints(), "j > i");
  add("i <= j", Ints(), "j >= i");
  add("i is j", Ints(), "j is i");
  add("i in 2..j", Ints());
  add("3 in i..j", Ints());
  add("i + j < 5", Ints(), "5 > j + i");
  add("i - j > 2", Ints(), "2 < i - j");
  add("i + j is 6", Ints(), "6 is j + i");
  add("i * j < 6", Ints(), "j * i < 6");
  out.back().product = true;
  add("i * 2 >= j", Ints(), "j <= 2 * i");
  add("i * 4 + j < 6", Ints(), "6 > j + 4 * i");
  add("i * 4 + j is 6", Ints(), "6 is j + 4 * i");
  add("i - 3 * j >= 2", Ints(), "2 <= i - j * 3");
  add("(i otherwise j) < 4", Ints(), "4 > (j otherwise i)");
  add("i < 3 and j > 4", Ints(), "j > 4 and i < 3");
  add("i < 3 or recorded(j)", Ints(), "recorded(j) or i < 3");
  add("i < j and p", FewIntsAndTruth(), "p and j > i");
  add("i + j > 6 or p", FewIntsAndTruth(), "p or 6 < j + i");
  add("p otherwise i < j", FewIntsAndTruth(), "i < j otherwise p");
  add("mood1 is mood2", TwoMoods(), "mood2 is mood1");
  add("mood1 in {glad, calm}", TwoMoods(), "mood1 in {calm, glad}");
  add("mood1 in {mood2, sad}", TwoMoods(), "mood1 in {sad, mood2}");
  add("mood1 is glad or mood2 is glad", TwoMoods(), "mood2 is glad or mood1 is glad");
  add("moods is moods2", TwoSets(), "moods2 is moods");
  add("(moods otherwise moods2) is {glad}", TwoSets(), "(moods2 otherwise moods) is {glad}");
  add("moods is {glad, calm}", {Moods("moods")}, "moods is {calm, glad}");
  add("moods is empty", {Moods("moods")});
  add("count(moods) > 1", {Moods("moods")}, "1 < count(moods)");
  add("count(moods) < 3 and p", {Moods("moods"), YesNo("p")}, "p and 3 > count(moods)");
  add("mood1 in moods", MoodAndSet());
  add("glad in moods or mood1 is sad", MoodAndSet(), "mood1 is sad or glad in moods");
  add("day at from < 2024-05-01 at 09:30", DayAndTime(), "2024-05-01 at 09:30 > day at from");
  add("day at from >= 2024-05-01 at 09:30", DayAndTime(), "2024-05-01 at 09:30 <= day at from");
  add("day at from is 2024-05-01 at 13:30", DayAndTime(), "2024-05-01 at 13:30 is day at from");
  add("day at from + 90 minutes < 2024-05-01 at 15:00", DayAndTime(),
      "2024-05-01 at 15:00 > day at from + 90 minutes");
  add("day at from - 2024-04-30 at 13:30 <= 20 hours", DayAndTime(),
      "20 hours >= day at from - 2024-04-30 at 13:30");
  add("day < today or p", {Day("day"), YesNo("p")}, "p or today > day");
  for (int n = 0; n <= 2; ++n) {
    const Variables ok = Things(n, true, false), size = Things(n, false, true);
    add("some x in things has x.ok", ok);
    add("every x in things has x.ok", ok);
    add("some x in things has recorded(x.ok)", ok);
    add("every x in things has recorded(x.ok)", ok);
    if (n == 0) add("things is empty", ok);
    if (n < 2) add("count(things) >= 2", ok, "2 <= count(things)");
    add("count(x in things where x.ok) >= 2", ok, "2 <= count(x in things where x.ok)");
    add("count(x in things where x.ok) is 1", ok, "1 is count(x in things where x.ok)");
    add("some x, y in things has x.ok is y.ok", ok, "some x, y in things has y.ok is x.ok");
    add("some x in things has x.size > 3", size);
    add("every x in things has x.size > 3", size);
    add("min(x.size for x in things) < 4", size, "4 > min(x.size for x in things)");
    add("min(x.size for x in things) >= 4", size, "4 <= min(x.size for x in things)");
    add("max(x.size for x in things) > 4", size, "4 < max(x.size for x in things)");
    add("min(x.size for x in things) is none", size);
    add("sum(x.size for x in things) < 6", size, "6 > sum(x.size for x in things)");
    add("some x in things has x.ok or p", And(p, ok), "some x in things has p or x.ok");
    if (n == 2) continue;
    add("some x in things where x.size > 3 has x.ok", Things(n, true, true));
    add("every x in things where x.size > 3 has x.ok", Things(n, true, true));
    add("max(x.size for x in things where x.ok) < 4", Things(n, true, true));
    add("min(x.size for x in things where x.ok) < 4", Things(n, true, true));
    add("min(x.size for x in things where x.ok) >= 4", Things(n, true, true));
    add("min(x.size for x in things where x.ok) is 4", Things(n, true, true));
    add("max(x.size for x in things where x.ok) is 4", Things(n, true, true));
    add("sum(x.size for x in things where x.ok) < 4", Things(n, true, true));
    add("min(x.size for x in things) < i", And(size, {FewInts("i")}));
  }
  return out;
}

std::vector<Law> LawsToSwap() {
  std::vector<Law> out;
  for (Law& law : Laws()) {
    if (!law.other.empty()) out.push_back(std::move(law));
  }
  return out;
}

class Expressions : public ::testing::TestWithParam<Law> {};
class Operands : public ::testing::TestWithParam<Law> {};

TEST_P(Operands, InAnotherOrderAreTheSame) {
  const Law& law = GetParam();
  const Universe one(Small(), law.expression, law.variables);
  const Universe other(Small(), law.other, law.variables);
  for (size_t c = 0; c < one.size(); ++c) {
    ASSERT_EQ(one.at(c).value, other.at(c).value) << one.Describe(c);
    ASSERT_EQ(one.at(c).waits, other.at(c).waits) << one.Describe(c);
    ASSERT_EQ(one.at(c).contradicts, other.at(c).contradicts) << one.Describe(c);
  }
}

TEST_P(Expressions, RecordingMoreTurnsNothing) {
  const Law& law = GetParam();
  const Universe all(Small(), law.expression, law.variables);
  int decided = 0, turned = 0;
  for (size_t c = 0; c < all.size(); ++c) {
    if (all.at(c).logic == Logic::kUnknown) continue;
    ++decided;
    for (size_t v = 0; v < law.variables.size(); ++v) {
      const int from = all.StandingOf(c, v);
      const int standings = static_cast<int>(law.variables[v].standings.size());
      for (int to = 0; to < standings; ++to) {
        if (to == from || !law.variables[v].Refines(from, to)) continue;
        const Outcome& after = all.at(all.With(c, v, to));
        ++turned;
        // What is told twice may prove contradictory.
        if (after.contradicts) continue;
        ASSERT_EQ(after.logic, all.at(c).logic)
            << all.Describe(c) << "  then  " << all.Describe(all.With(c, v, to));
      }
    }
  }
  EXPECT_GT(decided, 0);
  EXPECT_GT(decided + turned, 1);
}

TEST_P(Expressions, WaitsForWhatBruteForceFinds) {
  const Law& law = GetParam();
  const Universe all(Small(), law.expression, law.variables);
  int undecided = 0, wrong = 0;
  std::string first;
  for (size_t c = 0; c < all.size(); ++c) {
    // A contradiction waits for a change, not for a record.
    if (!all.Starts(c) || all.at(c).logic != Logic::kUnknown || all.at(c).contradicts) continue;
    ++undecided;
    const std::vector<std::string> expected = all.Oracle(c);
    const std::vector<std::string>& found = all.at(c).waits;
    if (expected == found) continue;
    const bool more = std::includes(found.begin(), found.end(), expected.begin(), expected.end());
    if (law.product && more) continue;
    if (wrong++ == 0) {
      first = absl::StrCat(all.Describe(c), ": waits for ", absl::StrJoin(found, ", "),
                           "; brute force: ", absl::StrJoin(expected, ", "));
    }
  }
  EXPECT_GT(undecided, 0);
  EXPECT_EQ(wrong, 0) << "of " << undecided << " undecided; the first: " << first;
}

INSTANTIATE_TEST_SUITE_P(Small, Operands, ::testing::ValuesIn(LawsToSwap()),
                         [](const auto& law) { return law.param.name; });
INSTANTIATE_TEST_SUITE_P(Small, Expressions, ::testing::ValuesIn(Laws()),
                         [](const auto& law) { return law.param.name; });

}  // namespace
}  // namespace stapwijs::conformance
