// SPDX-License-Identifier: EUPL-1.2
#include "tests/dsl/parse/parse_support.h"

#include "dsl/diagnostics/render.h"
#include "dsl/syntax/dump.h"

namespace stapwijs::dsl::testing {
namespace {

std::string LineOf(const Diagnostic& d, const SourceSet& sources, Language language) {
  const Position at = sources.PositionOf(d.span.file, d.span.begin);
  return std::to_string(at.line) + ":" + std::to_string(at.column) + " " +
         std::string(InfoOf(d.kind).code) + " " + Sentence(d, language);
}

}  // namespace

Parsed ParseText(std::string text) {
  Parsed parsed;
  const uint16_t file = parsed.sources.Add("test.stap", std::move(text)).value();
  parsed.file = Parse(parsed.sources, file, parsed.diagnostics);
  return parsed;
}

Parsed ParsePart(const std::string& declarations) {
  return ParseText("part of m\n" + declarations);
}

std::vector<std::string> Lines(const Parsed& parsed, Language language) {
  std::vector<std::string> lines;
  for (const Diagnostic& d : parsed.diagnostics.Sorted()) {
    lines.push_back(LineOf(d, parsed.sources, language));
  }
  return lines;
}

std::string DumpExpression(const std::string& text) {
  SourceSet sources;
  Diagnostics diagnostics;
  const uint16_t file = sources.Add("expression", text).value();
  const ParsedExpression parsed = ParseExpression(sources, file, diagnostics);
  std::string out;
  for (const Diagnostic& d : diagnostics.Sorted()) {
    out += LineOf(d, sources, Language::kEnglish) + "\n";
  }
  return out.empty() ? syntax::Dump(parsed.exprs, parsed.root) : out;
}

std::string DumpPart(const std::string& declarations) {
  const Parsed parsed = ParsePart(declarations);
  std::string out;
  for (const std::string& line : Lines(parsed)) out += line + "\n";
  if (!out.empty()) return out;
  out = syntax::Dump(parsed.file);
  return out.substr(out.find('\n') + 1);
}

}  // namespace stapwijs::dsl::testing
