// SPDX-License-Identifier: EUPL-1.2
// Shared suite: the list of trajectories and its filters.
#include "tests/engine/store/store_suite.h"

namespace stapwijs::store::testing {
namespace {

class ListSuite : public StoreSuite {
 protected:
  // The event's type and method as given.
  Command With(Command command, const std::string& type, const std::string& method) {
    command.decide = [type, method](const Head&) {
      EventDraft draft = Draft();
      draft.type = type;
      draft.method = MethodOf(method);
      return draft;
    };
    return command;
  }

  void Make(const std::string& id, const std::string& method, std::optional<CaseRef> case_ref) {
    Command command = With(Create(id, "create " + id), "created", method);
    command.case_ref = std::move(case_ref);
    ASSERT_TRUE(Write(*store_, command).ok());
  }
  void Add(const std::string& id, const std::string& request, const std::string& type) {
    ASSERT_TRUE(Write(*store_, With(Record(id, request), type, "wijk")).ok());
  }

  // Six trajectories, a second between their events; t1 and t4 are closed, t2 is recorded anew
  // after all others.
  void MakeSix() {
    Make("t1", "wijk", CaseRef{"zaken", "1"});
    Make("t2", "wijk", CaseRef{"archief", "2"});
    Make("t3", "agenda", CaseRef{"zaken", "1"});
    Make("t4", "wijk", std::nullopt);
    Make("t5", "wijk", CaseRef{"zaken", "5"});
    Make("t6", "agenda", CaseRef{"archief", "1"});
    Add("t1", "close t1", "closed");
    Add("t4", "close t4", "closed");
    now_ += 1'000'000;
    Add("t2", "record t2", "recorded");
  }

