// SPDX-License-Identifier: EUPL-1.2
#include "dsl/parse/message.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "dsl/parse/actions.h"
#include "dsl/parse/directives.h"
#include "dsl/parse/grammar.h"
#include "dsl/parse/lexer.h"
#include "dsl/parse/terms_read.h"

namespace stapwijs::dsl::parse {
namespace {

using syntax::TextPart;
using syntax::TextPiece;

// The pieces of one string token.
class PieceReader {
 public:
  PieceReader(const Token& token, Builder& builder, TextPart& part)
      : text_(builder.sources().Text(builder.SpanOf(token))),
        whole_(builder.SpanOf(token)),
        builder_(builder),
        part_(part) {}

  void Run() {
    at_ = OpeningQuote(text_);
    end_ = text_.size() - ClosingQuote(text_.substr(at_), at_);
    piece_begin_ = at_;
    while (at_ < end_) Next();
    Flush();
  }

 private:
  char Peek(size_t ahead = 0) const { return at_ + ahead < end_ ? text_[at_ + ahead] : '\0'; }

  Span SpanAt(size_t begin, size_t end) const {
    return {whole_.file, whole_.begin + static_cast<uint32_t>(begin),
            whole_.begin + static_cast<uint32_t>(end)};
  }

  void Next() {
    const char c = Peek();
    const bool doubled = (c == '{' || c == '}') && Peek(1) == c;
    const bool escape = c == '\\' && (Peek(1) == '"' || Peek(1) == '\\');
    if (doubled || escape) {
      literal_.push_back(Peek(1));
      at_ += 2;
    } else if (c == '{') {
      Flush();
      Expression();
    } else {
      if (c == '}') {
        builder_.diagnostics().Report(
            Diagnostic(DiagnosticKind::kStrayBraceInText, SpanAt(at_, at_ + 1)));
      }
      literal_.push_back(c);
      ++at_;
    }
  }

  void Expression() {
    // Sets in braces may stand in the expression; strings with a brace in them may not.
    size_t depth = 0;
    size_t close = at_;
    for (; close < end_; ++close) {
      if (text_[close] == '{') ++depth;
      if (text_[close] == '}' && --depth == 0) break;
    }
    if (close == end_) {
      builder_.diagnostics().Report(
          Diagnostic(DiagnosticKind::kUnclosedBraceInText, SpanAt(at_, at_ + 1)));
      at_ = piece_begin_ = end_;
      return;
    }
    TextPiece piece;
    piece.span = SpanAt(at_, close + 1);
    piece.expr = ParseEmbedded(SpanAt(at_ + 1, close), builder_);
    if (piece.expr != syntax::kNoExpr) part_.pieces.push_back(std::move(piece));
    at_ = piece_begin_ = close + 1;
  }

  void Flush() {
    if (!literal_.empty()) {
      part_.pieces.push_back(
          {std::exchange(literal_, {}), syntax::kNoExpr, SpanAt(piece_begin_, at_)});
    }
    piece_begin_ = at_;
  }

  std::string_view text_;
  Span whole_;
  Builder& builder_;
  TextPart& part_;
  std::string literal_;
  size_t at_ = 0;
  size_t end_ = 0;
  size_t piece_begin_ = 0;
};

}  // namespace

void Interpolate(const Token* first, const Token* after, Builder& builder, syntax::Text& into) {
  size_t index = 0;
  for (const Token* at = first; at != after; ++at) {
    if (at->tag) {
      if (at != first) ++index;
      continue;
    }
    TextPart& part = into.parts[index];
    if (!part.pieces.empty()) {
      part.pieces.push_back(
          {" ", syntax::kNoExpr, Span{builder.SpanOf(*at).file, at[-1].end, at->begin}});
    }
    PieceReader(*at, builder, part).Run();
  }
}

syntax::ExprId ParseEmbedded(Span place, Builder& builder) {
  const size_t errors = builder.diagnostics().errors();
  const TokenList tokens = Lex(builder.sources(), place, builder.diagnostics());
  const Token* reported = builder.reported();
  builder.set_reported(nullptr);
  syntax::ExprId id = syntax::kNoExpr;
  Iterator first = tokens.first();
  try {
    const auto whole = must("@expression")[expression] >> must("@end_of_expression")[x3::eoi];
    x3::parse(first, tokens.last(), x3::with<BuilderTag>(builder)[whole], id);
  } catch (const Failure& failure) {
    builder.ReportExpected(failure.where(), failure.which());
  }
  builder.set_reported(reported);
  return builder.diagnostics().errors() == errors ? id : syntax::kNoExpr;
}

}  // namespace stapwijs::dsl::parse
