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
#include "engine/text/value_text.h"

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

void ShowJson(const Evaluation& evaluation, const Method& method, const Type& type) {
  const Value& value = evaluation.value;
  JsonNode out = JsonNode::Object();
  out.Put("state", JsonNode::String(value.is_unknown() ? "unknown"
                                    : value.is_none()  ? "none"
                                                       : "known"));
  if (value.is_known()) out.Put("value", SpellJson(method, type, value));
  out.Put("waiting_for", Strings(evaluation.waiting_for));
  if (!evaluation.contradictions.empty()) {
    out.Put("contradictions", Strings(evaluation.contradictions));
  }
  if (evaluation.too_large) out.Put("too_large", JsonNode::Bool(true));
  std::cout << PlainJson(out) << "\n";
}

// In the reader's words, as messages have them.
void ShowText(const Evaluation& evaluation, const Method& method, const Expr& expr, bool nl) {
  const Language language = nl ? Language::kDutch : Language::kEnglish;
  const Text none = expr.op == Op::kField ? method.field(expr.field).none_title : Text{};
  std::cout << Visible(ValueInWords(method, expr.type, evaluation.value, language, none)) << "\n";
  if (!evaluation.waiting_for.empty()) {
    std::cout << (nl ? "wacht op: " : "waits for: ") << absl::StrJoin(evaluation.waiting_for, ", ")
              << "\n";
  }
  if (!evaluation.contradictions.empty()) {
    std::cout << (nl ? "twee keer verteld, en niet hetzelfde: " : "told twice, and not the same: ")
              << absl::StrJoin(evaluation.contradictions, ", ") << "\n";
  }
  if (evaluation.too_large) {
    std::cout << (nl ? "te groot om mee te rekenen\n" : "too large to calculate with\n");
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
  const Expr& expr = method->expr(id);
  if (options.json()) {
    ShowJson(evaluation, *method, expr.type);
  } else {
    ShowText(evaluation, *method, expr, options.Spoken() == Language::kDutch);
  }
  const bool no = expr.type.kind == TypeKind::kYesNo && evaluation.value.is_no();
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
      "JSON: {state, value, waiting_for}, also contradictions (where the same was told twice,\n"
      "differently) and too_large (more than can be calculated with), only where they are.\n"
      "Exit codes: 0 yes, or any other known value; 1 no or unknown; 2 wrong use, or the "
      "expression,\n"
      "the method or the facts have mistakes.");
  verb->callback([options, &chosen] { chosen = [options] { return Eval(*options); }; });
}

}  // namespace stapwijs::api::cli
