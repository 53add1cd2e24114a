// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>

#include "dsl/diagnostics/diagnostic.h"
#include "dsl/source/source.h"
#include "dsl/syntax/ast.h"

// The phase from text to syntax. The grammar is that of dsl/REFERENCE.md.
namespace stapwijs::dsl {

// Brackets within brackets, bodies within bodies, `not` before `not`: deeper is a mistake.
inline constexpr int kMaxNesting = 64;
// Operators within operators, a chain such as `a and b and c` included: what walks the tree may
// recurse this deep.
inline constexpr int kMaxExpressionDepth = 500;

// Parses one file of the set. Gives a tree whatever the text is: what could not be read is reported
// and left out, so that the checker can go on with the rest. Each mistake is reported once, and
// reading goes on at the next clause or declaration. Time and memory are linear in the text.
syntax::ParsedFile Parse(const SourceSet& sources, uint16_t file, Diagnostics& diagnostics);

struct ParsedExpression {
  syntax::ExprArena exprs;
  syntax::ExprId root = syntax::kNoExpr;  // kNoExpr when there was a mistake
};

// Parses a file that is one expression and nothing else, such as what `eval` is given.
ParsedExpression ParseExpression(const SourceSet& sources, uint16_t file, Diagnostics& diagnostics);

}  // namespace stapwijs::dsl
