// SPDX-License-Identifier: EUPL-1.2
#include "engine/model/path_list.h"

#include <string>
#include <vector>

#include "dsl/diagnostics/render.h"
#include "dsl/load.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace stapwijs {
namespace {

using ::testing::ElementsAre;
using ::testing::IsSubsetOf;

constexpr char kMethod[] = R"(method club 1.0.0 nl "Club"
source book "Book" year 2020
role leader nl "leider"
enum audience { young nl "jong", old nl "oud" }
record occasion { fact on: date nl "Datum" }
record person { fact trained: yesno nl "Getraind"  fact day: occasion nl "Dag" }
record session { fact people: set of ref pool nl "Mensen" }
step plan nl "Plan" {
  note nl "Lees dit." { ref "N1" own }
  fact kickoff: occasion nl "Kick-off"
  fact pool: list of person up to 9 nl "Mensen"
  fact sessions: list of session up to 9 nl "Bijeenkomsten"
  let size = count(pool)
  for each a in audience {
    fact strategy: yesno nl "Werving"
    item agreed required nl "Afgesproken" { done when a.strategy ref "S1" own }
  }
  for each s in sessions {
    let number = count(s.people)
    for each p in s.people {
      fact met: yesno nl "Ontmoet"
      guard trained blocks { violated when p.trained is no message nl "Nee." ref "G1" ref "G2" own }
    }
  }
  tip look nl "Kijk" { when not yet kickoff.on < 2024-01-01 text nl "Kijk." ref "T1" own }
  guard small warns { violated when size < 2 message nl "Klein." own }
}
step hold nl "Houden" after plan { item held required nl "Gehouden" { } }
policy agenda nl "Agenda" {
  ref "P1"
  goal link nl "Koppeling" { linked when size > 2 evidence pool ref "P2" own }
}
)";

std::vector<std::string> Lines(const std::string& text) {
  dsl::SourceSet sources;
  EXPECT_TRUE(sources.Add("club.stap", text).ok());
  const dsl::Loaded loaded = dsl::LoadMethod(std::move(sources));
  if (!loaded.checked.has_value()) {
    ADD_FAILURE() << dsl::RenderText(loaded.diagnostics, loaded.sources, Language::kEnglish);
    return {};
  }
  std::vector<std::string> lines;
  for (const ListedPath& listed : ListPaths(*loaded.checked->method)) {
    std::string line = std::string(listed.kind) + " " + listed.path;
    for (const std::string& ref : listed.refs) line += " " + ref;
    lines.push_back(line);
  }
  return lines;
}

TEST(PathList, NamesEverythingInOrder) {
  EXPECT_THAT(
      Lines(kMethod),
      ElementsAre("source book", "role leader", "enum audience", "fact kickoff", "fact kickoff.on",
                  "fact pool", "fact pool[*].trained", "fact pool[*].day", "fact pool[*].day.on",
                  "fact sessions", "fact sessions[*].people", "fact audience[*].strategy",
                  "fact sessions[*].people[*].met", "let size", "let sessions[*].number",
                  "step plan", "note plan N1", "guard plan.small", "tip plan.look T1",
                  "item plan.audience[*].agreed S1",
                  "guard plan.sessions[*].people[*].trained G1 G2", "step hold", "item hold.held",
                  "policy agenda P1", "goal agenda.link P2"));
}

TEST(PathList, KnowsParametersAndTemplates) {
  const std::string text =
      std::string(kMethod) +
      "parameter least: int = 3 nl \"Minst\"\n"
      "template script nl \"Draaiboek\" { point nl \"Begin.\" ref \"C1\" own }\n";
  EXPECT_THAT((std::vector<std::string>{"parameter least", "template script C1"}),
              IsSubsetOf(Lines(text)));
}

TEST(PathList, OfOneRule) {
  dsl::SourceSet sources;
  ASSERT_TRUE(sources.Add("club.stap", kMethod).ok());
  const dsl::Loaded loaded = dsl::LoadMethod(std::move(sources));
  ASSERT_TRUE(loaded.checked.has_value());
  const Method& method = *loaded.checked->method;
  std::vector<std::string> paths;
  for (const Guard& guard : method.guards) paths.push_back(RulePath(method, guard));
  EXPECT_THAT(paths,
              ::testing::UnorderedElementsAre("plan.small", "plan.sessions[*].people[*].trained"));
}

}  // namespace
}  // namespace stapwijs
