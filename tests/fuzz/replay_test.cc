// SPDX-License-Identifier: EUPL-1.2
// What the fuzzers began with and what they found, once more, under the sanitizers of the ordinary
// tests. Each function of targets.h aborts where something does not hold.
#include <gtest/gtest.h>

#include <set>

#include "tests/fuzz/seeds.h"
#include "tests/fuzz/targets.h"

namespace stapwijs::fuzz {
namespace {

struct Target {
  const char* name;
  void (*run)(std::string_view);
};

class Replay : public ::testing::TestWithParam<Target> {};

TEST_P(Replay, WithstandsItsSeeds) {
  const std::vector<Seed> seeds = SeedsOf(GetParam().name, STAPWIJS_ROOT);
  EXPECT_GE(seeds.size(), 10u);
  for (const Seed& seed : seeds) {
    SCOPED_TRACE(seed.name);
    EXPECT_FALSE(seed.text.empty());
    GetParam().run(seed.text);
  }
}

TEST_P(Replay, WithstandsWhatWasFoundBefore) {
  for (const Seed& seed : Regressions(GetParam().name, STAPWIJS_ROOT)) {
    SCOPED_TRACE(seed.name);
    GetParam().run(seed.text);
  }
}

INSTANTIATE_TEST_SUITE_P(Targets, Replay,
                         ::testing::Values(Target{"parse", Parse}, Target{"check", Check},
                                           Target{"facts", Facts}, Target{"event", Event}),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(Dictionary, HasEachWordOnceAndOfEachSort) {
  const std::string dictionary = Dictionary();
  for (const char* word : {"\"otherwise\"\n", "\"violated\"\n", "\"evidence\"\n", "\"given\"\n",
                           "\"count\"\n", "\"waiting\"\n", "\"13:30\"\n"}) {
    const size_t at = dictionary.find(word);
    EXPECT_NE(at, std::string::npos) << word;
    EXPECT_EQ(dictionary.find(word, at + 1), std::string::npos) << word;
  }
}

TEST(Parts, LieBetweenTheLinesThatSeparateThem) {
  EXPECT_EQ(Parts("a\n%%\nb%%\n"), (std::vector<std::string_view>{"a\n", "b", ""}));
}

}  // namespace
}  // namespace stapwijs::fuzz
