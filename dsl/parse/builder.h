// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/diagnostics/diagnostic.h"
#include "dsl/parse/clause_words.h"
#include "dsl/parse/token.h"
#include "dsl/source/source.h"
#include "dsl/syntax/ast.h"

namespace stapwijs::dsl::parse {

// What the grammar carries along: where it reads from, where it writes to, and how it reports and
// recovers. One for each parse.
class Builder {
 public:
  Builder(const SourceSet& sources, uint16_t file, const TokenList& tokens,
          Diagnostics& diagnostics, syntax::ExprArena& into, std::vector<syntax::Name>& lost)
      : exprs(into),
        sources_(sources),
        file_(file),
        unclosed_(tokens.unclosed_braces),
        extra_(tokens.extra_braces),
        diagnostics_(diagnostics),
        lost_(lost) {}

  const SourceSet& sources() const { return sources_; }
  Diagnostics& diagnostics() { return diagnostics_; }

  Span SpanOf(const Token& token) const { return {file_, token.begin, token.end}; }
  // Of tokens [first, after).
  Span SpanOf(const Token* first, const Token* after) const {
    return after == first ? Span{file_, first->begin, first->begin}
                          : Span{file_, first->begin, after[-1].end};
  }
  syntax::Name NameOf(const Token& token) const { return {std::string(token.text), SpanOf(token)}; }

  // Every primitive counts one step, so that a test can see that work grows with the text.
  void Step() { ++steps_; }
  uint64_t steps() const { return steps_; }

  // Where something missing is shown: the token found, or the end of the line before it.
  Span PlaceOf(const Token* at) const;

  // One report for each token: what follows from a mistake is not reported as another one.
  void Report(const Token* at, Diagnostic diagnostic);
  // "expected {what} after {the token before}, found {the token}". An empty `what`: the failure was
  // reported where it was seen.
  void ReportExpected(const Token* at, const std::string& what);

  // An embedded text has tokens of its own: its reports are told apart from those around it.
  const Token* reported() const { return reported_; }
  void set_reported(const Token* at) { reported_ = at; }

  // Nesting of brackets, bodies and prefixes. Enter reports at `at` when it is too deep.
  bool Enter(const Token* at);
  void Leave() { --nesting_; }

  // Whether an expression beginning at this byte is reported as too deep for the first time.
  bool FirstTooDeep(uint32_t begin) {
    const bool first = too_deep_at_ != begin;
    too_deep_at_ = begin;
    return first;
  }

  // --- Recovery in a block of clauses (or the file, with `open` null) ---

  // The block whose clauses are being read.
  const BlockInfo* block() const { return block_; }
  void set_block(const BlockInfo* block) { block_ = block; }

  // A misspelt clause word at `at` is reported and set right, if there is one near enough.
  bool Repair(const Token* at, const BlockInfo& block);
  // Nothing of this block begins at `at`.
  void ReportNoClause(const Token* at, const BlockInfo& block);
  // Whether the block opened by `open` must be taken as closed before `at`, since a declaration
  // from outside begins there and a brace is missing. Reports the brace.
  bool CloseBefore(const Token* open, const Token* at, const BlockInfo& block);
  // The file ends within the block.
  void ReportUnclosed(const Token* open);
  // A `}` was expected and missed within an expression: the brace was reported with it.
  void MissedBrace();

  // The next token from `from` on where reading can go on after a mistake in the clause beginning
  // at `start`: a clause word of the block or a declaration at the same depth, or what closes the
  // block. Names of declarations passed over are kept as lost.
  const Token* Skip(const Token* start, const Token* from, const Token* last,
                    const BlockInfo& block);
  // The `{` of the body of the declaration beginning at `start`, or null.
  const Token* FindBody(const Token* start, const Token* from, const Token* last) const;

  syntax::ExprArena& exprs;

 private:
  void Lose(const Token* at);
  // Whether a part of a block stands outside of it because of a `}` too many before it.
  bool Spills(const Token* at);

  const SourceSet& sources_;
  uint16_t file_;
  int unclosed_;
  int extra_;
  int silent_closes_ = 0;
  bool spilled_ = false;  // between a `}` too many and the one that shows it
  const BlockInfo* block_ = nullptr;
  Diagnostics& diagnostics_;
  std::vector<syntax::Name>& lost_;
  uint64_t steps_ = 0;
  int nesting_ = 0;
  uint32_t too_deep_at_ = UINT32_MAX;
  const Token* reported_ = nullptr;
};

}  // namespace stapwijs::dsl::parse
