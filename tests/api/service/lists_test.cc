// SPDX-License-Identifier: EUPL-1.2
// Lists: trajectories, events, methods; their pages and filters.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/api/support/support.h"

namespace stapwijs::api {
namespace {

using testing::Ask;
using testing::Party;

class Trajectories3 : public ::testing::Test {
 protected:
  Trajectories3() {
    for (int i = 0; i < 3; ++i) ids_.push_back(party_.Create());
  }

  v1::ListTrajectoriesResponse List(const v1::ListTrajectoriesRequest& request) {
    const auto listed = Ask(party_.services(), &Services::ListTrajectories, request);
    EXPECT_TRUE(listed.ok()) << listed.error().message.en;
    return listed.ok() ? listed.value() : v1::ListTrajectoriesResponse();
  }

  static std::vector<std::string> IdsOf(const v1::ListTrajectoriesResponse& response) {
    std::vector<std::string> ids;
    for (const auto& trajectory : response.trajectories()) ids.push_back(trajectory.id());
    return ids;
  }

  void Close(const std::string& id, v1::TrajectoryState state) {
    v1::CloseTrajectoryRequest request;
    request.set_trajectory_id(id);
    request.set_request_id(party_.NewId());
    request.set_state(state);
    ASSERT_TRUE(Ask(party_.services(), &Services::CloseTrajectory, request).ok());
  }

  std::string FieldOf(const v1::ListTrajectoriesRequest& request) {
    const auto listed = Ask(party_.services(), &Services::ListTrajectories, request);
    return listed.ok() ? "" : listed.error().violations.at(0).field;
  }

