// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stapwijs::dsl::parse {

enum class TokenKind : uint8_t {
  kEnd,  // also before the first token, so that a token always has neighbours
  kWord,
  kInt,
  kDecimal,
  kVersion,  // 1.0.0, 1.0.0-rc.1, 1.x, 1.2.x
  kAlnum,    // starts with a digit and is none of the others: 3f2a. Only as the key of an element
  kDate,     // has the shape 2024-04-09
  kMonth,    // 2022-06
  kTime,     // 13:30
  kString,
  kLeftBrace,
  kRightBrace,
  kLeftParen,
  kRightParen,
  kLeftBracket,
  kRightBracket,
  kColon,
  kComma,
  kDot,
  kDotDot,
  kEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kPlus,
  kMinus,
  kStar,
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  bool reserved = false;     // a declaration or operator word: not a name
  bool tag = false;          // a language: two letters directly before a string
  bool line_start = false;   // the first on its line
  bool after_error = false;  // the lexer left something out before it, and reported that
  int32_t depth = 0;         // braces open here; `{` and `}` have the depth outside
  uint32_t indent = 0;       // bytes before the first token of its line
  uint32_t begin = 0;        // bytes in the file
  uint32_t end = 0;
  std::string_view text;  // as written; of a misspelt word that was reported: as meant
};

// Tokens of one text. first() to last() are what was written; *last() is a kEnd, as is what lies
// before first().
struct TokenList {
  std::vector<Token> tokens;
  std::deque<std::string> mended;  // texts of tokens that are not as written
  int unclosed_braces = 0;         // `{` without `}`
  int extra_braces = 0;            // `}` without `{`

  // Counts the braces of the tokens anew: after making the list, and after changing it.
  void MarkDepths();

  const Token* first() const { return tokens.data() + 1; }
  const Token* last() const { return tokens.data() + tokens.size() - 1; }
};

// Declaration and operator words, and the words for what is not a value.
bool IsReserved(std::string_view word);
// All of them, sorted.
std::span<const std::string_view> ReservedWords();

}  // namespace stapwijs::dsl::parse
