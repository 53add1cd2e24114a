// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>

#include "dsl/diagnostics/diagnostic.h"
#include "dsl/source/source.h"
#include "dsl/syntax/ast.h"

namespace stapwijs::dsl::parse {

// As Parse(), with the number of times that a primitive of the grammar looked at a token: how the
// work grows with the text, without a clock.
struct CountedFile {
  syntax::ParsedFile file;
  uint64_t steps = 0;
};
CountedFile ParseCounted(const SourceSet& sources, uint16_t file, Diagnostics& diagnostics);

}  // namespace stapwijs::dsl::parse
