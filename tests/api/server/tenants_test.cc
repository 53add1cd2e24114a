// SPDX-License-Identifier: EUPL-1.2
#include "api/server/tenants.h"

#include <gtest/gtest.h>

namespace stapwijs::api {
namespace {

using Headers = std::vector<std::string_view>;

// The tenant, or "REASON" or "REASON/violation".
std::string Told(const Result<std::string>& chosen) {
  if (chosen.ok()) return chosen.value();
  std::string told(InfoOf(chosen.error().reason).reason);
  for (const Violation& each : chosen.error().violations) told += "/" + each.field + each.reason;
  return told;
}

struct Case {
  const char* name;
  std::vector<std::string> tenants;
  bool header;
  const char* field;
  Headers headers;
  const char* told;
};
class Choosing : public ::testing::TestWithParam<Case> {};

TEST_P(Choosing, FollowsFieldHeaderAndConfiguration) {
  const Case& given = GetParam();
  EXPECT_EQ(Told(TenantGate({given.tenants, given.header}).Choose(given.field, given.headers)),
            given.told);
}

const std::vector<std::string> kUsual = {"default", "_library"};
const std::vector<std::string> kAny = {"*"};

INSTANTIATE_TEST_SUITE_P(
    Each, Choosing,
    ::testing::Values(Case{"none", kUsual, false, "", {}, "default"},
                      Case{"named", kUsual, false, "_library", {}, "_library"},
                      Case{"other", kUsual, false, "nijmegen", {}, "TENANT_NOT_ALLOWED"},
                      Case{"malformed", kUsual, false, "A B", {}, "TENANT_NOT_ALLOWED"},
                      Case{"star", kUsual, false, "*", {}, "TENANT_NOT_ALLOWED"},
                      Case{"nodefault", {"a"}, false, "", {}, "TENANT_NOT_ALLOWED"},
                      Case{"nobody", {}, false, "default", {}, "TENANT_NOT_ALLOWED"},
                      Case{"any", kAny, false, "nijmegen", {}, "nijmegen"},
                      Case{"headeroff",
                           kUsual,
                           false,
                           "",
                           {"default"},
                           "INVALID_REQUEST/tenantHEADER_NOT_CONFIGURED"},
                      Case{"headeroffsame",
                           kUsual,
                           false,
                           "default",
                           {"default"},
                           "INVALID_REQUEST/tenantHEADER_NOT_CONFIGURED"},
                      Case{"header", kUsual, true, "", {"_library"}, "_library"},
                      Case{"headerother", kUsual, true, "", {"nijmegen"}, "TENANT_NOT_ALLOWED"},
                      Case{"headerempty", kUsual, true, "", {""}, "default"},
                      Case{"both", kUsual, true, "default", {"default"}, "default"},
                      Case{"differ",
                           kUsual,
                           true,
                           "default",
                           {"_library"},
                           "INVALID_REQUEST/tenantTENANTS_DIFFER"},
                      Case{"twice", kUsual, true, "", {"_library", "_library"}, "_library"},
                      Case{"twodiffer",
                           kUsual,
                           true,
                           "",
                           {"_library", "default"},
                           "INVALID_REQUEST/tenantTENANTS_DIFFER"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(TenantGate, SaysTheSameOfEveryTenantThatIsNotAllowed) {
  const TenantGate gate{TenantRules()};
  const ServiceError one = gate.Choose("nijmegen", {}).error();
  const ServiceError other = gate.Choose("nowhere", {}).error();
  EXPECT_EQ(one.message.en, other.message.en);
  EXPECT_EQ(one.message.nl, other.message.nl);
  EXPECT_EQ(one.metadata, other.metadata);
}

TEST(TenantGate, OfACallWithoutTenantOnlyLooksAtTheHeader) {
  EXPECT_FALSE(TenantGate({kUsual, false}).Refuse({}));
  EXPECT_TRUE(TenantGate({kUsual, false}).Refuse({"default"}));
  EXPECT_FALSE(TenantGate({kUsual, true}).Refuse({"default"}));
}

}  // namespace
}  // namespace stapwijs::api
