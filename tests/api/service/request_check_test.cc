// SPDX-License-Identifier: EUPL-1.2
#include "api/service/request_check.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "stapwijs/v1/trajectory_service.pb.h"

namespace stapwijs::api {
namespace {

struct Case {
  const char* name;
  std::function<void(RequestCheck&)> look;
  std::string violation;  // "field REASON", or empty when it is fine
};

class Look : public ::testing::TestWithParam<Case> {};

TEST_P(Look, FindsWhatIsWrongAndNothingElse) {
  RequestCheck check;
  GetParam().look(check);
  std::string found;
  if (!check.ok()) {
    for (const Violation& violation : check.TakeError().violations) {
      found += violation.field + " " + violation.reason;
    }
  }
  EXPECT_EQ(found, GetParam().violation);
}

void Languages_(RequestCheck& check, const char* language) {
  google::protobuf::RepeatedPtrField<std::string> languages;
  languages.Add("nl");
  languages.Add(language);
  check.LanguagesOf(languages);
}

INSTANTIATE_TEST_SUITE_P(
    Fields, Look,
    ::testing::Values(
        Case{"tenant", [](auto& c) { c.Tenant("nijmegen-2"); }, ""},
        Case{"tenant64", [](auto& c) { c.Tenant(std::string(64, 'a')); }, ""},
        Case{"tenant65", [](auto& c) { c.Tenant(std::string(65, 'a')); }, "tenant BAD_TENANT"},
        Case{"tenantline", [](auto& c) { c.Tenant("a\nb"); }, "tenant BAD_TENANT"},
        Case{"tenantcase", [](auto& c) { c.Tenant("Nijmegen"); }, "tenant BAD_TENANT"},
        Case{"request200", [](auto& c) { c.RequestId(std::string(200, 'x')); }, ""},
        Case{"request201", [](auto& c) { c.RequestId(std::string(201, 'x')); },
             "request_id TEXT_TOO_LONG"},
        Case{"name1000", [](auto& c) { c.Required("step", std::string(1000, 'x')); }, ""},
        Case{"name1001", [](auto& c) { c.Required("step", std::string(1001, 'x')); },
             "step TEXT_TOO_LONG"},
        Case{"requestempty", [](auto& c) { c.RequestId(""); }, "request_id REQUIRED"},
        Case{"requestline", [](auto& c) { c.RequestId("a\n"); }, "request_id MALFORMED"},
        Case{"uuid", [](auto& c) { c.Uuid("id", "4c5b6f2e-9a1d-4a53-8a0e-7d3f0c1b2a99"); }, ""},
        Case{"uuidcase", [](auto& c) { c.Uuid("id", "4C5B6F2E-9a1d-4a53-8a0e-7d3f0c1b2a99"); },
             "id MALFORMED"},
        Case{"uuidshort", [](auto& c) { c.Uuid("id", "4c5b6f2e"); }, "id MALFORMED"},
        Case{"date", [](auto& c) { c.OptionalDate("on", "2022-03-01"); }, ""},
        Case{"dateabsent", [](auto& c) { c.OptionalDate("on", ""); }, ""},
        Case{"datewrong", [](auto& c) { c.OptionalDate("on", "2022-02-29"); }, "on BAD_DATE"},
        Case{"language", [](auto& c) { Languages_(c, "en"); }, ""},
        Case{"languagewrong", [](auto& c) { Languages_(c, "fy"); },
             "languages[1] UNKNOWN_LANGUAGE"},
        Case{"token", [](auto& c) { c.ConsistencyToken(MakeConsistencyToken(7)); }, ""},
        Case{"tokenwrong", [](auto& c) { c.ConsistencyToken("1-07"); },
             "consistency_token MALFORMED"},
        Case{"tokenzero", [](auto& c) { c.ConsistencyToken("1-0"); },
             "consistency_token MALFORMED"}),
    [](const auto& tested) { return tested.param.name; });

TEST(RequestCheck, LooksAtAnExpectedRevisionOnlyWhenItIsThere) {
  RequestCheck check;
  v1::StartStepRequest request;
  EXPECT_EQ(check.ExpectedRevision(request), std::nullopt);
  request.set_expected_revision(0);
  EXPECT_EQ(check.ExpectedRevision(request), 0);
  EXPECT_TRUE(check.ok());
  request.set_expected_revision(-1);
  check.ExpectedRevision(request);
  EXPECT_FALSE(check.ok());
}

TEST(RequestCheck, AsksForDutchWhenNothingIsAskedFor) {
  RequestCheck check;
  EXPECT_EQ(check.LanguagesOf({}), (Languages{true, false}));
}

TEST(RequestCheck, ListsThatAreTooLongAreNotLookedAt) {
  google::protobuf::RepeatedPtrField<std::string> languages;
  for (int i = 0; i < 2000000; ++i) languages.Add("x");
  RequestCheck check;
  check.LanguagesOf(languages);
  const ServiceError error = check.TakeError();
  ASSERT_EQ(error.violations.size(), 1U);
  EXPECT_EQ(error.violations[0].reason, "TOO_MANY");
}

TEST(RequestCheck, KeepsAThousandViolationsAtMost) {
  RequestCheck check;
  for (int i = 0; i < 5000; ++i) check.Add("field", "MALFORMED", {"fout", "wrong"});
  EXPECT_EQ(check.TakeError().violations.size(), RequestCheck::kMostViolations);
}

TEST(RequestCheck, OpaqueTextsCanBeSeen) {
  for (const char* text : {" ", "\xe2\x80\xaex", "a\xe2\x80\x8b", "a\nb"}) {
    RequestCheck check;
    check.Opaque("request_id", text);
    EXPECT_FALSE(check.ok());
  }
}

}  // namespace
}  // namespace stapwijs::api
