// SPDX-License-Identifier: EUPL-1.2
// How often the disk is asked: once per group, and never less than once before an answer.
#include <gtest/gtest.h>

#include "tests/engine/store/store_support.h"
#include "tests/faults/fault_vfs.h"

namespace stapwijs::faults {
namespace {

using namespace store::testing;  // NOLINT: the vocabulary of these tests

class SyncCount : public ::testing::Test {
 protected:
  void SetUp() override {
    store::SqliteOptions options;
    options.path = folder_.File("store.db");
    options.vfs = vfs_.name();
    auto store = store::OpenSqliteStore(options);
    ASSERT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
  }

  TempFolder folder_;
  FaultVfs vfs_;
  std::unique_ptr<store::Store> store_;
};

TEST_F(SyncCount, EveryLoneWriteIsSyncedBeforeItsAnswer) {
  for (int i = 0; i < 20; ++i) {
    const std::int64_t before = vfs_.syncs();
    ASSERT_TRUE(Write(*store_, Create("t" + std::to_string(i), std::to_string(i))).ok());
    EXPECT_EQ(vfs_.syncs(), before + 1);
  }
}

TEST_F(SyncCount, AHundredWaitingWritesAreSyncedOnce) {
  std::vector<std::future<absl::StatusOr<store::Appended>>> answers;
  const std::int64_t before = vfs_.syncs();
  {
    Plug plug(*store_);
    for (int i = 0; i < 100; ++i) {
      answers.push_back(WriteLater(*store_, Create("t" + std::to_string(i), std::to_string(i))));
    }
  }
  for (auto& answer : answers) ASSERT_TRUE(answer.get().ok());
  EXPECT_EQ(vfs_.syncs(), before + 1);
}

TEST_F(SyncCount, RepeatsAndRefusalsNeedNoSync) {
  ASSERT_TRUE(Write(*store_, Create("t", "r")).ok());
  const std::int64_t before = vfs_.syncs();
  ASSERT_TRUE(Write(*store_, Create("t", "r")).ok());
  ASSERT_FALSE(Write(*store_, Create("t", "r2")).ok());
  EXPECT_EQ(vfs_.syncs(), before);
}

}  // namespace
}  // namespace stapwijs::faults