  Party party_;
  std::vector<std::string> ids_;
};

TEST_F(Trajectories3, ComeInTheOrderOfCreationPageByPage) {
  v1::ListTrajectoriesRequest request;
  request.set_page_size(2);
  const auto first = List(request);
  EXPECT_EQ(IdsOf(first), (std::vector{ids_[0], ids_[1]}));
  request.set_page_token(first.next_page_token());
  const auto second = List(request);
  EXPECT_EQ(IdsOf(second), (std::vector{ids_[2]}));
  EXPECT_EQ(second.next_page_token(), "");
}

TEST_F(Trajectories3, APageThatEndsWithTheListIsTheLast) {
  v1::ListTrajectoriesRequest request;
  request.set_page_size(3);
  EXPECT_EQ(List(request).next_page_token(), "");
}

TEST_F(Trajectories3, ATokenIsOnlyGoodForTheSameTenantAndFilters) {
  v1::ListTrajectoriesRequest request;
  request.set_page_size(1);
  request.set_page_token(List(request).next_page_token());
  auto other = request;
  other.set_tenant("elsewhere");
  EXPECT_EQ(FieldOf(other), "page_token");
  other = request;
  other.set_method_id("straatfeest");
  EXPECT_EQ(FieldOf(other), "page_token");
  other = request;
  other.set_page_token("2" + request.page_token().substr(1));  // another position, the same seal
  EXPECT_EQ(FieldOf(other), "page_token");
  other.set_page_size(2);
  other.set_page_token(request.page_token());
  EXPECT_EQ(FieldOf(other), "");  // pages of another size go on
}

TEST_F(Trajectories3, APageHasAtMostFiveHundred) {
  v1::ListTrajectoriesRequest request;
  request.set_page_size(500);
  EXPECT_EQ(FieldOf(request), "");
  request.set_page_size(501);
  EXPECT_EQ(FieldOf(request), "page_size");
}

TEST_F(Trajectories3, AreFoundByTheirCase) {
  v1::CreateTrajectoryRequest creation;
  creation.set_request_id(party_.NewId());
  creation.set_method_id("straatfeest");
  creation.mutable_case_ref()->set_source("zaken");
  creation.mutable_case_ref()->set_id("4711");
  const std::string id =
      Ask(party_.services(), &Services::CreateTrajectory, creation).value().trajectory().id();
  v1::ListTrajectoriesRequest request;
  request.set_case_source("zaken");
  EXPECT_EQ(IdsOf(List(request)), (std::vector{id}));
  request.set_case_id("4711");
  EXPECT_EQ(IdsOf(List(request)), (std::vector{id}));
  request.set_case_id("4712");
  EXPECT_TRUE(IdsOf(List(request)).empty());
  request.clear_case_source();
  EXPECT_EQ(FieldOf(request), "case_source");
}

TEST_F(Trajectories3, AreFilteredByState) {
  Close(ids_[0], v1::TRAJECTORY_STATE_ENDED);
  Close(ids_[1], v1::TRAJECTORY_STATE_BROKEN_OFF);
  v1::ListTrajectoriesRequest request;
  request.add_states(v1::TRAJECTORY_STATE_OPEN);
  EXPECT_EQ(IdsOf(List(request)), (std::vector{ids_[2]}));
  request.set_states(0, v1::TRAJECTORY_STATE_ENDED);
  EXPECT_EQ(IdsOf(List(request)), (std::vector{ids_[0]}));
  request.add_states(v1::TRAJECTORY_STATE_OPEN);
  EXPECT_EQ(IdsOf(List(request)), (std::vector{ids_[0], ids_[2]}));
}

TEST_F(Trajectories3, AreFilteredByMethodAndByWhenTheyChanged) {
  v1::ListTrajectoriesRequest request;
  request.set_method_id("other");
  EXPECT_TRUE(IdsOf(List(request)).empty());
  request.set_method_id("straatfeest");
  request.set_updated_since("2022-03-01T12:00:00Z");
  EXPECT_EQ(IdsOf(List(request)).size(), 3U);
  request.set_updated_since("2022-03-01T12:00:00.000001Z");
  EXPECT_TRUE(IdsOf(List(request)).empty());
  request.set_updated_since("yesterday");
  EXPECT_EQ(FieldOf(request), "updated_since");
}

TEST_F(Trajectories3, AMaskGivesOnlyTheFieldsItNames) {
  v1::ListTrajectoriesRequest request;
  request.mutable_read_mask()->add_paths("method.version");
  const v1::Trajectory given = List(request).trajectories(0);
  EXPECT_EQ(given.ShortDebugString(), "method { version: \"1.0.0\" }");
  request.mutable_read_mask()->add_paths("method.price");
  EXPECT_EQ(FieldOf(request), "read_mask.paths[1]");
}

TEST_F(Trajectories3, AreThoseOfTheTenantOnly) {
  v1::ListTrajectoriesRequest request;
  request.set_tenant("elsewhere");
  EXPECT_TRUE(IdsOf(List(request)).empty());
}

class Feed : public Trajectories3 {
 protected:
  v1::ListEventsResponse Events(const v1::ListEventsRequest& request) {
    const auto listed = Ask(party_.services(), &Services::ListEvents, request);
    EXPECT_TRUE(listed.ok()) << listed.error().message.en;
    return listed.ok() ? listed.value() : v1::ListEventsResponse();
  }
};

TEST_F(Feed, HasEverythingOfTheTenantInOrderOfPosition) {
  Ask(party_.services(), &Services::RecordFacts, party_.Facts(ids_[1], R"({"guests": 9})"));
  v1::ListEventsRequest request;
  request.set_after_position(1);
  const auto events = Events(request).events();
  ASSERT_EQ(events.size(), 3);
  EXPECT_EQ(events[0].position(), 2);
  EXPECT_EQ(events[2].type(), "facts_recorded");
  EXPECT_EQ(events[2].trajectory_id(), ids_[1]);
  EXPECT_EQ(events[2].revision(), 2);
  EXPECT_EQ(events[2].payload_json(), R"({"changes":[{"op":"set","path":"guests","value":9}]})");
  EXPECT_EQ(events[2].previous_hash(), events[0].hash());
}

TEST_F(Feed, GoesOnPageByPageAlsoWhenMoreIsRecordedMeanwhile) {
  v1::ListEventsRequest request;
  request.set_page_size(2);
  const auto first = Events(request);
  party_.Create();
  request.set_page_token(first.next_page_token());
  const auto second = Events(request);
  ASSERT_EQ(second.events_size(), 2);
  EXPECT_EQ(second.events(0).position(), 3);
  EXPECT_EQ(second.next_page_token(), "");
}

TEST_F(Feed, OfOneTrajectoryGoesByRevision) {
  Ask(party_.services(), &Services::RecordFacts, party_.Facts(ids_[1], R"({"guests": 9})"));
  v1::ListEventsRequest request;
  request.set_trajectory_id(ids_[1]);
  request.set_after_revision(1);
  const auto events = Events(request);
  ASSERT_EQ(events.events_size(), 1);
  EXPECT_EQ(events.events(0).revision(), 2);
}

TEST_F(Feed, SaysWhichOfTheTwoPlacesGoesWithWhat) {
  v1::ListEventsRequest request;
  request.set_after_revision(1);
  auto answer = Ask(party_.services(), &Services::ListEvents, request);
  EXPECT_EQ(answer.error().violations.at(0).field, "after_revision");
  request.set_trajectory_id(ids_[0]);
  request.set_after_position(1);
  answer = Ask(party_.services(), &Services::ListEvents, request);
  EXPECT_EQ(answer.error().violations.at(0).field, "after_position");
}

TEST_F(Feed, KeepsFreeTextApart) {
  Ask(party_.services(), &Services::RecordFacts,
      party_.Facts(ids_[0], R"({"remark": "verrassing"})"));
  v1::ListEventsRequest request;
  request.set_trajectory_id(ids_[0]);
  request.set_after_revision(1);
  EXPECT_EQ(Events(request).events(0).payload_json(),
            R"({"changes":[{"op":"set","path":"remark","value":{"private":0}}]})");
  EXPECT_EQ(Events(request).events(0).private_json(), "");
  request.set_include_private(true);
  EXPECT_NE(Events(request).events(0).private_json().find("verrassing"), std::string::npos);
}

class ListedMethods : public ::testing::Test {
 protected:
  void Publish(const std::string& tenant, const std::string& version,
               const std::string& comment = "") {
    v1::PublishMethodRequest request;
    request.set_tenant(tenant);
    std::string text = testing::PartyText();
    text.replace(text.find("1.0.0"), 5, version);
    request.add_files()->set_name("a.stap");
    request.mutable_files(0)->set_text(text + comment);
    ASSERT_TRUE(Ask(party_.services(), &Services::PublishMethod, request).ok());
  }

