// SPDX-License-Identifier: EUPL-1.2
// Backups of the SQLite store: made while it serves, checked, restored.
#include "engine/store/sqlite/backup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <thread>

#include "engine/audit/chain.h"
#include "engine/audit/verify.h"
#include "tests/engine/store/store_suite.h"

namespace stapwijs::store::testing {
namespace {

using sqlite::CheckBackup;
using sqlite::RestoreBackup;

std::string Slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}
void Spill(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

class Backup : public ::testing::Test {
 protected:
  Backup() {
    options_.path = folder_.File("store.db");
    store_ = Open(options_.path);
  }

  std::unique_ptr<Store> Open(const std::string& path) {
    SqliteOptions options = options_;
    options.path = path;
    auto store = OpenSqliteStore(options);
    EXPECT_TRUE(store.ok()) << store.status();
    return store.ok() ? *std::move(store) : nullptr;
  }

  // Twenty events of two tenants, and their backup.
  std::string MadeBackup() {
    for (const char* tenant : {"nijmegen", "arnhem"}) {
      for (int i = 0; i < 10; ++i) {
        const std::string id = std::to_string(i);
        Command command = i < 2 ? Create("t" + id, id) : Record("t" + std::to_string(i % 2), id);
        command.tenant = tenant;
        EXPECT_TRUE(Write(*store_, command).ok());
      }
    }
    const std::string path = folder_.File("backup.db");
    const auto info = store_->Backup(path);
    EXPECT_TRUE(info.ok()) << info.status();
    return path;
  }

  // The names in the folder.
  std::set<std::string> Names() {
    std::set<std::string> names;
    for (const auto& each : std::filesystem::directory_iterator(folder_.File(""))) {
      names.insert(each.path().filename().string());
    }
    return names;
  }

  // That the backup is refused with a message that names it and has this text, and is not restored.
  void ExpectRefused(const std::string& path, const std::string& text) {
    const absl::Status status = CheckBackup(path);
    EXPECT_EQ(ReasonOf(status), Reason::kBackupRefused) << status;
    EXPECT_THAT(std::string(status.message()), ::testing::HasSubstr(path));
    EXPECT_THAT(std::string(status.message()), ::testing::HasSubstr(text));
    const std::string target = folder_.File("target.db");
    EXPECT_EQ(RestoreBackup(path, target).message(), status.message());
    EXPECT_FALSE(std::filesystem::exists(target));
    EXPECT_FALSE(std::filesystem::exists(target + ".partial"));
  }

  void Sql(const std::string& path, const std::string& sql) {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &db), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(db);
    sqlite3_close(db);
  }

  TempFolder folder_;
  SqliteOptions options_;
  std::unique_ptr<Store> store_;
};

TEST_F(Backup, HoldsEverything) {
  ASSERT_TRUE(Put(*store_, Method("wijk", "1.0.0", "dump")).ok());
  const std::string path = MadeBackup();
  EXPECT_TRUE(CheckBackup(path).ok()) << CheckBackup(path);
  const auto copy = Open(path);
  for (const char* tenant : {"nijmegen", "arnhem"}) {
    EXPECT_EQ(*copy->TenantEvents(tenant, 0, 100), *store_->TenantEvents(tenant, 0, 100));
  }
  EXPECT_EQ(copy->GetMethod(kTenant, "wijk", "")->sources.size(), 1U);
}

TEST_F(Backup, TellsWhatItMade) {
  ASSERT_TRUE(Write(*store_, Create("t1", "r1")).ok());
  const std::string path = folder_.File("backup.db");
  const auto info = store_->Backup(path);
  ASSERT_TRUE(info.ok()) << info.status();
  const std::string bytes = Slurp(path);
  EXPECT_EQ(info->bytes, static_cast<std::int64_t>(bytes.size()));
  EXPECT_EQ(info->sha256, audit::Sha256(bytes));
  EXPECT_EQ(info->events, 1);
  EXPECT_EQ(info->pages, info->bytes / 4096);
}

TEST_F(Backup, IsTheOwnersAloneAndOneFile) {
  const auto before = Names();
  struct stat info = {};
  ASSERT_EQ(stat(MadeBackup().c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600U);
  auto after = before;
  after.insert("backup.db");
  EXPECT_EQ(Names(), after);
}

TEST_F(Backup, NothingIsReplaced) {
  const std::string path = folder_.File("taken");
  Spill(path, "precious");
  const auto refused = store_->Backup(path);
  EXPECT_REASON(refused, Reason::kBackupRefused);
  EXPECT_THAT(std::string(refused.status().message()), ::testing::HasSubstr(path));
  EXPECT_EQ(Slurp(path), "precious");
  EXPECT_REASON(store_->Backup(options_.path), Reason::kBackupRefused);
}

TEST_F(Backup, PathsThatCannotBeAreRefused) {
  EXPECT_REASON(store_->Backup(folder_.File("absent/backup.db")), Reason::kBackupRefused);
  EXPECT_REASON(store_->Backup(""), Reason::kBackupRefused);
  ASSERT_EQ(symlink("nowhere", folder_.File("link").c_str()), 0);
  EXPECT_REASON(store_->Backup(folder_.File("link")), Reason::kBackupRefused);
}

TEST_F(Backup, WhatABrokenOffOneLeftIsNamed) {
  Spill(folder_.File("backup.db.partial"), "");
  const auto refused = store_->Backup(folder_.File("backup.db"));
  EXPECT_REASON(refused, Reason::kBackupRefused);
  EXPECT_THAT(std::string(refused.status().message()),
              ::testing::HasSubstr(folder_.File("backup.db.partial")));
  EXPECT_TRUE(std::filesystem::exists(folder_.File("backup.db.partial")));
}

TEST_F(Backup, HoldsWhatWasAcknowledgedBeforeWhileWritersGoOn) {
  constexpr int kWriters = 4;
  constexpr int kBackups = 5;
  options_.checkpoint_pages = 20;
  options_.index_batch = 30;
  store_.reset();
  store_ = Open(options_.path);
  std::atomic<bool> stop{false};
  std::mutex mutex;
  std::set<std::string> acknowledged;
  std::vector<std::thread> writers;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&, writer] {
      const std::string id = std::to_string(writer);
      for (int i = 0; !stop; ++i) {
        const std::string request = id + "-" + std::to_string(i);
        ASSERT_TRUE(
            Write(*store_, i == 0 ? Create(id, request) : Record(id, request, request)).ok());
        const std::lock_guard lock(mutex);
        acknowledged.insert(request);
      }
    });
  }
  for (int backup = 0; backup < kBackups; ++backup) {
    const std::string path = folder_.File("backup" + std::to_string(backup));
    std::set<std::string> before;
    while (before.size() < 20U * (backup + 1U)) {
      const std::lock_guard lock(mutex);
      before = acknowledged;
    }
    const auto info = store_->Backup(path);
    ASSERT_TRUE(info.ok()) << info.status();
    ASSERT_TRUE(CheckBackup(path).ok()) << CheckBackup(path);
    const auto copy = Open(path);
    const auto events = *copy->TenantEvents(kTenant, 0, 1'000'000);
    EXPECT_EQ(static_cast<std::int64_t>(events.size()), info->events);
    for (const Event& event : events) before.erase(event.request_id);
    EXPECT_EQ(before, std::set<std::string>()) << "acknowledged before, and not in the backup";
  }
  stop = true;
  for (std::thread& writer : writers) writer.join();
  EXPECT_FALSE(audit::VerifyTenant(*store_, kTenant)->has_value());
}