  std::string Ids(const TrajectoryFilter& filter, std::int64_t after = 0, std::size_t limit = 100) {
    const auto list = store_->ListTrajectories(kTenant, filter, after, limit);
    EXPECT_TRUE(list.ok()) << list.status();
    std::string ids;
    for (const TrajectorySummary& each : *list) ids += (ids.empty() ? "" : " ") + each.trajectory;
    return ids;
  }
};
INSTANTIATE_TEST_SUITE_P(Every, ListSuite, ::testing::ValuesIn(AllStores()), KindName);

TEST_P(ListSuite, TrajectoriesAreListedInOrderOfCreation) {
  Command with_case = Create("t2", "c2");
  with_case.case_ref = CaseRef{"zaken", "77"};
  ASSERT_TRUE(Write(*store_, Create("t9", "c9")).ok());
  ASSERT_TRUE(Write(*store_, Record("t9", "r1")).ok());
  ASSERT_TRUE(Write(*store_, with_case).ok());
  ASSERT_TRUE(Write(*store_, Create("t5", "c5")).ok());
  const auto list = store_->ListTrajectories(kTenant, {}, 1, 1);
  ASSERT_TRUE(list.ok());
  ASSERT_EQ(list->size(), 1U);
  EXPECT_EQ(list->at(0).trajectory, "t2");
  EXPECT_EQ(list->at(0).method_id, "welkome_wijk");
  EXPECT_EQ(list->at(0).case_ref, (CaseRef{"zaken", "77"}));
  EXPECT_EQ(list->at(0).created_position, 3);
  EXPECT_EQ(store_->ListTrajectories(kTenant, {}, 0, 10)->at(0).revision, 2);
}

TEST_P(ListSuite, ALineTellsOfTheLastEvent) {
  Make("t1", "wijk", std::nullopt);
  now_ += 5;
  Command later = Record("t1", "r2");
  later.decide = [](const Head&) {
    EventDraft draft = Draft();
    draft.type = "closed";
    draft.method = MethodOf("wijk");
    draft.method.version = "2.0.0";
    draft.method.overlay_hash = MethodOf("overlay").hash;
    return draft;
  };
  const auto last = Write(*store_, later);
  ASSERT_TRUE(last.ok()) << last.status();
  TrajectorySummary expected;
  expected.trajectory = "t1";
  expected.method_id = "wijk";
  expected.created_position = 1;
  expected.revision = 2;
  expected.last_type = "closed";
  expected.changed_at = now_;
  expected.last_position = 2;
  expected.method = last->event.method;
  EXPECT_EQ(store_->ListTrajectories(kTenant, {}, 0, 10)->at(0), expected);
}

TEST_P(ListSuite, FiltersAreCombined) {
  MakeSix();
  const std::int64_t start = now_ - 1'000'000;
  const struct {
    TrajectoryFilter filter;
    const char* ids;
  } cases[] = {
      {{}, "t1 t2 t3 t4 t5 t6"},
      {{"wijk", "", {}, {}, {}, 0}, "t1 t2 t4 t5"},
      {{"absent", "", {}, {}, {}, 0}, ""},
      {{"", "zaken", {}, {}, {}, 0}, "t1 t3 t5"},
      {{"", "", "1", {}, {}, 0}, "t1 t3 t6"},
      {{"", "", "", {}, {}, 0}, ""},
      {{"", "zaken", "1", {}, {}, 0}, "t1 t3"},
      {{"wijk", "zaken", "1", {}, {}, 0}, "t1"},
      {{"wijk", "zaken", {}, {}, {}, 0}, "t1 t5"},
      {{"", "", {}, {"closed"}, {}, 0}, "t1 t4"},
      {{"", "", {}, {"closed", "recorded"}, {}, 0}, "t1 t2 t4"},
      {{"", "", {}, {}, {"closed"}, 0}, "t2 t3 t5 t6"},
      {{"", "", {}, {}, {"closed", "recorded"}, 0}, "t3 t5 t6"},
      {{"", "", {}, {"closed"}, {"closed"}, 0}, ""},
      {{"wijk", "", {}, {}, {"closed"}, 0}, "t2 t5"},
      {{"", "", {}, {}, {}, start}, "t1 t2 t3 t4 t5 t6"},
      {{"", "", {}, {}, {}, start + 1}, "t2"},
      {{"", "", {}, {}, {}, start + 1'000'000}, "t2"},
      {{"", "", {}, {}, {}, start + 1'000'001}, ""},
      {{"", "", {}, {"closed"}, {}, start + 1}, ""},
  };
  for (const auto& each : cases) {
    EXPECT_EQ(Ids(each.filter), each.ids) << "case " << &each - cases;
  }
}

TEST_P(ListSuite, EveryFilterGoesInPages) {
  MakeSix();
  const std::vector<TrajectoryFilter> filters = {{},
                                                 {"wijk", "", {}, {}, {}, 0},
                                                 {"", "zaken", {}, {}, {}, 0},
                                                 {"", "", "1", {}, {}, 0},
                                                 {"", "", {}, {}, {"closed"}, 0}};
  for (const TrajectoryFilter& filter : filters) {
    std::string pages;
    std::int64_t after = 0;
    while (true) {
      const auto page = store_->ListTrajectories(kTenant, filter, after, 1);
      ASSERT_TRUE(page.ok()) << page.status();
      if (page->empty()) break;
      ASSERT_EQ(page->size(), 1U);
      pages += (pages.empty() ? "" : " ") + page->front().trajectory;
      after = page->front().created_position;
    }
    EXPECT_EQ(pages, Ids(filter)) << "filter " << &filter - filters.data();
  }
}

TEST_P(ListSuite, NothingIsListedForNothing) {
  MakeSix();
  EXPECT_EQ(Ids({}, 0, 0), "");
  EXPECT_EQ(Ids({}, 6), "");
}

TEST_P(ListSuite, FiltersStayWithinTheTenant) {
  MakeSix();
  for (const TrajectoryFilter& filter :
       std::vector<TrajectoryFilter>{{"wijk", "", {}, {}, {}, 0}, {"", "zaken", "1", {}, {}, 0}}) {
    EXPECT_TRUE(store_->ListTrajectories("arnhem", filter, 0, 10)->empty());
  }
}

}  // namespace
}  // namespace stapwijs::store::testing
