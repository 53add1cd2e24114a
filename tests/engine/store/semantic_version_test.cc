// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/semantic_version.h"

#include <gtest/gtest.h>

#include <array>

namespace stapwijs::store {
namespace {

// The example of semver.org, section 11, with a few numbers around it.
constexpr std::array<const char*, 13> kRising = {"0.9.9",
                                                 "1.0.0-alpha",
                                                 "1.0.0-alpha.1",
                                                 "1.0.0-alpha.beta",
                                                 "1.0.0-beta",
                                                 "1.0.0-beta.2",
                                                 "1.0.0-beta.11",
                                                 "1.0.0-rc.1",
                                                 "1.0.0",
                                                 "1.0.1",
                                                 "1.9.0",
                                                 "1.10.0",
                                                 "99999999999999999999.0.0"};

TEST(SemanticVersion, OrderIsTheOneOfTheStandard) {
  for (std::size_t i = 0; i < kRising.size(); ++i) {
    for (std::size_t j = 0; j < kRising.size(); ++j) {
      const int order = CompareVersions(kRising[i], kRising[j]);
      EXPECT_EQ((order > 0) - (order < 0), (i > j) - (i < j)) << kRising[i] << " " << kRising[j];
    }
  }
}

TEST(SemanticVersion, BuildDoesNotCount) { EXPECT_EQ(CompareVersions("1.0.0+a", "1.0.0+b"), 0); }

TEST(SemanticVersion, ReleaseIsLaterThanAnyPreRelease) {
  EXPECT_TRUE(IsLater("1.0.0", "2.0.0-rc.1"));
  EXPECT_FALSE(IsLater("2.0.0-rc.1", "1.0.0"));
  EXPECT_TRUE(IsLater("2.0.0-rc.2", "2.0.0-rc.1"));
}

}  // namespace
}  // namespace stapwijs::store
