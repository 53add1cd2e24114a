// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "dsl/parse/builder.h"
#include "dsl/parse/token.h"
#include "dsl/syntax/ast.h"

// Reading what is written in one token, or in a few. No grammar yet, and no X3: each function moves
// `first` and fills its last argument when it succeeds, and does neither when it does not.
namespace stapwijs::dsl::parse {

bool IsWord(const Token& token, std::string_view spelling);
bool IsOneOf(const Token& token, std::string_view words);  // separated by blanks

bool ReadName(const Token*& first, const Token* last, Builder& builder, syntax::Name& name);
// Where a string follows, two letters are a name too, not a language.
bool ReadNameBeforeText(const Token*& first, const Token* last, Builder& builder,
                        syntax::Name& name);
bool ReadTag(const Token*& first, const Token* last, Builder& builder, syntax::Name& name);
bool ReadString(const Token*& first, const Token* last, Builder& builder,
                syntax::StringNode& string);
// Words, numbers and dashes without blanks between them: m-5.
bool ReadKey(const Token*& first, const Token* last, Builder& builder, syntax::Name& key);
bool ReadKeyAndColon(const Token*& first, const Token* last, Builder& builder, syntax::Name& key);
bool ReadInt(const Token*& first, const Token* last, Builder& builder, syntax::Int& number);
bool ReadVersion(const Token*& first, const Token* last, Builder& builder,
                 syntax::StringNode& version);
bool ReadVersions(const Token*& first, const Token* last, Builder& builder,
                  syntax::StringNode& versions);

bool ReadLiteral(const Token*& first, const Token* last, Builder& builder,
                 syntax::Literal& literal);
// A month too.
bool ReadValueLiteral(const Token*& first, const Token* last, Builder& builder,
                      syntax::Literal& literal);
bool ReadDate(const Token*& first, const Token* last, Builder& builder, syntax::Literal& literal);
bool ReadTime(const Token*& first, const Token* last, Builder& builder, syntax::Literal& literal);
bool ReadDuration(const Token*& first, const Token* last, Builder& builder,
                  syntax::Literal& literal);

// These report what is wrong, and read what can be taken for the thing.
void ReadRequiredName(const Token*& first, const Token* last, Builder& builder, const char* phrase,
                      syntax::Name& name);
void ReadRequiredWord(const Token*& first, const Token* last, Builder& builder,
                      std::string_view words, const char* phrase, syntax::Name& name);

// The bytes of a string's quotes. Of one that was reported they may be typographic, or missing.
size_t OpeningQuote(std::string_view written);
size_t ClosingQuote(std::string_view inner, size_t opening);

// The string of a token without its quotes, escapes resolved. A bad escape is reported.
std::string Unescape(const Token& token, Builder& builder);

}  // namespace stapwijs::dsl::parse
