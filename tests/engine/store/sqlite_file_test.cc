// SPDX-License-Identifier: EUPL-1.2
// What only the SQLite store has: a file.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "engine/audit/verify.h"
#include "tests/engine/store/store_suite.h"

namespace stapwijs::store::testing {
namespace {

class SqliteFile : public ::testing::Test {
 protected:
  SqliteFile() { options_.path = folder_.File("store.db"); }

  absl::StatusOr<std::unique_ptr<Store>> TryOpen() { return OpenSqliteStore(options_); }
  std::unique_ptr<Store> Open() {
    auto store = TryOpen();
    EXPECT_TRUE(store.ok()) << store.status();
    return *std::move(store);
  }

  // Runs SQL as an outsider with a connection of its own; the error message, empty when it worked.
  std::string Sql(const std::string& sql) {
    sqlite3* db = nullptr;
    EXPECT_EQ(sqlite3_open(options_.path.c_str(), &db), SQLITE_OK);
    std::string error;
    if (sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
      error = sqlite3_errmsg(db);
    }
    sqlite3_close(db);
    return error;
  }

  // A store with three events, closed again.
  void WriteThree() {
    const auto store = Open();
    Command with_secret = Create("t1", "r1");
    with_secret.decide = [](const Head&) {
      EventDraft draft = Draft();
      draft.private_payload = "{\"remark\":\"personal\"}";
      return draft;
    };
    ASSERT_TRUE(Write(*store, with_secret).ok());
    ASSERT_TRUE(Write(*store, Create("t2", "r2")).ok());
    ASSERT_TRUE(Write(*store, Record("t1", "r3")).ok());
  }

  std::string Verify() {
    const auto store = Open();
    const auto found = audit::VerifyTenant(*store, kTenant);
    EXPECT_TRUE(found.ok()) << found.status();
    return found->has_value() ? (*found)->message : "";
  }

