// SPDX-License-Identifier: EUPL-1.2
// The index of the SQLite store: the filter, the tail, and how entries move to the tables while
// everybody reads.
#include "engine/store/sqlite/index.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <array>
#include <atomic>
#include <random>
#include <thread>

#include "engine/store/sqlite/request_filter.h"
#include "engine/store/sqlite/tail.h"
#include "tests/engine/store/store_suite.h"

namespace stapwijs::store::testing {
namespace {

using sqlite::Place;
using sqlite::RequestFilter;
using sqlite::RequestKey;
using sqlite::Tail;

// In files: a change would lose every request id there is.
TEST(RequestKey, IsFrozen) {
  EXPECT_EQ(RequestKey("nijmegen", "r1"), 0x8b9bd77bc7f22f35U);
  EXPECT_EQ(RequestKey("", ""), 0xf52a15e9a9b5e89bU);
  EXPECT_EQ(RequestKey("nijmegen", std::string("\0\xFF", 2)), 0x8abe1f9235629984U);
}

TEST(RequestKey, KeepsTenantAndIdApart) { EXPECT_NE(RequestKey("ab", "c"), RequestKey("a", "bc")); }

TEST(RequestFilter, NeverForgetsAndRarelyInvents) {
  constexpr int kKeys = 300'000;  // grows twice
  RequestFilter filter;
  for (int i = 0; i < kKeys; ++i) filter.Add(RequestKey("t", std::to_string(i)));
  int invented = 0;
  for (int i = 0; i < kKeys; ++i) {
    ASSERT_TRUE(filter.MayHold(RequestKey("t", std::to_string(i)))) << i;
    invented += filter.MayHold(RequestKey("u", std::to_string(i))) ? 1 : 0;
  }
  EXPECT_LT(invented, kKeys / 50);
  EXPECT_LT(filter.bytes(), 4U * kKeys);
}

TEST(RequestFilter, MadeWithRoomItTakesWhatItPromises) {
  const RequestFilter filter(1'000'000);
  EXPECT_LE(filter.bytes(), 1'600'000U);
}

TEST(Tail, FindsWhatWasAdded) {
  Tail tail;
  tail.Add({kTenant, "a", 7, 1, 1, 1});
  tail.Add({kTenant, "a", 8, 1, 2, 2});
  tail.Add({kTenant, "a", 7, 3, 1, 3});
  EXPECT_EQ(tail.Requests(7), (std::vector<std::int64_t>{1, 3}));
  EXPECT_EQ(tail.After(1, 0, 10), (std::vector<Place>{{1, 1, 1}, {2, 1, 2}}));
  EXPECT_EQ(tail.After(1, 1, 10), (std::vector<Place>{{2, 1, 2}}));
  EXPECT_EQ(tail.After(1, 0, 1), (std::vector<Place>{{1, 1, 1}}));
  EXPECT_TRUE(tail.After(2, 0, 10).empty());
}

TEST(Tail, LastGoesBackToOneThatIsCommitted) {
  Tail tail;
  tail.Add({kTenant, "a", 1, 1, 1, 1});
  tail.Add({kTenant, "a", 2, 1, 2, 2});
  tail.Commit();
  tail.Add({kTenant, "a", 3, 1, 3, 3});
  tail.Add({kTenant, "a", 4, 1, 4, 4});
  EXPECT_EQ(tail.Last(1), (std::vector<Place>{{4, 1, 4}, {3, 1, 3}, {2, 1, 2}}));
}

TEST(Tail, RollbackLeavesNothing) {
  Tail tail;
  tail.Add({kTenant, "a", 1, 1, 1, 1});
  tail.Commit();
  tail.Add({kTenant, "a", 1, 1, 2, 2});
  tail.Add({kTenant, "a", 2, 5, 1, 3});
  tail.Rollback();
  EXPECT_EQ(tail.Requests(1), (std::vector<std::int64_t>{1}));
  EXPECT_TRUE(tail.Requests(2).empty());
  EXPECT_TRUE(tail.Last(5).empty());
  tail.Add({kTenant, "a", 3, 1, 2, 2});
  tail.Commit();
  EXPECT_EQ(tail.Last(1), (std::vector<Place>{{2, 1, 2}}));
}

TEST(Tail, FrozenPartIsSortedAndStillFound) {
  Tail tail;
  for (const int i : {1, 2, 3, 4}) {
    tail.Add({kTenant, "a", static_cast<std::uint64_t>(9 - i), i % 2 == 0 ? 2 : 1, (i + 1) / 2, i});
  }
  tail.Commit();
  EXPECT_FALSE(tail.Freeze(5).has_value());
  const auto batch = tail.Freeze(4);
  ASSERT_TRUE(batch.has_value());
  EXPECT_EQ(batch->upto, 4);
  using Request = std::pair<std::int64_t, std::int64_t>;
  EXPECT_EQ(batch->requests, (std::vector<Request>{{5, 4}, {6, 3}, {7, 2}, {8, 1}}));
  using Entry = std::pair<std::int64_t, Place>;
  EXPECT_EQ(batch->trajectories,
            (std::vector<Entry>{{1, {1, 1, 1}}, {1, {2, 1, 3}}, {2, {1, 1, 2}}, {2, {2, 1, 4}}}));
  tail.Add({kTenant, "a", 20, 1, 3, 5});
  tail.Commit();
  EXPECT_EQ(tail.After(1, 1, 10), (std::vector<Place>{{2, 1, 3}, {3, 1, 5}}));
  EXPECT_FALSE(tail.Freeze(1).has_value()) << "one part at a time";
  tail.DropFrozen();
  EXPECT_EQ(tail.After(1, 1, 10), (std::vector<Place>{{3, 1, 5}}));
  EXPECT_TRUE(tail.Requests(8).empty());
}

TEST(Tail, TellsWhoseLastEventMayHaveAType) {
  Tail tail;
  const auto closed = [](const std::string& type) { return type == "closed"; };
  using Found = std::vector<std::int64_t>;
  tail.Add({"n", "open", 1, 10, 1, 1});
  tail.Add({"n", "closed", 2, 20, 1, 2});
  tail.Add({"a", "closed", 3, 30, 1, 3});
  tail.Add({"n", "closed", 4, 40, 1, 4});
  tail.Commit();
  EXPECT_EQ(tail.WithType("n", 0, 10, closed), (Found{20, 40}));
  EXPECT_EQ(tail.WithType("n", 0, 1, closed), (Found{20}));
  EXPECT_EQ(tail.WithType("n", 21, 10, closed), (Found{40}));
  EXPECT_EQ(tail.WithType("nobody", 0, 10, closed), Found());
  ASSERT_TRUE(tail.Freeze(1).has_value());
  EXPECT_EQ(tail.WithType("n", 0, 10, closed), (Found{20, 40}));
  tail.Add({"n", "open", 5, 50, 5, 5});
  EXPECT_EQ(tail.WithType("n", 41, 10, closed), (Found{50})) << "it may not happen";
  tail.Commit();
  EXPECT_EQ(tail.WithType("n", 41, 10, closed), Found());
}

class Indexing : public ::testing::Test {
 protected:
  std::unique_ptr<Store> Open(std::size_t batch, const Options& common = {}) {
    SqliteOptions options;
    static_cast<Options&>(options) = common;
    options.path = folder_.File("store.db");
    options.index_batch = batch;
    options.checkpoint_pages = 30;
    auto store = OpenSqliteStore(options);
    EXPECT_TRUE(store.ok()) << store.status();
    return *std::move(store);
  }

