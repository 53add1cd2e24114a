// SPDX-License-Identifier: EUPL-1.2
// A backup whose disk fails: an error and no half file, while the store goes on as if nothing
// happened.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "engine/store/sqlite/backup.h"
#include "tests/engine/store/store_support.h"
#include "tests/faults/fault_vfs.h"

namespace stapwijs::faults {
namespace {

using namespace store::testing;  // NOLINT: the vocabulary of these tests
using store::Reason;

struct Case {
  const char* name;
  FaultVfs::Error error;
  Reason reason;
};

class BackupFault : public ::testing::TestWithParam<Case> {
 protected:
  void SetUp() override {
    store::SqliteOptions options;
    options.path = folder_.File("store.db");
    options.vfs = vfs_.name();
    auto store = store::OpenSqliteStore(options);
    ASSERT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
    for (int i = 0; i < 10; ++i) {
      ASSERT_TRUE(Write(*store_, Create("t" + std::to_string(i), std::to_string(i))).ok());
    }
  }

  TempFolder folder_;
  FaultVfs vfs_;
  std::unique_ptr<store::Store> store_;
};
INSTANTIATE_TEST_SUITE_P(
    Every, BackupFault,
    ::testing::Values(Case{"Write", FaultVfs::Error::kWrite, Reason::kReadFailed},
                      Case{"Full", FaultVfs::Error::kFull, Reason::kDiskFull},
                      Case{"Sync", FaultVfs::Error::kSync, Reason::kReadFailed}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(BackupFault, LeavesNoHalfFileAndTheStoreServing) {
  const std::string path = folder_.File("backup.db");
  int failures = 0;
  for (std::int64_t n = 1; n <= 100; ++n) {
    vfs_.FailAt(GetParam().error, n, false);
    const auto info = store_->Backup(path);
    const bool fired = vfs_.fired();
    vfs_.FailAt(FaultVfs::Error::kNone, 0, false);
    EXPECT_EQ(info.ok(), !fired) << "call " << n;
    if (!fired) break;
    ++failures;
    EXPECT_EQ(store::ReasonOf(info.status()), GetParam().reason) << info.status();
    if (GetParam().reason == Reason::kDiskFull) {
      EXPECT_THAT(std::string(info.status().message()), ::testing::HasSubstr(path));
    }
    for (const char* suffix : {"", ".partial", ".partial-journal", ".partial-wal"}) {
      EXPECT_FALSE(std::filesystem::exists(path + suffix)) << path + suffix << ", call " << n;
    }
    EXPECT_TRUE(Write(*store_, Record("t1", "after " + std::to_string(n))).ok());
  }
  EXPECT_GE(failures, 1);
  EXPECT_LT(failures, 100) << "the last one met no failure";
  EXPECT_TRUE(store::sqlite::CheckBackup(path).ok()) << store::sqlite::CheckBackup(path);
}

}  // namespace
}  // namespace stapwijs::faults
