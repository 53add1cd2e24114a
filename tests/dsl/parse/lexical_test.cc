// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/dsl/parse/parse_support.h"

namespace stapwijs::dsl::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Case {
  const char* name;
  std::string bytes;  // stand in a text, in a comment and between declarations
  const char* code;
};

class UnreadableTest : public ::testing::TestWithParam<Case> {};

std::string CodeAndPlace(const Parsed& parsed) {
  const std::vector<std::string> lines = Lines(parsed);
  return lines.size() == 1 ? lines[0].substr(0, lines[0].find(' ', lines[0].find(' ') + 1))
                           : std::to_string(lines.size()) + " diagnostics";
}

TEST_P(UnreadableTest, IsReportedInAText) {
  EXPECT_EQ(CodeAndPlace(ParsePart("fact a: int nl \"é" + GetParam().bytes + "\"")),
            std::string("2:18 ") + GetParam().code);
}
TEST_P(UnreadableTest, IsReportedInAComment) {
  EXPECT_EQ(CodeAndPlace(ParsePart("# é" + GetParam().bytes + "\nfact a: int nl \"A\"")),
            std::string("2:4 ") + GetParam().code);
}
TEST_P(UnreadableTest, IsReportedBetweenWords) {
  EXPECT_EQ(CodeAndPlace(ParsePart("fact a:" + GetParam().bytes + " int nl \"A\"")),
            std::string("2:8 ") + GetParam().code);
}

INSTANTIATE_TEST_SUITE_P(
    Characters, UnreadableTest,
    ::testing::Values(
        Case{"Nul", std::string("\0", 1), "S1002"}, Case{"Bell", "\x07", "S1002"},
        Case{"Escape", "\x1B", "S1002"}, Case{"Delete", "\x7F", "S1002"},
        Case{"RightToLeftOverride", "\u202E", "S1002"}, Case{"Isolate", "\u2066", "S1002"},
        Case{"ZeroWidthSpace", "\u200B", "S1002"}, Case{"ByteOrderMark", "\uFEFF", "S1002"},
        Case{"Embedding", "\u202A", "S1002"}, Case{"PopIsolate", "\u2069", "S1002"},
        Case{"ArabicMark", "\u061C", "S1002"}, Case{"ZeroWidthJoiner", "\u200D", "S1002"},
        Case{"WordJoiner", "\u2060", "S1002"}, Case{"SoftHyphen", "\u00AD", "S1002"},
        Case{"LineSeparator", "\u2028", "S1002"}, Case{"ParagraphSeparator", "\u2029", "S1002"},
        Case{"NextLine", "\u0085", "S1002"}, Case{"Filler", "\u3164", "S1002"},
        Case{"Variation", "\uFE0F", "S1002"}, Case{"Tag", "\U000E0041", "S1002"},
        Case{"LoneContinuation", "\x80", "S1001"}, Case{"Overlong", "\xC0", "S1001"},
        Case{"Latin1", "\xE9", "S1001"}, Case{"BeyondUnicode", "\xF5", "S1001"}),
    [](const auto& one) { return one.param.name; });

// Within a name a hidden character is told where it stands, and the name is not also a wrong one.
class HiddenInANameTest : public ::testing::TestWithParam<const char*> {};
TEST_P(HiddenInANameTest, IsReportedOnce) {
  const Parsed parsed = ParsePart("fact gro" + std::string(GetParam()) + "ep: int nl \"A\"");
  EXPECT_EQ(CodeAndPlace(parsed), "2:9 S1002");
}
INSTANTIATE_TEST_SUITE_P(Characters, HiddenInANameTest,
                         ::testing::Values("\u202E", "\u200B", "\uFEFF", "\u2028", "\u00AD",
                                           "\U000E0041", "\u061C"));

TEST(Lexer, ReportsAByteOrderMarkAtTheVeryBeginning) {
  EXPECT_THAT(Lines(ParseText("\uFEFFpart of m")),
              ElementsAre("1:1 S1002 the invisible character U+FEFF stands here"));
}

TEST(Lexer, ReadsBothLineEndings) {
  EXPECT_THAT(Lines(ParseText("part of m\r\nfact a: int nl \"A\"\r\n# x\r\n")), IsEmpty());
}

TEST(Lexer, ReportsALoneCarriageReturn) {
  EXPECT_THAT(Lines(ParseText("part of m\rfact a: int nl \"A\"")),
              ElementsAre("1:10 S1002 the invisible character U+000D stands here"));
}