  std::int64_t Number(const std::string& sql) {
    sqlite3* db = nullptr;
    sqlite3_stmt* query = nullptr;
    EXPECT_EQ(sqlite3_open(folder_.File("store.db").c_str(), &db), SQLITE_OK);
    EXPECT_EQ(sqlite3_prepare_v2(db, sql.c_str(), -1, &query, nullptr), SQLITE_OK);
    EXPECT_EQ(sqlite3_step(query), SQLITE_ROW);
    const std::int64_t value = sqlite3_column_int64(query, 0);
    sqlite3_finalize(query);
    sqlite3_close(db);
    return value;
  }

  TempFolder folder_;
};

TEST_F(Indexing, EntriesReachTheTablesInBatches) {
  constexpr int kEvents = 300;
  {
    const auto store = Open(100);
    for (int i = 0; i < kEvents; ++i) {
      const std::string id = std::to_string(i);
      ASSERT_TRUE(Write(*store, Create("t" + id, id)).ok());
    }
  }
  // A hundred are set apart, and move while fifty more are written: so twice, and a hundred are
  // young.
  EXPECT_EQ(Number("SELECT upto FROM event_indexed"), 200);
  EXPECT_EQ(Number("SELECT count(*) FROM event_request"), 200);
  EXPECT_EQ(Number("SELECT count(*) FROM event_trajectory"), 200);
}

TEST_F(Indexing, WhereverAnEntryLiesItIsFound) {
  for (const std::size_t batch : {1000U, 50U, 7U, 1U}) {
    const auto store = Open(batch);
    const std::string round = std::to_string(batch);
    for (int i = 0; i < 60; ++i) {
      const std::string id = round + "-" + std::to_string(i);
      ASSERT_TRUE(
          Write(*store, i < 5 ? Create(id, id) : Record(round + "-" + std::to_string(i % 5), id))
              .ok());
    }
    const auto events = *store->TenantEvents(kTenant, 0, 1000);
    for (const Event& event : events) {
      EXPECT_EQ(*store->FindByRequestId(kTenant, event.request_id), event);
      const auto read = store->ReadEvents(kTenant, event.trajectory, event.revision - 1, 1);
      EXPECT_EQ(*read, std::vector<Event>{event});
      EXPECT_EQ(store->ReadEvents(kTenant, event.trajectory, 0, 100)->size(), 12U);
    }
  }
}

// Random histories: every filter gives what the store in memory gives, page by page.
TEST_F(Indexing, ListIsThatOfTheStoreInMemory) {
  std::mt19937_64 random(20220301);
  std::int64_t now = 1'000'000;
  Options options;
  options.clock = [&now] { return now; };
  const auto twin = MakeMemoryStore(options);
  static constexpr std::array<const char*, 4> kTypes = {"a", "b", "c", "closed"};
  int requests = 0;
  const auto write = [&](Store& store) {
    const std::string id = "t" + std::to_string(random() % 40);
    const bool known = twin->ReadHead(kTenant, id)->exists;
    Command command =
        known ? Record(id, std::to_string(requests)) : Create(id, std::to_string(requests));
    ++requests;
    const std::string type = kTypes.at(random() % 10 == 0 ? 3 : random() % 3);
    const std::string method = random() % 2 == 0 ? "wijk" : "agenda";
    command.decide = [type, method](const Head&) {
      EventDraft draft = Draft();
      draft.type = type;
      draft.method = MethodOf(method);
      return draft;
    };
    if (random() % 4 == 0) {
      command.case_ref = CaseRef{random() % 2 == 0 ? "zaken" : "archief", id};
      command.sets_case_ref = known;
    }
    now += static_cast<std::int64_t>(random() % 3);
    ASSERT_TRUE(Write(*twin, command).ok());
    ASSERT_TRUE(Write(store, command).ok());
  };
  const auto one_of = [&random](std::vector<std::string> texts) {
    return texts[random() % texts.size()];
  };
  for (const std::size_t batch : {1000U, 13U, 40U, 1U, 5U}) {
    auto store = Open(batch, options);
    for (int i = 0; i < 150; ++i) {
      write(*store);
      TrajectoryFilter filter;
      filter.method_id = one_of({"", "", "wijk", "agenda"});
      filter.case_source = one_of({"", "", "zaken"});
      if (random() % 8 == 0) filter.case_id = "t" + std::to_string(random() % 40);
      for (const char* type : kTypes) {
        if (random() % 3 == 0) filter.last_types.emplace_back(type);
        if (random() % 5 == 0) filter.not_last_types.emplace_back(type);
      }
      if (random() % 3 == 0) filter.last_types.clear();
      if (random() % 3 == 0) filter.changed_since = now - static_cast<std::int64_t>(random() % 60);
      const auto after = static_cast<std::int64_t>(random() % 60);
      const std::size_t limit = 1 + random() % 12;
      ASSERT_EQ(*store->ListTrajectories(kTenant, filter, after, limit),
                *twin->ListTrajectories(kTenant, filter, after, limit))
          << "batch " << batch << ", write " << i;
    }
  }
}

// Readers of every kind beside a writer whose entries move all the time: nothing that was
// acknowledged is ever not there, and no trajectory has a gap.
TEST_F(Indexing, ReadersNeverMissWhatWasAcknowledged) {
  constexpr int kEvents = 1500;
  const auto store = Open(3);
  ASSERT_TRUE(Write(*store, Create("t", "0")).ok());
  std::atomic<int> acknowledged{1};
  std::atomic<bool> stop{false};
  std::vector<std::thread> readers;
  const auto read_all = [&](const std::function<void(int)>& read) {
    readers.emplace_back([&, read] {
      while (!stop && !::testing::Test::HasFailure()) read(acknowledged);
    });
  };
  read_all([&](int least) { EXPECT_GE(store->ReadHead(kTenant, "t")->revision, least); });
  read_all([&](int least) {
    const std::string last = std::to_string(least - 1);
    EXPECT_TRUE(store->FindByRequestId(kTenant, last)->has_value()) << last;
    EXPECT_EQ(*store->FindByRequestId(kTenant, "absent"), std::nullopt);
  });
  read_all([&](int least) {
    const int after = std::max(0, least - 20);
    const auto events = *store->ReadEvents(kTenant, "t", after, 1000);
    EXPECT_GE(events.size(), static_cast<std::size_t>(least - after));
    for (std::size_t i = 0; i < events.size(); ++i) {
      EXPECT_EQ(events[i].revision, after + static_cast<int>(i) + 1);
    }
  });
  read_all([&](int least) {
    const auto list = *store->ListTrajectories(kTenant, {}, 0, 10);
    EXPECT_GE(list.at(0).revision, least);
    // What the feed shows, every other way of reading shows from then on.
    const auto feed = *store->TenantEvents(kTenant, least, 10);
    if (!feed.empty()) {
      EXPECT_GE(store->ReadHead(kTenant, "t")->revision, feed.back().revision);
    }
  });
  for (int i = 1; i < kEvents; ++i) {
    ASSERT_TRUE(Write(*store, Record("t", std::to_string(i))).ok());
    acknowledged = i + 1;
  }
  stop = true;
  for (std::thread& reader : readers) reader.join();
}

}  // namespace
}  // namespace stapwijs::store::testing
