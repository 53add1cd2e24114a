// SPDX-License-Identifier: EUPL-1.2
// Mistakes put into a real method, at random: how many reports each gives. One mistake is one
// report; where it is not, what is said beside it follows from it and helps nobody.
#include "tests/dsl/check/mistakes.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "absl/strings/str_cat.h"
#include "dsl/diagnostics/render.h"
#include "tests/dsl/check/check_support.h"

namespace stapwijs::dsl::testing {
namespace {

const SourceSet& Right() {
  static const SourceSet right = *LoadSources(STAPWIJS_ROOT "/examples/methods/welkome_wijk");
  return right;
}

struct Planted {
  uint16_t file = 0;
  std::string sort;
  Edit edit;
};

Planted Plant(std::mt19937& random) {
  for (;;) {
    Planted planted;
    planted.sort = MistakeSorts()[random() % MistakeSorts().size()];
    planted.file = static_cast<uint16_t>(random() % Right().size());
    const std::vector<Edit> edits =
        MistakesOf(planted.sort, Right().file(planted.file).text, random);
    if (edits.empty()) continue;
    planted.edit = edits[random() % edits.size()];
    return planted;
  }
}

Loaded LoadWith(std::vector<Planted> mistakes) {
  // From the end of a text to its beginning, so that places stay what they are.
  std::sort(mistakes.begin(), mistakes.end(),
            [](const Planted& a, const Planted& b) { return a.edit.at > b.edit.at; });
  SourceSet sources;
  for (size_t i = 0; i < Right().size(); ++i) {
    const SourceFile& right = Right().file(static_cast<uint16_t>(i));
    const std::string& name = right.name;
    std::string text = right.text;
    for (const Planted& one : mistakes) {
      if (one.file == i) text.replace(one.edit.at, one.edit.length, one.edit.put);
    }
    EXPECT_TRUE(sources.Add(name.substr(name.rfind('/') + 1), text).ok());
  }
  return LoadMethod(std::move(sources));
}

// Beyond the lints that the method has of its own.
size_t Said(const Loaded& loaded) {
  static const size_t before = LoadMethod(SourceSet(Right())).diagnostics.warnings();
  const size_t warnings = loaded.diagnostics.warnings();
  return loaded.diagnostics.errors() + warnings - std::min(warnings, before);
}

int Runs(const char* variable, int otherwise) {
  const char* set = std::getenv(variable);
  return set == nullptr ? otherwise : std::atoi(set);
}

// The line that was changed, and what was said.
std::string Told(const Planted& one, const Loaded& loaded) {
  const Position at = loaded.sources.PositionOf(one.file, static_cast<uint32_t>(one.edit.at));
  return absl::StrCat("--- ", one.sort, ", ", loaded.sources.file(one.file).name, ":", at.line,
                      "\n", RenderText(loaded.diagnostics, loaded.sources, Language::kEnglish));
}

// STAPWIJS_MISTAKES=500 makes as many; STAPWIJS_SHOW_CASCADES=1 prints each that gives more than
// one report.
TEST(Mistakes, OfOneThereIsOneReport) {
  ASSERT_TRUE(LoadWith({}).diagnostics.ok());
  const int runs = Runs("STAPWIJS_MISTAKES", 24);
  std::mt19937 random(20240409);
  int just_one = 0;
  size_t most = 0;
  std::map<std::string, std::pair<int, int>> by_sort;  // made, of which one report
  for (int run = 0; run < runs; ++run) {
    const Planted planted = Plant(random);
    const Loaded loaded = LoadWith({planted});
    const size_t said = Said(loaded);
    EXPECT_GE(loaded.diagnostics.errors(), 1u) << Told(planted, loaded);
    most = std::max(most, said);
    just_one += said == 1 ? 1 : 0;
    ++by_sort[planted.sort].first;
    by_sort[planted.sort].second += said == 1 ? 1 : 0;
    if (said != 1 && std::getenv("STAPWIJS_SHOW_CASCADES") != nullptr) {
      std::cout << Told(planted, loaded);
    }
  }
  std::cout << "mistakes: " << runs << " single, " << just_one << " with one report, at most "
            << most << " of one\n";
  for (const auto& [sort, counts] : by_sort) {
    std::cout << "  " << sort << ": " << counts.second << " of " << counts.first << "\n";
  }
  EXPECT_GE(just_one * 100, runs * 95);
}

TEST(Mistakes, OfSeveralThereAreAtMostTwiceAsManyReports) {
  const int runs = Runs("STAPWIJS_MISTAKES", 24) / 4;
  std::mt19937 random(7);
  size_t made = 0, said = 0;
  for (int run = 0; run < runs; ++run) {
    const size_t k = 2 + random() % 6;
    std::vector<Planted> planted;
    while (planted.size() < k) {
      const Planted next = Plant(random);
      const bool apart = std::none_of(planted.begin(), planted.end(), [&](const Planted& other) {
        const size_t distance =
            std::max(other.edit.at, next.edit.at) - std::min(other.edit.at, next.edit.at);
        return other.file == next.file && distance < 2000;
      });
      if (apart) planted.push_back(next);
    }
    const Loaded loaded = LoadWith(planted);
    const size_t reports = Said(loaded);
    EXPECT_GE(reports, 1u);
    EXPECT_LE(reports, 2 * k) << RenderText(loaded.diagnostics, loaded.sources, Language::kEnglish);
    made += k;
    said += reports;
  }
  std::cout << "mistakes: " << made << " in " << runs << " methods, " << said << " reports\n";
}

// Each sort makes a text wrong, wherever it is made.
TEST(Mistakes, OfEachSortOneIsMade) {
  std::mt19937 random(1);
  for (const std::string& sort : MistakeSorts()) {
    size_t places = 0;
    for (size_t i = 0; i < Right().size(); ++i) {
      const std::string& text = Right().file(static_cast<uint16_t>(i)).text;
      places += MistakesOf(sort, text, random).size();
    }
    EXPECT_GT(places, 10u) << sort;
  }
}

}  // namespace
}  // namespace stapwijs::dsl::testing
