// SPDX-License-Identifier: EUPL-1.2
#include <iostream>
#include <memory>
#include <string>

#include "CLI/App.hpp"
#include "CLI/Config.hpp"
#include "CLI/Formatter.hpp"
#include "absl/strings/str_join.h"
#include "api/cli/input.h"
#include "api/cli/layout.h"
#include "api/cli/value_spelling.h"
#include "api/cli/verbs.h"
#include "dsl/diagnostics/render.h"
#include "dsl/load.h"
#include "engine/eval/program.h"

namespace stapwijs::api::cli {
namespace {

struct EvalOptions : Options {
  std::string expression;
  std::string method;
  std::string facts;
};

JsonNode Strings(const std::vector<std::string>& texts) {
  JsonNode out = JsonNode::Array();
  for (const std::string& text : texts) out.Push(JsonNode::String(text));
  return out;
}

void Show(const Evaluation& evaluation, const Method& method, const Type& type,
          const EvalOptions& options) {
  const Value& value = evaluation.value;
  JsonNode spelled;
  if (!value.is_unknown()) spelled = SpellJson(method, type, value);
  if (options.json()) {
    JsonNode out = JsonNode::Object();
    out.Put("state", JsonNode::String(value.is_unknown() ? "unknown"
                                      : value.is_none()  ? "none"
                                                         : "known"));
    if (value.is_known()) out.Put("value", std::move(spelled));
    out.Put("waiting_for", Strings(evaluation.waiting_for));
    if (!evaluation.contradictions.empty()) {
      out.Put("contradictions", Strings(evaluation.contradictions));
    }
    std::cout << PlainJson(out) << "\n";
    return;
  }
  std::cout << Visible(SpellText(spelled)) << "\n";
  if (!evaluation.waiting_for.empty()) {
    std::cout << "waits for: " << absl::StrJoin(evaluation.waiting_for, ", ") << "\n";
  }
  for (const std::string& path : evaluation.contradictions) {
    std::cout << "told twice, and not the same: " << path << "\n";
  }
}

// A method with nothing in it.
std::shared_ptr<const Method> EmptyMethod() {
  auto method = std::make_shared<Method>();
  method->scopes.emplace_back();
  return method;
}

int Eval(const EvalOptions& options) {
  std::shared_ptr<const Method> base = EmptyMethod();
  if (!options.method.empty()) {
    // A method with mistakes is a wrong question here, not an answer.
    int exit_code = kWrongUse;
    const auto checked = LoadChecked(options.method, options, exit_code);
    if (!checked.has_value()) return kWrongUse;
    base = checked->method;
  }
  TrajectoryState state;
  if (!options.facts.empty()) {
    auto loaded = LoadFacts(*base, options.facts, options);
    if (!loaded.has_value()) return kWrongUse;
    state = *std::move(loaded);
  }
  const std::optional<Date> on = DateOf(options);
  if (!on.has_value()) return kWrongUse;
  dsl::SourceSet sources;
  dsl::Diagnostics diagnostics;
  const auto checked = dsl::LoadExpression(*base, options.expression, sources, diagnostics);
  if (!checked.has_value()) {
    std::cerr << dsl::RenderText(diagnostics, sources, options.Spoken());
    return kWrongUse;
  }
  const auto& [method, id] = *checked;
  const auto program = Program::Compile(method);
  const Evaluation evaluation = Evaluate(*program, state, {}, *on, id);
  const Type& type = method->expr(id).type;
  Show(evaluation, *method, type, options);
  const bool no = type.kind == TypeKind::kYesNo && evaluation.value.is_no();
  return no || evaluation.value.is_unknown() ? kAnswerIsNo : kFine;
}

}  // namespace

void AddEval(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<EvalOptions>();
  CLI::App* verb = app.add_subcommand("eval", "The value of one expression, or what it waits for");
  verb->add_option("EXPR", options->expression, "an expression of the language")->required();
  CLI::Option* method =
      verb->add_option("--method", options->method, "the method whose names it uses");
  verb->add_option("--facts", options->facts, "what is recorded: one JSON object (see assess)")
      ->needs(method);
  AddDate(*verb, *options);
  AddFormat(*verb, *options);
  AddLanguage(*verb, *options);
  verb->footer(
      "Example:\n"
      "  stapwijs eval 'group_size < 5' --method examples/methods/welkome_wijk \\\n"
      "      --facts examples/facts/voorbeelddorp.json\n"
      "Exit codes: 0 yes, or any other known value; 1 no or unknown; 2 wrong use, or the "
      "expression,\n"
      "the method or the facts have mistakes.");
  verb->callback([options, &chosen] { chosen = [options] { return Eval(*options); }; });
}

}  // namespace stapwijs::api::cli
