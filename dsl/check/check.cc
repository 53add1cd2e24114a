// SPDX-License-Identifier: EUPL-1.2
#include "dsl/check/check.h"

#include "dsl/check/context.h"
#include "dsl/check/cost.h"
#include "dsl/check/cycles.h"
#include "dsl/check/declare.h"
#include "dsl/check/expressions.h"
#include "dsl/check/lint.h"
#include "dsl/check/parameters.h"
#include "dsl/check/privacy.h"
#include "dsl/check/rules.h"
#include "dsl/check/scenarios.h"

namespace stapwijs::dsl {
namespace check {
namespace {

// One file says `method`, all others `part of` it.
void CheckHeaders(Context& c) {
  const syntax::Header* method = nullptr;
  for (const File& file : c.files) {
    for (const Name& name : file.lost) c.lost.insert(name.text);
    const syntax::Header& header = file.header;
    if (header.kind == syntax::HeaderKind::kOverlay || header.kind == syntax::HeaderKind::kShared) {
      c.Report(DiagnosticKind::kNotSupported, header.span,
               {header.kind == syntax::HeaderKind::kOverlay ? "overlay" : "shared"});
    }
    if (header.kind != syntax::HeaderKind::kMethod) continue;
    if (method != nullptr) {
      c.Report(Diagnostic(DiagnosticKind::kTwoMethods, header.span, {header.name.text})
                   .At(method->span, "@first_here"));
      continue;
    }
    method = &header;
    c.method.id = header.name.text;
    c.method.version = header.version.text;
    c.method.title = c.TextOf(header.title, header.name);
  }
  for (const File& file : c.files) {
    if (file.header.kind == syntax::HeaderKind::kMissing) return;
  }
  if (method == nullptr) {
    Span start;
    if (!c.files.empty()) start = c.files[0].header.span;
    c.Report(DiagnosticKind::kNoMethod, start);
    return;
  }
  for (const File& file : c.files) {
    bool other = file.header.kind == syntax::HeaderKind::kPart && !file.header.name.empty() &&
                 file.header.name.text != method->name.text;
    if (other) {
      c.Report(DiagnosticKind::kOtherPart, file.header.name.span,
               {file.header.name.text, method->name.text});
    }
  }
}

// What the grammar knows and this version does not do yet: one clear message each.
void ReportUnsupported(Context& c) {
  auto refuse = [&](Span span, const char* word) {
    c.Report(DiagnosticKind::kNotSupported, span, {word});
  };
  for (const File& file : c.files) {
    for (const auto& d : file.uses) refuse(d.span, "use");
    for (const auto& d : file.sets) refuse(d.span, "set");
    for (const auto& d : file.raises) refuse(d.span, "raise");
    for (const auto& d : file.requires_) refuse(d.span, "require");
    for (const auto& d : file.drops) refuse(d.span, "drop");
  }
}

void ReportUnused(Context& c) {
  for (const auto* table : {&c.names, &c.sources, &c.roles}) {
    for (const auto& [name, symbol] : *table) {
      bool answer = symbol.kind == SymbolKind::kStep || symbol.kind == SymbolKind::kGoal;
      bool fact = table == &c.names && symbol.kind == SymbolKind::kFact &&
                  !c.method.fields[symbol.index].input.valid();
      // A fact without a rule is still something to record; a let or a type without use is not.
      if (symbol.used || (table == &c.names && (answer || fact))) continue;
      c.Report(DiagnosticKind::kUnused, symbol.span, {name});
    }
  }
}

}  // namespace
}  // namespace check

std::optional<CheckedMethod> Check(const std::vector<syntax::ParsedFile>& files,
                                   Diagnostics& diagnostics) {
  using namespace check;  // NOLINT(google-build-using-namespace): the phases of this function
  Context context(files, diagnostics);
  CheckHeaders(context);
  ReportUnsupported(context);
  Declarer declarer(context);
  declarer.Run();
  Expressions expressions(context, declarer);
  Rules rules(context, declarer, expressions);
  rules.DeclareNames();
  CheckParameters(context, expressions);
  expressions.CheckLets();
  rules.Check();
  ReportCycles(context);
  CheckPrivacy(context);
  BoundCost(context);
  expressions.Freeze();
  std::vector<Scenario> scenarios = Scenarios(context, declarer, expressions).Check();
  context.Flush();
  if (diagnostics.ok()) {
    ReportUnused(context);
    LintConditions(context);
    LintPersonalRules(context);
  }
  if (!diagnostics.ok()) return std::nullopt;
  context.method.hash = ContentHash(context.method);
  return CheckedMethod{std::make_shared<const Method>(std::move(context.method)),
                       std::move(scenarios)};
}

std::optional<std::pair<std::shared_ptr<const Method>, ExprId>> CheckExpression(
    const Method& base, const ParsedExpression& expression, uint16_t file,
    Diagnostics& diagnostics) {
  using namespace check;  // NOLINT(google-build-using-namespace): the phases of this function
  if (expression.root == syntax::kNoExpr) return std::nullopt;
  std::vector<File> files(1);
  files[0].file = file;
  files[0].exprs = expression.exprs;
  Context context(files, diagnostics);
  context.method = base;
  Declarer declarer(context);
  if (base.scopes.empty()) context.method.scopes.emplace_back();
  context.Adopt();
  Expressions expressions(context, declarer);
  expressions.AdoptLets();
  Env env;
  env.file = &files[0];
  env.in_tip = true;
  ExprId id = expressions.Value(expression.root, env);
  context.Flush();
  if (!id.valid() || !diagnostics.ok()) return std::nullopt;
  return std::make_pair(std::make_shared<const Method>(std::move(context.method)), id);
}

}  // namespace stapwijs::dsl
