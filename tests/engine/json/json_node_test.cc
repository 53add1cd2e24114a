// SPDX-License-Identifier: EUPL-1.2
#include "engine/json/json_node.h"

#include <gtest/gtest.h>

#include "engine/json/scalar.h"

namespace stapwijs {
namespace {

std::string Canonical(std::string_view text) {
  absl::StatusOr<std::string> out = CanonicalJson(text);
  return out.ok() ? *out : "refused";
}

TEST(CanonicalJsonTest, WritesTheExampleOfTheStandard) {
  // RFC 8785, 3.2.2 and 3.2.3.
  EXPECT_EQ(Canonical(R"({
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    })"),
            "{\"literals\":[null,true,false],"
            "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
            "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
}

TEST(CanonicalJsonTest, SortsMembersByUtf16Units) {
  // RFC 8785, 3.2.3: the emoji (a surrogate pair) comes before U+FB33.
  EXPECT_EQ(
      Canonical(R"({"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7})"),
      "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\U0001F600\":5,\"\ufb33\":3}");
}

TEST(CanonicalJsonTest, WritesNumbersAsEcmaScriptDoes) {
  // RFC 8785, appendix B, and the borders of the plain notation.
  std::pair<const char*, const char*> cases[] = {
      {"0", "0"},
      {"-0", "0"},
      {"-0.0", "0"},
      {"5e-324", "5e-324"},
      {"-5e-324", "-5e-324"},
      {"1.7976931348623157e308", "1.7976931348623157e+308"},
      {"9007199254740992", "9007199254740992"},
      {"295147905179352830000", "295147905179352830000"},
      {"1e21", "1e+21"},
      {"999999999999999900000", "999999999999999900000"},
      {"9.999999999999997e22", "9.999999999999997e+22"},
      {"0.000001", "0.000001"},
      {"0.0000001", "1e-7"},
      {"333333333.3333332", "333333333.3333332"},
      {"1.50", "1.5"},
      {"-0.0000033333333333333333", "-0.0000033333333333333333"},
      {"1e2", "100"}};
  for (const auto& [text, expected] : cases) EXPECT_EQ(Canonical(text), expected);
}

TEST(CanonicalJsonTest, RefusesAMemberThatOccursTwice) {
  EXPECT_EQ(Canonical(R"({"a":1,"b":{"c":1,"c":2}})"), "refused");
}

TEST(ParseJsonTest, KeepsTheTextOfNumbers) {
  absl::StatusOr<JsonNode> node = ParseJson("[2.50, 123456789012345678901234567890]");
  ASSERT_TRUE(node.ok());
  EXPECT_EQ(node->items[0].text, "2.50");
  EXPECT_EQ(node->items[1].text, "123456789012345678901234567890");
}

TEST(ParseJsonTest, SaysWhereItIsNoJson) {
  EXPECT_EQ(ParseJson("{\n  \"a\": ,\n}").status().message(), "no JSON: line 2, column 8");
}

TEST(ParseJsonTest, SaysWhereANumberIsTooLarge) {
  EXPECT_EQ(ParseJson("{\n  \"a\": 1e999\n}").status().message(),
            "a number that is too large: line 2, column 8");
  EXPECT_EQ(ParseJson("-1e999").status().message(), "a number that is too large: line 1, column 1");
}

TEST(ParseJsonTest, RefusesWhatIsNoJson) {
  for (const char* text : {"", " ", "{", "[1,]", "{\"a\" 1}", "nul", "01", "1 2", "'a'", "\"\x80\"",
                           "1e999", "[1]]", "\"\\ud800\""}) {
    EXPECT_FALSE(ParseJson(text).ok()) << text;
  }
}

std::string Nested(int depth) {
  auto size = static_cast<size_t>(depth);
  return std::string(size, '[') + std::string(size, ']');
}

TEST(ParseJsonTest, IsBoundedInDepth) {
  EXPECT_TRUE(ParseJson(Nested(kMaxJsonDepth)).ok());
  EXPECT_FALSE(ParseJson(Nested(kMaxJsonDepth + 1)).ok());
}

TEST(ParseJsonTest, IsBoundedInValues) {
  auto array = [](size_t values) {
    std::string text = "[1";
    for (size_t i = 2; i < values; ++i) text += ",1";
    return text + "]";
  };
  EXPECT_TRUE(ParseJson(array(kMaxJsonNodes)).ok());
  EXPECT_FALSE(ParseJson(array(kMaxJsonNodes + 1)).ok());
}

TEST(ExactNumberTest, IsExact) {
  struct {
    const char* text;
    int decimals;
    std::optional<int64_t> expected;
  } cases[] = {{"0", 0, 0},
               {"-0", 6, 0},
               {"12", 0, 12},
               {"12", 6, 12000000},
               {"2.5", 6, 2500000},
               {"-0.000001", 6, -1},
               {"0.0000001", 6, std::nullopt},
               {"2.5", 0, std::nullopt},
               {"5.000", 0, 5},
               {"1e3", 0, 1000},
               {"25E-1", 6, 2500000},
               {"1e-6", 6, 1},
               {"999999999999999999", 0, 999999999999999999},
               {"1000000000000000000", 0, std::nullopt},
               {"1e999999999999", 0, std::nullopt},
               {"0e999999999999", 0, 0}};
  for (const auto& one : cases) {
    bool too_fine = false;
    EXPECT_EQ(ExactNumber(one.text, one.decimals, too_fine), one.expected) << one.text;
  }
}

TEST(ParseJsonTest, RefusesAZeroByteWhereverItStands) {
  using std::string_view_literals::operator""sv;
  for (std::string_view text :
       {"\0{}"sv, "{}\0"sv, "{}\0 {"sv, "{\0}"sv, "{\"a\":\"b\0c\"}"sv, "1\0"sv, "\0"sv}) {
    EXPECT_FALSE(ParseJson(text).ok()) << text;
  }
  EXPECT_TRUE(ParseJson("{\"a\":\"b\\u0000c\"}").ok());
}

TEST(ExactNumberTest, TellsTooFineFromTooLarge) {
  bool too_fine = false;
  ExactNumber("0.1", 0, too_fine);
  EXPECT_TRUE(too_fine);
  ExactNumber("1e30", 0, too_fine);
  EXPECT_FALSE(too_fine);
}

TEST(IsoDurationTest, ReadsOneKindOnly) {
  using Unit = DurationUnit;
  struct {
    const char* text;
    Unit unit;
    std::optional<int64_t> expected;
  } cases[] = {{"PT150M", Unit::kMinutes, 150},
               {"PT2H30M", Unit::kMinutes, 150},
               {"PT0M", Unit::kMinutes, 0},
               {"P3D", Unit::kMinutes, std::nullopt},
               {"PT30M2H", Unit::kMinutes, std::nullopt},
               {"PT1H1H", Unit::kMinutes, std::nullopt},
               {"PT", Unit::kMinutes, std::nullopt},
               {"PT5", Unit::kMinutes, std::nullopt},
               {"PTM", Unit::kMinutes, std::nullopt},
               {"PT-5M", Unit::kMinutes, std::nullopt},
               {"PT1.5H", Unit::kMinutes, std::nullopt},
               {"PT9999999999M", Unit::kMinutes, std::nullopt},
               {"P3W", Unit::kDays, 21},
               {"P2W3D", Unit::kDays, 17},
               {"P1M", Unit::kDays, std::nullopt},
               {"P1M", Unit::kMonths, 1},
               {"P2Y", Unit::kMonths, 24},
               {"P1Y6M", Unit::kMonths, 18},
               {"P10D", Unit::kWorkingDays, std::nullopt}};
  for (const auto& one : cases) {
    EXPECT_EQ(ParseIsoDuration(one.text, one.unit), one.expected) << one.text;
  }
}

}  // namespace
}  // namespace stapwijs
