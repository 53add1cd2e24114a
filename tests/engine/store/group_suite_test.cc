// SPDX-License-Identifier: EUPL-1.2
// Shared suite: groups, the order of callbacks, the bound of the queue, and stopping.
#include "tests/engine/store/store_suite.h"

namespace stapwijs::store::testing {
namespace {

// Writes down what happens, in order.
class Log : public Observer {
 public:
  void OnAppended(const Event& event) override { Add("appended " + event.request_id); }
  void OnCommitted(const std::vector<Event>& events) override {
    std::string line = "committed";
    for (const Event& event : events) line += " " + event.request_id;
    Add(line);
    if (on_committed) on_committed(events);
  }
  void OnRolledBack(const std::vector<Event>&, const absl::Status&) override { Add("rolled back"); }
  void OnFailed(const absl::Status&) override { Add("failed"); }
  void Add(const std::string& line) {
    const std::lock_guard lock(mutex_);
    lines_.push_back(line);
  }
  std::vector<std::string> lines() const {
    const std::lock_guard lock(mutex_);
    return lines_;
  }
  std::function<void(const std::vector<Event>&)> on_committed;

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
};

class GroupSuite : public StoreSuite {
 protected:
  void SetUp() override {
    options_.observer = &log_;
    StoreSuite::SetUp();
  }
  ~GroupSuite() override { store_.reset(); }  // before the observer

  void SubmitLogged(Command command) {
    const std::string id = command.request_id;
    store_->Submit(std::move(command), [this, id](const absl::StatusOr<Appended>& result) {
      log_.Add((result.ok() ? "done " : "refused ") + id);
    });
  }

  Log log_;
};
INSTANTIATE_TEST_SUITE_P(Every, GroupSuite, ::testing::ValuesIn(AllStores()), KindName);

TEST_P(GroupSuite, WhatWaitsIsCommittedTogether) {
  std::vector<std::future<absl::StatusOr<Appended>>> answers;
  {
    Plug plug(*store_);
    for (int i = 0; i < 100; ++i) {
      const std::string id = std::to_string(i);
      answers.push_back(WriteLater(*store_, Create("t" + id, "r" + id)));
    }
  }
  for (auto& answer : answers) EXPECT_TRUE(answer.get().ok());
  EXPECT_EQ(store_->GetStats().groups, 1);
  EXPECT_EQ(store_->GetStats().events, 100);
}

TEST_P(GroupSuite, GroupHasABound) {
  options_.group_limit = 30;
  Open();
  std::vector<std::future<absl::StatusOr<Appended>>> answers;
  {
    Plug plug(*store_);
    for (int i = 0; i < 61; ++i) {
      const std::string id = std::to_string(i);
      answers.push_back(WriteLater(*store_, Create("t" + id, "r" + id)));
    }
  }
  for (auto& answer : answers) EXPECT_TRUE(answer.get().ok());
  EXPECT_EQ(store_->GetStats().groups, 3);
}

TEST_P(GroupSuite, AnswersComeAfterTheCommit) {
  Command refused = Create("t2", "r2");
  refused.decide = [](const Head&) -> absl::StatusOr<EventDraft> {
    return absl::FailedPreconditionError("no");
  };
  {
    Plug plug(*store_);
    SubmitLogged(Create("t1", "r1"));
    SubmitLogged(refused);
    SubmitLogged(Record("t1", "r3"));
  }
  store_->Stop();
  EXPECT_THAT(log_.lines(), ::testing::ElementsAre("appended r1", "appended r3", "committed r1 r3",
                                                   "done r1", "refused r2", "done r3"));
}

TEST_P(GroupSuite, ReadersSeeWhatIsCommittedWhenTheObserverHears) {
  std::size_t seen = 0;
  log_.on_committed = [&](const std::vector<Event>&) { seen = All().size(); };
  ASSERT_TRUE(Write(*store_, Create("t1", "r1")).ok());
  EXPECT_EQ(seen, 1U);
}

TEST_P(GroupSuite, ReadersSeeNothingOfAnOpenGroup) {
  std::size_t seen = 99;
  Command second = Record("t1", "r2");
  second.decide = [&](const Head& head) {
    EXPECT_EQ(head.revision, 1);
    seen = All().size();
    return Draft();
  };
  {
    Plug plug(*store_);
    SubmitLogged(Create("t1", "r1"));
    SubmitLogged(second);
  }
  store_->Stop();
  EXPECT_EQ(seen, 0U);
  EXPECT_EQ(All().size(), 2U);
}

TEST_P(GroupSuite, GroupWithoutEventsIsSilent) {
  SubmitLogged(Record("absent", "r1"));
  store_->Stop();
  EXPECT_THAT(log_.lines(), ::testing::ElementsAre("refused r1"));
  EXPECT_EQ(store_->GetStats().groups, 0);
  EXPECT_EQ(store_->GetStats().refused, 1);
}

TEST_P(GroupSuite, QueueHasABound) {
  options_.queue_limit = 3;
  Open();
  std::vector<std::future<absl::StatusOr<Appended>>> answers;
  {
    Plug plug(*store_);
    for (const char* id : {"1", "2", "3"}) answers.push_back(WriteLater(*store_, Create(id, id)));
    const auto refused = Write(*store_, Create("4", "4"));  // answered although the writer is held
    EXPECT_REASON(refused, Reason::kQueueFull);
    EXPECT_TRUE(absl::IsResourceExhausted(refused.status()));
    EXPECT_EQ(store_->GetStats().queued, 3);
  }
  for (auto& answer : answers) EXPECT_TRUE(answer.get().ok());
  EXPECT_TRUE(Write(*store_, Create("4", "4")).ok());
}

TEST_P(GroupSuite, StopFinishesWhatIsQueued) {
  std::vector<std::future<absl::StatusOr<Appended>>> answers;
  {
    Plug plug(*store_);
    for (const char* id : {"1", "2", "3"}) answers.push_back(WriteLater(*store_, Create(id, id)));
  }
  store_->Stop();
  store_->Stop();
  for (auto& answer : answers) {
    ASSERT_EQ(answer.wait_for(std::chrono::seconds(0)), std::future_status::ready);
    EXPECT_TRUE(answer.get().ok());
  }
}

TEST_P(GroupSuite, StoppedStoreRefusesWritesAndStillReads) {
  ASSERT_TRUE(Write(*store_, Create("t1", "r1")).ok());
  store_->Stop();
  const auto refused = Write(*store_, Record("t1", "r2"));
  EXPECT_REASON(refused, Reason::kStoreStopped);
  EXPECT_TRUE(absl::IsUnavailable(refused.status()));
  EXPECT_EQ(All().size(), 1U);
  EXPECT_TRUE(store_->Failed().ok());
}

TEST_P(GroupSuite, AnswerMaySubmitTheNextCommand) {
  std::promise<absl::StatusOr<Appended>> second;
  store_->Submit(Create("t1", "r1"), [&](const absl::StatusOr<Appended>& first) {
    EXPECT_TRUE(first.ok());
    store_->Submit(Record("t1", "r2"),
                   [&](const absl::StatusOr<Appended>& result) { second.set_value(result); });
  });
  EXPECT_EQ(second.get_future().get()->event.revision, 2);
}

}  // namespace
}  // namespace stapwijs::store::testing
