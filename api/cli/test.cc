// SPDX-License-Identifier: EUPL-1.2
#include <iostream>
#include <memory>
#include <string>

#include "CLI/App.hpp"
#include "CLI/Config.hpp"
#include "CLI/Formatter.hpp"
#include "absl/strings/str_cat.h"
#include "api/cli/input.h"
#include "api/cli/layout.h"
#include "api/cli/verbs.h"
#include "dsl/diagnostics/render.h"
#include "dsl/load.h"
#include "engine/eval/program.h"
#include "engine/json/json_node.h"
#include "engine/scenario/runner.h"

namespace stapwijs::api::cli {
namespace {

struct TestOptions : Options {
  std::string path;
  std::string filter;
};

// What the scenarios came to, told as it goes (text) or at the end (JSON).
class Report {
 public:
  Report(const dsl::SourceSet& sources, const TestOptions& options)
      : sources_(sources), options_(options) {}

  void Add(const ScenarioResult& result) {
    (result.passed() ? passed_ : failed_)++;
    for (const ScenarioFailure& failure : result.failures) {
      const std::string file = sources_.file(failure.span.file).name;
      const int line = sources_.PositionOf(failure.span.file, failure.span.begin).line;
      const std::string& message = failure.message.In(options_.Spoken());
      if (!options_.json()) {
        std::cout << Visible(file) << ":" << line << ": scenario \"" << Visible(result.name)
                  << "\": " << Visible(message) << "\n";
        continue;
      }
      JsonNode& node = failures_.emplace_back(JsonNode::Object());
      node.Put("file", JsonNode::String(file));
      node.Put("line", JsonNode::Number(std::to_string(line)));
      node.Put("scenario", JsonNode::String(result.name));
      node.Put("message", JsonNode::String(message));
    }
  }

  int Finish() {
    if (options_.json()) {
      JsonNode failures = JsonNode::Array();
      for (JsonNode& node : failures_) failures.Push(std::move(node));
      JsonNode all = JsonNode::Object();
      all.Put("passed", JsonNode::Number(std::to_string(passed_)));
      all.Put("failed", JsonNode::Number(std::to_string(failed_)));
      all.Put("failures", std::move(failures));
      std::cout << PlainJson(all) << "\n";
    } else {
      std::cout << passed_ << (passed_ == 1 ? " scenario" : " scenarios") << " passed, " << failed_
                << " failed\n";
    }
    if (passed_ + failed_ == 0) {
      // Nothing proved is no success: a mistyped filter must not look like one.
      Complain(options_.filter.empty() ? "the method has no scenarios"
                                       : "no scenario has that in its name");
      return kWrongUse;
    }
    return failed_ == 0 ? kFine : kAnswerIsNo;
  }

 private:
  const dsl::SourceSet& sources_;
  const TestOptions& options_;
  int passed_ = 0;
  int failed_ = 0;
  std::vector<JsonNode> failures_;
};

int Test(const TestOptions& options) {
  const absl::StatusOr<dsl::Loaded> loaded = dsl::LoadMethod(options.path);
  if (!loaded.ok()) {
    Complain(std::string(loaded.status().message()));
    return kWrongUse;
  }
  if (!loaded->diagnostics.ok() || !loaded->checked.has_value()) {
    std::cerr << dsl::RenderText(loaded->diagnostics, loaded->sources, options.Spoken());
    return kAnswerIsNo;
  }
  const auto program = Program::Compile(loaded->checked->method);
  Report report(loaded->sources, options);
  for (const Scenario& scenario : loaded->checked->scenarios) {
    if (scenario.name.find(options.filter) == std::string::npos) continue;
    report.Add(RunScenario(*program, scenario));
  }
  return report.Finish();
}

}  // namespace

void AddTest(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<TestOptions>();
  CLI::App* verb = app.add_subcommand("test", "Run the scenarios in a method's own files");
  verb->add_option("PATH", options->path, "a method: a folder of .stap files, or one file")
      ->required();
  verb->add_option("--filter", options->filter, "only scenarios with this text in their name");
  AddFormat(*verb, *options);
  AddLanguage(*verb, *options);
  verb->footer(
      "Example:\n"
      "  stapwijs test examples/methods/welkome_wijk --filter \"step 1\"\n"
      "Exit codes: 0 all pass, 1 one fails or the method has mistakes, 2 wrong use (also: no\n"
      "scenario to run).");
  verb->callback([options, &chosen] { chosen = [options] { return Test(*options); }; });
}

}  // namespace stapwijs::api::cli
