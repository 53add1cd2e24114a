// SPDX-License-Identifier: EUPL-1.2
// Many writers, readers and lists at once. What was seen is checked as a history: each trajectory
// is a register whose revisions name its values, so a history is in order (linearizable) exactly
// when
//  - no two writes got the same revision, and the revisions are dense;
//  - a read at revision r shows the value that the write of revision r wrote;
//  - a read never shows less than what was acknowledged before it began, nor more than what was
//    begun before it ended.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/store/memory/memory_store.h"
#include "engine/store/sqlite/sqlite_store.h"
#include "tests/api/support/support.h"

namespace stapwijs::api {
namespace {

using testing::Ask;

constexpr int kWriters = 4;
constexpr int kReaders = 2;
constexpr int kTrajectories = 3;
constexpr int kWritesEach = 60;

// One call on one trajectory. Moments come from one counter: `began` before the call, `ended`
// after.
struct Operation {
  int64_t began = 0;
  int64_t ended = 0;
  int32_t revision = 0;
  int value = 0;
};

struct History {
  std::mutex mutex;
  std::vector<Operation> writes;
  std::vector<Operation> reads;
};

class Concurrent : public ::testing::TestWithParam<bool> {
 protected:
  Concurrent() {
    for (const char* end : {"", "-wal", "-shm", ".lock"}) std::filesystem::remove(path_ + end);
    services_ = *Services::Open({}, [this](store::Options options) {
      return GetParam() ? OpenFile(std::move(options))
                        : absl::StatusOr<std::unique_ptr<store::Store>>(
                              store::MakeMemoryStore(std::move(options)));
    });
    v1::PublishMethodRequest publish;
    publish.add_files()->set_name("a.stap");
    publish.mutable_files(0)->set_text(testing::PartyText());
    EXPECT_TRUE(Ask(*services_, &Services::PublishMethod, publish).ok());
    for (int i = 0; i < kTrajectories; ++i) {
      v1::CreateTrajectoryRequest create;
      create.set_request_id(absl::StrCat("create-", i));
      create.set_method_id("straatfeest");
      ids_[i] = Ask(*services_, &Services::CreateTrajectory, create).value().trajectory().id();
    }
  }

  absl::StatusOr<std::unique_ptr<store::Store>> OpenFile(store::Options options) const {
    store::SqliteOptions sqlite;
    static_cast<store::Options&>(sqlite) = std::move(options);
    sqlite.path = path_;
    return store::OpenSqliteStore(std::move(sqlite));
  }

  v1::RecordFactsRequest Writing(int trajectory, int value) const {
    v1::RecordFactsRequest request;
    request.set_trajectory_id(ids_[trajectory]);
    request.set_request_id(absl::StrCat("write-", value));
    request.set_facts_json(absl::StrCat(R"({"guests": )", value, "}"));
    return request;
  }

  // Values are different in every write: they tell which write a read saw.
  void Write(int writer) {
    for (int i = 0; i < kWritesEach; ++i) {
      const int value = writer * kWritesEach + i + 1;
      const int trajectory = value % kTrajectories;
      Operation write;
      write.value = value;
      write.began = ++moment_;
      const auto request = Writing(trajectory, value);
      auto answer = Ask(*services_, &Services::RecordFacts, request);
      ASSERT_TRUE(answer.ok()) << answer.error().message.en;
      write.revision = answer.value().receipt().revision();
      write.ended = ++moment_;
      // A client that got no answer asks again: the same answer, nothing done twice.
      if (i % 5 == 0) {
        answer = Ask(*services_, &Services::RecordFacts, request);
        ASSERT_TRUE(answer.ok());
        EXPECT_EQ(answer.value().receipt().revision(), write.revision);
      }
      CheckToken(trajectory, answer.value().receipt());
      const std::lock_guard lock(histories_[trajectory].mutex);
      histories_[trajectory].writes.push_back(write);
    }
  }

