// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <set>

#include "dsl/diagnostics/diagnostic.h"
#include "dsl/diagnostics/render.h"

namespace stapwijs::dsl {
namespace {

SourceSet Source(const std::string& text) {
  SourceSet set;
  EXPECT_TRUE(set.Add("m.stap", text).ok());
  return set;
}

Diagnostic At(uint32_t begin, uint32_t end) {
  return Diagnostic(DiagnosticKind::kWrongWord, {0, begin, end}, {"requird", "@severity"});
}

Diagnostic Warning(uint32_t begin) {
  Diagnostic d = At(begin, begin);
  d.severity = Severity::kWarning;
  return d;
}

TEST(RenderText, UnderlinesThePlace) {
  EXPECT_EQ(RenderText(At(5, 12), Source("é   requird x\n"), Language::kEnglish),
            "m.stap:1:5: error S1108: `requird` is not one of `blocks`, `warns`, `advises`\n"
            "  é   requird x\n"
            "      ^~~~~~~\n");
}

TEST(RenderText, SpeaksDutch) {
  EXPECT_EQ(
      RenderText(At(0, 7).Suggest({0, 0, 7}, "required"), Source("requird"), Language::kDutch),
      "m.stap:1:1: fout S1108: `requird` is niet een van `blocks`, `warns`, `advises`\n"
      "  requird\n"
      "  ^~~~~~~\n"
      "  hulp: bedoelde u `required`?\n");
}

TEST(RenderText, ShowsOtherPlaces) {
  const Diagnostic d =
      Diagnostic(DiagnosticKind::kUnclosedBrace, {0, 0, 1}).At({0, 2, 6}, "@closed_before");
  EXPECT_NE(RenderText(d, Source("{\nstep"), Language::kEnglish)
                .find("  m.stap:2:1: a declaration that does not belong inside begins here\n"
                      "  step\n  ^~~~\n"),
            std::string::npos);
}

TEST(RenderText, CannotSteerATerminal) {
  const std::string text =
      RenderText(At(0, 1), Source("a \x1B[31m \u202E b\x80\t."), Language::kEnglish);
  EXPECT_NE(text.find("  a ?[31m ? b? .\n"), std::string::npos) << text;
}

TEST(RenderText, UnderlinesAnEmptyPlaceWithOneMark) {
  EXPECT_NE(RenderText(At(2, 2), Source("ab"), Language::kEnglish).find("\n    ^\n"),
            std::string::npos);
}

TEST(RenderText, CutsALongLineAroundThePlace) {
  const std::string text =
      RenderText(At(5000, 5003), Source(std::string(10000, 'x')), Language::kEnglish);
  EXPECT_LT(text.size(), 500u);
  EXPECT_NE(text.find("^~~"), std::string::npos);
}

TEST(RenderJson, EscapesWhatItQuotes) {
  Diagnostics diagnostics;
  diagnostics.Report(Diagnostic(DiagnosticKind::kBadName, {0, 0, 1}, {"a\"\\\n\x01é\x80"}));
  EXPECT_EQ(RenderJson(diagnostics, Source("x"), Language::kEnglish),
            "{\"diagnostics\":[{\"code\":\"S1006\",\"kind\":\"BadName\",\"severity\":\"error\","
            "\"file\":\"m.stap\",\"line\":1,\"column\":1,\"endLine\":1,\"endColumn\":2,"
            "\"message\":\"`a\\\"\\\\\\u000a\\u0001é\xEF\xBF\xBD` is not a name: names have "
            "lower-case letters a-z, digits and _\",\"help\":\"what people read goes into a text "
            "such as nl \\\"...\\\"\"}],\"errors\":1,\"warnings\":0,\"dropped\":0}");
}

TEST(Diagnostics, AreSortedByPlace) {
  Diagnostics diagnostics;
  for (uint32_t begin : {7u, 1u, 4u}) diagnostics.Report(At(begin, begin + 1));
  std::vector<uint32_t> begins;
  for (const Diagnostic& d : diagnostics.Sorted()) begins.push_back(d.span.begin);
  EXPECT_EQ(begins, (std::vector<uint32_t>{1, 4, 7}));
}

TEST(Diagnostics, BeyondTheLimitAreOnlyCounted) {
  Diagnostics diagnostics;
  for (uint32_t i = 0; i < Diagnostics::kLimit; ++i) diagnostics.Report(At(i, i));
  EXPECT_EQ(diagnostics.dropped(), 0u);
  diagnostics.Report(At(0, 0));
  EXPECT_EQ(diagnostics.dropped(), 1u);
  EXPECT_EQ(diagnostics.errors(), Diagnostics::kLimit + 1);
  EXPECT_NE(RenderText(diagnostics, Source("x"), Language::kEnglish).find("not shown: 1 more"),
            std::string::npos);
}

TEST(Diagnostics, TakenOverCountWhatWasNotKept) {
  Diagnostics other, all;
  for (uint32_t i = 0; i < Diagnostics::kLimit + 5; ++i) other.Report(At(i, i));
  other.Report(Warning(1));
  all.Report(At(7, 8));
  all.Take(std::move(other));
  EXPECT_EQ(all.errors(), Diagnostics::kLimit + 6);
  EXPECT_EQ(all.warnings(), 1u);
  EXPECT_EQ(all.Sorted().size(), Diagnostics::kLimit);
  EXPECT_EQ(all.dropped(), 7u);
}

TEST(Diagnostics, AnErrorTakesThePlaceOfAWarning) {
  Diagnostics diagnostics;
  for (uint32_t i = 0; i < Diagnostics::kLimit; ++i) diagnostics.Report(Warning(i));
  EXPECT_TRUE(diagnostics.ok());
  diagnostics.Report(At(500, 501));
  EXPECT_EQ(diagnostics.Sorted().back().severity, Severity::kError);
  EXPECT_FALSE(diagnostics.ok());
}

struct ClosestCase {
  const char* word;
  const char* closest;  // "" for none
};
class ClosestTest : public ::testing::TestWithParam<ClosestCase> {};
TEST_P(ClosestTest, FindsWhatWasMeant) {
  EXPECT_EQ(Closest(GetParam().word, {"done", "open", "violated", "cite", "a"}).value_or(""),
            GetParam().closest);
}
INSTANTIATE_TEST_SUITE_P(Words, ClosestTest,
                         ::testing::Values(ClosestCase{"doen", "done"}, ClosestCase{"don", "done"},
                                           ClosestCase{"violatd", "violated"},
                                           ClosestCase{"voilaetd", "violated"},
                                           ClosestCase{"sight", ""}, ClosestCase{"b", ""},
                                           ClosestCase{"xyz", ""}, ClosestCase{"", ""}));

TEST(Kinds, HaveCodesOfTheirOwnAndSentencesInBothLanguages) {
  std::set<std::string_view> codes;
  for (const KindInfo& kind : AllKinds()) {
    EXPECT_TRUE(codes.insert(kind.code).second) << kind.code;
    EXPECT_EQ(kind.code.size(), 5u) << kind.code;
    EXPECT_EQ(&InfoOf(kind.kind), &kind);
    for (const std::string_view sentence : kind.sentence) {
      EXPECT_FALSE(sentence.empty()) << kind.code;
      EXPECT_NE(sentence.back(), '.') << kind.code;
    }
    EXPECT_EQ(kind.help[0].empty(), kind.help[1].empty()) << kind.code;
  }
}

}  // namespace
}  // namespace stapwijs::dsl
