// SPDX-License-Identifier: EUPL-1.2
#include "api/cli/layout.h"

#include <unistd.h>

#include <cstdlib>

#include "engine/base/utf8.h"

namespace stapwijs::api::cli {
namespace {

std::string_view Code(Colour colour) {
  switch (colour) {
    case Colour::kPlain:
      return "";
    case Colour::kBold:
      return "1";
    case Colour::kDim:
      return "2";
    case Colour::kRed:
      return "31";
    case Colour::kYellow:
      return "33";
    case Colour::kGreen:
      return "32";
    case Colour::kBlue:
      return "36";
  }
  return "";
}

}  // namespace

std::string Paint(std::string_view text, Colour colour, bool on) {
  if (!on || colour == Colour::kPlain) return std::string(text);
  std::string out = "\x1b[";
  out += Code(colour);
  out += 'm';
  out += text;
  out += "\x1b[0m";
  return out;
}

std::string Visible(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const CodePoint point = DecodeUtf8(text, at);
    if (point.value == '\n' || point.value == '\t' || point.value == '\r') {
      out += ' ';
    } else if (!point.valid || IsHidden(point.value)) {
      out += '?';
    } else {
      out += text.substr(at, point.length);
    }
    at += point.length;
  }
  return out;
}

std::string Counted(size_t count, std::string_view one, std::string_view many) {
  std::string out = std::to_string(count);
  out += ' ';
  return out += count == 1 ? one : many;
}

int ColumnsOf(std::string_view text) {
  int columns = 0;
  for (size_t at = 0; at < text.size(); ++columns) at += DecodeUtf8(text, at).length;
  return columns;
}

std::string PadTo(std::string_view text, int columns) {
  std::string out(text);
  const int missing = columns - ColumnsOf(text);
  if (missing > 0) out.append(static_cast<size_t>(missing), ' ');
  return out;
}

std::string Wrap(std::string_view lead, std::string_view text, int hanging, int width) {
  std::string out(lead);
  int column = ColumnsOf(lead);
  bool first = true;
  while (!text.empty()) {
    const size_t end = text.find(' ');
    const std::string_view word = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    const int columns = ColumnsOf(word);
    if (!first && column + 1 + columns > width) {
      out += '\n';
      out.append(static_cast<size_t>(hanging), ' ');
      column = hanging;
    } else if (!first) {
      out += ' ';
      ++column;
    }
    out += word;
    column += columns;
    first = false;
  }
  out += '\n';
  return out;
}

bool ColourWanted() {
  const char* refused = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) == 1 && (refused == nullptr || *refused == '\0');
}

}  // namespace stapwijs::api::cli
