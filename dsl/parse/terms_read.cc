// SPDX-License-Identifier: EUPL-1.2
#include "dsl/parse/terms_read.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "engine/base/date.h"

namespace stapwijs::dsl::parse {
namespace {

using syntax::DurationUnit;
using syntax::Literal;
using syntax::LiteralKind;
using syntax::Name;

constexpr size_t kMaxDigits = 18;  // what fits in int64 with room to add
constexpr size_t kMaxKeyLength = 40;

bool IsKeyPart(const Token& token) {
  switch (token.kind) {
    case TokenKind::kWord:
    case TokenKind::kInt:
    case TokenKind::kAlnum:
    case TokenKind::kDate:
    case TokenKind::kMonth:
    case TokenKind::kMinus:
      return true;
    default:
      return false;
  }
}

const Token* EndOfKey(const Token* first, const Token* last) {
  if (first == last || !IsKeyPart(*first) || first->kind == TokenKind::kMinus) return first;
  const Token* at = first + 1;
  while (at != last && IsKeyPart(*at) && at->begin == at[-1].end) ++at;
  return at;
}

std::optional<DurationUnit> UnitOf(const Token*& at, const Token* last) {
  struct Unit {
    std::string_view words;
    DurationUnit unit;
  };
  static constexpr Unit kUnits[] = {
      {"minute minutes", DurationUnit::kMinutes}, {"hour hours", DurationUnit::kHours},
      {"day days", DurationUnit::kDays},          {"week weeks", DurationUnit::kWeeks},
      {"month months", DurationUnit::kMonths},    {"year years", DurationUnit::kYears}};
  if (at == last) return std::nullopt;
  if (IsWord(*at, "working") && IsOneOf(at[1], "day days")) {
    at += 2;
    return DurationUnit::kWorkingDays;
  }
  for (const Unit& unit : kUnits) {
    if (!IsOneOf(*at, unit.words)) continue;
    ++at;
    return unit.unit;
  }
  return std::nullopt;
}

bool ParseWhole(std::string_view digits, const Token* at, Builder& builder, int64_t& value) {
  if (digits.size() > kMaxDigits) {
    builder.Report(at, Diagnostic(DiagnosticKind::kLongNumber, builder.SpanOf(*at)));
    return false;
  }
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return true;
}

// Three numbers, and perhaps the pieces of a pre-release; no number begins with a 0 of no use
// (semver.org 2.0.0). Of a token of kind kVersion.
bool IsSemanticVersion(std::string_view text) {
  const size_t dash = text.find('-');
  const auto is_number = [](std::string_view piece) {
    return std::all_of(piece.begin(), piece.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  const auto pieces_fit = [&](std::string_view pieces, bool only_numbers) {
    for (size_t at = 0; at <= pieces.size();) {
      const size_t dot = std::min(pieces.find('.', at), pieces.size());
      const std::string_view piece = pieces.substr(at, dot - at);
      if (is_number(piece) ? piece.size() > 1 && piece[0] == '0' : only_numbers) return false;
      at = dot + 1;
    }
    return true;
  };
  const std::string_view core = text.substr(0, dash);
  return std::count(core.begin(), core.end(), '.') == 2 && pieces_fit(core, true) &&
         (dash == std::string_view::npos || pieces_fit(text.substr(dash + 1), false));
}

// A whole or decimal number, perhaps with a sign, perhaps the number of a duration.
bool ReadNumber(const Token*& first, const Token* last, Builder& builder, Literal& literal) {
  const Token* at = first;
  const bool negative = at->kind == TokenKind::kMinus;
  if (negative) ++at;
  if (at == last || (at->kind != TokenKind::kInt && at->kind != TokenKind::kDecimal)) return false;
  literal.kind = LiteralKind::kNumber;
  literal.whole = at->kind == TokenKind::kInt;
  literal.text = (negative ? "-" : "") + std::string(at->text);
  literal.number = 0;
  if (literal.whole) {
    ParseWhole(at->text, at, builder, literal.number);
    if (negative) literal.number = -literal.number;
  } else if (at->text.size() - 1 > kMaxDigits) {  // the point is no digit
    builder.Report(at, Diagnostic(DiagnosticKind::kLongNumber, builder.SpanOf(*at)));
  }
  ++at;
  if (literal.whole && !negative) {
    if (const std::optional<DurationUnit> unit = UnitOf(at, last)) {
      literal.kind = LiteralKind::kDuration;
      literal.unit = *unit;
    }
  }
  literal.span = builder.SpanOf(first, at);
  first = at;
  return true;
}

void DecodeDate(const Token* at, Builder& builder, Literal& literal) {
  const std::optional<Date> date = ParseDate(at->text);
  if (!date) {
    builder.Report(
        at, Diagnostic(DiagnosticKind::kNoSuchDate, builder.SpanOf(*at), {std::string(at->text)}));
    literal.year = literal.month = literal.day = 1;
    return;
  }
  const CivilDate civil = ToCivil(*date);
  literal.year = civil.year;
  literal.month = civil.month;
  literal.day = civil.day;
}

void DecodeMonth(const Token* at, Builder& builder, Literal& literal) {
  const std::optional<Date> first = ParseDate(std::string(at->text) + "-01");
  if (!first) {
    builder.Report(
        at, Diagnostic(DiagnosticKind::kNoSuchDate, builder.SpanOf(*at), {std::string(at->text)}));
    literal.year = literal.month = 1;
    return;
  }
  literal.year = ToCivil(*first).year;
  literal.month = ToCivil(*first).month;
}

void DecodeTime(const Token* at, Builder& builder, Literal& literal) {
  const std::string padded = (at->text.size() == 4 ? "0" : "") + std::string(at->text);
  const std::optional<int> minutes = ParseTime(padded);
  if (!minutes) {
    builder.Report(
        at, Diagnostic(DiagnosticKind::kNoSuchTime, builder.SpanOf(*at), {std::string(at->text)}));
  }
  literal.hour = minutes.value_or(0) / 60;
  literal.minute = minutes.value_or(0) % 60;
}

// What is one token: yes, no, a date, a month, a time.
bool ReadSimple(const Token*& first, Builder& builder, Literal& literal) {
  switch (first->kind) {
    case TokenKind::kWord:
      if (first->text != "yes" && first->text != "no") return false;
      literal.kind = LiteralKind::kBool;
      literal.truth = first->text == "yes";
      break;
    case TokenKind::kDate:
      literal.kind = LiteralKind::kDate;
      DecodeDate(first, builder, literal);
      break;
    case TokenKind::kMonth:
      literal.kind = LiteralKind::kMonth;
      DecodeMonth(first, builder, literal);
      break;
    case TokenKind::kTime:
      literal.kind = LiteralKind::kTime;
      DecodeTime(first, builder, literal);
      break;
    default:
      return false;
  }
  literal.text = std::string(first->text);
  literal.span = builder.SpanOf(*first);
  ++first;
  return true;
}

}  // namespace

bool IsWord(const Token& token, std::string_view spelling) {
  return token.kind == TokenKind::kWord && !token.tag && token.text == spelling;
}

bool IsOneOf(const Token& token, std::string_view words) {
  if (token.kind != TokenKind::kWord || token.tag) return false;
  while (!words.empty()) {
    const size_t blank = words.find(' ');
    if (words.substr(0, blank) == token.text) return true;
    if (blank == std::string_view::npos) break;
    words.remove_prefix(blank + 1);
  }
  return false;
}

bool ReadName(const Token*& first, const Token* last, Builder& builder, Name& name) {
  if (first == last || first->kind != TokenKind::kWord || first->reserved || first->tag) {
    return false;
  }
  name = builder.NameOf(*first++);
  return true;
}

bool ReadNameBeforeText(const Token*& first, const Token* last, Builder& builder, Name& name) {
  if (first == last || first->kind != TokenKind::kWord || first->reserved) return false;
  name = builder.NameOf(*first++);
  return true;
}

bool ReadTag(const Token*& first, const Token* last, Builder& builder, Name& name) {
  if (first == last || !first->tag) return false;
  name = builder.NameOf(*first++);
  return true;
}

size_t OpeningQuote(std::string_view written) {
  if (written.starts_with('"')) return 1;
  const bool typographic =
      written.starts_with("“") || written.starts_with("„") || written.starts_with("”");
  return typographic ? 3 : 0;
}

size_t ClosingQuote(std::string_view inner, size_t opening) {
  if (inner.ends_with('"')) return 1;
  return opening == 3 && (inner.ends_with("”") || inner.ends_with("“")) ? 3 : 0;
}

std::string Unescape(const Token& token, Builder& builder) {
  std::string_view inner = builder.sources().Text(builder.SpanOf(token));
  const size_t quote = OpeningQuote(inner);
  inner.remove_prefix(quote);
  inner.remove_suffix(std::min(ClosingQuote(inner, quote), inner.size()));
  std::string text;
  for (size_t i = 0; i < inner.size(); ++i) {
    if (inner[i] == '\\' && i + 1 < inner.size()) {
      if (inner[i + 1] == '"' || inner[i + 1] == '\\') {
        ++i;
      } else {
        const Span span = builder.SpanOf(token);
        const uint32_t at = span.begin + static_cast<uint32_t>(quote + i);
        builder.diagnostics().Report(
            Diagnostic(DiagnosticKind::kBadEscape, {span.file, at, at + 1}));
      }
    }
    text.push_back(inner[i]);
  }
  return text;
}

bool ReadString(const Token*& first, const Token* last, Builder& builder,
                syntax::StringNode& string) {
  if (first == last || first->kind != TokenKind::kString) return false;
  string.text = Unescape(*first, builder);
  string.span = builder.SpanOf(*first);
  ++first;
  return true;
}

bool ReadKey(const Token*& first, const Token* last, Builder& builder, Name& key) {
  const Token* after = EndOfKey(first, last);
  if (after == first || (first->reserved && after == first + 1)) return false;
  key.span = builder.SpanOf(first, after);
  key.text = std::string(builder.sources().Text(key.span));
  if (key.text.size() > kMaxKeyLength) {
    builder.Report(first, Diagnostic(DiagnosticKind::kLongName, key.span, {key.text}));
  }
  first = after;
  return true;
}

bool ReadKeyAndColon(const Token*& first, const Token* last, Builder& builder, Name& key) {
  const Token* after = EndOfKey(first, last);
  if (after == last || after->kind != TokenKind::kColon) return false;
  if (!ReadKey(first, last, builder, key)) return false;
  ++first;
  return true;
}

bool ReadInt(const Token*& first, const Token* last, Builder& builder, syntax::Int& number) {
  if (first == last || first->kind != TokenKind::kInt) return false;
  number.span = builder.SpanOf(*first);
  ParseWhole(first->text, first, builder, number.value);
  ++first;
  return true;
}

bool ReadVersions(const Token*& first, const Token* last, Builder& builder,
                  syntax::StringNode& versions) {
  if (first == last || first->kind != TokenKind::kVersion) return false;
  versions = {std::string(first->text), builder.SpanOf(*first)};
  ++first;
  return true;
}

bool ReadVersion(const Token*& first, const Token* last, Builder& builder,
                 syntax::StringNode& version) {
  if (first == last || !IsSemanticVersion(first->text)) return false;
  return ReadVersions(first, last, builder, version);
}

bool ReadValueLiteral(const Token*& first, const Token* last, Builder& builder, Literal& literal) {
  if (first == last) return false;
  if (ReadSimple(first, builder, literal) || ReadNumber(first, last, builder, literal)) {
    return true;
  }
  syntax::StringNode string;
  const Token* begin = first;
  while (ReadString(first, last, builder, string)) {
    literal.text += (literal.text.empty() ? "" : " ") + string.text;
  }
  if (first == begin) return false;
  literal.kind = LiteralKind::kString;
  literal.span = builder.SpanOf(begin, first);
  return true;
}

bool ReadLiteral(const Token*& first, const Token* last, Builder& builder, Literal& literal) {
  if (first == last || first->kind == TokenKind::kMonth) return false;
  return ReadValueLiteral(first, last, builder, literal);
}

bool ReadDate(const Token*& first, const Token* last, Builder& builder, Literal& literal) {
  return first != last && first->kind == TokenKind::kDate && ReadSimple(first, builder, literal);
}

bool ReadTime(const Token*& first, const Token* last, Builder& builder, Literal& literal) {
  return first != last && first->kind == TokenKind::kTime && ReadSimple(first, builder, literal);
}

bool ReadDuration(const Token*& first, const Token* last, Builder& builder, Literal& literal) {
  const Token* at = first;
  if (at == last || at->kind != TokenKind::kInt || !ReadNumber(at, last, builder, literal) ||
      literal.kind != LiteralKind::kDuration) {
    return false;
  }
  first = at;
  return true;
}

void ReadRequiredName(const Token*& first, const Token* last, Builder& builder, const char* phrase,
                      Name& name) {
  if (ReadName(first, last, builder, name)) return;
  // The name itself is wrong if something a name is followed by comes next; else it is missing.
  builder.ReportExpected(first, phrase);
  const bool declares = BeginsDeclaration(first) && first[1].kind == TokenKind::kWord;
  if (first != last && first->reserved && !declares) name = builder.NameOf(*first++);
}

void ReadRequiredWord(const Token*& first, const Token* last, Builder& builder,
                      std::string_view words, const char* phrase, Name& name) {
  if (first != last && IsOneOf(*first, words)) {
    name = builder.NameOf(*first++);
    return;
  }
  const bool misspelt =
      first != last && first->kind == TokenKind::kWord && !first->reserved && !first->tag;
  if (!misspelt) {
    builder.ReportExpected(first, phrase);
    return;
  }
  std::vector<std::string_view> candidates;
  for (std::string_view rest = words; !rest.empty();) {
    const size_t blank = std::min(rest.find(' '), rest.size());
    candidates.push_back(rest.substr(0, blank));
    rest.remove_prefix(std::min(blank + 1, rest.size()));
  }
  std::optional<std::string> meant = Closest(first->text, candidates);
  builder.Report(first, Diagnostic(DiagnosticKind::kWrongWord, builder.SpanOf(*first),
                                   {std::string(first->text), phrase})
                            .Suggest(builder.SpanOf(*first), meant));
  name = {meant.value_or(""), builder.SpanOf(*first)};
  ++first;
}

}  // namespace stapwijs::dsl::parse
