// SPDX-License-Identifier: EUPL-1.2
#ifndef STAPWIJS_ENGINE_BASE_SPAN_H_
#define STAPWIJS_ENGINE_BASE_SPAN_H_

#include <cstdint>

namespace stapwijs {

// A piece of source text: bytes [begin, end) of file number `file` of a source set. An empty span
// (begin == end) is a place between two characters. Line and column: dsl/source/source.h.
struct Span {
  uint16_t file = 0;
  uint32_t begin = 0;
  uint32_t end = 0;

  friend bool operator==(const Span&, const Span&) = default;
};

// The smallest span over both; both lie in one file.
constexpr Span Cover(Span a, Span b) {
  return {a.file, a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

}  // namespace stapwijs

#endif  // STAPWIJS_ENGINE_BASE_SPAN_H_
