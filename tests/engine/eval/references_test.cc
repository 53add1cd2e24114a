// SPDX-License-Identifier: EUPL-1.2
// What is asked over references of which nobody said to whom they refer.
#include <gtest/gtest.h>

#include <string>

#include "dsl/diagnostics/render.h"
#include "dsl/load.h"
#include "engine/scenario/runner.h"

namespace stapwijs {
namespace {

const std::string kMethod =
    "method m 1.0.0 nl \"M\" en \"M\" record person { fact a: yesno nl \"A\" en \"A\" } "
    "record session { fact people: set of ref pool nl \"P\" en \"P\" "
    "fact lead: ref pool nl \"L\" en \"L\" } "
    "step one nl \"1\" en \"1\" { fact pool: list of person up to 9 nl \"P\" en \"P\" "
    "fact sessions: list of session up to 9 nl \"S\" en \"S\" "
    "for each p in pool { let away = p.a } for each s in sessions { "
    "guard direct warns { violated when some p in s.people has p.a message nl \"x\" en \"x\" own } "
    "guard by_let warns { violated when some p in s.people has p.away message nl \"x\" en \"x\" "
    "own "
    "} guard lead warns { violated when s.lead.away message nl \"x\" en \"x\" own } } } ";

std::string FailuresOf(const std::string& scenario) {
  dsl::SourceSet sources;
  EXPECT_TRUE(sources.Add("m.stap", kMethod + scenario).ok());
  const dsl::Loaded loaded = dsl::LoadMethod(std::move(sources));
  if (!loaded.checked) {
    return dsl::RenderText(loaded.diagnostics, loaded.sources, Language::kEnglish);
  }
  std::string out;
  const auto program = Program::Compile(loaded.checked->method);
  for (const Scenario& one : loaded.checked->scenarios) {
    for (const auto& failure : RunScenario(*program, one).failures) out += failure.message.en;
  }
  return out;
}

TEST(References, ALetOfWhomNobodyNamedWaitsForTheName) {
  EXPECT_EQ(FailuresOf("scenario \"x\" on 2024-01-01 { given sessions = [s: {}] "
                       "expect sessions[s].direct is undetermined waiting for sessions[s].people "
                       "expect sessions[s].by_let is undetermined waiting for sessions[s].people "
                       "expect sessions[s].lead is undetermined waiting for sessions[s].lead }"),
            "");
}

TEST(References, TheyAreToldApartBySession) {
  EXPECT_EQ(
      FailuresOf("scenario \"x\" on 2024-01-01 { given sessions = [s: {}, t: {lead: e}] "
                 "expect sessions[s].lead is undetermined waiting for sessions[s].lead "
                 "expect sessions[t].lead is undetermined waiting for pool[e].a "
                 "given sessions[s].people = at least {e} "
                 "expect sessions[s].by_let is undetermined "
                 "waiting for pool[e].a, sessions[s].people "
                 "expect sessions[t].by_let is undetermined waiting for sessions[t].people }"),
      "");
}

}  // namespace
}  // namespace stapwijs
