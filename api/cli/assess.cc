// SPDX-License-Identifier: EUPL-1.2
#include <memory>
#include <string>

#include "CLI/App.hpp"
#include "CLI/Config.hpp"
#include "CLI/Formatter.hpp"
#include "api/cli/input.h"
#include "api/cli/show_assessment.h"
#include "api/cli/verbs.h"
#include "api/convert/assessment.h"
#include "api/convert/method.h"
#include "engine/eval/program.h"

namespace stapwijs::api::cli {
namespace {

struct AssessOptions : AssessmentOptions {
  std::string path;
  std::string facts;
};

int Assess(const AssessOptions& options) {
  int exit_code = kFine;
  const auto checked = LoadChecked(options.path, options, exit_code);
  if (!checked.has_value()) return exit_code;
  const auto state = LoadFacts(*checked->method, options.facts, options);
  const std::optional<Date> on = DateOf(options);
  if (!state.has_value() || !on.has_value()) return kWrongUse;
  const auto program = Program::Compile(checked->method);
  AssessmentContext context;
  context.languages = options.Asked();
  const v1::Assessment assessment =
      ToProto(*checked->method, stapwijs::Assess(*program, *state, {}, *on), context);
  if (options.json()) return ShowAssessmentJson(assessment);
  return ShowAssessmentText(assessment, MethodToProto(*checked->method, context.languages),
                            options);
}

}  // namespace

void AddAssess(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<AssessOptions>();
  CLI::App* verb = app.add_subcommand("assess", "Judge recorded facts, without a server");
  verb->add_option("PATH", options->path, "a method: a folder of .stap files, or one file")
      ->required();
  verb->add_option("FACTS.json", options->facts,
                   "one JSON object from fact name to value; \"-\" reads standard input")
      ->required();
  AddAssessmentOptions(*verb, *options);
  verb->footer(
      "Example:\n"
      "  stapwijs assess examples/methods/welkome_wijk examples/facts/heseveld.json \\\n"
      "      --on 2022-03-01 --format json\n"
      "Exit codes: 0 judged (whatever the judgement), 1 the method has mistakes, 2 wrong use or\n"
      "wrong facts, all of which are shown.");
  verb->callback([options, &chosen] { chosen = [options] { return Assess(*options); }; });
}

}  // namespace stapwijs::api::cli
