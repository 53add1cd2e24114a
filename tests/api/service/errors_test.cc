// SPDX-License-Identifier: EUPL-1.2
// Every reason of errors.def is produced here by what it is for.
#include "engine/store/errors.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "api/service/error.h"
#include "api/service/method_cache.h"
#include "engine/store/memory/memory_store.h"
#include "engine/store/sqlite/sqlite_store.h"
#include "tests/api/support/support.h"

namespace stapwijs::api {
namespace {

using testing::Ask;
using testing::Party;

ServiceError OfStore(store::Reason reason) { return FromStore(store::MakeError(reason, "why")); }

v1::CreateTrajectoryRequest Creation(Party& party, const std::string& id = "") {
  v1::CreateTrajectoryRequest request;
  request.set_request_id(party.NewId());
  request.set_trajectory_id(id);
  request.set_method_id("straatfeest");
  request.set_label("Dorpsstraat");
  return request;
}

v1::StartStepRequest Start(Party& party, const std::string& trajectory, const std::string& step) {
  v1::StartStepRequest request;
  request.set_trajectory_id(trajectory);
  request.set_request_id(party.NewId());
  request.set_step(step);
  return request;
}

// A trajectory whose step `plan` is complete.
std::string Planned(Party& party) {
  const std::string id = party.Create();
  Ask(party.services(), &Services::RecordFacts,
      party.Facts(id, R"({"guests": 10, "stalls": [], "plan.neighbours_agree": true})"));
  return id;
}

ServiceError TakenCase(Party& party) {
  auto request = Creation(party);
  request.mutable_case_ref()->set_source("zaken");
  request.mutable_case_ref()->set_id("1");
  Ask(party.services(), &Services::CreateTrajectory, request);
  request.set_request_id(party.NewId());
  return Ask(party.services(), &Services::CreateTrajectory, request).error();
}

ServiceError ReusedRequest(Party& party) {
  auto request = Creation(party);
  Ask(party.services(), &Services::CreateTrajectory, request);
  request.set_label("Kerkstraat");
  return Ask(party.services(), &Services::CreateTrajectory, request).error();
}

ServiceError Publish(Party& party, const std::string& text) {
  v1::PublishMethodRequest request;
  request.set_tenant("_library");
  request.add_files()->set_name("a.stap");
  request.mutable_files(0)->set_text(text);
  return Ask(party.services(), &Services::PublishMethod, request).error();
}

std::string OtherText() {
  std::string text = testing::PartyText();
  text.replace(text.find("guests > 100"), 12, "guests > 101");
  return text;
}

ServiceError Stale(Party& party) {
  const std::string id = party.Create();
  auto request = party.Facts(id, R"({"guests": 1})");
  request.set_expected_revision(9);
  return Ask(party.services(), &Services::RecordFacts, request).error();
}

ServiceError AheadOfTime(Party& party) {
  auto request = party.Assess(party.Create());
  request.set_consistency_token("1-999");
  return Ask(party.services(), &Services::GetAssessment, request).error();
}

// A record whose text does not mean what its hash says.
ServiceError Unreadable() {
  auto store = store::MakeMemoryStore();
  store::MethodRecord record;
  record.tenant = "default";
  record.id = "straatfeest";
  record.version = "1.0.0";
  record.hash[0] = 1;
  record.dump = "x";
  record.sources["straatfeest.stap"] = testing::PartyText();
  std::promise<void> stored;
  store->PutMethod(record, [&](absl::StatusOr<store::MethodStored>) { stored.set_value(); });
  stored.get_future().wait();
  return MethodCache(*store, 1 << 20).Find("default", "straatfeest", "").error();
}

v1::WaiveGuardRequest Waiver(Party& party, const std::string& trajectory,
                             const std::string& guard) {
  v1::WaiveGuardRequest request;
  request.set_trajectory_id(trajectory);
  request.set_request_id(party.NewId());
  request.set_guard(guard);
  request.set_reason("why");
  request.set_role("organiser");
  return request;
}

ServiceError Unwaivable(Party& party) {
  v1::PublishMethodRequest publish;
  publish.add_files()->set_name("a.stap");
  publish.mutable_files(0)->set_text(
      "method strict 1.0.0 nl \"S\" en \"S\" role organiser nl \"o\" en \"o\" "
      "step plan nl \"S\" en \"S\" { fact safe: yesno nl \"V\" en \"S\" "
      "guard g blocks { holds when safe message nl \"N\" en \"N\" unwaivable own } }");
  Ask(party.services(), &Services::PublishMethod, publish);
  auto creation = Creation(party);
  creation.set_method_id("strict");
  const auto created = Ask(party.services(), &Services::CreateTrajectory, creation);
  const std::string id = created.value().trajectory().id();
  return Ask(party.services(), &Services::WaiveGuard, Waiver(party, id, "plan.g")).error();
}

ServiceError Closed(Party& party) {
  v1::CloseTrajectoryRequest request;
  request.set_trajectory_id(party.Create());
  request.set_request_id(party.NewId());
  request.set_state(v1::TRAJECTORY_STATE_ENDED);
  Ask(party.services(), &Services::CloseTrajectory, request);
  request.set_request_id(party.NewId());
  return Ask(party.services(), &Services::CloseTrajectory, request).error();
}

ServiceError NoFolder(Party&) {
  const std::string path = ::testing::TempDir() + "stapwijs_errors_test.db";
  for (const char* end : {"", "-wal", "-shm", ".lock"}) std::filesystem::remove(path + end);
  ServiceOptions options;
  options.backup_folder = ::testing::TempDir() + "stapwijs_no_such_folder";
  auto services = *Services::Open(std::move(options), [&](store::Options store) {
    store::SqliteOptions sqlite;
    static_cast<store::Options&>(sqlite) = std::move(store);
    sqlite.path = path;
    return store::OpenSqliteStore(std::move(sqlite));
  });
  return Ask(*services, &Services::Backup, v1::BackupRequest()).error();
}

// A hundred answers of 50 KB each.
ServiceError TooLargeABatch(Party& party) {
  std::string text = "method wide 1.0.0 nl \"W\" en \"W\" step s nl \"S\" en \"S\" { ";
  for (int i = 0; i < 150; ++i) {
    const std::string name = "i" + std::to_string(i);
    text += "item " + name + " required nl \"" + std::string(70, 'w') + "\" en \"W\" { ask nl \"" +
            std::string(200, 'v') + "\" en \"W\" own } ";
  }
  v1::PublishMethodRequest publish;
  publish.add_files()->set_name("a.stap");
  publish.mutable_files(0)->set_text(text + "}");
  EXPECT_TRUE(Ask(party.services(), &Services::PublishMethod, publish).ok());
  v1::BatchGetAssessmentsRequest request;
  for (int i = 0; i < 100; ++i) {
    auto creation = Creation(party);
    creation.set_method_id("wide");
    request.add_trajectory_ids(
        Ask(party.services(), &Services::CreateTrajectory, creation).value().trajectory().id());
  }
  return Ask(party.services(), &Services::BatchGetAssessments, request).error();
}

ServiceError TooLargeAPortfolio(Party&) {
  ServiceOptions options;
  options.portfolio_limit = 1;
  Party small(std::move(options));
  small.Create();
  small.Create();
  v1::GetPortfolioReportRequest request;
  request.set_method_id("straatfeest");
  return Ask(small.services(), &Services::GetPortfolioReport, request).error();
}

using Make = std::function<ServiceError(Party&)>;

const std::map<ErrorReason, Make>& Makers() {
  static const std::map<ErrorReason, Make> makers = {
      {ErrorReason::kInvalidRequest,
       [](Party& p) { return Ask(p.services(), &Services::GetAssessment, p.Assess("")).error(); }},
      {ErrorReason::kTenantNotAllowed, [](Party&) { return TenantNotAllowed(); }},
      {ErrorReason::kMethodNotValid, [](Party& p) { return Publish(p, "method"); }},
      {ErrorReason::kNoTrajectory,
       [](Party& p) { return Ask(p.services(), &Services::GetAssessment, p.Assess("x")).error(); }},
      {ErrorReason::kNoMethod,
       [](Party& p) {
         auto request = Creation(p);
         request.set_method_id("nothing");
         return Ask(p.services(), &Services::CreateTrajectory, request).error();
       }},
      {ErrorReason::kMethodExists, [](Party& p) { return Publish(p, OtherText()); }},
      {ErrorReason::kTrajectoryExists,
       [](Party& p) {
         const auto id = p.Create();
         return Ask(p.services(), &Services::CreateTrajectory, Creation(p, id)).error();
       }},
      {ErrorReason::kCaseRefTaken, TakenCase},
      {ErrorReason::kRequestIdReused, ReusedRequest},
      {ErrorReason::kStaleRevision, Stale},
      {ErrorReason::kStepNotStartable,
       [](Party& p) {
         return Ask(p.services(), &Services::StartStep, Start(p, p.Create(), "party")).error();
       }},
      {ErrorReason::kStepNotComplete,
       [](Party& p) {
         return Ask(p.services(), &Services::CompleteStep, p.Complete(p.Create(), "plan")).error();
       }},
      {ErrorReason::kStepAlreadyStarted,
       [](Party& p) {
         const auto id = p.Create();
         Ask(p.services(), &Services::StartStep, Start(p, id, "plan"));
         return Ask(p.services(), &Services::StartStep, Start(p, id, "plan")).error();
       }},
      {ErrorReason::kStepAlreadyCompleted,
       [](Party& p) {
         const auto id = Planned(p);
         Ask(p.services(), &Services::CompleteStep, p.Complete(id, "plan"));
         return Ask(p.services(), &Services::CompleteStep, p.Complete(id, "plan")).error();
       }},
      {ErrorReason::kStepNotCompleted,
       [](Party& p) {
         v1::ReopenStepRequest request;
         request.set_trajectory_id(p.Create());
         request.set_request_id(p.NewId());
         request.set_step("plan");
         return Ask(p.services(), &Services::ReopenStep, request).error();
       }},
      {ErrorReason::kUnwaivable, Unwaivable},
      {ErrorReason::kNothingToWaive,
       [](Party& p) {
         const auto id = Planned(p);
         return Ask(p.services(), &Services::WaiveGuard, Waiver(p, id, "plan.too_many")).error();
       }},
      {ErrorReason::kNoWaiver,
       [](Party& p) {
         v1::RevokeWaiverRequest request;
         request.set_trajectory_id(p.Create());
         request.set_request_id(p.NewId());
         request.set_guard("plan.too_many");
         return Ask(p.services(), &Services::RevokeWaiver, request).error();
       }},
      {ErrorReason::kTrajectoryClosed, Closed},
      {ErrorReason::kBackupNotConfigured,
       [](Party& p) { return Ask(p.services(), &Services::Backup, v1::BackupRequest()).error(); }},
      {ErrorReason::kBackupFailed, NoFolder},
      {ErrorReason::kAnswerTooLarge, TooLargeABatch},
      {ErrorReason::kPortfolioTooLarge, TooLargeAPortfolio},
      {ErrorReason::kMessageTooLarge, [](Party&) { return MessageTooLarge(11, 10); }},
      {ErrorReason::kQueueFull, [](Party&) { return OfStore(store::Reason::kQueueFull); }},
      {ErrorReason::kDiskFull, [](Party&) { return OfStore(store::Reason::kDiskFull); }},
      {ErrorReason::kNotYetHere, AheadOfTime},
      {ErrorReason::kStoreStopped,
       [](Party& p) {
         p.services().store().Stop();
         return Ask(p.services(), &Services::CreateTrajectory, Creation(p)).error();
       }},
      {ErrorReason::kOutcomeUnknown,
       [](Party&) { return OfStore(store::Reason::kOutcomeUnknown); }},
      {ErrorReason::kRecordUnreadable, [](Party&) { return Unreadable(); }},
      {ErrorReason::kInternal, [](Party&) { return OfStore(store::Reason::kReadFailed); }},
  };
  return makers;
}

class EveryReason : public ::testing::TestWithParam<ErrorInfo> {};

TEST_P(EveryReason, ComesFromWhatItIsFor) {
  const auto maker = Makers().find(GetParam().id);
  ASSERT_NE(maker, Makers().end()) << "no test for " << GetParam().reason;
  Party party;
  const ServiceError error = maker->second(party);
  EXPECT_EQ(InfoOf(error.reason).reason, GetParam().reason) << error.message.en;
  EXPECT_FALSE(error.message.nl.empty());
  EXPECT_FALSE(error.message.en.empty());
}

TEST_P(EveryReason, HasACureInBothLanguages) {
  EXPECT_FALSE(GetParam().cure_nl.empty());
  EXPECT_FALSE(GetParam().cure_en.empty());
  EXPECT_GE(GetParam().http_status, 400);
}

INSTANTIATE_TEST_SUITE_P(ErrorsDef, EveryReason, ::testing::ValuesIn(AllErrors()),
                         [](const auto& tested) { return std::string(tested.param.reason); });

TEST(FromStore, KeepsTheWordsOfAnUnknownFailureInside) {
  const ServiceError error = FromStore(absl::InternalError("secret path"));
  EXPECT_EQ(error.reason, ErrorReason::kInternal);
  EXPECT_EQ(error.message.en.find("secret"), std::string::npos);
}

TEST(CaseRefTaken, NamesTheTrajectoryThatHasIt) {
  Party party;
  EXPECT_EQ(TakenCase(party).metadata.at("trajectory_id").size(), 36U);
}

}  // namespace
}  // namespace stapwijs::api
