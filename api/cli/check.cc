// SPDX-License-Identifier: EUPL-1.2
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "CLI/App.hpp"
#include "CLI/Config.hpp"
#include "CLI/Formatter.hpp"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "api/cli/input.h"
#include "api/cli/layout.h"
#include "api/cli/verbs.h"
#include "dsl/diagnostics/render.h"
#include "dsl/load.h"
#include "engine/json/json_node.h"
#include "engine/model/path_list.h"

namespace stapwijs::api::cli {
namespace {

struct CheckOptions : Options {
  std::vector<std::string> paths;
  bool list = false;
};

// KIND<TAB>PATH<TAB>REFS for tools: no path needs escaping.
void ShowList(const Method& method) {
  for (const ListedPath& listed : ListPaths(method)) {
    std::cout << listed.kind << "\t" << listed.path << "\t"
              << Visible(absl::StrJoin(listed.refs, ",")) << "\n";
  }
}

void ShowListAsJson(const Method& method) {
  JsonNode paths = JsonNode::Array();
  for (const ListedPath& listed : ListPaths(method)) {
    JsonNode refs = JsonNode::Array();
    for (const std::string& ref : listed.refs) refs.Push(JsonNode::String(ref));
    JsonNode node = JsonNode::Object();
    node.Put("kind", JsonNode::String(std::string(listed.kind)));
    node.Put("path", JsonNode::String(listed.path));
    node.Put("refs", std::move(refs));
    paths.Push(std::move(node));
  }
  JsonNode all = JsonNode::Object();
  all.Put("method", JsonNode::String(method.id));
  all.Put("version", JsonNode::String(method.version));
  all.Put("paths", std::move(paths));
  std::cout << PlainJson(all) << "\n";
}

// Only the list is standard output; mistakes go beside it, and then there is no list.
int List(const CheckOptions& options) {
  int exit_code = kFine;
  for (const std::string& path : options.paths) {
    const auto checked = LoadChecked(path, options, exit_code);
    if (!checked.has_value()) return exit_code;
    options.json() ? ShowListAsJson(*checked->method) : ShowList(*checked->method);
  }
  return exit_code;
}

std::string Counts(const dsl::Diagnostics& diagnostics, Language language) {
  const bool nl = language == Language::kDutch;
  return absl::StrCat(nl ? Counted(diagnostics.errors(), "fout", "fouten")
                         : Counted(diagnostics.errors(), "error", "errors"),
                      ", ",
                      nl ? Counted(diagnostics.warnings(), "waarschuwing", "waarschuwingen")
                         : Counted(diagnostics.warnings(), "warning", "warnings"));
}

// Says what was read, so that nobody takes an empty folder for a method without mistakes.
std::string Summary(const Method& method, size_t scenarios, Language language) {
  const bool nl = language == Language::kDutch;
  const std::vector<std::string> counts = {nl ? Counted(method.steps.size(), "stap", "stappen")
                                              : Counted(method.steps.size(), "step", "steps"),
                                           Counted(method.items.size(), "item", "items"),
                                           nl ? Counted(method.guards.size(), "regel", "regels")
                                              : Counted(method.guards.size(), "guard", "guards"),
                                           Counted(method.tips.size(), "tip", "tips"),
                                           nl ? Counted(scenarios, "scenario", "scenario's")
                                              : Counted(scenarios, "scenario", "scenarios")};
  return absl::StrCat(method.id, " ", method.version, ": ", absl::StrJoin(counts, ", "),
                      nl ? "; geen fouten" : "; no mistakes");
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
  verb->add_flag("--list", options->list,
                 "instead: every path of the method, as KIND<TAB>PATH<TAB>REFS");
  AddFormat(*verb, *options);
  AddLanguage(*verb, *options);
  verb->footer(
      "Examples:\n"
      "  stapwijs check examples/methods/welkome_wijk\n"
      "  stapwijs check examples/methods/welkome_wijk --list\n"
      "JSON, a line for each method: {diagnostics: [{code, kind, severity, file, line, column,\n"
      "endLine, endColumn, message, help, places, suggestion}], errors, warnings, dropped}; the\n"
      "last three of a diagnostic only where they are. With --list: {method, version, paths:\n"
      "[{kind, path, refs}]}.\n"
      "Exit codes: 0 no mistakes (warnings are none), 1 mistakes, 2 wrong use.");
  verb->callback([options, &chosen] {
    chosen = [options] { return options->list ? List(*options) : Check(*options); };
  });
}

}  // namespace stapwijs::api::cli
