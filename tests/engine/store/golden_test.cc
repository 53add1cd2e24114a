// SPDX-License-Identifier: EUPL-1.2
// Databases as this program wrote them once, one for each schema: they open for ever.
//
// golden/schema_N.db is written by running this test with STAPWIJS_UPDATE_GOLDEN=1 while N is the
// schema of the program, and never again once N is released.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cstdlib>
#include <filesystem>

#include "engine/audit/verify.h"
#include "engine/store/sqlite/backup.h"
#include "engine/store/sqlite/schema.h"
#include "tests/engine/store/store_suite.h"

namespace stapwijs::store::testing {
namespace {

const char* const kTenants[] = {"nijmegen", "arnhem"};

std::string GoldenPath(std::int64_t schema) {
  return std::string(STAPWIJS_ROOT) + "/tests/engine/store/golden/schema_" +
         std::to_string(schema) + ".db";
}

// A clock and random bytes that are the same in every run.
Options FixedOptions() {
  Options options;
  options.clock = [now = std::int64_t{1'646'092'800'000'000}]() mutable {
    return now += 1'000'000;
  };
  options.random = [next = 0U](unsigned char* bytes, std::size_t size) mutable {
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<unsigned char>(next++ * 37);
  };
  return options;
}

// Something in every column and table.
void Script(Store& store) {
  MethodRecord method = Method("welkome_wijk", "1.0.0", "dump");
  method.sources["steps/een.stap"] = "step \xC3\xA9\xC3\xA9n";
  ASSERT_TRUE(Put(store, method).ok());
  ASSERT_TRUE(Put(store, Method("welkome_wijk", "1.1.0", "dump of 1.1.0")).ok());
  for (const char* tenant : kTenants) {
    for (int i = 0; i < 40; ++i) {
      const std::string id = "t" + std::to_string(i % 5);
      const std::string request = "r" + std::to_string(i);
      Command command = i < 5 ? Create(id, request) : Record(id, request);
      command.tenant = tenant;
      if (i % 5 == 1 || i % 5 == 2) {
        command.case_ref = CaseRef{"zaken", id + " " + std::to_string(i / 10)};
        command.sets_case_ref = i >= 5;
      }
      if (i == 36) command.case_ref = std::nullopt;  // t1 has none any more
      command.decide = [i](const Head&) {
        EventDraft draft = Draft("{\"i\":" + std::to_string(i) + "}");
        draft.type = i < 5     ? "trajectory_created"
                     : i == 39 ? "trajectory_closed"
                               : "facts_recorded";
        if (i % 3 == 0) draft.occurred_on = "2022-02-28";
        if (i % 4 == 0) draft.private_payload = "[\"priv\xC3\xA9\"]";
        if (i % 7 == 0) draft.method.overlay_hash = MethodOf("overlay").hash;
        return draft;
      };
      ASSERT_TRUE(Write(store, command).ok());
    }
  }
}

void Generate() {
  const std::string path = GoldenPath(sqlite::kSchemaVersion);
  const TempFolder folder;
  SqliteOptions options;
  static_cast<Options&>(options) = FixedOptions();
  options.path = folder.File("store.db");
  auto store = OpenSqliteStore(options);
  ASSERT_TRUE(store.ok()) << store.status();
  Script(**store);
  store->reset();
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(options.path.c_str(), &db), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(db,
                         "UPDATE event SET private_payload = '', salt = x'' WHERE position = 9;"
                         "PRAGMA journal_mode = DELETE; VACUUM",
                         nullptr, nullptr, nullptr),
            SQLITE_OK)
      << sqlite3_errmsg(db);
  sqlite3_close(db);
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::filesystem::copy_file(options.path, path, std::filesystem::copy_options::overwrite_existing);
}

class Golden : public ::testing::TestWithParam<std::int64_t> {
 protected:
  void SetUp() override {
    if (std::getenv("STAPWIJS_UPDATE_GOLDEN") != nullptr && GetParam() == sqlite::kSchemaVersion) {
      Generate();
    }
    options_.path = folder_.File("store.db");
    std::filesystem::copy_file(GoldenPath(GetParam()), options_.path);
    auto store = OpenSqliteStore(options_);
    ASSERT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
    twin_ = MakeMemoryStore(FixedOptions());
    Script(*twin_);
  }

  TempFolder folder_;
  SqliteOptions options_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<Store> twin_;  // holds what the database held before the erasure
};
INSTANTIATE_TEST_SUITE_P(Schema, Golden,
                         ::testing::Range(std::int64_t{1}, sqlite::kSchemaVersion + 1));

TEST_P(Golden, EveryEventIsReadBack) {
  for (const char* tenant : kTenants) {
    auto expected = *twin_->TenantEvents(tenant, 0, 1000);
    ASSERT_EQ(expected.size(), 40U);
    expected.at(8).salt.clear();
    expected.at(8).private_payload.clear();
    EXPECT_EQ(*store_->TenantEvents(tenant, 0, 1000), expected);
    EXPECT_FALSE(audit::VerifyTenant(*store_, tenant)->has_value());
  }
}

TEST_P(Golden, TrajectoriesAndCasesAreReadBack) {
  for (const char* tenant : kTenants) {
    const auto list = *store_->ListTrajectories(tenant, {}, 0, 100);
    EXPECT_EQ(list, *twin_->ListTrajectories(tenant, {}, 0, 100));
    for (const TrajectorySummary& each : list) {
      const auto events = store_->ReadEvents(tenant, each.trajectory, 0, 100);
      EXPECT_EQ(events->size(), 8U);
      if (!each.case_ref) continue;
      EXPECT_EQ(*store_->FindByCaseRef(tenant, each.method_id, *each.case_ref), each.trajectory);
    }
  }
}

TEST_P(Golden, MethodsAreReadBack) {
  for (const char* version : {"1.0.0", "1.1.0"}) {
    const auto method = store_->GetMethod(kTenant, "welkome_wijk", version);
    const auto expected = twin_->GetMethod(kTenant, "welkome_wijk", version);
    ASSERT_TRUE(method.ok()) << method.status();
    EXPECT_EQ(method->dump, expected->dump);
    EXPECT_EQ(method->sources, expected->sources);
    EXPECT_EQ(method->published_at, expected->published_at);
  }
}

TEST_P(Golden, GoesOn) {
  Command repeated = Create("t0", "r0");
  EXPECT_TRUE(Write(*store_, repeated)->repeated);
  const auto next = Write(*store_, Record("t0", "next"));
  ASSERT_TRUE(next.ok()) << next.status();
  EXPECT_EQ(next->event.position, 41);
  EXPECT_EQ(next->event.revision, 9);
  EXPECT_FALSE(audit::VerifyTenant(*store_, kTenant)->has_value());
  const std::string backup = folder_.File("backup.db");
  ASSERT_TRUE(store_->Backup(backup).ok());
  EXPECT_TRUE(sqlite::CheckBackup(backup).ok());
}

}  // namespace
}  // namespace stapwijs::store::testing
