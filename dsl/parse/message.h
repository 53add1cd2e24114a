// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "dsl/parse/builder.h"
#include "dsl/parse/token.h"
#include "dsl/syntax/ast.h"

namespace stapwijs::dsl::parse {

// Fills the pieces of a text that was read from tokens [first, after): literal text, and the
// expressions in braces, with their places in the file. `{{` and `}}` stand for one brace.
void Interpolate(const Token* first, const Token* after, Builder& builder, syntax::Text& text);

// Parses bytes of a file as one expression and nothing else. kNoExpr after a mistake.
syntax::ExprId ParseEmbedded(Span range, Builder& builder);

}  // namespace stapwijs::dsl::parse
