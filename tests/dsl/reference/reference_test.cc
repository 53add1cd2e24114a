// SPDX-License-Identifier: EUPL-1.2
// Every example in dsl/REFERENCE.md is a method: it must check without error and pass its
// scenarios.
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "dsl/diagnostics/render.h"
#include "dsl/load.h"
#include "engine/scenario/runner.h"
#include "gtest/gtest.h"

namespace stapwijs {
namespace {

struct Example {
  std::string title;
  std::string text;
};

// The fenced blocks marked `stap`, each under the name of its heading.
std::vector<Example> ReadExamples() {
  std::ifstream in(STAPWIJS_ROOT "/dsl/REFERENCE.md");
  std::vector<Example> examples;
  std::string line, heading;
  bool inside = false;
  while (std::getline(in, line)) {
    if (inside && line.rfind("```", 0) == 0) {
      inside = false;
    } else if (inside) {
      examples.back().text += line + "\n";
    } else if (line == "```stap") {
      inside = true;
      examples.push_back({heading, ""});
    } else if (line.rfind("## ", 0) == 0) {
      heading = line.substr(3);
    }
  }
  return examples;
}

class ReferenceExample : public ::testing::TestWithParam<Example> {};

TEST_P(ReferenceExample, ChecksAndPassesItsScenarios) {
  dsl::SourceSet sources;
  ASSERT_TRUE(sources.Add("REFERENCE.md", GetParam().text).ok());
  dsl::Loaded loaded = dsl::LoadMethod(std::move(sources));
  ASSERT_TRUE(loaded.checked.has_value())
      << dsl::RenderText(loaded.diagnostics, loaded.sources, Language::kEnglish);
  ASSERT_FALSE(loaded.checked->scenarios.empty());
  auto program = Program::Compile(loaded.checked->method);
  for (const Scenario& scenario : loaded.checked->scenarios) {
    for (const ScenarioFailure& failure : RunScenario(*program, scenario).failures) {
      ADD_FAILURE() << scenario.name << ": " << loaded.sources.Text(failure.span) << "\n  "
                    << failure.message.en;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, ReferenceExample, ::testing::ValuesIn(ReadExamples()),
                         [](const auto& example) {
                           std::string name;
                           for (char c : example.param.title) {
                             if (isalnum(static_cast<unsigned char>(c)) != 0) name += c;
                           }
                           return name + std::to_string(example.index);
                         });

TEST(Reference, HasExamples) { EXPECT_GE(ReadExamples().size(), 13u); }

}  // namespace
}  // namespace stapwijs