  std::string Listed(const v1::ListMethodsRequest& request) {
    std::string out;
    const auto listed = Ask(party_.services(), &Services::ListMethods, request).value();
    for (const auto& method : listed.methods()) {
      out += method.ref().id() + " " + method.ref().version() +
             (method.from_library() ? " library; " : "; ");
    }
    return out;
  }

  Party party_;
};

TEST_F(ListedMethods, AreTheTenantsOwnAndThoseOfTheLibrary) {
  Publish("default", "1.10.0");
  Publish("default", "1.9.0");
  Publish("elsewhere", "7.0.0");
  EXPECT_EQ(Listed({}), "straatfeest 1.0.0 library; straatfeest 1.9.0; straatfeest 1.10.0; ");
}

TEST_F(ListedMethods, ATenantsOwnVersionHidesTheLibrarys) {
  Publish("default", "1.0.0");
  EXPECT_EQ(Listed({}), "straatfeest 1.0.0; ");
}

TEST_F(ListedMethods, ComePageByPage) {
  Publish("default", "2.0.0");
  v1::ListMethodsRequest request;
  request.set_page_size(1);
  const auto first = Ask(party_.services(), &Services::ListMethods, request).value();
  EXPECT_EQ(first.methods(0).title().nl(), "Straatfeest");
  request.set_page_token(first.next_page_token());
  EXPECT_EQ(Listed(request), "straatfeest 2.0.0; ");
}

TEST_F(ListedMethods, CheckingPublishesNothingAndSaysAll) {
  v1::CheckMethodRequest request;
  request.add_files()->set_name("a.stap");
  request.mutable_files(0)->set_text(testing::PartyText() + "\nitem x\nitem y\n");
  const auto wrong = Ask(party_.services(), &Services::CheckMethod, request).value();
  EXPECT_FALSE(wrong.publishable());
  EXPECT_FALSE(wrong.has_method());
  EXPECT_GE(wrong.diagnostics().errors(), 2);
  request.mutable_files(0)->set_text(testing::PartyText());
  const auto right = Ask(party_.services(), &Services::CheckMethod, request).value();
  EXPECT_TRUE(right.publishable());
  EXPECT_FALSE(right.published());  // not by this tenant
  EXPECT_EQ(right.method().id(), "straatfeest");
  EXPECT_EQ(Listed({}), "straatfeest 1.0.0 library; ");
}

TEST_F(ListedMethods, CheckingSaysWhetherTheVersionIsTaken) {
  v1::CheckMethodRequest request;
  request.set_tenant("_library");
  request.add_files()->set_name("a.stap");
  std::string text = testing::PartyText();
  request.mutable_files(0)->set_text(text);
  EXPECT_TRUE(Ask(party_.services(), &Services::CheckMethod, request).value().published());
  text.replace(text.find("guests > 100"), 12, "guests > 101");
  request.mutable_files(0)->set_text(text);
  const auto taken = Ask(party_.services(), &Services::CheckMethod, request).value();
  EXPECT_TRUE(taken.version_taken());
  EXPECT_FALSE(taken.publishable());
}

}  // namespace
}  // namespace stapwijs::api
