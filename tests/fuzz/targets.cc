// SPDX-License-Identifier: EUPL-1.2
#include "tests/fuzz/targets.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "dsl/diagnostics/render.h"
#include "dsl/load.h"
#include "dsl/parse/counted.h"
#include "dsl/parse/parse.h"
#include "dsl/syntax/dump.h"
#include "engine/eval/program.h"
#include "engine/json/facts_reader.h"
#include "engine/json/facts_writer.h"
#include "engine/json/json_node.h"
#include "engine/scenario/runner.h"
#include "engine/trajectory/event_codec.h"
#include "tests/engine/testing/small_method.h"

namespace stapwijs::fuzz {
namespace {

// A fuzzer reports an abort with the input that led to it.
void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

void RequireShowable(const dsl::Diagnostics& diagnostics, const dsl::SourceSet& sources) {
  const std::vector<dsl::Diagnostic> sorted = diagnostics.Sorted();
  Require(sorted.size() <= dsl::Diagnostics::kLimit, "no more than the limit are kept");
  const auto inside = [&](Span span) {
    return span.file < sources.size() && span.begin <= span.end &&
           span.end <= sources.file(span.file).text.size();
  };
  for (const dsl::Diagnostic& d : sorted) {
    Require(inside(d.span), "a diagnostic lies in its text");
    for (const dsl::Place& place : d.places)
      Require(inside(place.span), "a place lies in its text");
    if (d.suggestion) Require(inside(d.suggestion->span), "a suggestion lies in its text");
  }
  for (const Language language : {Language::kDutch, Language::kEnglish}) {
    const std::string text = dsl::RenderText(diagnostics, sources, language);
    Require(text.find('\x1B') == std::string::npos, "no text steers a terminal");
    const std::string json = dsl::RenderJson(diagnostics, sources, language);
    Require(ParseJson(json).ok(), "diagnostics are JSON");
  }
}

// What a text may cost is a multiple of its length. A brace that is mended costs a reading more.
constexpr uint64_t kStepsPerByte = 400;

// Bounds on what is run of a method, so that an input takes milliseconds.
constexpr size_t kMaxScenarios = 4;
constexpr size_t kMaxStatements = 24;
constexpr size_t kMaxChanges = 200;

void RunScenarios(const dsl::CheckedMethod& checked) {
  const std::shared_ptr<const Program> program = Program::Compile(checked.method);
  for (size_t i = 0; i < std::min(checked.scenarios.size(), kMaxScenarios); ++i) {
    Scenario scenario = checked.scenarios[i];
    if (scenario.statements.size() > kMaxStatements) scenario.statements.resize(kMaxStatements);
    size_t changes = 0;
    for (const Statement& statement : scenario.statements) changes += statement.changes.size();
    if (changes > kMaxChanges) continue;
    const ScenarioResult first = RunScenario(*program, scenario);
    const ScenarioResult again = RunScenario(*program, scenario);
    Require(first.failures.size() == again.failures.size(), "a scenario ends the same every time");
  }
}

}  // namespace

std::vector<std::string_view> Parts(std::string_view input) {
  std::vector<std::string_view> parts;
  for (size_t at = 0;;) {
    const size_t found = input.find(kSeparator, at);
    parts.push_back(input.substr(at, found - at));
    if (found == std::string_view::npos) return parts;
    at = found + kSeparator.size();
  }
}

void Parse(std::string_view input) {
  dsl::SourceSet sources;
  if (!sources.Add("m.stap", std::string(input)).ok()) return;
  dsl::Diagnostics diagnostics;
  const dsl::parse::CountedFile counted = dsl::parse::ParseCounted(sources, 0, diagnostics);
  Require(counted.steps <= kStepsPerByte * (input.size() + 100), "work grows with the text");
  RequireShowable(diagnostics, sources);
  if (diagnostics.ok()) {
    dsl::Diagnostics none;
    Require(dsl::syntax::Dump(counted.file) == dsl::syntax::Dump(dsl::Parse(sources, 0, none)),
            "a text has one tree");
  }
  dsl::Diagnostics of_expression;
  const dsl::ParsedExpression parsed = dsl::ParseExpression(sources, 0, of_expression);
  Require((parsed.root == dsl::syntax::kNoExpr) == !of_expression.ok(),
          "an expression is read, or there is a mistake");
  RequireShowable(of_expression, sources);
}

void Check(std::string_view input) {
  dsl::SourceSet sources;
  for (const std::string_view part : Parts(input)) {
    if (!sources.Add("f.stap", std::string(part)).ok()) return;
  }
  const dsl::Loaded loaded = dsl::LoadMethod(std::move(sources));
  Require(loaded.checked.has_value() == loaded.diagnostics.ok(),
          "a method is right, or there is a mistake");
  RequireShowable(loaded.diagnostics, loaded.sources);
  if (!loaded.checked.has_value()) return;
  const std::string dump = CanonicalDump(*loaded.checked->method);
  const dsl::Loaded again = dsl::LoadMethod(loaded.sources);
  Require(again.checked.has_value() && CanonicalDump(*again.checked->method) == dump,
          "a text has one meaning");
  RunScenarios(*loaded.checked);
}

void Facts(std::string_view input) {
  static const std::shared_ptr<const Method> method = testing::SmallMethod();
  const FactsReading reading = ReadFactsJson(*method, input);
  if (!reading.violations.empty()) return;
  stapwijs::Facts facts;
  for (const Change& change : reading.changes) facts.Apply(*method, change);
  const std::string written = WriteFactsJson(*method, facts);
  Limits limits;
  limits.max_changes = 1'000'000;
  const FactsReading back = ReadFactsJson(*method, written, limits);
  Require(back.violations.empty(), "facts that were written can be read");
  stapwijs::Facts same;
  for (const Change& change : back.changes) same.Apply(*method, change);
  Require(WriteFactsJson(*method, same) == written, "facts are written one way");
}

void Event(std::string_view input) {
  static const std::shared_ptr<const Method> method = testing::SmallMethod();
  const std::vector<std::string_view> parts = Parts(input);
  if (parts.size() < 2) return;
  store::Event event;
  event.type = std::string(parts[0].substr(0, parts[0].find('\n')));
  event.type_version = kEventTypeVersion;
  event.payload = std::string(parts[1]);
  if (parts.size() > 2) event.private_payload = std::string(parts[2]);
  event.salt = std::string(16, 's');
  const absl::StatusOr<EventContent> content = Decode(*method, event);
  if (!content.ok()) return;
  const EncodedContent encoded = Encode(*method, *content);
  event.type = encoded.type;
  event.payload = encoded.payload;
  event.private_payload = encoded.private_payload;
  const absl::StatusOr<EventContent> back = Decode(*method, event);
  Require(back.ok(), "an event that was encoded can be decoded");
  const EncodedContent again = Encode(*method, *back);
  Require(again.payload == encoded.payload && again.private_payload == encoded.private_payload,
          "an event is encoded one way");
}

}  // namespace stapwijs::fuzz
