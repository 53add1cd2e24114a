// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>

namespace stapwijs {

// A stretch of bytes in one source file of a method: [begin, end).
struct Span {
  uint16_t file = 0;
  uint32_t begin = 0;
  uint32_t end = 0;
  friend constexpr bool operator==(Span, Span) = default;
};

// The smallest span over both; both lie in one file.
constexpr Span Cover(Span a, Span b) {
  return {a.file, a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

}  // namespace stapwijs
