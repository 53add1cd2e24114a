// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "dsl/parse/config.h"
#include "dsl/parse/terms_read.h"

// The primitives of the grammar: each reads one token, or a few that make one thing (a key, a
// duration). There is no skipper: the lexer left nothing to skip.
namespace stapwijs::dsl::parse {

// A reader has `attribute_type` and
//   bool Read(Iterator& first, Iterator last, Builder&, attribute_type&) const
// which moves `first` only when it succeeds, and Phrase(): what was expected when it fails.
template <typename Reader>
struct Term : x3::parser<Term<Reader>> {
  using attribute_type = typename Reader::attribute_type;
  static constexpr bool has_attribute = !std::is_same_v<attribute_type, x3::unused_type>;
  static constexpr bool handles_container = false;

  constexpr explicit Term(Reader r) : reader(r) {}

  template <typename AnyContext, typename RContext>
  bool parse(Iterator& first, const Iterator& last, const AnyContext& context, RContext&,
             attribute_type& attribute) const {
    Builder& builder = BuilderOf(context);
    builder.Step();
    return reader.Read(first, last, builder, attribute);
  }
  template <typename AnyContext, typename RContext>
  bool parse(Iterator& first, const Iterator& last, const AnyContext& context, RContext& rcontext,
             const x3::unused_type&) const
    requires has_attribute
  {
    attribute_type ignored;
    return parse(first, last, context, rcontext, ignored);
  }
  template <typename AnyContext, typename RContext>
  bool parse(Iterator& first, const Iterator& last, const AnyContext& context, RContext&,
             const x3::unused_type&) const
    requires(!has_attribute)
  {
    Builder& builder = BuilderOf(context);
    builder.Step();
    x3::unused_type none;
    return reader.Read(first, last, builder, none);
  }

  Reader reader;
};

struct WordReader {
  using attribute_type = x3::unused_type;
  std::string_view spelling;

  template <typename Any>
  bool Read(Iterator& first, Iterator last, Builder&, const Any&) const {
    if (first == last || !IsWord(*first, spelling)) return false;
    ++first;
    return true;
  }
  std::string Phrase() const { return "`" + std::string(spelling) + "`"; }
};

struct PunctuationReader {
  using attribute_type = x3::unused_type;
  TokenKind kind;
  const char* spelling;

  template <typename Any>
  bool Read(Iterator& first, Iterator last, Builder&, const Any&) const {
    if (first == last || first->kind != kind) return false;
    ++first;
    return true;
  }
  std::string Phrase() const { return "`" + std::string(spelling) + "`"; }
};

// The `}` of a set or record; a missing one is not also missed by the block around it.
struct ClosingBraceReader {
  using attribute_type = x3::unused_type;

  template <typename Any>
  bool Read(Iterator& first, Iterator last, Builder& builder, const Any&) const {
    if (first != last && first->kind == TokenKind::kRightBrace) {
      ++first;
      return true;
    }
    builder.MissedBrace(first);
    return false;
  }
  std::string Phrase() const { return "`}`"; }
};

// One that reads by a plain function of terms_read.h.
template <typename Attribute>
struct FunctionReader {
  using attribute_type = Attribute;
  bool (*read)(Iterator&, Iterator, Builder&, Attribute&);
  const char* phrase;

  bool Read(Iterator& first, Iterator last, Builder& builder, Attribute& attribute) const {
    return read(first, last, builder, attribute);
  }
  std::string Phrase() const { return phrase; }
};

// One of some words, as a name.
struct OneOfReader {
  using attribute_type = syntax::Name;
  std::string_view words;  // "blocks warns advises"
  const char* phrase;

  bool Read(Iterator& first, Iterator last, Builder& builder, syntax::Name& name) const {
    if (first == last || !IsOneOf(*first, words)) return false;
    name = builder.NameOf(*first++);
    return true;
  }
  std::string Phrase() const { return phrase; }
};

// The name or word that a declaration needs at this place. Always succeeds: what is wrong is
// reported and what can be taken for it is read, so that the rest of the declaration is too.
struct RequiredNameReader {
  using attribute_type = syntax::Name;
  const char* phrase;

