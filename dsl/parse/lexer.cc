// SPDX-License-Identifier: EUPL-1.2
#include "dsl/parse/lexer.h"

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>

#include "dsl/parse/quotes.h"
#include "engine/base/utf8.h"

namespace stapwijs::dsl::parse {
namespace {

constexpr std::string_view kReserved[] = {
    "and",     "at",        "dossier",   "drop",   "each",     "empty", "enum",      "every",
    "example", "fact",      "for",       "guard",  "has",      "in",    "is",        "item",
    "let",     "no",        "none",      "not",    "note",     "or",    "otherwise", "parameter",
    "policy",  "portfolio", "raise",     "record", "require",  "role",  "scenario",  "set",
    "share",   "some",      "source",    "step",   "template", "tip",   "today",     "unknown",
    "use",     "where",     "withdrawn", "yes",    "yet"};

constexpr size_t kMaxNameLength = 40;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }

std::string Escaped(char32_t value) {
  char text[16];
  std::snprintf(text, sizeof text, "U+%04X", static_cast<unsigned>(value));
  return text;
}

class Lexer {
 public:
  Lexer(const SourceSet& sources, Span range, Diagnostics& diagnostics)
      : text_(std::string_view(sources.file(range.file).text).substr(0, range.end)),
        file_(range.file),
        at_(range.begin),
        diagnostics_(diagnostics) {
    list_.tokens.push_back(MakeToken(TokenKind::kEnd, at_));
  }

  TokenList Run() {
    while (at_ < text_.size()) Next();
    list_.tokens.push_back(MakeToken(TokenKind::kEnd, at_));
    MarkTags();
    list_.MarkDepths();
    return std::move(list_);
  }

