// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>

#include "dsl/diagnostics/diagnostic.h"
#include "dsl/parse/token.h"
#include "dsl/source/source.h"

namespace stapwijs::dsl::parse {

// Tokens of bytes [begin, end) of a file. What is no token is reported, once for a run of it, and
// left out; an unclosed string ends with its line. The views of the tokens live as long as
// `sources`.
TokenList Lex(const SourceSet& sources, Span range, Diagnostics& diagnostics);

}  // namespace stapwijs::dsl::parse
