// SPDX-License-Identifier: EUPL-1.2
#include "tests/dsl/check/mistakes.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "dsl/parse/clause_words.h"
#include "dsl/parse/lexer.h"

namespace stapwijs::dsl::testing {
namespace {

using parse::Token;
using parse::TokenKind;

bool Is(const Token& token, std::initializer_list<std::string_view> words) {
  return token.kind == TokenKind::kWord && !token.tag &&
         std::find(words.begin(), words.end(), token.text) != words.end();
}

bool IsComparison(const Token& token) {
  return token.kind == TokenKind::kLess || token.kind == TokenKind::kLessEqual ||
         token.kind == TokenKind::kGreater || token.kind == TokenKind::kGreaterEqual;
}

bool IsOperand(const Token& token) {
  return token.kind == TokenKind::kInt || token.kind == TokenKind::kDate ||
         (token.kind == TokenKind::kWord && !token.tag && !token.reserved);
}

// A name that stands where a condition uses it, so that a misspelt one is unknown.
bool IsUse(const Token* at) {
  static const std::set<std::string_view> kWords(parse::WordsOfTheLanguage().begin(),
                                                 parse::WordsOfTheLanguage().end());
  if (at->kind != TokenKind::kWord || at->tag || kWords.contains(at->text)) return false;
  if (at->text.size() < 4 || at[1].kind == TokenKind::kLeftParen) return false;
  return Is(at[-1], {"when", "and", "or", "is", "otherwise", "cite", "where", "has"}) ||
         IsComparison(at[-1]);
}

std::string Swapped(std::string_view word) {
  std::string out(word);
  for (size_t i = 1; i + 1 < out.size(); ++i) {
    if (out[i] == out[i + 1]) continue;
    std::swap(out[i], out[i + 1]);
    break;
  }
  return out;
}

Edit Without(const Token& token) { return {token.begin, token.end - token.begin, ""}; }
Edit Instead(const Token& token, std::string put) {
  return {token.begin, token.end - token.begin, std::move(put)};
}

using Found = std::vector<Edit>;
using Sort = std::function<void(const Token*, Found&, std::mt19937&)>;

bool IsClauseWord(const Token* at) {
  return (Is(*at, {"done", "open", "violated", "holds"}) && Is(at[1], {"when"})) ||
         (Is(*at, {"message", "ask", "why"}) && at[1].tag) ||
         (Is(*at, {"cite"}) && at[2].kind == TokenKind::kString) ||
         (Is(*at, {"expect", "given"}) && at->line_start);
}

const std::vector<std::pair<std::string, Sort>>& Sorts() {
  static const std::vector<std::pair<std::string, Sort>> sorts = {
      {"closing brace left out",
       [](const Token* t, Found& f, auto&) {
         if (t->kind == TokenKind::kRightBrace) f.push_back(Without(*t));
       }},
      {"opening brace left out",
       [](const Token* t, Found& f, auto&) {
         const bool body = t->kind == TokenKind::kLeftBrace &&
                           (t[-1].kind == TokenKind::kString || Is(t[-1], {"blocks", "warns"}));
         if (body) f.push_back(Without(*t));
       }},
      {"brace too many",
       [](const Token* t, Found& f, auto&) {
         if (t->kind == TokenKind::kRightBrace) f.push_back({t->end, 0, " }"});
       }},
      {"clause word misspelt",
       [](const Token* t, Found& f, auto&) {
         if (IsClauseWord(t)) f.push_back(Instead(*t, Swapped(t->text)));
       }},
      {"clause word of nothing",
       [](const Token* t, Found& f, auto&) {
         if (IsClauseWord(t)) f.push_back(Instead(*t, "zomaar"));
       }},
      {"declaration word misspelt",
       [](const Token* t, Found& f, auto&) {
         const bool declares =
             Is(*t, {"item", "guard", "fact", "step", "record", "scenario"}) && t->line_start;
         if (declares) f.push_back(Instead(*t, Swapped(t->text)));
       }},
      {"name misspelt",
       [](const Token* t, Found& f, auto&) {
         if (IsUse(t)) f.push_back(Instead(*t, Swapped(t->text) + "q"));
       }},
      {"severity misspelt",
       [](const Token* t, Found& f, auto&) {
         const bool severity = Is(*t, {"blocks", "warns", "advises"}) && Is(t[-2], {"guard"});
         if (severity) f.push_back(Instead(*t, Swapped(t->text)));
       }},
      {"closing quote left out",
       [](const Token* t, Found& f, auto&) {
         if (t->kind == TokenKind::kString) f.push_back({t->end - 1, 1, ""});
       }},
      {"opening quote left out",
       [](const Token* t, Found& f, auto&) {
         if (t->kind == TokenKind::kString) f.push_back({t->begin, 1, ""});
       }},
      {"stray character",
       [](const Token* t, Found& f, std::mt19937& random) {
         static constexpr const char* kStray[] = {";", "@", "%", "&", "\u200B", "/"};
         if (t->kind != TokenKind::kEnd) f.push_back({t->end, 0, kStray[random() % 6]});
       }},
      {"operand left out",
       [](const Token* t, Found& f, auto&) {
         if (IsComparison(t[-1]) && t->kind == TokenKind::kInt) f.push_back(Without(*t));
       }},
      {"operator left out",
       [](const Token* t, Found& f, auto&) {
         if (IsComparison(*t) && IsOperand(t[1])) f.push_back(Without(*t));
       }},
      {"`when` left out",
       [](const Token* t, Found& f, auto&) {
         if (Is(*t, {"when"}) && IsClauseWord(t - 1)) f.push_back(Without(*t));
       }},
      {"language left out",
       [](const Token* t, Found& f, auto&) {
         if (t->tag && t->text == "nl") f.push_back(Without(*t));
       }},
      {"colon left out",
       [](const Token* t, Found& f, auto&) {
         if (t->kind == TokenKind::kColon && Is(t[-2], {"fact"})) f.push_back(Without(*t));
       }},
      {"comma left out",
       [](const Token* t, Found& f, auto&) {
         if (t->kind == TokenKind::kComma) f.push_back(Without(*t));
       }},
      {"parenthesis left out",
       [](const Token* t, Found& f, auto&) {
         if (t->kind == TokenKind::kRightParen) f.push_back(Without(*t));
       }},
      {"day that is not",
       [](const Token* t, Found& f, auto&) {
         if (t->kind == TokenKind::kDate) f.push_back(Instead(*t, "2023-02-30"));
       }},
  };
  return sorts;
}

}  // namespace

const std::vector<std::string>& MistakeSorts() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out;
    for (const auto& [name, sort] : Sorts()) out.push_back(name);
    return out;
  }();
  return names;
}

std::vector<Edit> MistakesOf(const std::string& sort, std::string_view text, std::mt19937& random) {
  SourceSet sources;
  Diagnostics none;
  const uint16_t file = sources.Add("right", std::string(text)).value();
  const parse::TokenList tokens =
      parse::Lex(sources, {file, 0, static_cast<uint32_t>(text.size())}, none);
  Found found;
  for (const auto& [name, make] : Sorts()) {
    if (name != sort) continue;
    // The header is no place for them: without it nothing is read as what it is.
    for (const Token* t = tokens.first() + 6; t < tokens.last() - 2; ++t) make(t, found, random);
  }
  return found;
}

}  // namespace stapwijs::dsl::testing
