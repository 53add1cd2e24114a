// SPDX-License-Identifier: EUPL-1.2
#include "api/service/rpc_status.h"

#include <gtest/gtest.h>

#include <string>

#include "google/rpc/error_details.pb.h"
#include "stapwijs/v1/error_details.pb.h"

namespace stapwijs::api {
namespace {

template <typename Detail>
Detail Of(const google::rpc::Status& status) {
  Detail detail;
  for (const auto& packed : status.details()) {
    if (packed.UnpackTo(&detail)) return detail;
  }
  ADD_FAILURE() << "no " << detail.GetTypeName();
  return detail;
}

ServiceError Violations(int count) {
  std::vector<Violation> violations;
  for (int i = 0; i < count; ++i) {
    violations.push_back({"changes[" + std::to_string(i) + "]",
                          "WRONG_TYPE",
                          {"dat past niet bij dit feit", "that does not fit this fact"}});
  }
  return InvalidRequest(std::move(violations));
}

TEST(RpcStatus, NamesReasonDomainAndMetadata) {
  ServiceError error = MakeError(ErrorReason::kStaleRevision, {"Nee.", "No."});
  error.metadata["current_revision"] = "7";
  const auto info = Of<google::rpc::ErrorInfo>(ToRpcStatus(error));
  EXPECT_EQ(info.reason(), "STALE_REVISION");
  EXPECT_EQ(info.domain(), "stapwijs");
  EXPECT_EQ(info.metadata().at("current_revision"), "7");
}

TEST(RpcStatus, SaysTheThingAndTheCureInBothLanguages) {
  const auto status = ToRpcStatus(MakeError(ErrorReason::kNoTrajectory, {"Niets.", "Nothing."}));
  EXPECT_EQ(status.code(), 5);
  EXPECT_EQ(status.message().rfind("Nothing. Check the id", 0), 0U);
  google::rpc::LocalizedMessage dutch;
  ASSERT_TRUE(status.details(1).UnpackTo(&dutch));
  EXPECT_EQ(dutch.locale(), "nl");
  EXPECT_EQ(dutch.message().rfind("Niets. Controleer het id", 0), 0U);
}

TEST(RpcStatus, GivesViolationsInEverybodysFormAndInOurs) {
  const auto status = ToRpcStatus(Violations(3));
  const auto bad = Of<google::rpc::BadRequest>(status);
  ASSERT_EQ(bad.field_violations_size(), 3);
  EXPECT_EQ(bad.field_violations(2).field(), "changes[2]");
  EXPECT_EQ(bad.field_violations(2).reason(), "WRONG_TYPE");
  EXPECT_EQ(Of<v1::ViolationsDetail>(status).violations(2).message().nl(),
            "dat past niet bij dit feit");
}

TEST(RpcStatus, StaysWithinItsBudgetAndSaysHowManyThereAre) {
  for (const size_t budget : {size_t{2048}, kDefaultErrorBytes, size_t{40000}}) {
    const auto status = ToRpcStatus(Violations(500), budget);
    EXPECT_LE(status.ByteSizeLong(), budget);
    const auto detail = Of<v1::ViolationsDetail>(status);
    EXPECT_EQ(detail.total(), 500);
    EXPECT_GT(detail.violations_size(), 2);
    EXPECT_LT(detail.violations_size(), 500);
  }
}

TEST(RpcStatus, CutsLongTextsSoThatAnErrorAlwaysFits) {
  for (const std::string& piece : {std::string("x"), std::string("é"), std::string("€")}) {
    std::string longer;
    while (longer.size() < 100000) longer += piece;
    ServiceError error = InvalidRequest({{longer, "MALFORMED", {longer, longer}}});
    error.metadata["path"] = longer;
    const auto status = ToRpcStatus(error);
    EXPECT_LE(status.ByteSizeLong(), kDefaultErrorBytes);
    EXPECT_TRUE(Of<google::rpc::ErrorInfo>(status).metadata().at("path").ends_with(piece + "…"));
    const auto detail = Of<v1::ViolationsDetail>(status);
    ASSERT_EQ(detail.violations_size(), 1);
    EXPECT_TRUE(detail.violations(0).field().ends_with(piece + "…"));
    EXPECT_TRUE(detail.violations(0).message().nl().ends_with(piece + "…"));
  }
}

TEST(RpcStatus, GivesEverythingWhereTheBudgetAllows) {
  EXPECT_EQ(Of<google::rpc::BadRequest>(ToRpcStatus(Violations(500), kMaxErrorBytes))
                .field_violations_size(),
            500);
}

TEST(RpcStatus, TellsWhenToTryAgain) {
  ServiceError error = MakeError(ErrorReason::kQueueFull, {"Vol.", "Full."});
  error.retry_after_ms = 1500;
  const auto retry = Of<google::rpc::RetryInfo>(ToRpcStatus(error));
  EXPECT_EQ(retry.retry_delay().seconds(), 1);
  EXPECT_EQ(retry.retry_delay().nanos(), 500000000);
}

}  // namespace
}  // namespace stapwijs::api
