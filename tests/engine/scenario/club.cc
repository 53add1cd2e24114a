// SPDX-License-Identifier: EUPL-1.2
#include "tests/engine/scenario/club.h"

#include <utility>

#include "dsl/diagnostics/render.h"
#include "gtest/gtest.h"

namespace stapwijs::testing {

const char kClub[] = R"(method club 1.0.0 nl "Club" en "Club"
role leader nl "leider" en "leader"
enum audience { young nl "jong" en "young", old nl "oud" en "old" }
record session { fact trained: yesno nl "Getraind" en "Trained" }
step plan nl "Plan" en "Plan" {
  fact n: int nl "N" en "N"
  fact m: int nl "M" en "M"
  fact sessions: list of session up to 9 nl "Bijeenkomsten" en "Sessions"
  let twice = n * 2 nl "twee keer" en "twice"
  item counted required nl "Geteld" en "Counted" { done when n > 0 own }
  item extra recommended nl "Extra" en "Extra" { applies when m > 5 done when n > 5 own }
  guard much blocks { violated when n > 10 message nl "Veel." en "Much." own }
  guard few warns { violated when n < 3 message nl "Weinig." en "Few." own }
  guard hint advises { violated when n < 2 message nl "Meer?" en "More?" own }
  for each s in sessions {
    guard trained warns { violated when s.trained is no message nl "Nee." en "No." own }
    tip train nl "Train" en "Train" { when s.trained is no text nl "Train." en "Train." own }
  }
  tip look nl "Kijk" en "Look" { when n > 5 text nl "Kijk." en "Look." own }
}
step hold nl "Houden" en "Hold" after plan {
  item held required nl "Gehouden" en "Held" { own }
  for each a in audience {
    fact met: yesno nl "Ontmoet" en "Met"
    guard seen warns { holds when a.met message nl "Nee." en "No." own }
  }
}
policy agenda nl "Agenda" en "Agenda" {
  goal link nl "Koppeling" en "Link" {
    linked when n > 3 and m > 3
    unlinked when n < 4 or m < 4
    evidence n
    own
  }
}
)";

dsl::Loaded LoadText(const std::string& text) {
  dsl::SourceSet sources;
  EXPECT_TRUE(sources.Add("club.stap", text).ok());
  dsl::Loaded loaded = dsl::LoadMethod(std::move(sources));
  if (!loaded.checked.has_value()) {
    ADD_FAILURE() << dsl::RenderText(loaded.diagnostics, loaded.sources, Language::kEnglish);
  }
  return loaded;
}

ScenarioResult RunBody(const std::string& body) {
  const dsl::Loaded loaded =
      LoadText(std::string(kClub) + "scenario \"s\" on 2024-05-01 {\n" + body + "\n}\n");
  if (!loaded.checked.has_value()) return {};
  const auto program = Program::Compile(loaded.checked->method);
  return RunScenario(*program, loaded.checked->scenarios.at(0));
}

std::vector<std::string> Messages(const ScenarioResult& result) {
  std::vector<std::string> out;
  for (const ScenarioFailure& failure : result.failures) out.push_back(failure.message.en);
  return out;
}

}  // namespace stapwijs::testing
