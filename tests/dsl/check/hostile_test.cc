// SPDX-License-Identifier: EUPL-1.2
// Texts made to cost time, memory or stack: they end in a diagnostic, soon.
#include <gmock/gmock.h>

#include <ctime>
#include <random>

#include "absl/strings/str_cat.h"
#include "tests/dsl/check/check_support.h"

namespace stapwijs::dsl::testing {
namespace {

using ::testing::ElementsAre;

TEST(Hostile, LetsThatDoubleAreNoMoreWorkThanTheyAreText) {
  std::string text = "step s $ { fact z: int $ let a0 = z + z\n";
  for (int i = 1; i < 60; ++i)
    absl::StrAppend(&text, "let a", i, " = a", i - 1, " + a", i - 1, "\n");
  EXPECT_TRUE(LoadText(text + "item i required $ { done when a59 > 1 own } }").checked);
}

TEST(Hostile, ALongChainOfLetsIsReportedOnceInEitherOrder) {
  for (bool forward : {false, true}) {
    std::string text = "step s $ { fact z: int $\n";
    for (int i = 0; i < 5000; ++i) {
      int n = forward ? i : 4999 - i;
      absl::StrAppend(&text, "let a", n, " = ", n == 0 ? "z" : absl::StrCat("a", n - 1), " + 1\n");
    }
    Loaded loaded = LoadText(text + "item i required $ { done when a4999 > 1 own } }");
    EXPECT_FALSE(loaded.checked);
    ASSERT_EQ(loaded.diagnostics.errors(), 1u);
    EXPECT_EQ(InfoOf(loaded.diagnostics.Sorted()[0].kind).code, "S1109");
  }
}

// 500 operators deep is the most, however flat it looks; 1000 in all of the lets below a rule.
TEST(Hostile, AChainOfOperatorsIsATree) {
  for (const char* op : {" and ", " or ", " otherwise "}) {
    for (int terms : {499, 500, 501, 20000}) {
      std::string chain = "a";
      for (int i = 1; i < terms; ++i) absl::StrAppend(&chain, op, "a");
      Loaded loaded = LoadText(absl::StrCat(
          "step s $ { fact a: yesno $ item i required $ { done when ", chain, " own } }"));
      EXPECT_EQ(loaded.diagnostics.errors(), terms <= 500 ? 0u : 1u) << op << terms;
    }
  }
}

TEST(Hostile, LetsAddUpTheirDepth) {
  for (int lets : {1, 2, 4}) {
    std::string text = "step s $ { fact a: int $ let l0 = a\n";
    for (int n = 1; n <= lets; ++n) {
      absl::StrAppend(&text, "let l", n, " = l", n - 1);
      for (int i = 0; i < 400; ++i) text += " + a";
      text += "\n";
    }
    absl::StrAppend(&text, "item i required $ { done when l", lets, " > 1 own } }");
    EXPECT_EQ(LoadText(text).diagnostics.errors(), lets <= 2 ? 0u : 1u) << lets;
  }
}

TEST(Hostile, ALongChainOfItemsIsReported) {
  std::string text = "step s $ { fact z: yesno $ item i0 recommended $ { done when z own }\n";
  for (int i = 1; i < 5000; ++i) {
    absl::StrAppend(&text, "item i", i, " recommended $ { done when i", i - 1, " is done own }\n");
  }
  Loaded loaded = LoadText(text + "}");
  EXPECT_FALSE(loaded.checked);
  EXPECT_EQ(InfoOf(loaded.diagnostics.Sorted()[0].kind).code, "S1109");
}

// Only required items decide the status of a step.
TEST(Hostile, ARecommendedItemMayAskForItsOwnStep) {
  EXPECT_THAT(Lines(LoadText("step s $ { item i recommended $ { done when s is complete own } }")),
              ElementsAre());
}

// Signs and words of the language, or any bytes: as much as a method may be.
std::string Noise(std::mt19937& random, size_t bytes, bool readable) {
  constexpr std::string_view kSigns = "{}()[]\",.:=<>+-*# \nabc019_";
  constexpr std::string_view kWords[] = {
      "step s ",      "item i required ", "guard ",
      "done when ",   "some x in l has ", "nl \"A\" ",
      "fact a: int ", "for each x in l ", "scenario \"s\" on 2024-01-01 ",
      "given "};
  std::string text = readable ? "part of m\n" : "";
  while (text.size() + 40 < bytes) {
    const auto pick = static_cast<unsigned>(random());
    if (!readable) {
      text.push_back(static_cast<char>(pick));
    } else if (pick % 8 == 0) {
      text += kWords[(pick >> 8) % std::size(kWords)];
    } else {
      text.push_back(kSigns[(pick >> 8) % kSigns.size()]);
    }
  }
  return text;
}

// Of processor time: other programs on the machine do not count.
double SecondsToLoad(const std::vector<std::string>& texts) {
  SourceSet sources;
  for (const std::string& text : texts) EXPECT_TRUE(sources.Add("f.stap", text).ok());
  const std::clock_t began = std::clock();
  const Loaded loaded = LoadMethod(std::move(sources));
  const double took = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
  EXPECT_FALSE(loaded.checked);
  EXPECT_GT(loaded.diagnostics.errors(), Diagnostics::kLimit);
  EXPECT_EQ(loaded.diagnostics.Sorted().size(), Diagnostics::kLimit);
  return took;
}

TEST(Hostile, SixteenMebibytesOfNoiseAreReadToTheirEnd) {
  std::mt19937 random(20240409);
  for (const bool readable : {true, false}) {
    std::vector<std::string> texts;
    for (int file = 0; file < 16; ++file) {
      texts.push_back(Noise(random, kMaxFileBytes, readable));
    }
    const double all = SecondsToLoad(texts);
    texts.resize(8);
    const double half = SecondsToLoad(texts);
    std::cout << "noise: " << (readable ? "words and signs" : "any bytes") << ", 16 MiB in " << all
              << " s, 8 MiB in " << half << " s\n";
    EXPECT_LT(all, 120);
  }
}

struct Figure {
  std::string text;
  bool fits;
};
class Figures : public ::testing::TestWithParam<Figure> {};
TEST_P(Figures, AreReadOrRefused) {
  Loaded loaded =
      LoadText(absl::StrCat("step s $ { fact x: decimal $ item i required $ { done when x > ",
                            GetParam().text, " own } }"));
  EXPECT_EQ(loaded.checked.has_value(), GetParam().fits);
}
INSTANTIATE_TEST_SUITE_P(Table, Figures,
                         ::testing::Values(Figure{"12345678901.123456", true},
                                           Figure{"1234567890123.5", false},
                                           Figure{"12345678901234.5", false},
                                           Figure{"123456789012345678.5", false},
                                           Figure{"0.1234567", false}));

TEST(Hostile, BoundsTooLargeForADecimalAreRefused) {
  EXPECT_THAT(Lines(LoadText("step s $ { fact x: decimal 0..999999999999999999 $ }")),
              ElementsAre("S2111 0..999999999999999999: this range cannot be that of `x`"));
}

}  // namespace
}  // namespace stapwijs::dsl::testing
