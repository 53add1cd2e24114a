// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string_view>

namespace stapwijs::dsl::parse {

// Bytes [begin, end) of a text.
struct Piece {
  uint32_t begin = 0;
  uint32_t end = 0;
  bool empty() const { return end <= begin; }
};

// A line with an odd number of quotes lacks one. At most one of the pieces is not empty.
struct MissingQuote {
  Piece unclosed;     // a text with its opening quote, up to where it seems to end
  Piece unopened;     // a text up to and with its closing quote
  bool sure = false;  // what comes after it on the line can be read as what it is
  uint32_t line_end = 0;
};

// Looks from `from`, which lies outside of any string, to the end of its line, for a quote that
// stands where the other sort is due: `nl "Een en "One"` closes with one that looks like an opening
// one. A text ends before the next language tag, before brackets at the end of the line, or before
// `on` and a date.
MissingQuote FindMissingQuote(std::string_view text, uint32_t from);

}  // namespace stapwijs::dsl::parse
