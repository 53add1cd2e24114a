// SPDX-License-Identifier: EUPL-1.2
#include "api/cli/layout.h"

#include "gtest/gtest.h"

namespace stapwijs::api::cli {
namespace {

TEST(LayoutTest, WrapsAtBlanksWithHangingLines) {
  EXPECT_EQ(Wrap("- ", "aa bb cc dd", 2, 7), "- aa bb\n  cc dd\n");
}

TEST(LayoutTest, CountsCodePointsWhenWrapping) {
  EXPECT_EQ(Wrap("", "éé éé éé", 0, 5), "éé éé\néé\n");
}

TEST(LayoutTest, KeepsAWordThatIsLongerThanALine) {
  EXPECT_EQ(Wrap("", "a verylongword b", 0, 6), "a\nverylongword\nb\n");
}

TEST(LayoutTest, KeepsBlanksThatAlignColumns) { EXPECT_EQ(Wrap("", "a   b", 0), "a   b\n"); }

TEST(LayoutTest, LetsNoTextSteerATerminal) {
  EXPECT_EQ(Visible("a\x1b[31mb\xe2\x80\xae"
                    "c"),
            "a?[31mb?c");
}

TEST(LayoutTest, PadsByColumns) { EXPECT_EQ(PadTo("één", 5), "één  "); }

TEST(LayoutTest, PaintsOnlyWhenAsked) {
  EXPECT_EQ(Paint("x", Colour::kRed, false), "x");
  EXPECT_EQ(Paint("x", Colour::kRed, true), "\x1b[31mx\x1b[0m");
}

}  // namespace
}  // namespace stapwijs::api::cli
