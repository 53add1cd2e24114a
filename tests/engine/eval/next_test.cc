// SPDX-License-Identifier: EUPL-1.2
// What an assessment proposes to work on.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "dsl/load.h"
#include "engine/eval/program.h"
#include "engine/json/facts_reader.h"

namespace stapwijs {
namespace {

std::vector<std::string> NextAfter(const std::string& facts) {
  dsl::SourceSet sources;
  EXPECT_TRUE(
      sources
          .Add("m.stap",
               "method m 1.0.0 nl \"M\" en \"M\" "
               "record r { fact ok: yesno nl \"A\" en \"A\" } "
               "step one nl \"1\" en \"1\" { fact big: yesno nl \"A\" en \"A\" "
               "fact l: list of r up to 5 nl \"A\" en \"A\" "
               "item advised recommended nl \"x\" en \"x\" { own } "
               "item light required nl \"x\" en \"x\" { own } "
               "item heavy recommended nl \"x\" en \"x\" { own weight 5 } "
               "item absent required nl \"x\" en \"x\" { applies when big own } "
               "for each x in l { item single required nl \"x\" en \"x\" { done when x.ok own "
               "} } } step two nl \"2\" en \"2\" after one { "
               "item later required nl \"x\" en \"x\" { own weight 9 } }")
          .ok());
  const dsl::Loaded loaded = dsl::LoadMethod(std::move(sources));
  const auto program = Program::Compile(loaded.checked.value().method);
  TrajectoryState state;
  for (const Change& change : ReadFactsJson(program->method(), facts).changes) {
    state.facts.Apply(program->method(), change);
  }
  return Assess(*program, state, Inputs{}, Date{19000}).next;
}

using Paths = std::vector<std::string>;

TEST(Next, HeaviestFirstThenRequiredThenInOrder) {
  EXPECT_EQ(NextAfter(R"({"big": true, "l": [], "one.light": false})"),
            (Paths{"one.heavy", "one.light", "one.absent", "one.advised"}));
}

TEST(Next, LeavesOutWhatIsDoneOrDoesNotApply) {
  EXPECT_EQ(NextAfter(R"({"big": false, "l": [], "one.heavy": true})"),
            (Paths{"one.light", "one.advised"}));
}

TEST(Next, NamesElementsButNotTheUnseenOne) {
  EXPECT_EQ(NextAfter(R"({"big": false, "l": {"at_least": [{"key": "a", "ok": false}]},
                          "one.heavy": true, "one.light": true, "one.advised": true})"),
            (Paths{"one.l[a].single"}));
}

TEST(Next, LeavesOutStepsThatCannotStart) {
  EXPECT_EQ(NextAfter(R"({"big": false, "l": [], "one.heavy": true, "one.light": false,
                          "one.advised": true})"),
            Paths{"one.light"});
}

}  // namespace
}  // namespace stapwijs
