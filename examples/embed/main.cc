// SPDX-License-Identifier: EUPL-1.2
// The engine inside a program of your own: a method, facts, a date in; the standing of each step
// out.
//   embed examples/methods/welkome_wijk examples/facts/heseveld.json 2022-03-01
#include <fstream>
#include <iostream>
#include <iterator>

#include "dsl/diagnostics/render.h"
#include "dsl/load.h"
#include "engine/eval/program.h"
#include "engine/eval/state_names.h"
#include "engine/json/facts_reader.h"

int main(int argc, char** argv) {
  const auto on = argc == 4 ? stapwijs::ParseDate(argv[3]) : std::nullopt;
  if (!on) return std::cerr << "usage: embed METHOD FACTS.json DATE\n", 2;
  const auto loaded = stapwijs::dsl::LoadMethod(argv[1]);
  if (!loaded.ok()) return std::cerr << loaded.status().message() << "\n", 2;
  if (!loaded->checked) {
    std::cerr << RenderText(loaded->diagnostics, loaded->sources, stapwijs::Language::kDutch);
    return 1;
  }
  std::ifstream file(argv[2]);
  const std::string json{std::istreambuf_iterator<char>(file), {}};
  const stapwijs::Method& method = *loaded->checked->method;
  const auto reading = stapwijs::ReadFactsJson(method, json);
  for (const auto& wrong : reading.violations) {
    std::cerr << wrong.field << ": " << wrong.message.nl << "\n";
  }
  if (!reading.violations.empty()) return 2;
  stapwijs::TrajectoryState state;
  for (const auto& change : reading.changes) state.facts.Apply(method, change);
  const auto program = stapwijs::Program::Compile(loaded->checked->method);
  for (const auto& step : Assess(*program, state, {}, *on).steps) {
    std::cout << method.step(step.step).title.nl << ": " << Name(step.status) << ", "
              << step.required.done << "/" << step.required.of() << "\n";
  }
}
