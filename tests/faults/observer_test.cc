// SPDX-License-Identifier: EUPL-1.2
// What the observer and those who wait hear when a group fails.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/store/store_support.h"
#include "tests/faults/fault_vfs.h"

namespace stapwijs::faults {
namespace {

using namespace store::testing;  // NOLINT: the vocabulary of these tests
using store::Event;
using store::Reason;

class Log : public store::Observer {
 public:
  void OnCommitted(const std::vector<Event>& events) override { Add("committed", events); }
  void OnRolledBack(const std::vector<Event>& events, const absl::Status& why) override {
    Add("rolled back, " + std::string(ReasonName(*store::ReasonOf(why))) + ":", events);
  }
  void OnFailed(const absl::Status& /*why*/) override { lines.emplace_back("failed"); }

  std::vector<std::string> lines;  // read after Stop() only

 private:
  void Add(std::string line, const std::vector<Event>& events) {
    for (const Event& event : events) line += " " + event.request_id;
    lines.push_back(line);
  }
};

class FailingGroup : public ::testing::Test {
 protected:
  void SetUp() override {
    store::SqliteOptions options;
    options.path = folder_.File("store.db");
    options.vfs = vfs_.name();
    options.observer = &log_;
    options.group_limit = 2;
    auto store = store::OpenSqliteStore(options);
    ASSERT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
    ASSERT_TRUE(Write(*store_, Create("t0", "r0")).ok());
  }
  ~FailingGroup() override { store_.reset(); }

  // Two groups of two; the first meets the error. The reasons of all four, "" for an answer.
  std::vector<std::string> TwoGroups(FaultVfs::Error error) {
    std::vector<std::future<absl::StatusOr<store::Appended>>> answers;
    {
      Plug plug(*store_);
      for (const char* id : {"1", "2", "3", "4"}) {
        answers.push_back(WriteLater(*store_, Create(std::string("t") + id, id)));
      }
      vfs_.FailAt(error, 1, false);
    }
    std::vector<std::string> reasons;
    for (auto& answer : answers) {
      const absl::Status status = answer.get().status();
      reasons.emplace_back(status.ok() ? "" : ReasonName(*store::ReasonOf(status)));
    }
    store_->Stop();
    return reasons;
  }

  TempFolder folder_;
  FaultVfs vfs_;
  Log log_;
  std::unique_ptr<store::Store> store_;
};

TEST_F(FailingGroup, FullDiskLosesThatGroupOnly) {
  EXPECT_THAT(TwoGroups(FaultVfs::Error::kFull),
              ::testing::ElementsAre("DISK_FULL", "DISK_FULL", "", ""));
  EXPECT_THAT(log_.lines, ::testing::ElementsAre("committed r0", "rolled back, DISK_FULL: 1 2",
                                                 "committed 3 4"));
}

TEST_F(FailingGroup, FailedSyncStopsTheStoreForGood) {
  EXPECT_THAT(TwoGroups(FaultVfs::Error::kSync),
              ::testing::ElementsAre("OUTCOME_UNKNOWN", "OUTCOME_UNKNOWN", "STORE_STOPPED",
                                     "STORE_STOPPED"));
  EXPECT_THAT(log_.lines, ::testing::ElementsAre("committed r0",
                                                 "rolled back, OUTCOME_UNKNOWN: 1 2", "failed"));
  EXPECT_EQ(store::ReasonOf(store_->Failed()), Reason::kOutcomeUnknown);
}

TEST_F(FailingGroup, ReadsGoOnAfterTheFailure) {
  TwoGroups(FaultVfs::Error::kSync);
  const auto events = store_->TenantEvents(kTenant, 0, 10);
  ASSERT_TRUE(events.ok()) << events.status();
  EXPECT_EQ(events->size(), 1U) << "what was acknowledged, and nothing of the failed group";
}

}  // namespace
}  // namespace stapwijs::faults
