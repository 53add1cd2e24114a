// SPDX-License-Identifier: EUPL-1.2
#include "dsl/parse/builder.h"

#include <algorithm>
#include <utility>

#include "dsl/parse/parse.h"

namespace stapwijs::dsl::parse {
namespace {

// As an argument of a sentence: strings are shown short, they may fill a line.
std::string Shown(const Token& token, std::string_view written) {
  if (token.kind == TokenKind::kEnd) return "@end_of_text";
  if (token.kind == TokenKind::kString) return "@a_text";
  return "`" + std::string(written) + "`";
}

// The words between backticks in a phrase, or in what stands for one: "`has`".
std::vector<std::string_view> WordsIn(std::string_view phrase) {
  if (phrase.starts_with('@')) phrase = Phrase(phrase.substr(1), Language::kEnglish);
  std::vector<std::string_view> words;
  for (size_t open = phrase.find('`'); open != std::string_view::npos;) {
    const size_t close = phrase.find('`', open + 1);
    if (close == std::string_view::npos) break;
    words.push_back(phrase.substr(open + 1, close - open - 1));
    open = phrase.find('`', close + 1);
  }
  return words;
}

// Clause words at the beginning of a line are taken for what they look like.
bool BeginsAnew(const Token* at, const BlockInfo& block) {
  if (at[-1].kind == TokenKind::kDot) return false;
  if (BeginsClause(at, block) || BeginsDeclaration(at)) return true;
  if (!at->line_start || at->kind != TokenKind::kWord || at->reserved) return false;
  return std::any_of(block.words.begin(), block.words.end(),
                     [&](const ClauseWord& word) { return word.word == at->text; });
}

bool OnOneLine(const SourceSet& sources, uint16_t file, const Token& a, const Token& b) {
  return sources.Text({file, a.end, b.begin}).find('\n') == std::string_view::npos;
}

}  // namespace

Span Builder::PlaceOf(const Token* at) const {
  const Token& before = at[-1];
  const bool beside = at->kind != TokenKind::kEnd && OnOneLine(sources_, file_, before, *at);
  return beside || before.kind == TokenKind::kEnd ? SpanOf(*at)
                                                  : Span{file_, before.end, before.end};
}

void Builder::Report(const Token* at, Diagnostic diagnostic) {
  if (at == reported_) return;
  reported_ = at;
  if (!at->after_error) diagnostics_.Report(std::move(diagnostic));
}

void Builder::ReportExpected(const Token* at, const std::string& what) {
  if (what.empty()) return;
  // In a value or set: one `}` more than it has `{`.
  if (at[-1].kind == TokenKind::kRightBrace) MendBraceAt(at, at);
  if (what.starts_with("@name") && at->reserved && !(at->line_start && BeginsDeclaration(at))) {
    Report(at, Diagnostic(DiagnosticKind::kReservedName, SpanOf(*at), {std::string(at->text)}));
    return;
  }
  const bool plain = at->kind == TokenKind::kWord && !at->reserved;
  const std::optional<std::string> meant = plain ? Closest(at->text, WordsIn(what)) : std::nullopt;
  Report(at, Expected(at, what).Suggest(SpanOf(*at), meant));
}

Diagnostic Builder::Expected(const Token* at, const std::string& what) const {
  const Token& before = at[-1];
  const bool is_first = before.kind == TokenKind::kEnd;
  std::vector<std::string> args = {what};
  if (!is_first) args.push_back(Shown(before, sources_.Text(SpanOf(before))));
  args.push_back(Shown(*at, sources_.Text(SpanOf(*at))));
  return Diagnostic(is_first ? DiagnosticKind::kExpectedFirst : DiagnosticKind::kExpected,
                    PlaceOf(at), std::move(args));
}

bool Builder::Enter(const Token* at) {
  if (nesting_ >= kMaxNesting) {
    Report(at, Diagnostic(DiagnosticKind::kTooDeep, SpanOf(*at), {std::to_string(kMaxNesting)}));
    return false;
  }
  ++nesting_;
  return true;
}

std::optional<std::string_view> Builder::MeantClause(const Token* at,
                                                     const BlockInfo& block) const {
  if (at->kind != TokenKind::kWord || at->reserved || at->tag) return std::nullopt;
  std::vector<std::string_view> fitting;
  for (const ClauseWord& word : block.words) {
    if (Follows(at, word.follow)) fitting.push_back(word.word);
  }
  const std::optional<std::string> meant = Closest(at->text, fitting);
  if (!meant || *meant == at->text) return std::nullopt;
  return *std::find(fitting.begin(), fitting.end(), *meant);
}

bool Builder::Repair(const Token* at, const BlockInfo& block) {
  const std::optional<std::string_view> meant = MeantClause(at, block);
  if (!meant) return false;
  Report(at, Diagnostic(DiagnosticKind::kUnknownClause, SpanOf(*at),
                        {std::string(at->text), std::string(block.clause)})
                 .Suggest(SpanOf(*at), std::string(*meant)));
  // The list of tokens is ours: it is only read through pointers to const here.
  Token& token = const_cast<Token&>(*at);
  token.text = *meant;
  token.reserved = IsReserved(*meant);
  return true;
}

void Builder::ReportNoClause(const Token* at, const BlockInfo& block) {
  MendSpill(at, block);
  const std::string clause(block.clause);
  if (at->kind == TokenKind::kRightBrace) {
    Report(at, Diagnostic(DiagnosticKind::kStrayBrace, SpanOf(*at)));
  } else if (at->kind != TokenKind::kWord || at->tag) {
    ReportExpected(at, clause);
  } else if (BeginsDeclaration(at) || BeginsClause(at, kHeaderBlock)) {
    Report(at,
           Diagnostic(DiagnosticKind::kMisplaced, SpanOf(*at), {std::string(at->text), clause}));
  } else {
    std::vector<std::string_view> words = ClauseWordsOf(block);
    words.insert(words.end(), OtherWords().begin(), OtherWords().end());
    Report(at,
           Diagnostic(DiagnosticKind::kUnknownClause, SpanOf(*at), {std::string(at->text), clause})
               .Suggest(SpanOf(*at), at->reserved ? std::nullopt : Closest(at->text, words)));
  }
}

void Builder::MendBraceAt(const Token* brace, const Token* shown_by) {
  if (!may_mend_ || extra_ == 0 || brace->kind != TokenKind::kRightBrace) return;
  throw MendBrace{MendBrace::How::kLeaveOut, brace,
                  Diagnostic(DiagnosticKind::kStrayBrace, SpanOf(*brace))
                      .At(SpanOf(*shown_by), "@outside_now")};
}

void Builder::MendSpill(const Token* at, const BlockInfo& block) {
  if (!may_mend_ || extra_ == 0) return;
  // At the margin of the file, what belongs into a block: a brace before it came too early.
  if (block.is_file) {
    if (const Token* brace = MisplacedBrace(at)) MendBraceAt(brace, at);
  }
  if (at->kind == TokenKind::kRightBrace) return;
  // Right behind a brace stands what goes on with the thing it closed.
  MendBraceAt(at - 1, at);
  if (block.is_file && closed_ != nullptr) MendBraceAt(closed_, at);
}

const Token* Builder::MisplacedBrace(const Token* at) {
  if (looks_left_-- <= 0) return nullptr;
  // Back to where the margin was last left: a declaration at the beginning of a line.
  const Token* from = at;
  while (from > before_first_ + 1) {
    --from;
    if (from->line_start && from->indent == 0 && BeginsDeclaration(from)) break;
  }
  struct Open {
    uint32_t indent;
    const Token* line;
  };
  std::vector<Open> open;
  const Token* suspect = nullptr;
  const Token* line = from;
  for (const Token* t = from; t <= at && t->kind != TokenKind::kEnd; ++t) {
    if (t->line_start) line = t;
    if (t->kind == TokenKind::kLeftBrace) open.push_back({t->indent, line});
    if (t->kind != TokenKind::kRightBrace) continue;
    if (open.empty()) break;
    const Open opening = open.back();
    open.pop_back();
    // A brace at the beginning of a line stands below the line that it closes, not further in.
    if (t->line_start && t->indent > opening.indent) break;
    if (!t->line_start && line != opening.line) suspect = t;
  }
  return suspect;
}

bool Builder::ClosedByLayout(const Token* open, const Token* at) {
  if (unclosed_ + silent_closes_ == 0 || !at->line_start || at->indent > open->indent) return false;
  const bool indented = open[1].line_start && open[1].indent > open->indent;
  if (!indented || at == open + 1) return false;
  if (silent_closes_ > 0) {
    --silent_closes_;
    return true;
  }
  --unclosed_;
  diagnostics_.Report(
      Diagnostic(DiagnosticKind::kUnclosedBrace, SpanOf(*open)).At(SpanOf(*at), "@closed_before"));
  return true;
}

bool Builder::EndsUnclosed(const Token* at) {
  if (unclosed_ == 0 || !BeginsDeclaration(at)) return false;
  --unclosed_;
  ReportExpected(at, "@comma_or_brace");
  return true;
}

void Builder::ExpectBody(const Token* at, const std::string& phrase, const BlockInfo& body) {
  if (!may_mend_ || extra_ == 0 || !BeginsClause(at, body)) return;
  throw MendBrace{MendBrace::How::kOpen, at, Expected(at, phrase)};
}

bool Builder::Ended(const Token* at) {
  if (block_ == nullptr || at->kind == TokenKind::kRightBrace || at->kind == TokenKind::kEnd) {
    return true;
  }
  const bool word = at->kind == TokenKind::kWord;
  if (word && (at->reserved || at->tag || at->line_start)) return true;
  for (const ClauseWord& clause : block_->words) {
    if (word && clause.word == at->text) return true;
  }
  if (word && around_ != nullptr && BeginsClause(at, *around_)) return true;
  if (word && MeantClause(at, *block_)) return true;
  if (word) {
    ReportNoClause(at, *block_);
  } else {
    ReportExpected(at, std::string(block_->clause));
  }
  return false;
}

bool Builder::CloseBefore(const Token* open, const Token* at, const BlockInfo& block) {
  if (open == nullptr || BeginsClause(at, block)) return false;
  const bool of_around = around_ != nullptr && at->line_start && BeginsClause(at, *around_);
  if (!BeginsDeclaration(at) && !of_around) return false;
  if (silent_closes_ > 0) {
    --silent_closes_;
    return true;
  }
  if (unclosed_ == 0) return false;
  --unclosed_;
  diagnostics_.Report(
      Diagnostic(DiagnosticKind::kUnclosedBrace, SpanOf(*open)).At(SpanOf(*at), "@closed_before"));
  return true;
}

void Builder::ReportUnclosed(const Token* open) {
  if (silent_closes_ > 0) {
    --silent_closes_;
  } else if (unclosed_ > 0) {
    --unclosed_;
    diagnostics_.Report(Diagnostic(DiagnosticKind::kUnclosedBrace, SpanOf(*open)));
  }
}

void Builder::MissedBrace(const Token* at) {
  if (unclosed_ == 0) return;
  // Before what cannot go on in braces it is sure where the missing one belongs.
  const bool ends = at->kind == TokenKind::kRightParen || at->kind == TokenKind::kRightBracket ||
                    BeginsDeclaration(at) || (block_ != nullptr && BeginsClause(at, *block_));
  if (may_mend_ && ends) throw MendBrace{MendBrace::How::kClose, at, Expected(at, "`}`")};
  --unclosed_;
  ++silent_closes_;
}

const Token* Builder::Skip(const Token* start, const Token* from, const Token* last,
                           const BlockInfo& block) {
  Lose(start);
  const Token* at = from;
  for (; at != last; ++at) {
    Step();
    if (at->depth < start->depth) break;
    if (at->depth == start->depth && BeginsAnew(at, block)) break;
    Lose(at);
  }
  return at;
}

const Token* Builder::FindBody(const Token* start, const Token* from, const Token* last) const {
  for (const Token* at = from; at != last && at->depth >= start->depth; ++at) {
    if (at->depth != start->depth) continue;
    if (at->kind == TokenKind::kLeftBrace) return at;
    if (at->kind == TokenKind::kRightBrace || BeginsDeclaration(at)) return nullptr;
  }
  return nullptr;
}

void Builder::Lose(const Token* at) {
  if (BeginsDeclaration(at) && at[1].kind == TokenKind::kWord && at->text != "for") {
    lost_.push_back(NameOf(at[1]));
  }
}

}  // namespace stapwijs::dsl::parse