 private:
  char Peek(size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  Token MakeToken(TokenKind kind, uint32_t begin) const {
    Token token;
    token.kind = kind;
    token.begin = begin;
    token.end = at_;
    token.text = text_.substr(begin, at_ - begin);
    return token;
  }

  void Push(TokenKind kind, uint32_t begin) {
    Token token = MakeToken(kind, begin);
    token.after_error = std::exchange(skipped_, false) || begin < silent_until_;
    token.line_start = std::exchange(line_start_, false);
    if (token.line_start) indent_ = begin - line_begin_;
    token.indent = indent_;
    token.reserved = kind == TokenKind::kWord && IsReserved(token.text);
    list_.tokens.push_back(token);
  }

  void Report(DiagnosticKind kind, uint32_t begin, std::vector<std::string> args = {}) {
    if (begin < silent_until_) return;
    diagnostics_.Report(Diagnostic(kind, {file_, begin, at_}, std::move(args)));
  }

  void Next() {
    const char c = Peek();
    if (at_ >= line_end_) LookAtQuotes();
    if (at_ == quotes_.unopened.begin && !quotes_.unopened.empty()) return UnopenedString();
    if (c == '\n') {
      line_start_ = true;
      line_begin_ = at_ + 1;
    }
    if (c == ' ' || c == '\t' || c == '\n' || (c == '\r' && Peek(1) == '\n')) {
      ++at_;
    } else if (c == '#') {
      Comment();
    } else if (c == '"') {
      String();
    } else if (IsDigit(c)) {
      Number();
    } else if (IsLower(c) || IsUpper(c) || c == '_') {
      Word();
    } else if (!Punctuation()) {
      Odd();
    }
  }

  // Comments and strings must be readable as what they are: hidden characters count there too.
  // Reports a run of characters of one sort once; gives whether there was one.
  bool SkipUnreadable() {
    const uint32_t begin = at_;
    const CodePoint first = DecodeUtf8(text_, at_);
    if (first.valid && !IsHidden(first.value) && first.value != '\r') return false;
    while (at_ < text_.size()) {
      const CodePoint point = DecodeUtf8(text_, at_);
      if (point.valid != first.valid || (point.valid && point.value != first.value)) break;
      at_ += point.length;
    }
    if (first.valid) {
      Report(DiagnosticKind::kHiddenCharacter, begin, {Escaped(first.value)});
    } else {
      char byte[8];
      std::snprintf(byte, sizeof byte, "0x%02X", static_cast<unsigned>(first.value));
      Report(DiagnosticKind::kBadUtf8, begin, {byte});
    }
    return true;
  }

  bool AtLineEnd() const {
    return at_ >= text_.size() || text_[at_] == '\n' || (text_[at_] == '\r' && Peek(1) == '\n');
  }

  void Comment() {
    while (!AtLineEnd()) {
      if (!SkipUnreadable()) at_ += DecodeUtf8(text_, at_).length;
    }
  }

  // From here to the end of the line: is a quote missing, and where?
  void LookAtQuotes() {
    quotes_ = FindMissingQuote(text_, at_);
    line_end_ = std::max(quotes_.line_end, at_ + 1);
  }

  void String() {
    const uint32_t begin = at_++;
    const bool unclosed = begin == quotes_.unclosed.begin && !quotes_.unclosed.empty();
    const uint32_t end = unclosed ? quotes_.unclosed.end : static_cast<uint32_t>(text_.size());
    while (at_ < end && !AtLineEnd() && Peek() != '"') {
      if (Peek() == '\\' && (Peek(1) == '"' || Peek(1) == '\\')) {
        at_ += 2;
      } else if (!SkipUnreadable()) {
        at_ += DecodeUtf8(text_, at_).length;
      }
    }
    if (unclosed || AtLineEnd()) {
      Report(DiagnosticKind::kUnclosedString, begin);
    } else {
      ++at_;
    }
    Push(TokenKind::kString, begin);
    if (unclosed) AfterMissingQuote();
  }

  // A text that ends with a quote and begins with none.
  void UnopenedString() {
    const uint32_t begin = at_;
    while (at_ < quotes_.unopened.end) {
      if (!SkipUnreadable()) at_ += DecodeUtf8(text_, at_).length;
    }
    Report(DiagnosticKind::kUnopenedString, begin);
    Push(TokenKind::kString, begin);
    AfterMissingQuote();
  }

  // Where it was not clear what belongs to the text, the rest of the line says nothing more.
  void AfterMissingQuote() {
    if (quotes_.sure) return LookAtQuotes();
    silent_until_ = line_end_;
    skipped_ = true;
    quotes_ = {};
  }

  // Text as a word processor writes it: “...” or „...”. Reported, and read as the string it is.
  void TypographicString() {
    const uint32_t begin = at_;
    at_ += 3;
    const auto closes = [&] {
      const char32_t value = DecodeUtf8(text_, at_).value;
      return value == U'”' || value == U'“' || value == '"';
    };
    while (!AtLineEnd() && !closes()) {
      if (!SkipUnreadable()) at_ += DecodeUtf8(text_, at_).length;
    }
    if (!AtLineEnd()) at_ += DecodeUtf8(text_, at_).length;
    Report(DiagnosticKind::kTypographicQuote, begin, {});
    Push(TokenKind::kString, begin);
  }

  size_t Digits(size_t ahead) const {
    size_t n = 0;
    while (IsDigit(Peek(ahead + n))) ++n;
    return n;
  }

  void Number() {
    const uint32_t begin = at_;
    const size_t digits = Digits(0);
    TokenKind kind = TokenKind::kInt;
    size_t length = digits;
    if (digits == 4 && Peek(4) == '-' && Digits(5) == 2) {
      const bool day = Peek(7) == '-' && Digits(8) == 2;
      kind = day ? TokenKind::kDate : TokenKind::kMonth;
      length = day ? 10 : 7;
    } else if (digits <= 2 && Peek(digits) == ':' && Digits(digits + 1) == 2) {
      kind = TokenKind::kTime;
      length = digits + 3;
    } else if (Peek(digits) == '.' && (IsDigit(Peek(digits + 1)) || Peek(digits + 1) == 'x')) {
      kind = TokenKind::kDecimal;
      length = FractionOrVersion(digits, kind);
      if (kind == TokenKind::kVersion) length += PreRelease(length);
    }
    at_ += static_cast<uint32_t>(length);
    if (IsLower(Peek()) || IsUpper(Peek()) || IsDigit(Peek()) || Peek() == '_') {
      while (IsLower(Peek()) || IsUpper(Peek()) || IsDigit(Peek()) || Peek() == '_') ++at_;
      kind = TokenKind::kAlnum;
    }
    Push(kind, begin);
  }

  // The length of 2.50, 1.0.0, 1.x or 1.2.x, whose whole part has `digits` digits.
  size_t FractionOrVersion(size_t digits, TokenKind& kind) const {
    size_t length = digits;
    for (int dots = 0; dots < 2 && Peek(length) == '.'; ++dots) {
      if (Peek(length + 1) == 'x') {
        kind = TokenKind::kVersion;
        return length + 2;
      }
      const size_t part = Digits(length + 1);
      if (part == 0) break;
      length += 1 + part;
      if (dots == 1) kind = TokenKind::kVersion;
    }
    return length;
  }

  // The length of the -rc.1 after a version: words of letters, digits and dashes between points.
  size_t PreRelease(size_t version) const {
    const auto fits = [&](size_t at) {
      const char c = Peek(at);
      return IsDigit(c) || IsLower(c) || IsUpper(c) || c == '-';
    };
    size_t at = version;
    if (Peek(at) != '-' || !fits(at + 1)) return 0;
    while (fits(at) || (Peek(at) == '.' && fits(at + 1))) ++at;
    return at - version;
  }

  static bool IsLetter(CodePoint point) {
    // Every letter of another alphabet, roughly; enough to keep the pieces of such a word together.
    return point.valid && point.value >= 0xC0 && point.value < 0x2000 && !IsHidden(point.value);
  }

  static bool IsUnreadable(CodePoint point) {
    return !point.valid || (IsHidden(point.value) && point.value != '\r');
  }

  // Whether what cannot be read stands here within a word that goes on after it.
  bool GoesOnAfterUnreadable() const {
    size_t at = at_;
    while (at < text_.size() && IsUnreadable(DecodeUtf8(text_, at))) {
      at += DecodeUtf8(text_, at).length;
    }
    if (at == at_ || at >= text_.size()) return false;
    const char c = text_[at];
    return IsLower(c) || IsUpper(c) || IsDigit(c) || c == '_' || IsLetter(DecodeUtf8(text_, at));
  }

  void Word() {
    const uint32_t begin = at_;
    bool bad = Peek() == '_';
    std::string word;
    while (at_ < text_.size()) {
      const char c = Peek();
      const CodePoint point = DecodeUtf8(text_, at_);
      const bool plain = IsLower(c) || IsDigit(c) || c == '_';
      if (!plain && !IsUpper(c) && !IsLetter(point)) {
        if (!GoesOnAfterUnreadable()) break;
        while (SkipUnreadable()) continue;
        continue;
      }
      bad = bad || !plain;
      word += text_.substr(at_, point.length);
      at_ += point.length;
    }
    if (bad) {
      Report(DiagnosticKind::kBadName, begin, {word});
    } else if (word.size() > kMaxNameLength) {
      Report(DiagnosticKind::kLongName, begin, {word});
    }
    Push(TokenKind::kWord, begin);
    if (word.size() == at_ - begin) return;
    // Without what was reported it is the word that was meant.
    Token& token = list_.tokens.back();
    token.text = list_.mended.emplace_back(std::move(word));
    token.reserved = IsReserved(token.text);
  }

  bool Punctuation() {
    static constexpr std::pair<std::string_view, TokenKind> kPunctuation[] = {
        {"..", TokenKind::kDotDot},       {"<=", TokenKind::kLessEqual},
        {">=", TokenKind::kGreaterEqual}, {"{", TokenKind::kLeftBrace},
        {"}", TokenKind::kRightBrace},    {"(", TokenKind::kLeftParen},
        {")", TokenKind::kRightParen},    {"[", TokenKind::kLeftBracket},
        {"]", TokenKind::kRightBracket},  {":", TokenKind::kColon},
        {",", TokenKind::kComma},         {".", TokenKind::kDot},
        {"=", TokenKind::kEqual},         {"<", TokenKind::kLess},
        {">", TokenKind::kGreater},       {"+", TokenKind::kPlus},
        {"-", TokenKind::kMinus},         {"*", TokenKind::kStar}};
    for (const auto& [spelling, kind] : kPunctuation) {
      if (text_.substr(at_, spelling.size()) != spelling) continue;
      const uint32_t begin = at_;
      at_ += static_cast<uint32_t>(spelling.size());
      Push(kind, begin);
      return true;
    }
    return false;
  }

  // What begins no token.
  void Odd() {
    skipped_ = true;
    if (SkipUnreadable()) return;
    const CodePoint first = DecodeUtf8(text_, at_);
    if (first.value == U'“' || first.value == U'„' || first.value == U'”') {
      skipped_ = false;
      return TypographicString();
    }
    if (IsLetter(first)) return Word();
    const uint32_t begin = at_;
    while (at_ < text_.size() && DecodeUtf8(text_, at_).value == first.value) at_ += first.length;
    Report(DiagnosticKind::kStrayCharacter, begin,
           {std::string(text_.substr(begin, first.length))});
  }

  void MarkTags() {
    for (size_t i = 1; i + 1 < list_.tokens.size(); ++i) {
      Token& token = list_.tokens[i];
      token.tag = token.kind == TokenKind::kWord && token.text.size() == 2 && !token.reserved &&
                  token.text != "by" && list_.tokens[i + 1].kind == TokenKind::kString;
    }
  }

  std::string_view text_;
  uint16_t file_;
  uint32_t at_;
  Diagnostics& diagnostics_;
  TokenList list_;
  MissingQuote quotes_;  // of the line at hand
  uint32_t line_end_ = 0;
  uint32_t line_begin_ = 0;
  uint32_t indent_ = 0;
  uint32_t silent_until_ = 0;
  bool skipped_ = false;
  bool line_start_ = true;
};

}  // namespace

bool IsReserved(std::string_view word) {
  return std::binary_search(std::begin(kReserved), std::end(kReserved), word);
}

std::span<const std::string_view> ReservedWords() { return kReserved; }

void TokenList::MarkDepths() {
  int32_t depth = 0;
  int open = 0;
  extra_braces = 0;
  for (Token& token : tokens) {
    if (token.kind == TokenKind::kRightBrace) {
      --depth;
      if (open == 0) ++extra_braces;
      open = std::max(0, open - 1);
    }
    token.depth = depth;
    if (token.kind == TokenKind::kLeftBrace) {
      ++depth;
      ++open;
    }
  }
  unclosed_braces = open;
}

TokenList Lex(const SourceSet& sources, Span range, Diagnostics& diagnostics) {
  return Lexer(sources, range, diagnostics).Run();
}

}  // namespace stapwijs::dsl::parse
