// SPDX-License-Identifier: EUPL-1.2
#include "dsl/parse/parse.h"

#include "dsl/parse/counted.h"
#include "dsl/parse/grammar.h"
#include "dsl/parse/lexer.h"
#include "dsl/parse/message.h"

namespace stapwijs::dsl {

syntax::ParsedFile Parse(const SourceSet& sources, uint16_t file, Diagnostics& diagnostics) {
  return parse::ParseCounted(sources, file, diagnostics).file;
}

ParsedExpression ParseExpression(const SourceSet& sources, uint16_t file,
                                 Diagnostics& diagnostics) {
  ParsedExpression parsed;
  std::vector<syntax::Name> lost;
  parse::Builder builder(sources, file, {}, diagnostics, parsed.exprs, lost);
  const uint32_t size = static_cast<uint32_t>(sources.file(file).text.size());
  parsed.root = parse::ParseEmbedded({file, 0, size}, builder);
  return parsed;
}

namespace parse {

CountedFile ParseCounted(const SourceSet& sources, uint16_t file_index, Diagnostics& diagnostics) {
  CountedFile result;
  syntax::ParsedFile& parsed = result.file;
  parsed.file = file_index;
  const uint32_t size = static_cast<uint32_t>(sources.file(file_index).text.size());
  const TokenList tokens = Lex(sources, {file_index, 0, size}, diagnostics);
  Builder builder(sources, file_index, tokens, diagnostics, parsed.exprs, parsed.lost);
  Iterator first = tokens.first();
  x3::parse(first, tokens.last(), x3::with<BuilderTag>(builder)[file], parsed);
  result.steps = builder.steps();
  return result;
}

}  // namespace parse
}  // namespace stapwijs::dsl
