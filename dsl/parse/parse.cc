// SPDX-License-Identifier: EUPL-1.2
#include "dsl/parse/parse.h"

#include <utility>

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

namespace {

// How many braces are mended in one file. Each costs a reading.
constexpr int kMaxMends = 4;

// Puts right what `mend` says of the tokens of `tried`.
void Apply(const MendBrace& mend, const TokenList& tried, TokenList& tokens) {
  const auto place = tokens.tokens.begin() + (mend.at - tried.tokens.data());
  if (mend.how == MendBrace::How::kLeaveOut) {
    tokens.tokens.erase(place);
  } else {
    const bool opens = mend.how == MendBrace::How::kOpen;
    Token brace;
    brace.kind = opens ? TokenKind::kLeftBrace : TokenKind::kRightBrace;
    brace.begin = brace.end = mend.at[-1].end;
    brace.indent = mend.at[-1].indent;
    brace.text = opens ? "{" : "}";
    tokens.tokens.insert(place, brace);
  }
  tokens.MarkDepths();
}

}  // namespace

CountedFile ParseCounted(const SourceSet& sources, uint16_t file_index, Diagnostics& diagnostics) {
  const uint32_t size = static_cast<uint32_t>(sources.file(file_index).text.size());
  TokenList tokens = Lex(sources, {file_index, 0, size}, diagnostics);
  CountedFile result;
  for (int mends = 0;; ++mends) {
    result.file = {};
    result.file.file = file_index;
    Diagnostics found;
    // Misspelt words are set right in the tokens: each reading has its own.
    const TokenList tried = tokens;
    Builder builder(sources, file_index, tried, found, result.file.exprs, result.file.lost);
    builder.set_may_mend(mends < kMaxMends);
    try {
      Iterator first = tried.first();
      x3::parse(first, tried.last(), x3::with<BuilderTag>(builder)[file], result.file);
    } catch (const MendBrace& mend) {
      result.steps += builder.steps();
      diagnostics.Report(mend.report);
      Apply(mend, tried, tokens);
      continue;
    }
    result.steps += builder.steps();
    diagnostics.Take(std::move(found));
    return result;
  }
}

}  // namespace parse
}  // namespace stapwijs::dsl
