// SPDX-License-Identifier: EUPL-1.2
// What a tenant decides for itself: which classes of facts it records, and where its "today" is.
#include <gtest/gtest.h>

#include <string>

#include "tests/api/support/support.h"

namespace stapwijs::api {
namespace {

using testing::Ask;
using testing::Party;

std::string Refused(Party& party, const std::string& tenant, const std::string& facts) {
  auto request = party.Facts(party.Create(tenant), facts);
  request.set_tenant(tenant);
  const auto answer = Ask(party.services(), &Services::RecordFacts, request);
  return answer.ok() ? "" : answer.error().violations.at(0).reason;
}

ServiceOptions With(const std::string& tenant, const TenantOptions& own) {
  ServiceOptions options;
  options.tenants[tenant] = own;
  return options;
}

TEST(TenantOptions, FreeTextIsRefusedUntilTheTenantEnablesIt) {
  TenantOptions enabled;
  enabled.highest_class = Privacy::kP2;
  enabled.free_text = true;
  auto options = With("enabled", enabled);
  options.tenants["usual"] = {};
  Party party(std::move(options));
  EXPECT_EQ(Refused(party, "usual", R"({"remark": "x"})"), "CLASS_NOT_ENABLED");
  EXPECT_EQ(Refused(party, "enabled", R"({"remark": "x"})"), "");
  EXPECT_EQ(Refused(party, "usual", R"({"guests": 3})"), "");
}

TEST(TenantOptions, TodayIsInTheTenantsOwnZone) {
  TenantOptions caribbean;
  caribbean.time_zone = "America/Kralendijk";
  auto options = With("bonaire", caribbean);
  options.clock = [] { return testing::kNoon + int64_t{11} * 3600 * 1000000 + 1800000000; };
  Party party(std::move(options));
  const auto on = [&](const std::string& tenant) {
    auto request = party.Assess(party.Create(tenant));
    request.set_tenant(tenant);
    return Ask(party.services(), &Services::GetAssessment, request)
        .value()
        .assessment()
        .evaluated_on();
  };
  EXPECT_EQ(on("default"), "2022-03-02");  // half past midnight
  EXPECT_EQ(on("bonaire"), "2022-03-01");
}

TEST(TenantOptions, AnUnknownZoneOfATenantIsSaidAtTheStart) {
  TenantOptions wrong;
  wrong.time_zone = "Europe/Heseveld";
  const auto services = Services::Open(With("t", wrong), [](store::Options) {
    return absl::StatusOr<std::unique_ptr<store::Store>>(absl::InternalError("not reached"));
  });
  EXPECT_EQ(services.status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace stapwijs::api