TEST(Lexer, KeepsAccentsAndCurrencyInTexts) {
  const Parsed parsed = ParsePart("fact a: int nl \"één € 🙂\"");
  EXPECT_THAT(Lines(parsed), IsEmpty());
  EXPECT_EQ(parsed.file.facts.at(0).title.parts.at(0).text, "één € 🙂");
}

TEST(Lexer, ResolvesEscapes) {
  const Parsed parsed = ParsePart("fact a: int nl \"een \\\"b\\\" en \\\\\"");
  EXPECT_EQ(parsed.file.facts.at(0).title.parts.at(0).text, "een \"b\" en \\");
}

TEST(Lexer, TakesANameOfFortyCharactersAndNotOfFortyOne) {
  const std::string forty(40, 'a');
  EXPECT_THAT(Lines(ParsePart("use " + forty)), IsEmpty());
  EXPECT_THAT(Lines(ParsePart("use " + forty + "a")).size(), 1u);
}

TEST(Lexer, TakesANumberOfEighteenDigitsAndNotOfNineteen) {
  EXPECT_EQ(DumpExpression("123456789012345678"), "123456789012345678");
  EXPECT_EQ(DumpExpression("1234567890123456789"),
            "1:1 S1009 this number has more than 18 digits\n");
}

TEST(Lexer, CountsTheDigitsOfADecimalWithoutItsPoint) {
  EXPECT_EQ(DumpExpression("123456789012.345678"), "123456789012.345678");
  EXPECT_EQ(DumpExpression("1234567890123.456789"),
            "1:1 S1009 this number has more than 18 digits\n");
}

struct VersionCase {
  const char* text;
  bool fits;
};
class VersionTest : public ::testing::TestWithParam<VersionCase> {};
TEST_P(VersionTest, IsReadWholeOrRefused) {
  const Parsed parsed = ParseText(std::string("method m ") + GetParam().text + " nl \"M\"");
  EXPECT_EQ(Lines(parsed).empty(), GetParam().fits) << ::testing::PrintToString(Lines(parsed));
  if (GetParam().fits) {
    EXPECT_EQ(parsed.file.header.version.text, GetParam().text);
  }
  EXPECT_LE(Lines(parsed).size(), 1u);
}
INSTANTIATE_TEST_SUITE_P(
    Semantic, VersionTest,
    ::testing::Values(VersionCase{"1.0.0", true}, VersionCase{"10.20.30", true},
                      VersionCase{"2.0.0-rc.1", true}, VersionCase{"2.0.0-rc", true},
                      VersionCase{"1.0.0-x", true}, VersionCase{"1.0.0-0.3.7", true},
                      VersionCase{"1.0.0-x-y-z.--", true}, VersionCase{"1.0.0-Alpha01", true},
                      VersionCase{"1.0", false}, VersionCase{"1.x", false},
                      VersionCase{"1.2.x", false}, VersionCase{"01.0.0", false},
                      VersionCase{"1.0.00", false}, VersionCase{"1.0.0-rc.01", false},
                      VersionCase{"1.0.0-", false}, VersionCase{"1.0.0-rc.", false},
                      VersionCase{"1.0.0.0", false}, VersionCase{"1.0.0+build", false}));

TEST(Lexer, KnowsTheCalendar) {
  EXPECT_EQ(DumpExpression("2024-02-29"), "2024-02-29");
  EXPECT_EQ(DumpExpression("2023-02-29"), "1:1 S1010 there is no date `2023-02-29`\n");
  EXPECT_EQ(DumpExpression("23:59"), "23:59");
  EXPECT_EQ(DumpExpression("24:00"), "1:1 S1011 there is no time `24:00`\n");
}

TEST(Lexer, EndsAStringWithItsLine) {
  EXPECT_THAT(Lines(ParsePart("fact a: int nl \"A\nfact b: int nl \"B\"")),
              ElementsAre("2:16 S1004 this text is not closed on its line"));
}

TEST(Lexer, ReadsTypographicQuotesAsATextAndReportsThem) {
  const Parsed parsed = ParsePart("fact a: int nl “A” fact b: int nl „B”");
  EXPECT_EQ(Lines(parsed).size(), 2u);
  EXPECT_EQ(parsed.file.facts.at(0).title.parts.at(0).text, "A");
  EXPECT_EQ(parsed.file.facts.at(1).title.parts.at(0).text, "B");
}

}  // namespace
}  // namespace stapwijs::dsl::testing
