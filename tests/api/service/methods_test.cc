// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <string>

#include "tests/api/support/support.h"

namespace stapwijs::api {
namespace {

using testing::Ask;
using testing::Party;

v1::PublishMethodRequest Publication(const std::string& tenant, const std::string& text) {
  v1::PublishMethodRequest request;
  request.set_tenant(tenant);
  request.add_files()->set_name("a.stap");
  request.mutable_files(0)->set_text(text);
  return request;
}

v1::GetMethodRequest Get(const std::string& tenant, const std::string& version = "") {
  v1::GetMethodRequest request;
  request.set_tenant(tenant);
  request.set_method_id("straatfeest");
  request.set_version(version);
  return request;
}

std::string WithVersion(const std::string& version, const std::string& most = "100") {
  std::string text = testing::PartyText();
  text.replace(text.find("1.0.0"), 5, version);
  text.replace(text.find("guests > 100"), 12, "guests > " + most);
  return text;
}

TEST(Methods, OfTheLibraryAreSeenByEveryTenant) {
  Party party;
  const auto found = Ask(party.services(), &Services::GetMethod, Get("anybody"));
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found.value().method().ref().id(), "straatfeest");
  EXPECT_EQ(found.value().method().published_at(), "2022-03-01T12:00:00.000000Z");
}

TEST(Methods, OfATenantComeBeforeTheLibrarys) {
  Party party;
  const auto own = Ask(party.services(), &Services::PublishMethod,
                       Publication("own", WithVersion("1.0.0", "50")));
  ASSERT_TRUE(own.ok());
  const auto hash = [&](const std::string& tenant) {
    return Ask(party.services(), &Services::GetMethod, Get(tenant)).value().method().ref().hash();
  };
  EXPECT_EQ(hash("own"), own.value().method().hash());
  EXPECT_NE(hash("other"), own.value().method().hash());
}

TEST(Methods, GiveTheLatestUnlessAVersionIsNamed) {
  Party party;
  for (const char* version : {"1.10.0", "1.9.0"}) {
    ASSERT_TRUE(Ask(party.services(), &Services::PublishMethod,
                    Publication("_library", WithVersion(version)))
                    .ok());
  }
  const auto version = [&](const std::string& wanted) {
    return Ask(party.services(), &Services::GetMethod, Get("", wanted))
        .value()
        .method()
        .ref()
        .version();
  };
  EXPECT_EQ(version(""), "1.10.0");
  EXPECT_EQ(version("1.9.0"), "1.9.0");
}

// What is a lint in `check` keeps a method from being published.
TEST(Methods, NeedASourceForEachRuleAndBothLanguages) {
  Party party;
  for (const char* lost : {"cite gids \"Hoofdstuk 2\" fixed", " en \"Too many guests\""}) {
    std::string text = WithVersion("3.0.0");
    ASSERT_NE(text.find(lost), std::string::npos) << lost;
    text.erase(text.find(lost), std::string(lost).size());
    EXPECT_FALSE(Ask(party.services(), &Services::PublishMethod, Publication("own", text)).ok())
        << lost;
  }
}

TEST(Methods, PublishedAgainGiveTheSameAnswer) {
  Party party;
  const auto again = [&] {
    return Ask(party.services(), &Services::PublishMethod,
               Publication("_library", testing::PartyText()))
        .value();
  };
  EXPECT_EQ(again().DebugString(), again().DebugString());
}

TEST(Methods, AreJudgedByTheVersionThatTheTrajectoryWasMadeWith) {
  Party party;
  const auto id = party.Create();
  ASSERT_TRUE(Ask(party.services(), &Services::PublishMethod,
                  Publication("_library", WithVersion("1.1.0", "5")))
                  .ok());
  const auto judged = Ask(party.services(), &Services::GetAssessment, party.Assess(id)).value();
  EXPECT_EQ(judged.assessment().method().version(), "1.0.0");
}

TEST(Methods, WithTwoFilesOfOneNameAreRefused) {
  Party party;
  auto request = Publication("", testing::PartyText());
  *request.add_files() = request.files(0);
  const auto refused = Ask(party.services(), &Services::PublishMethod, request);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().violations.at(0).reason, "DUPLICATE_KEY");
}

TEST(Methods, WithAFileLargerThanOneMebibyteAreRefused) {
  Party party;
  const auto publish = [&](size_t size) {
    std::string text = testing::PartyText() + "#";
    text.resize(size, 'x');
    return Ask(party.services(), &Services::PublishMethod, Publication("large", text));
  };
  EXPECT_TRUE(publish(size_t{1} << 20).ok());
  const auto refused = publish((size_t{1} << 20) + 1);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().violations.at(0).reason, "TEXT_TOO_LONG");
}

}  // namespace
}  // namespace stapwijs::api
