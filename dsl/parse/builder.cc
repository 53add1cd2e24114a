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
  const std::string found = Shown(*at, sources_.Text(SpanOf(*at)));
  if (what.starts_with("@name") && at->reserved && !(at->line_start && BeginsDeclaration(at))) {
    Report(at, Diagnostic(DiagnosticKind::kReservedName, SpanOf(*at), {std::string(at->text)}));
    return;
  }
  const bool plain = at->kind == TokenKind::kWord && !at->reserved;
  const std::optional<std::string> meant = plain ? Closest(at->text, WordsIn(what)) : std::nullopt;
  const Token& before = at[-1];
  const bool is_first = before.kind == TokenKind::kEnd;
  std::vector<std::string> args = {what};
  if (!is_first) args.push_back(Shown(before, sources_.Text(SpanOf(before))));
  args.push_back(found);
  Report(at, Diagnostic(is_first ? DiagnosticKind::kExpectedFirst : DiagnosticKind::kExpected,
                        PlaceOf(at), std::move(args))
                 .Suggest(SpanOf(*at), meant));
}

bool Builder::Enter(const Token* at) {
  if (nesting_ >= kMaxNesting) {
    Report(at, Diagnostic(DiagnosticKind::kTooDeep, SpanOf(*at), {std::to_string(kMaxNesting)}));
    return false;
  }
  ++nesting_;
  return true;
}

bool Builder::Repair(const Token* at, const BlockInfo& block) {
  if (at->kind != TokenKind::kWord || at->reserved || at->tag) return false;
  std::vector<std::string_view> fitting;
  for (const ClauseWord& word : block.words) {
    if (Follows(at, word.follow)) fitting.push_back(word.word);
  }
  const std::optional<std::string> meant = Closest(at->text, fitting);
  if (!meant || *meant == at->text) return false;
  for (std::string_view word : fitting) {
    if (word != *meant) continue;
    Report(at, Diagnostic(DiagnosticKind::kUnknownClause, SpanOf(*at),
                          {std::string(at->text), std::string(block.clause)})
                   .Suggest(SpanOf(*at), meant));
    // The list of tokens is ours: it is only read through pointers to const here.
    Token& token = const_cast<Token&>(*at);
    token.text = word;
    token.reserved = IsReserved(word);
  }
  return true;
}

void Builder::ReportNoClause(const Token* at, const BlockInfo& block) {
  const std::string clause(block.clause);
  if (at->kind == TokenKind::kRightBrace) {
    if (std::exchange(spilled_, false)) return;
    Report(at, Diagnostic(DiagnosticKind::kStrayBrace, SpanOf(*at)));
  } else if (at->kind != TokenKind::kWord || at->tag) {
    ReportExpected(at, clause);
  } else if (block.is_file && BeginsDeclaration(at) && (spilled_ || Spills(at))) {
    return;
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

bool Builder::Spills(const Token* at) {
  if (extra_ == 0 || at[-1].kind != TokenKind::kRightBrace) return false;
  --extra_;
  spilled_ = true;
  Report(at - 1,
         Diagnostic(DiagnosticKind::kStrayBrace, SpanOf(at[-1])).At(SpanOf(*at), "@outside_now"));
  return true;
}

bool Builder::CloseBefore(const Token* open, const Token* at, const BlockInfo& block) {
  if (open == nullptr || !BeginsDeclaration(at) || BeginsClause(at, block)) return false;
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

void Builder::MissedBrace() {
  if (unclosed_ == 0) return;
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
