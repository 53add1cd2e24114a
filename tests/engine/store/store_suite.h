// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>

#include "engine/audit/verify.h"
#include "tests/engine/store/store_support.h"

// The fixture of the shared suite: each TEST_P runs against every store, with an injected clock and
// random source.

namespace stapwijs::store::testing {

class StoreSuite : public ::testing::TestWithParam<StoreKind> {
 protected:
  void SetUp() override {
    options_.clock = [this] { return now_.load(); };
    options_.random = [this](unsigned char* bytes, std::size_t size) {
      std::fill(bytes, bytes + size, ++random_);
    };
    Open();
  }

  // Opens the store anew with the options of this moment.
  void Open() {
    store_.reset();
    folder_ = std::make_unique<TempFolder>();
    store_ = GetParam().open(options_, *folder_);
    ASSERT_NE(store_, nullptr);
  }

  std::vector<Event> All(const std::string& tenant = kTenant) {
    auto events = store_->TenantEvents(tenant, 0, 1'000'000);
    EXPECT_TRUE(events.ok()) << events.status();
    return events.ok() ? *events : std::vector<Event>();
  }

  void ExpectChainHolds(const std::string& tenant = kTenant) {
    const auto found = audit::VerifyTenant(*store_, tenant);
    ASSERT_TRUE(found.ok()) << found.status();
    EXPECT_FALSE(found->has_value()) << (*found)->message;
  }

  std::atomic<std::int64_t> now_{1'646'092'800'000'000};  // 2022-03-01T00:00:00Z
  std::atomic<unsigned char> random_{0};
  Options options_;
  std::unique_ptr<TempFolder> folder_;
  std::unique_ptr<Store> store_;
};

#define EXPECT_REASON(expression, reason)                                          \
  do {                                                                             \
    const absl::Status status_ = (expression).status();                            \
    EXPECT_EQ(::stapwijs::store::ReasonOf(status_), reason) << status_.ToString(); \
  } while (false)

}  // namespace stapwijs::store::testing
