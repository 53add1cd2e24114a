// SPDX-License-Identifier: EUPL-1.2
// Shared suite: published methods.
#include "engine/audit/chain.h"
#include "tests/engine/store/store_suite.h"

namespace stapwijs::store::testing {
namespace {

class MethodSuite : public StoreSuite {};
INSTANTIATE_TEST_SUITE_P(Every, MethodSuite, ::testing::ValuesIn(AllStores()), KindName);

TEST_P(MethodSuite, StoredMethodComesBackWhole) {
  MethodRecord record = Method("wijk", "1.0.0", "dump");
  record.sources = {{"a.stap", "method wijk"}, {"steps/b.stap", "step \xC3\xA9\xC3\xA9n"}};
  record.dump = std::string("\0binary\xFF", 8);
  const auto stored = Put(*store_, record);
  ASSERT_TRUE(stored.ok()) << stored.status();
  EXPECT_FALSE(stored->repeated);
  EXPECT_EQ(stored->published_at, now_);
  const auto read = store_->GetMethod(kTenant, "wijk", "1.0.0");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->sources, record.sources);
  EXPECT_EQ(read->dump, record.dump);
  EXPECT_EQ(read->hash, record.hash);
  EXPECT_EQ(read->published_by, "author-client");
  EXPECT_EQ(read->published_at, now_);
}

TEST_P(MethodSuite, PublishingTheSameAgainChangesNothing) {
  ASSERT_TRUE(Put(*store_, Method("wijk", "1.0.0", "dump")).ok());
  const std::int64_t first = now_;
  now_ += 1000;
  MethodRecord again = Method("wijk", "1.0.0", "dump");
  again.published_by = "somebody-else";
  const auto stored = Put(*store_, again);
  ASSERT_TRUE(stored.ok());
  EXPECT_TRUE(stored->repeated);
  EXPECT_EQ(stored->published_at, first);
  EXPECT_EQ(store_->GetMethod(kTenant, "wijk", "1.0.0")->published_by, "author-client");
}

TEST_P(MethodSuite, AVersionIsNeverReplaced) {
  ASSERT_TRUE(Put(*store_, Method("wijk", "1.0.0", "dump")).ok());
  const auto refused = Put(*store_, Method("wijk", "1.0.0", "changed"));
  EXPECT_REASON(refused, Reason::kMethodExists);
  EXPECT_TRUE(absl::IsAlreadyExists(refused.status()));
  EXPECT_EQ(store_->GetMethod(kTenant, "wijk", "1.0.0")->dump, "dump");
}

TEST_P(MethodSuite, LatestFollowsSemanticOrder) {
  for (const char* version : {"1.9.0", "1.10.0", "1.2.0", "2.0.0-rc.1"}) {
    ASSERT_TRUE(Put(*store_, Method("wijk", version, version)).ok());
  }
  EXPECT_EQ(store_->GetMethod(kTenant, "wijk", "")->version, "1.10.0");
}

TEST_P(MethodSuite, MethodIsFoundByHash) {
  ASSERT_TRUE(Put(*store_, Method("wijk", "1.0.0", "one")).ok());
  ASSERT_TRUE(Put(*store_, Method("wijk", "2.0.0", "two")).ok());
  EXPECT_EQ(store_->GetMethodByHash(kTenant, audit::Sha256("one"))->version, "1.0.0");
  EXPECT_REASON(store_->GetMethodByHash(kTenant, audit::Sha256("three")), Reason::kNoMethod);
  EXPECT_REASON(store_->GetMethodByHash("arnhem", audit::Sha256("one")), Reason::kNoMethod);
}

TEST_P(MethodSuite, AbsentMethodIsNotFound) {
  ASSERT_TRUE(Put(*store_, Method("wijk", "1.0.0", "one")).ok());
  for (const auto& [tenant, id, version] : std::vector<std::array<const char*, 3>>{
           {kTenant, "wijk", "1.0.1"}, {kTenant, "other", ""}, {"arnhem", "wijk", "1.0.0"}}) {
    const auto read = store_->GetMethod(tenant, id, version);
    EXPECT_REASON(read, Reason::kNoMethod);
    EXPECT_TRUE(absl::IsNotFound(read.status()));
  }
}

TEST_P(MethodSuite, ListIsInOrder) {
  for (const auto& [id, version] : std::vector<std::pair<const char*, const char*>>{
           {"wijk", "1.10.0"}, {"agenda", "1.0.0"}, {"wijk", "1.9.0"}}) {
    ASSERT_TRUE(Put(*store_, Method(id, version, std::string(id) + version)).ok());
  }
  std::vector<std::string> lines;
  const auto list = store_->ListMethods(kTenant);
  ASSERT_TRUE(list.ok());
  for (const MethodSummary& each : *list) lines.push_back(each.id + " " + each.version);
  EXPECT_THAT(lines, ::testing::ElementsAre("agenda 1.0.0", "wijk 1.9.0", "wijk 1.10.0"));
}

TEST_P(MethodSuite, MethodsAndEventsOfATenantDoNotDisturbEachOther) {
  ASSERT_TRUE(Write(*store_, Create("t1", "r1")).ok());
  std::future<absl::StatusOr<Appended>> answer;
  {
    Plug plug(*store_);
    store_->PutMethod(Method("wijk", "1.0.0", "one"), [](const auto&) {});
    answer = WriteLater(*store_, Record("t1", "r2"));
  }
  EXPECT_EQ(answer.get()->event.position, 2);
  ExpectChainHolds();
}

TEST_P(MethodSuite, BadRecordsAreRefused) {
  std::vector<MethodRecord> bad(4, Method("wijk", "1.0.0", "one"));
  bad[0].tenant = "";
  bad[1].id = "";
  bad[2].version = "";
  bad[3].dump = "";
  for (const MethodRecord& record : bad) EXPECT_REASON(Put(*store_, record), Reason::kBadCommand);
}

}  // namespace
}  // namespace stapwijs::store::testing
