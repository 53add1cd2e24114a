// SPDX-License-Identifier: EUPL-1.2
#include "api/service/lru_cache.h"

#include <gtest/gtest.h>

#include <memory>

namespace stapwijs::api {
namespace {

std::shared_ptr<const int> Of(int value) { return std::make_shared<const int>(value); }

TEST(LruCache, LetsTheLeastRecentlyUsedGoWhenFull) {
  LruCache<int> cache(10);
  cache.Put("a", Of(1), 4);
  cache.Put("b", Of(2), 4);
  ASSERT_NE(cache.Get("a"), nullptr);  // now b is the least recently used
  cache.Put("c", Of(3), 4);
  EXPECT_NE(cache.Get("a"), nullptr);
  EXPECT_EQ(cache.Get("b"), nullptr);
  EXPECT_EQ(cache.bytes(), 8U);
}

TEST(LruCache, ReplacesAndCountsTheNewBytesOnly) {
  LruCache<int> cache(10);
  cache.Put("a", Of(1), 9);
  cache.Put("a", Of(2), 3);
  EXPECT_EQ(*cache.Get("a"), 2);
  EXPECT_EQ(cache.bytes(), 3U);
  EXPECT_EQ(cache.size(), 1U);
}

TEST(LruCache, KeepsWhatIsThereWhenTold) {
  LruCache<int> cache(10);
  cache.Put("a", Of(5), 1);
  cache.Put("a", Of(4), 1, [](int there) { return there > 4; });
  EXPECT_EQ(*cache.Get("a"), 5);
}

TEST(LruCache, DoesNotKeepWhatIsLargerThanItself) {
  LruCache<int> cache(10);
  cache.Put("a", Of(1), 11);
  EXPECT_EQ(cache.Get("a"), nullptr);
  EXPECT_EQ(cache.bytes(), 0U);
}

TEST(LruCache, WhatIsHeldLivesOn) {
  LruCache<int> cache(10);
  cache.Put("a", Of(1), 10);
  const auto held = cache.Get("a");
  cache.Erase("a");
  EXPECT_EQ(cache.Get("a"), nullptr);
  EXPECT_EQ(*held, 1);
}

}  // namespace
}  // namespace stapwijs::api
