// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "dsl/syntax/ast.h"

// The tree as text, for tests and for who works on the language. Not a format to keep.
namespace stapwijs::dsl::syntax {

// (and (is s.state held) (not p.motivated)): operators first, in the order of the source.
std::string Dump(const ExprArena& exprs, ExprId id);
std::string Dump(const Path& path);
std::string Dump(const Literal& literal);
std::string Dump(const Value& value);
std::string Dump(const TypeNode& type, const ExprArena& exprs);
// nl:"..." en:"..."; of a message its pieces: nl:["De groep telt " group_size]
std::string Dump(const Text& text, const ExprArena& exprs);

// A line for each declaration and clause, indented.
std::string Dump(const ParsedFile& file);

}  // namespace stapwijs::dsl::syntax
