// SPDX-License-Identifier: EUPL-1.2
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "CLI/App.hpp"
#include "CLI/Config.hpp"
#include "CLI/Formatter.hpp"
#include "absl/strings/str_cat.h"
#include "api/cli/input.h"
#include "api/cli/verbs.h"
#include "dsl/diagnostics/render.h"
#include "dsl/load.h"

namespace stapwijs::api::cli {
namespace {

struct CheckOptions : Options {
  std::vector<std::string> paths;
};

std::string Counts(const dsl::Diagnostics& diagnostics, Language language) {
  const bool nl = language == Language::kDutch;
  const size_t errors = diagnostics.errors();
  const size_t warnings = diagnostics.warnings();
  return absl::StrCat(
      errors, errors == 1 ? (nl ? " fout, " : " error, ") : (nl ? " fouten, " : " errors, "),
      warnings,
      warnings == 1 ? (nl ? " waarschuwing" : " warning") : (nl ? " waarschuwingen" : " warnings"));
}

// Says what was read, so that nobody takes an empty folder for a method without mistakes.
std::string Summary(const Method& method, size_t scenarios, Language language) {
  const bool nl = language == Language::kDutch;
  return absl::StrCat(method.id, " ", method.version, ": ", method.steps.size(),
                      nl ? " stappen, " : " steps, ", method.items.size(), " items, ",
                      method.guards.size(), nl ? " bewakers, " : " guards, ", method.tips.size(),
                      " tips, ", scenarios,
                      nl ? " scenario's; geen fouten" : " scenarios; no mistakes");
}

int Check(const CheckOptions& options) {
  int exit_code = kFine;
  for (const std::string& path : options.paths) {
    const absl::StatusOr<dsl::Loaded> loaded = dsl::LoadMethod(path);
    if (!loaded.ok()) {
      Complain(std::string(loaded.status().message()));
      return kWrongUse;
    }
    if (options.json()) {
      std::cout << dsl::RenderJson(loaded->diagnostics, loaded->sources, options.Spoken()) << "\n";
    } else {
      // Mistakes are what was asked for, so they are the output.
      std::cout << dsl::RenderText(loaded->diagnostics, loaded->sources, options.Spoken());
    }
    if (!loaded->diagnostics.ok()) exit_code = kAnswerIsNo;
    if (options.json()) continue;
    if (!loaded->diagnostics.ok() || !loaded->checked.has_value()) {
      std::cout << Counts(loaded->diagnostics, options.Spoken()) << "\n";
      continue;
    }
    const Method& method = *loaded->checked->method;
    std::cout << Summary(method, loaded->checked->scenarios.size(), options.Spoken()) << "\n";
  }
  return exit_code;
}

}  // namespace

void AddCheck(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* verb = app.add_subcommand("check", "Find every mistake in a method's text");
  verb->add_option("PATH", options->paths, "a method: a folder of .stap files, or one file")
      ->required();
  AddFormat(*verb, *options);
  AddLanguage(*verb, *options);
  verb->footer(
      "Example:\n"
      "  stapwijs check examples/methods/welkome_wijk\n"
      "Exit codes: 0 no mistakes (warnings are none), 1 mistakes, 2 wrong use.");
  verb->callback([options, &chosen] { chosen = [options] { return Check(*options); }; });
}

}  // namespace stapwijs::api::cli
