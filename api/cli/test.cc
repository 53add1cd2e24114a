// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <iostream>
#include <memory>
#include <string>

#include "CLI/App.hpp"
#include "CLI/Config.hpp"
#include "CLI/Formatter.hpp"
#include "absl/strings/str_cat.h"
#include "api/cli/coverage_text.h"
#include "api/cli/input.h"
#include "api/cli/layout.h"
#include "api/cli/verbs.h"
#include "dsl/diagnostics/render.h"
#include "dsl/load.h"
#include "engine/eval/program.h"
#include "engine/json/json_node.h"
#include "engine/scenario/coverage.h"
#include "engine/scenario/runner.h"

namespace stapwijs::api::cli {
namespace {

struct TestOptions : Options {
  std::vector<std::string> paths;
  std::string filter;
  bool coverage = false;
  std::string require;
  std::vector<Requirement> required;  // read from `require`
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

  int Finish(const Coverage& coverage) {
    const std::vector<Missing> missing = FindMissing(coverage, options_.required);
    if (options_.json()) {
      ShowJson(coverage, missing);
    } else {
      if (options_.coverage) std::cout << CoverageText(coverage, options_.Spoken());
      std::cout << MissingText(missing, options_.Spoken());
      std::cout << passed_ << (passed_ == 1 ? " scenario" : " scenarios") << " passed, " << failed_
                << " failed\n";
    }
    if (passed_ + failed_ == 0) {
      // Nothing proved is no success: a mistyped filter must not look like one.
      Complain(options_.filter.empty() ? "the method has no scenarios"
                                       : "no scenario has that in its name");
      return kWrongUse;
    }
    return failed_ == 0 && missing.empty() ? kFine : kAnswerIsNo;
  }

 private:
  void ShowJson(const Coverage& coverage, const std::vector<Missing>& missing) {
    JsonNode failures = JsonNode::Array();
    for (JsonNode& node : failures_) failures.Push(std::move(node));
    JsonNode all = JsonNode::Object();
    all.Put("passed", JsonNode::Number(std::to_string(passed_)));
    all.Put("failed", JsonNode::Number(std::to_string(failed_)));
    all.Put("failures", std::move(failures));
    if (options_.coverage) all.Put("coverage", CoverageJson(coverage));
    if (!options_.required.empty()) all.Put("missing", MissingJson(missing));
    std::cout << PlainJson(all) << "\n";
  }

  const dsl::SourceSet& sources_;
  const TestOptions& options_;
  int passed_ = 0;
  int failed_ = 0;
  std::vector<JsonNode> failures_;
};

int TestOne(const std::string& path, const TestOptions& options) {
  const absl::StatusOr<dsl::Loaded> loaded = dsl::LoadMethod(path);
  if (!loaded.ok()) {
    Complain(std::string(loaded.status().message()));
    return kWrongUse;
  }
  if (!loaded->diagnostics.ok() || !loaded->checked.has_value()) {
    std::cerr << dsl::RenderText(loaded->diagnostics, loaded->sources, options.Spoken());
    return kAnswerIsNo;
  }
  const auto program = Program::Compile(loaded->checked->method);
  const bool covers = options.coverage || !options.required.empty();
  Coverage coverage(*program);
  Report report(loaded->sources, options);
  for (const Scenario& scenario : loaded->checked->scenarios) {
    if (scenario.name.find(options.filter) == std::string::npos) continue;
    report.Add(RunScenario(*program, scenario, covers ? &coverage : nullptr));
  }
  return report.Finish(coverage);
}

int Test(TestOptions options) {
  std::string wrong;
  const auto required = ParseRequirements(options.require, wrong);
  if (!required.has_value()) {
    Complain(wrong);
    return kWrongUse;
  }
  options.required = *required;
  int exit_code = kFine;
  for (const std::string& path : options.paths) {
    if (options.paths.size() > 1 && !options.json()) std::cout << Visible(path) << ":\n";
    exit_code = std::max(exit_code, TestOne(path, options));
  }
  return exit_code;
}

}  // namespace

void AddTest(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<TestOptions>();
  CLI::App* verb = app.add_subcommand("test", "Run the scenarios in a method's own files");
  verb->add_option("PATH", options->paths, "methods: folders of .stap files, or single files")
      ->required();
  CLI::Option* filter =
      verb->add_option("--filter", options->filter, "only scenarios with this text in their name");
  verb->add_flag("--coverage", options->coverage,
                 "also each outcome of a rule that no scenario expects");
  verb->add_option("--require", options->require,
                   "outcomes that scenarios must expect, of every rule that can have them:\n"
                   "KIND.OUTCOME or KIND, with commas between; kinds: guard, item, tip, goal, step")
      ->excludes(filter);
  AddFormat(*verb, *options);
  AddLanguage(*verb, *options);
  verb->footer(
      "Examples:\n"
      "  stapwijs test examples/methods/welkome_wijk --filter \"step 1\"\n"
      "  stapwijs test examples/methods/welkome_wijk --coverage\n"
      "  stapwijs test examples/methods/welkome_wijk --require "
      "guard.holds,guard.violated,guard.undetermined\n"
      "An outcome is expected when an `expect` that came true names it, seen when it was so at\n"
      "some `expect`. What a rule's own form rules out (`recorded` is never no) is not asked for.\n"
      "JSON, a line for each method: {passed, failed, failures: [{file, line, scenario,\n"
      "message}]}, with --coverage also coverage: {rules: [{kind, path, expected, seen, never}],\n"
      "totals: [{kind, outcomes, expected, seen, never}]}, with --require also missing: [{kind,\n"
      "path, outcomes}].\n"
      "Exit codes: 0 all pass, 1 one fails, something required is not expected or the method has\n"
      "mistakes, 2 wrong use (also: no scenario to run).");
  verb->callback([options, &chosen] { chosen = [options] { return Test(*options); }; });
}

}  // namespace stapwijs::api::cli
