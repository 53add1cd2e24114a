// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/errors.h"

#include <gtest/gtest.h>

namespace stapwijs::store {
namespace {

TEST(StoreErrors, EveryReasonSurvivesTheStatus) {
  for (int i = 0; i <= static_cast<int>(Reason::kNotSupported); ++i) {
    const auto reason = static_cast<Reason>(i);
    const absl::Status status = MakeError(reason, "because");
    EXPECT_FALSE(status.ok()) << ReasonName(reason);
    EXPECT_EQ(ReasonOf(status), reason) << ReasonName(reason);
  }
}

TEST(StoreErrors, OtherStatusesHaveNoReason) {
  EXPECT_EQ(ReasonOf(absl::OkStatus()), std::nullopt);
  EXPECT_EQ(ReasonOf(absl::AbortedError("not ours")), std::nullopt);
  EXPECT_EQ(CurrentRevision(absl::AbortedError("not ours")), std::nullopt);
}

TEST(StoreErrors, DetailsBelongToTheirReason) {
  EXPECT_EQ(CurrentRevision(StaleRevision(3, 7)), 7);
  EXPECT_EQ(ExistingTrajectory(StaleRevision(3, 7)), std::nullopt);
  EXPECT_EQ(ExistingTrajectory(CaseRefTaken("t1")), "t1");
  EXPECT_EQ(CurrentRevision(CaseRefTaken("7")), std::nullopt);
}

}  // namespace
}  // namespace stapwijs::store
