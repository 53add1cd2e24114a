// SPDX-License-Identifier: EUPL-1.2
#include "api/server/executor.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace stapwijs::api {
namespace {

TEST(Executor, RunsWhatIsPostedAndFinishesItBeforeItStops) {
  std::atomic<int> ran = 0;
  Executor executor(2, 1000);
  for (int i = 0; i < 500; ++i) ASSERT_TRUE(executor.Post([&] { ++ran; }));
  executor.Stop();
  EXPECT_EQ(ran, 500);
}

TEST(Executor, TakesAsMuchAsItsLimitAndNotOneMore) {
  std::promise<void> started;
  std::promise<void> release;
  Executor executor(1, 2);  // ends before what its work uses
  ASSERT_TRUE(executor.Post([&] {
    started.set_value();
    release.get_future().wait();
  }));
  started.get_future().wait();
  EXPECT_TRUE(executor.Post([] {}));
  EXPECT_TRUE(executor.Post([] {}));
  EXPECT_FALSE(executor.Post([] {}));
  EXPECT_EQ(executor.waiting(), 2U);
  release.set_value();
}

TEST(Executor, TakesNothingOnceStopped) {
  Executor executor(1, 10);
  executor.Stop();
  EXPECT_FALSE(executor.Post([] {}));
}

}  // namespace
}  // namespace stapwijs::api
