// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Laying out text for a terminal: columns, wrapping, colour. Columns count code points.
namespace stapwijs::api::cli {

enum class Colour { kPlain, kBold, kDim, kRed, kYellow, kGreen, kBlue };

// The text in that colour when `on`, else as it is.
std::string Paint(std::string_view text, Colour colour, bool on);

// Characters that steer a terminal or hide text become "?", so that no method can do either.
std::string Visible(std::string_view text);

// "1 step", "2 steps".
std::string Counted(size_t count, std::string_view one, std::string_view many);

int ColumnsOf(std::string_view text);

// Filled with blanks up to `columns`; longer text stays as it is.
std::string PadTo(std::string_view text, int columns);

// `lead` and the text, broken at blanks so that no line passes `width` where words allow it; the
// lines after the first begin with `hanging` blanks. Ends with a line feed.
std::string Wrap(std::string_view lead, std::string_view text, int hanging, int width = 100);

// Whether people look at standard output: a terminal, and NO_COLOR (no-color.org) not set.
bool ColourWanted();

}  // namespace stapwijs::api::cli