  // A read with the token of a write is not older than that write.
  void CheckToken(int trajectory, const v1::WriteReceipt& receipt) {
    v1::GetAssessmentRequest request;
    request.set_trajectory_id(ids_[trajectory]);
    request.set_consistency_token(receipt.consistency_token());
    const auto read = Ask(*services_, &Services::GetAssessment, request);
    ASSERT_TRUE(read.ok());
    EXPECT_GE(read.value().assessment().revision(), receipt.revision());
  }

  void Read(int reader) {
    for (int i = reader; writing_; ++i) {
      const int trajectory = i % kTrajectories;
      v1::GetTrajectoryRequest request;
      request.set_trajectory_id(ids_[trajectory]);
      request.set_view(v1::TRAJECTORY_VIEW_FULL);
      Operation read;
      read.began = ++moment_;
      const auto answer = Ask(*services_, &Services::GetTrajectory, request);
      read.ended = ++moment_;
      ASSERT_TRUE(answer.ok());
      const v1::Trajectory& seen = answer.value().trajectory();
      read.revision = seen.revision();
      if (seen.facts_size() > 0) read.value = static_cast<int>(seen.facts(0).value().integer());
      const std::lock_guard lock(histories_[trajectory].mutex);
      histories_[trajectory].reads.push_back(read);
    }
  }

  // Pages through the whole feed again and again: positions without a gap.
  void Scan() {
    while (writing_) {
      v1::ListEventsRequest request;
      request.set_page_size(20);
      int64_t expected = 1;
      do {
        const auto page = Ask(*services_, &Services::ListEvents, request);
        ASSERT_TRUE(page.ok());
        for (const auto& event : page.value().events()) EXPECT_EQ(event.position(), expected++);
        request.set_page_token(page.value().next_page_token());
      } while (!request.page_token().empty());
    }
  }

  const std::string path_ = ::testing::TempDir() + "stapwijs_concurrency_test.db";
  std::unique_ptr<Services> services_;
  std::string ids_[kTrajectories];
  History histories_[kTrajectories];
  std::atomic<int64_t> moment_ = 0;
  std::atomic<bool> writing_ = true;
};

void CheckInOrder(const History& history) {
  std::map<int32_t, Operation> by_revision;
  for (const Operation& write : history.writes) {
    EXPECT_TRUE(by_revision.emplace(write.revision, write).second) << "revision given twice";
  }
  int32_t expected = 2;  // the first made the trajectory
  for (const auto& [revision, write] : by_revision) EXPECT_EQ(revision, expected++);
  for (const Operation& read : history.reads) {
    int32_t acknowledged = 1;
    int32_t begun = 1;
    for (const Operation& write : history.writes) {
      if (write.ended < read.began) acknowledged = std::max(acknowledged, write.revision);
      if (write.began < read.ended) begun = std::max(begun, write.revision);
    }
    EXPECT_GE(read.revision, acknowledged);
    EXPECT_LE(read.revision, begun);
    if (read.revision > 1) {
      EXPECT_EQ(read.value, by_revision[read.revision].value);
    }
  }
}

TEST_P(Concurrent, HistoriesAreInOrder) {
  std::vector<std::thread> others;
  for (int i = 0; i < kReaders; ++i) others.emplace_back([this, i] { Read(i); });
  others.emplace_back([this] { Scan(); });
  std::vector<std::thread> writers;
  for (int i = 0; i < kWriters; ++i) writers.emplace_back([this, i] { Write(i); });
  for (std::thread& thread : writers) thread.join();
  writing_ = false;
  for (std::thread& thread : others) thread.join();
  size_t writes = 0;
  for (const History& history : histories_) {
    CheckInOrder(history);
    EXPECT_FALSE(history.reads.empty());
    writes += history.writes.size();
  }
  EXPECT_EQ(writes, static_cast<size_t>(kWriters * kWritesEach));
}

INSTANTIATE_TEST_SUITE_P(Stores, Concurrent, ::testing::Bool(),
                         [](const auto& tested) { return tested.param ? "sqlite" : "memory"; });

}  // namespace
}  // namespace stapwijs::api