TEST_F(Backup, IsMadeAfterStop) {
  ASSERT_TRUE(Write(*store_, Create("t1", "r1")).ok());
  store_->Stop();
  EXPECT_EQ(store_->Backup(folder_.File("backup.db"))->events, 1);
}

TEST_F(Backup, RestoredOneServes) {
  const std::string backup = MadeBackup();
  const std::string target = folder_.File("restored.db");
  ASSERT_TRUE(RestoreBackup(backup, target).ok());
  struct stat info = {};
  ASSERT_EQ(stat(target.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600U);
  const auto restored = Open(target);
  EXPECT_EQ(*restored->TenantEvents(kTenant, 0, 100), *store_->TenantEvents(kTenant, 0, 100));
  EXPECT_TRUE(Write(*restored, Create("t1", "1"))->repeated);
  ASSERT_TRUE(Write(*restored, Record("t1", "next")).ok());
  EXPECT_FALSE(audit::VerifyTenant(*restored, kTenant)->has_value());
}

TEST_F(Backup, RestoringReplacesNothing) {
  const std::string backup = MadeBackup();
  const absl::Status taken = RestoreBackup(backup, options_.path);
  EXPECT_EQ(ReasonOf(taken), Reason::kBackupRefused);
  EXPECT_THAT(std::string(taken.message()), ::testing::HasSubstr(options_.path));
  Spill(folder_.File("old.db-wal"), "left");
  const absl::Status beside = RestoreBackup(backup, folder_.File("old.db"));
  EXPECT_EQ(ReasonOf(beside), Reason::kBackupRefused);
  EXPECT_THAT(std::string(beside.message()), ::testing::HasSubstr("old.db-wal"));
}

TEST_F(Backup, NoHalfFileIsLeftWhenRestoringFails) {
  const std::string backup = MadeBackup();
  const std::string target = folder_.File("target.db");
  const pid_t child = fork();
  if (child == 0) {  // with no room for the whole file
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit = {8192, 8192};
    setrlimit(RLIMIT_FSIZE, &limit);
    const absl::Status status = RestoreBackup(backup, target);
    const bool named = status.message().find("target.db.partial") != absl::string_view::npos;
    _exit(!status.ok() && named ? 42 : 1);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(WEXITSTATUS(status), 42);
  EXPECT_FALSE(std::filesystem::exists(target));
  EXPECT_FALSE(std::filesystem::exists(target + ".partial"));
}

TEST_F(Backup, EveryDamagedPageIsFound) {
  const std::string path = MadeBackup();
  const std::string sound = Slurp(path);
  const std::string damaged = folder_.File("damaged.db");
  ASSERT_GT(sound.size(), 8U * 4096U);
  for (std::size_t page = 0; page < sound.size() / 4096; ++page) {
    std::string bytes = sound;
    std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(page * 4096), 4096, '\x5A');
    Spill(damaged, bytes);
    EXPECT_EQ(ReasonOf(CheckBackup(damaged)), Reason::kBackupRefused) << "page " << page + 1;
  }
  ExpectRefused(damaged, "take an earlier backup");
}

TEST_F(Backup, OneThatWasCutShortIsRefused) {
  const std::string path = MadeBackup();
  std::filesystem::resize_file(path, std::filesystem::file_size(path) - 4096);
  ExpectRefused(path, "take an earlier backup");
}

TEST_F(Backup, ChangedEventIsFound) {
  const std::string path = MadeBackup();
  Sql(path,
      "DROP TRIGGER event_no_update; DROP TRIGGER event_only_erasure;"
      "UPDATE event SET payload = '{}' WHERE tenant = 'arnhem' AND position = 4;"
      "PRAGMA wal_checkpoint(TRUNCATE)");
  ExpectRefused(path, "tenant arnhem: event 2 of trajectory t1 (position 4)");
}

TEST_F(Backup, LostEventIsFound) {
  const std::string path = MadeBackup();
  Sql(path,
      "DROP TRIGGER event_no_delete; DELETE FROM event WHERE sequence = 3;"
      "PRAGMA wal_checkpoint(TRUNCATE)");
  ExpectRefused(path, "take an earlier backup");
}

TEST_F(Backup, IndexThatDoesNotAgreeIsFound) {
  options_.index_batch = 1;  // so that something is in the tables
  store_.reset();
  store_ = Open(options_.path);
  const std::string path = MadeBackup();
  const std::string sound = Slurp(path);
  const struct {
    const char* sql;
    const char* text;
  } cases[] = {
      {"DELETE FROM event_request WHERE sequence = 3", "index of requests"},
      {"UPDATE event_request SET request = request + 1 WHERE sequence = 3", "index of requests"},
      {"INSERT INTO event_request VALUES (7, 3)", "index of requests"},
      {"UPDATE event_trajectory SET sequence = 4 WHERE sequence = 3", "index of trajectories"},
      {"UPDATE trajectory_last SET type = 'other' WHERE number = 1", "index of last events"},
      {"DELETE FROM trajectory_last WHERE number = 1", "index of last events"},
      {"INSERT INTO trajectory_last VALUES (3, 'nijmegen', 'x', 'x')", "index of last events"},
      {"DROP TRIGGER trajectory_no_delete; DELETE FROM trajectory WHERE number = 1",
       "trajectory t0 is not listed"},
      {"DROP TRIGGER trajectory_no_update; UPDATE trajectory SET number = 9 WHERE number = 1",
       "trajectory t0 is not listed"},
      {"INSERT INTO trajectory VALUES ('x', 'x', 99, 99, 'm', NULL, NULL)", "its trajectories"},
  };
  for (const auto& each : cases) {
    Spill(path, sound);
    Sql(path, std::string(each.sql) + "; PRAGMA wal_checkpoint(TRUNCATE)");
    ExpectRefused(path, each.text);
  }
}

TEST_F(Backup, WhatIsNoBackupIsRefused) {
  ExpectRefused(folder_.File("absent"), "there is no backup file");
  ExpectRefused(folder_.File("."), "there is no backup file");
  const std::string empty = folder_.File("empty");
  Spill(empty, "");
  ExpectRefused(empty, "it is empty");
  const std::string text = folder_.File("text");
  Spill(text, std::string(9000, 'x'));
  ExpectRefused(text, "not a database");
  const std::string theirs = folder_.File("theirs");
  Sql(theirs, "CREATE TABLE theirs (a)");
  ExpectRefused(theirs, "another program");
  const std::string newer = MadeBackup();
  Sql(newer, "PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)");
  ExpectRefused(newer, "newer version");
}

TEST_F(Backup, DatabaseInUseIsNoBackup) {
  ASSERT_TRUE(Write(*store_, Create("t1", "r1")).ok());
  ExpectRefused(options_.path, "make a backup of it");
}

TEST_F(Backup, NamesWithSpecialCharactersAreCheckedToo) {
  ASSERT_TRUE(Write(*store_, Create("t1", "r1")).ok());
  const std::string path = folder_.File("100% of 1#2?immutable=0 d'accord.db");
  ASSERT_TRUE(store_->Backup(path).ok());
  EXPECT_TRUE(CheckBackup(path).ok()) << CheckBackup(path);
}

TEST(MemoryBackup, IsNotSupported) {
  const auto store = MakeMemoryStore();
  EXPECT_REASON(store->Backup("anywhere"), Reason::kNotSupported);
}

}  // namespace
}  // namespace stapwijs::store::testing
