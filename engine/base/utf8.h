// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace stapwijs {

struct CodePoint {
  char32_t value = 0;  // the byte itself when it is not valid UTF-8
  uint32_t length = 1;
  bool valid = false;
};

// The code point at `offset` (< text.size()). Overlong forms, surrogates and what lies beyond
// U+10FFFF are not valid; then it is one byte long, so that a reader always gets on.
CodePoint DecodeUtf8(std::string_view text, size_t offset);

void AppendUtf8(std::string& out, char32_t value);

// Not to be seen, or changing how its neighbours are shown: control characters (except tab, line
// feed and carriage return), zero-width and bidirectional format characters, line and paragraph
// separators, the byte order mark, tags. See Unicode TR36 and CVE-2021-42574 (Trojan Source).
bool IsHidden(char32_t value);

// The first and last of each run of such characters, and of blanks (Unicode's White_Space, and the
// braille pattern without dots), in order.
struct CodeRange {
  char32_t first, last;
};
std::span<const CodeRange> HiddenRanges();
std::span<const CodeRange> BlankRanges();

// Whether a hidden character, a line end or a tab stands in `text`; with `lines_allowed` these last
// two may. Bytes that are no UTF-8 are not judged.
bool HasHidden(std::string_view text, bool lines_allowed = false);

// Nothing but blanks of whatever width; true of an empty text.
bool IsBlank(std::string_view text);

}  // namespace stapwijs