  TempFolder folder_;
  SqliteOptions options_;
};

TEST_F(SqliteFile, EverythingIsThereAfterReopening) {
  WriteThree();
  const auto store = Open();
  EXPECT_EQ(store->TenantEvents(kTenant, 0, 10)->size(), 3U);
  const auto next = Write(*store, Record("t1", "r4"));
  ASSERT_TRUE(next.ok()) << next.status();
  EXPECT_EQ(next->event.revision, 3);
  EXPECT_EQ(next->event.position, 4);
  EXPECT_FALSE(audit::VerifyTenant(*store, kTenant)->has_value());
}

TEST_F(SqliteFile, RequestIdsHoldAfterReopening) {
  WriteThree();
  const auto store = Open();
  const auto again = Write(*store, Create("t2", "r2"));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(again->repeated);
  EXPECT_REASON(Write(*store, Create("t2", "r2", "other")), Reason::kRequestIdReused);
}

TEST_F(SqliteFile, OnlyTheOwnerMayReadTheFiles) {
  const auto store = Open();
  ASSERT_TRUE(Write(*store, Create("t1", "r1")).ok());
  for (const char* suffix : {"", "-wal", "-shm", ".lock"}) {
    struct stat info = {};
    ASSERT_EQ(stat((options_.path + suffix).c_str(), &info), 0) << suffix;
    EXPECT_EQ(info.st_mode & 0777, 0600U) << suffix;
  }
}

TEST_F(SqliteFile, SecondStoreIsRefused) {
  const auto store = Open();
  const auto second = TryOpen();
  EXPECT_REASON(second, Reason::kOpenRefused);
  EXPECT_NE(second.status().message().find("in use"), absl::string_view::npos);
}

TEST_F(SqliteFile, SecondProcessIsRefused) {
  const auto store = Open();
  const pid_t child = fork();
  if (child == 0) _exit(ReasonOf(TryOpen().status()) == Reason::kOpenRefused ? 42 : 1);
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 42);
}

TEST_F(SqliteFile, SecondStoreThroughALinkIsRefused) {
  const auto store = Open();
  const std::string file = options_.path;
  options_.path = folder_.File("symbolic.db");
  ASSERT_EQ(symlink(file.c_str(), options_.path.c_str()), 0);
  EXPECT_REASON(TryOpen(), Reason::kOpenRefused);
  options_.path = folder_.File("hard.db");
  ASSERT_EQ(link(file.c_str(), options_.path.c_str()), 0);
  EXPECT_REASON(TryOpen(), Reason::kOpenRefused);
}

TEST_F(SqliteFile, SecondStoreThroughALinkedFolderIsRefused) {
  const auto store = Open();
  const std::string linked = folder_.File("folder");
  ASSERT_EQ(symlink(folder_.File("").c_str(), linked.c_str()), 0);
  options_.path = linked + "/store.db";
  EXPECT_REASON(TryOpen(), Reason::kOpenRefused);
}

TEST_F(SqliteFile, AFreeFileOpensThroughASymbolicLink) {
  Open();
  const std::string file = options_.path;
  options_.path = folder_.File("symbolic.db");
  ASSERT_EQ(symlink(file.c_str(), options_.path.c_str()), 0);
  EXPECT_TRUE(TryOpen().ok());
}

TEST_F(SqliteFile, WhatIsNoFileIsRefusedAndLeavesNothingBehind) {
  const std::string dangling = folder_.File("dangling.db");
  ASSERT_EQ(symlink(folder_.File("absent.db").c_str(), dangling.c_str()), 0);
  const std::string folder = folder_.File("inner");
  ASSERT_EQ(mkdir(folder.c_str(), 0700), 0);
  for (const std::string& path : {dangling, folder, std::string(), std::string(":memory:")}) {
    options_.path = path;
    EXPECT_REASON(TryOpen(), Reason::kOpenRefused);
    EXPECT_NE(access((path + ".lock").c_str(), F_OK), 0) << path;
  }
  EXPECT_NE(access(folder_.File("absent.db.lock").c_str(), F_OK), 0);
}

TEST_F(SqliteFile, NewerSchemaIsRefused) {
  WriteThree();
  ASSERT_EQ(Sql("PRAGMA user_version = 2"), "");
  const auto store = TryOpen();
  EXPECT_REASON(store, Reason::kOpenRefused);
  EXPECT_NE(store.status().message().find("newer version"), absl::string_view::npos);
}

TEST_F(SqliteFile, DatabaseOfAnotherProgramIsRefused) {
  ASSERT_EQ(Sql("CREATE TABLE theirs (a)"), "");
  const auto store = TryOpen();
  EXPECT_REASON(store, Reason::kOpenRefused);
  EXPECT_NE(store.status().message().find("another program"), absl::string_view::npos);
  EXPECT_EQ(Sql("INSERT INTO theirs VALUES (1)"), "") << "and left as it was";
}

TEST_F(SqliteFile, WhatIsNoDatabaseIsRefused) {
  std::ofstream(options_.path) << std::string(5000, 'x');
  EXPECT_REASON(TryOpen(), Reason::kOpenRefused);
}

TEST_F(SqliteFile, AbsentFolderIsRefused) {
  options_.path = folder_.File("absent/store.db");
  EXPECT_REASON(TryOpen(), Reason::kOpenRefused);
}

TEST_F(SqliteFile, EventsAreAppendOnly) {
  WriteThree();
  for (const char* sql :
       {"DELETE FROM event WHERE position = 1", "UPDATE event SET payload = '{}'",
        "UPDATE event SET revision = 9 WHERE position = 3", "UPDATE event SET hash = zeroblob(32)",
        "UPDATE event SET private_payload = 'other', salt = x''",
        "UPDATE event SET private_payload = ''",
        "UPDATE event SET payload = '{}', private_payload = '', salt = x''",
        "DELETE FROM trajectory", "UPDATE trajectory SET method_id = 'other'"}) {
    EXPECT_NE(Sql(sql).find("append-only"), std::string::npos) << sql;
  }
  EXPECT_EQ(Verify(), "");
}

TEST_F(SqliteFile, ErasureIsTheOneChangeAndTheChainStillHolds) {
  WriteThree();
  ASSERT_EQ(Sql("UPDATE event SET private_payload = '', salt = x'' WHERE trajectory = 't1'"), "");
  EXPECT_EQ(Verify(), "");
  const auto store = Open();
  EXPECT_TRUE(store->ReadEvents(kTenant, "t1", 0, 1)->at(0).erased());
  EXPECT_REASON(Write(*store, Create("t1", "r1")), Reason::kRequestIdReused);
}

TEST_F(SqliteFile, TamperingBehindTheTriggersIsFound) {
  WriteThree();
  ASSERT_EQ(Sql("DROP TRIGGER event_no_update; DROP TRIGGER event_only_erasure;"
                "UPDATE event SET payload = '{\"a\":2}' WHERE position = 2"),
            "");
  EXPECT_NE(Verify().find("event 1 of trajectory t2 (position 2)"), std::string::npos);
}

TEST_F(SqliteFile, CheckpointsKeepTheLogShort) {
  options_.checkpoint_pages = 50;
  const auto store = Open();
  ASSERT_TRUE(Write(*store, Create("t1", "c")).ok());
  for (int i = 0; i < 200; ++i) {
    ASSERT_TRUE(Write(*store, Record("t1", "r" + std::to_string(i))).ok());
  }
  struct stat info = {};
  ASSERT_EQ(stat((options_.path + "-wal").c_str(), &info), 0);
  EXPECT_LT(info.st_size, 100 * 4200);
}

}  // namespace
}  // namespace stapwijs::store::testing
