// SPDX-License-Identifier: EUPL-1.2
// Shared suite: what is stored, in which order, and who sees it.
#include <thread>

#include "tests/engine/store/store_suite.h"

namespace stapwijs::store::testing {
namespace {

class AppendSuite : public StoreSuite {};
INSTANTIATE_TEST_SUITE_P(Every, AppendSuite, ::testing::ValuesIn(AllStores()), KindName);

TEST_P(AppendSuite, FirstEventStartsBothSequences) {
  const auto appended = Write(*store_, Create("t1", "r1"));
  ASSERT_TRUE(appended.ok()) << appended.status();
  EXPECT_FALSE(appended->repeated);
  EXPECT_EQ(appended->event.revision, 1);
  EXPECT_EQ(appended->event.position, 1);
  EXPECT_EQ(appended->event.recorded_at, now_);
  EXPECT_EQ(appended->event.previous_hash, Digest{});
  EXPECT_EQ(appended->event.tenant_previous, Digest{});
}

TEST_P(AppendSuite, StoredEventIsTheAnsweredOne) {
  Command command = Create("t1", "r1");
  command.decide = [](const Head&) {
    EventDraft draft = Draft("{\"naam\":\"d'Oude \xC3\xABik \\\"\"}");
    draft.type = "trajectory_created";
    draft.type_version = 3;
    draft.occurred_on = "2022-02-28";
    draft.method.overlay_hash = MethodOf("overlay").hash;
    draft.private_payload = std::string("{\"p\":1}\0x", 9);
    return draft;
  };
  const auto appended = Write(*store_, command);
  ASSERT_TRUE(appended.ok()) << appended.status();
  EXPECT_EQ(appended->event.type_version, 3);
  EXPECT_EQ(appended->event.occurred_on, "2022-02-28");
  EXPECT_EQ(appended->event.private_payload.size(), 9U);
  EXPECT_EQ(All(), std::vector<Event>{appended->event});
}

TEST_P(AppendSuite, AbsentAndEmptyDateStayDifferent) {
  Command command = Create("t1", "r1");
  command.decide = [](const Head&) {
    EventDraft draft = Draft();
    draft.occurred_on = "";
    return draft;
  };
  ASSERT_TRUE(Write(*store_, command).ok());
  ASSERT_TRUE(Write(*store_, Record("t1", "r2")).ok());
  const auto events = All();
  EXPECT_EQ(events.at(0).occurred_on, "");
  EXPECT_EQ(events.at(1).occurred_on, std::nullopt);
}

TEST_P(AppendSuite, MegabytesSurvive) {
  const std::string large(std::size_t{3} << 20, 'x');
  Command command = Create("t1", "r1");
  command.decide = [&](const Head&) { return Draft(large); };
  ASSERT_TRUE(Write(*store_, command).ok());
  EXPECT_EQ(All().at(0).payload, large);
}

TEST_P(AppendSuite, NextEventContinuesTheChains) {
  const auto first = Write(*store_, Create("t1", "r1"));
  const auto second = Write(*store_, Record("t1", "r2"));
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(second->event.revision, 2);
  EXPECT_EQ(second->event.previous_hash, first->event.hash);
  EXPECT_EQ(second->event.tenant_previous, first->event.tenant_hash);
  ExpectChainHolds();
}

TEST_P(AppendSuite, DecisionSeesTheHead) {
  std::vector<Head> seen;
  for (const char* request : {"r1", "r2"}) {
    Command command = seen.empty() ? Create("t1", request) : Record("t1", request);
    command.decide = [&](const Head& head) {
      seen.push_back(head);
      return Draft();
    };
    ASSERT_TRUE(Write(*store_, command).ok());
  }
  EXPECT_FALSE(seen[0].exists);
  EXPECT_EQ(seen[0].revision, 0);
  EXPECT_TRUE(seen[1].exists);
  EXPECT_EQ(seen[1].revision, 1);
  EXPECT_EQ(seen[1].hash, All().at(0).hash);
}

TEST_P(AppendSuite, RefusalComesBackUnchangedAndStoresNothing) {
  Command refused = Create("t1", "r1");
  refused.decide = [](const Head&) -> absl::StatusOr<EventDraft> {
    return absl::FailedPreconditionError("a guard is violated");
  };
  EXPECT_EQ(Write(*store_, refused).status(), absl::FailedPreconditionError("a guard is violated"));
  EXPECT_TRUE(All().empty());
  EXPECT_TRUE(Write(*store_, Create("t1", "r1", "other content")).ok()) << "the id is still free";
}

TEST_P(AppendSuite, TenantsShareNothing) {
  ASSERT_TRUE(Write(*store_, Create("t1", "r1")).ok());
  Command other = Create("t1", "r1", "other content");
  other.tenant = "arnhem";
  const auto appended = Write(*store_, other);
  ASSERT_TRUE(appended.ok()) << appended.status();
  EXPECT_EQ(appended->event.position, 1);
  EXPECT_EQ(All("arnhem").size(), 1U);
  EXPECT_EQ(All().size(), 1U);
  ExpectChainHolds("arnhem");
}

TEST_P(AppendSuite, ClockThatGoesBackIsHeld) {
  ASSERT_TRUE(Write(*store_, Create("t1", "r1")).ok());
  const std::int64_t first = now_;
  now_ -= 5'000'000;
  ASSERT_TRUE(Write(*store_, Record("t1", "r2")).ok());
  EXPECT_EQ(All().at(1).recorded_at, first);
  now_ = first + 1;
  ASSERT_TRUE(Write(*store_, Record("t1", "r3")).ok());
  EXPECT_EQ(All().at(2).recorded_at, first + 1);
}

TEST_P(AppendSuite, ManyThreadsGiveDenseNumbers) {
  constexpr int kThreads = 8;
  constexpr int kEach = 25;
  ASSERT_TRUE(Write(*store_, Create("shared", "r")).ok());
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      const std::string id = std::to_string(thread);
      EXPECT_TRUE(Write(*store_, Create("own" + id, "c" + id)).ok());
      for (int i = 0; i < kEach; ++i) {
        const std::string request = id + "-" + std::to_string(i);
        EXPECT_TRUE(Write(*store_, Record(i % 2 == 0 ? "shared" : "own" + id, request)).ok());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(All().size(), 1U + kThreads + kThreads * kEach);
  ExpectChainHolds();  // density of positions and revisions included
}

TEST_P(AppendSuite, ReadsGoInPages) {
  ASSERT_TRUE(Write(*store_, Create("t1", "c1")).ok());
  ASSERT_TRUE(Write(*store_, Create("t2", "c2")).ok());
  for (int i = 2; i <= 5; ++i) {
    ASSERT_TRUE(Write(*store_, Record("t1", "r" + std::to_string(i))).ok());
  }
  const auto page = store_->ReadEvents(kTenant, "t1", 2, 2);
  ASSERT_TRUE(page.ok());
  ASSERT_EQ(page->size(), 2U);
  EXPECT_EQ(page->at(0).revision, 3);
  EXPECT_EQ(page->at(1).revision, 4);
  const auto feed = store_->TenantEvents(kTenant, 4, 10);
  ASSERT_TRUE(feed.ok());
  ASSERT_EQ(feed->size(), 2U);
  EXPECT_EQ(feed->at(0).position, 5);
}

TEST_P(AppendSuite, AbsentThingsAreEmptyNotErrors) {
  EXPECT_TRUE(store_->ReadEvents("nobody", "t1", 0, 10)->empty());
  EXPECT_TRUE(store_->TenantEvents("nobody", 0, 10)->empty());
  EXPECT_FALSE(store_->ReadHead(kTenant, "t1")->exists);
  EXPECT_EQ(*store_->FindByRequestId(kTenant, "r1"), std::nullopt);
  EXPECT_EQ(*store_->FindByCaseRef(kTenant, "welkome_wijk", {"zaken", "1"}), std::nullopt);
  EXPECT_TRUE(store_->ListTrajectories("nobody", {}, 0, 10)->empty());
}

}  // namespace
}  // namespace stapwijs::store::testing
