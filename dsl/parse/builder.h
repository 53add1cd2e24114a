// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
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

// Thrown where it turns out that a brace is one too many, or missing: with that mended, the text is
// read again from its beginning, and what follows from the brace is not reported. The brace itself
// is.
struct MendBrace {
  enum class How : uint8_t { kLeaveOut, kOpen, kClose };
  How how;
  const Token* at;  // the brace to leave out, or the token before which one is missing
  Diagnostic report;
};

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
        before_first_(tokens.tokens.data()),
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

  // "expected {what} after {the token before}, found {the token}", not reported yet.
  Diagnostic Expected(const Token* at, const std::string& what) const;
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

  // The block whose clauses are being read, and the one around it.
  const BlockInfo* block() const { return block_; }
  const BlockInfo* around() const { return around_; }
  void set_block(const BlockInfo* block, const BlockInfo* around) {
    block_ = block;
    around_ = around;
  }
  // A `}` that closed a block.
  void Closed(const Token* brace) { closed_ = brace; }
  // Throws MendBrace when `brace` is one and one is too many: then it is this one, as `shown_by`
  // shows.
  void MendBraceAt(const Token* brace, const Token* shown_by);
  // Throws MendBrace when the body of `clause` begins at `at` and only lacks its `{`.
  void ExpectBody(const Token* at, const std::string& phrase, const BlockInfo& body);
  // Whether a mistake may be mended by reading the text again. Else it is reported as it is.
  void set_may_mend(bool may) { may_mend_ = may; }

  // What cannot follow an expression at `at` belongs to it: reports it, gives false.
  bool Ended(const Token* at);

  // The clause word of this block that a misspelt word at `at` is near to.
  std::optional<std::string_view> MeantClause(const Token* at, const BlockInfo& block) const;
  // A misspelt clause word at `at` is reported and set right, if there is one near enough.
  bool Repair(const Token* at, const BlockInfo& block);
  // Nothing of this block begins at `at`.
  void ReportNoClause(const Token* at, const BlockInfo& block);
  // Whether the block opened by `open` must be taken as closed before `at`, since a declaration
  // from outside begins there and a brace is missing. Reports the brace.
  bool CloseBefore(const Token* open, const Token* at, const BlockInfo& block);
  // Whether, where a brace is missing, the layout says that it is the one that closes this block:
  // what was indented in it is no more at `at`. Reports it.
  bool ClosedByLayout(const Token* open, const Token* at);
  // The file ends within the block.
  void ReportUnclosed(const Token* open);
  // The values of an enum end without `}` before a declaration: reports that.
  bool EndsUnclosed(const Token* at);
  // A `}` was expected at `at` and missed within an expression or value.
  void MissedBrace(const Token* at);

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
  // Throws MendBrace when what stands at `at` is outside of its block because of a `}` too many
  // before it.
  void MendSpill(const Token* at, const BlockInfo& block);
  // By the layout: the `}` before `at` that seems to be one too many, or null.
  const Token* MisplacedBrace(const Token* at);

  const SourceSet& sources_;
  uint16_t file_;
  int unclosed_;
  int extra_;
  int silent_closes_ = 0;
  bool may_mend_ = false;
  int looks_left_ = 8;  // each goes over a whole declaration
  const Token* before_first_;
  const Token* closed_ = nullptr;
  const BlockInfo* block_ = nullptr;
  const BlockInfo* around_ = nullptr;
  Diagnostics& diagnostics_;
  std::vector<syntax::Name>& lost_;
  uint64_t steps_ = 0;
  int nesting_ = 0;
  uint32_t too_deep_at_ = UINT32_MAX;
  const Token* reported_ = nullptr;
};

}  // namespace stapwijs::dsl::parse
