// SPDX-License-Identifier: EUPL-1.2
// What a tenant has of its own: the zone in which "today" is, and which facts it takes.
#include <gtest/gtest.h>

#include "tests/api/support/support.h"

namespace stapwijs::api {
namespace {

using testing::Ask;
using testing::Party;

// 2022-03-01 23:30 UTC: in Amsterdam it is tomorrow already.
constexpr int64_t kLate = testing::kNoon + int64_t{11 * 3600 + 1800} * 1000000;

ServiceOptions WithTenants() {
  ServiceOptions options;
  options.clock = [] { return kLate; };
  options.limits.highest_class = Privacy::kP1;
  options.limits.free_text = false;
  options.tenants["utc"].time_zone = "UTC";
  options.tenants["open"].highest_class = Privacy::kP2;
  options.tenants["open"].free_text = true;
  options.tenants["half"].highest_class = Privacy::kP2;
  return options;
}

std::string JudgedOn(Party& party, const std::string& tenant) {
  auto request = party.Assess(party.Create(tenant));
  request.set_tenant(tenant);
  return Ask(party.services(), &Services::GetAssessment, request)
      .value()
      .assessment()
      .evaluated_on();
}

TEST(TenantOptions, TodayIsWhereTheTenantIs) {
  Party party(WithTenants());
  EXPECT_EQ(JudgedOn(party, "utc"), "2022-03-01");
  EXPECT_EQ(JudgedOn(party, ""), "2022-03-02");
  EXPECT_EQ(JudgedOn(party, "open"), "2022-03-02");
}

// The reason of the first violation; empty: recorded.
std::string Recorded(Party& party, const std::string& tenant, const std::string& json) {
  auto request = party.Facts(party.Create(tenant), json);
  request.set_tenant(tenant);
  const auto result = Ask(party.services(), &Services::RecordFacts, request);
  return result.ok() ? "" : result.error().violations.at(0).reason;
}

TEST(TenantOptions, ATenantTakesTheFactsThatItEnabled) {
  Party party(WithTenants());
  for (const char* tenant : {"", "utc", "half"}) {
    EXPECT_EQ(Recorded(party, tenant, R"({"remark": "words"})"), "CLASS_NOT_ENABLED") << tenant;
    EXPECT_EQ(Recorded(party, tenant, R"({"guests": 3})"), "") << tenant;
  }
  EXPECT_EQ(Recorded(party, "open", R"({"remark": "words"})"), "");
  // Own words decide nothing, but are free text all the same; a number that is about is none.
  EXPECT_EQ(Recorded(party, "half", R"({"guests": {"about": "de halve straat"}})"),
            "CLASS_NOT_ENABLED");
  EXPECT_EQ(Recorded(party, "open", R"({"guests": {"about": "de halve straat"}})"), "");
  EXPECT_EQ(Recorded(party, "half", R"({"guests": {"about": 60}})"), "");
}

TEST(TenantOptions, TheSchemaOfAMethodHasOnlyWhatTheTenantMayRecord) {
  Party party(WithTenants());
  const auto schema = [&](const std::string& tenant) {
    v1::GetMethodRequest request;
    request.set_tenant(tenant);
    request.set_method_id("straatfeest");
    return Ask(party.services(), &Services::GetMethod, request)
        .value()
        .method()
        .facts_schema_json();
  };
  EXPECT_NE(schema("open").find("\"remark\""), std::string::npos);
  EXPECT_EQ(schema("half").find("\"remark\""), std::string::npos);
  EXPECT_NE(schema("half").find("\"guests\""), std::string::npos);
}

TEST(TenantOptions, AZoneThatTheMachineDoesNotKnowIsRefused) {
  ServiceOptions options;
  options.tenants["lost"].time_zone = "Nowhere/Else";
  const auto services = Services::Open(
      std::move(options), [](store::Options) -> absl::StatusOr<std::unique_ptr<store::Store>> {
        return absl::InternalError("not to be opened");
      });
  EXPECT_EQ(services.status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace stapwijs::api
