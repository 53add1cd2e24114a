// SPDX-License-Identifier: EUPL-1.2
// A request that was answered once is answered again, whatever became of limits since.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "engine/store/sqlite/sqlite_store.h"
#include "tests/api/support/support.h"

namespace stapwijs::api {
namespace {

using testing::Ask;

class Repeats : public ::testing::Test {
 protected:
  Repeats() {
    for (const char* end : {"", "-wal", "-shm", ".lock"}) std::filesystem::remove(path_ + end);
    Open({});
    v1::PublishMethodRequest publish;
    publish.add_files()->set_name("a.stap");
    publish.mutable_files(0)->set_text(testing::PartyText());
    EXPECT_TRUE(Ask(*services_, &Services::PublishMethod, publish).ok());
    create_.set_request_id("create");
    create_.set_method_id("straatfeest");
    create_.set_label("Een lange naam");
    created_ = Ask(*services_, &Services::CreateTrajectory, create_).value();
    record_.set_trajectory_id(created_.trajectory().id());
    record_.set_request_id("record");
    record_.set_facts_json(R"({"guests": 3, "permit": true, "remark": "vrolijk"})");
    recorded_ = Ask(*services_, &Services::RecordFacts, record_).value();
  }

  void Open(const Limits& limits) {
    services_.reset();
    ServiceOptions options;
    options.limits = limits;
    services_ = *Services::Open(std::move(options), [this](store::Options store) {
      store::SqliteOptions sqlite;
      static_cast<store::Options&>(sqlite) = std::move(store);
      sqlite.path = path_;
      return store::OpenSqliteStore(std::move(sqlite));
    });
  }

  const std::string path_ = ::testing::TempDir() + "stapwijs_repeats_test.db";
  std::unique_ptr<Services> services_;
  v1::CreateTrajectoryRequest create_;
  v1::CreateTrajectoryResponse created_;
  v1::RecordFactsRequest record_;
  v1::RecordFactsResponse recorded_;
};

TEST_F(Repeats, AreAnsweredUnderTighterLimits) {
  Limits tight;
  tight.max_changes = 1;
  tight.max_label_characters = 3;
  tight.max_text_characters = 3;
  tight.highest_class = Privacy::kP0;
  Open(tight);
  const auto created = Ask(*services_, &Services::CreateTrajectory, create_);
  ASSERT_TRUE(created.ok()) << created.error().message.en;
  EXPECT_EQ(created.value().SerializeAsString(), created_.SerializeAsString());
  const auto recorded = Ask(*services_, &Services::RecordFacts, record_);
  ASSERT_TRUE(recorded.ok()) << recorded.error().message.en;
  EXPECT_EQ(recorded.value().SerializeAsString(), recorded_.SerializeAsString());
  record_.set_request_id("another");
  EXPECT_FALSE(Ask(*services_, &Services::RecordFacts, record_).ok());
}

TEST_F(Repeats, WithOtherContentAreRefusedAlsoWhenThatIsWrong) {
  record_.set_facts_json(R"({"guests": "many"})");
  EXPECT_EQ(Ask(*services_, &Services::RecordFacts, record_).error().reason,
            ErrorReason::kRequestIdReused);
}

TEST_F(Repeats, NameTheDefaultTenantOrNot) {
  record_.set_tenant("default");
  EXPECT_TRUE(Ask(*services_, &Services::RecordFacts, record_).ok());
}

TEST_F(Repeats, TheLibraryHasNoTrajectories) {
  create_.set_tenant("_library");
  create_.set_request_id("elsewhere");
  EXPECT_EQ(Ask(*services_, &Services::CreateTrajectory, create_).error().violations.at(0).field,
            "tenant");
}

}  // namespace
}  // namespace stapwijs::api
