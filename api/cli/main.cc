// SPDX-License-Identifier: EUPL-1.2
#include <exception>
#include <iostream>
#include <string>

#include "CLI/App.hpp"
#include "CLI/Config.hpp"
#include "CLI/Formatter.hpp"
#include "absl/strings/str_cat.h"
#include "api/cli/input.h"
#include "api/cli/verbs.h"
#include "api/convert/assessment.h"

namespace stapwijs::api::cli {
namespace {

// Whether the first word is to be a verb and is none. Asked before anything else, so that `--help`
// behind it does not look like an answer.
bool NoSuchVerb(const CLI::App& app, int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') return false;
  const auto verbs =
      app.get_subcommands([&](const CLI::App* verb) { return verb->check_name(argv[1]); });
  return verbs.empty();
}

int Main(int argc, char** argv) {
  CLI::App app(
      "Rules for work in steps: check a method, judge a trajectory, serve municipal systems.");
  app.name("stapwijs");
  app.set_version_flag("--version", absl::StrCat("stapwijs ", EngineVersion()));
  app.footer(
      "Example:\n"
      "  stapwijs assess examples/methods/welkome_wijk examples/facts/heseveld.json --on "
      "2022-03-01\n"
      "Exit codes: 0 fine, 1 the answer is no, 2 wrong use. `stapwijs VERB --help` tells more.");
  app.require_subcommand(1);
  Chosen chosen;
  AddServe(app, chosen);
  AddCheck(app, chosen);
  AddTest(app, chosen);
  AddAssess(app, chosen);
  AddEval(app, chosen);
  AddPublish(app, chosen);
  AddProgress(app, chosen);
  AddBackup(app, chosen);
  AddRestore(app, chosen);
  if (NoSuchVerb(app, argc, argv)) {
    Complain(absl::StrCat("there is no verb '", argv[1], "'; `stapwijs --help` names them"));
    return kWrongUse;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kFine : kWrongUse;
  }
  const int exit_code = chosen();
  std::cout.flush();
  if (!std::cout) {
    // A full disk must not look like a complete answer.
    Complain("standard output cannot be written");
    return kWrongUse;
  }
  return exit_code;
}

}  // namespace
}  // namespace stapwijs::api::cli

int main(int argc, char** argv) {
  try {
    return stapwijs::api::cli::Main(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "stapwijs: " << error.what() << "\n";
    return stapwijs::api::cli::kWrongUse;
  }
}