  bool Read(Iterator& first, Iterator last, Builder& builder, syntax::Name& name) const {
    ReadRequiredName(first, last, builder, phrase, name);
    return true;
  }
  std::string Phrase() const { return phrase; }
};
struct RequiredWordReader {
  using attribute_type = syntax::Name;
  std::string_view words;
  const char* phrase;

  bool Read(Iterator& first, Iterator last, Builder& builder, syntax::Name& name) const {
    ReadRequiredWord(first, last, builder, words, phrase, name);
    return true;
  }
  std::string Phrase() const { return phrase; }
};

constexpr auto word(std::string_view spelling) { return Term(WordReader{spelling}); }
constexpr auto punct(TokenKind kind, const char* spelling) {
  return Term(PunctuationReader{kind, spelling});
}
constexpr auto one_of(std::string_view words, const char* phrase) {
  return Term(OneOfReader{words, phrase});
}
constexpr auto required_name(const char* phrase) { return Term(RequiredNameReader{phrase}); }
constexpr auto required_word(std::string_view words, const char* phrase) {
  return Term(RequiredWordReader{words, phrase});
}
template <typename Attribute>
constexpr auto term(bool (*read)(Iterator&, Iterator, Builder&, Attribute&), const char* phrase) {
  return Term(FunctionReader<Attribute>{read, phrase});
}

inline constexpr auto left_brace = punct(TokenKind::kLeftBrace, "{");
inline constexpr auto right_brace = punct(TokenKind::kRightBrace, "}");
inline constexpr auto closing_brace = Term(ClosingBraceReader{});
inline constexpr auto left_paren = punct(TokenKind::kLeftParen, "(");
inline constexpr auto right_paren = punct(TokenKind::kRightParen, ")");
inline constexpr auto left_bracket = punct(TokenKind::kLeftBracket, "[");
inline constexpr auto right_bracket = punct(TokenKind::kRightBracket, "]");
inline constexpr auto colon = punct(TokenKind::kColon, ":");
inline constexpr auto comma = punct(TokenKind::kComma, ",");
inline constexpr auto dot = punct(TokenKind::kDot, ".");
inline constexpr auto dot_dot = punct(TokenKind::kDotDot, "..");
inline constexpr auto equal = punct(TokenKind::kEqual, "=");
inline constexpr auto star = punct(TokenKind::kStar, "*");

inline constexpr auto name = term(ReadName, "@name");
inline constexpr auto name_before_text = term(ReadNameBeforeText, "@name");
inline constexpr auto tag = term(ReadTag, "@text");
inline constexpr auto one_string = term(ReadString, "@string");
inline constexpr auto key = term(ReadKey, "@key");
inline constexpr auto key_and_colon = term(ReadKeyAndColon, "@key");
inline constexpr auto integer = term(ReadInt, "@integer");
inline constexpr auto version = term(ReadVersion, "@version");
inline constexpr auto versions = term(ReadVersions, "@versions");
inline constexpr auto literal = term(ReadLiteral, "@literal");
inline constexpr auto value_literal = term(ReadValueLiteral, "@value");
inline constexpr auto date_literal = term(ReadDate, "@date");
inline constexpr auto time_literal = term(ReadTime, "@time");
inline constexpr auto duration_literal = term(ReadDuration, "@duration");

}  // namespace stapwijs::dsl::parse

// What `a > b` says it expected.
namespace boost::spirit::x3 {
template <typename Reader>
struct get_info<stapwijs::dsl::parse::Term<Reader>> {
  using result_type = std::string;
  std::string operator()(const stapwijs::dsl::parse::Term<Reader>& term) const {
    return term.reader.Phrase();
  }
};
}  // namespace boost::spirit::x3
