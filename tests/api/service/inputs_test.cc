// SPDX-License-Identifier: EUPL-1.2
// What a trajectory reads of others of its tenant, through the service.
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/api/support/support.h"

namespace stapwijs::api {
namespace {

using testing::Ask;
using testing::Party;

const std::string kArea =
    "method area 1.0.0 nl \"A\" en \"A\" share municipality portfolio others "
    "dossier agenda of agenda 1.x { fact exists: yesno nl \"x\" en \"x\" } "
    "step s nl \"S\" en \"S\" { fact municipality: reference nl \"x\" en \"x\" "
    "guard alone blocks { violated when some o in others has o.municipality is municipality "
    "message nl \"x\" en \"x\" own } "
    "item linked required nl \"x\" en \"x\" { done when agenda.exists own } }";
const std::string kAgenda =
    "method agenda 1.0.0 nl \"A\" en \"A\" share exists step s nl \"S\" en \"S\" "
    "{ fact exists: yesno nl \"x\" en \"x\" }";

class ServiceInputs : public ::testing::Test {
 protected:
  ServiceInputs() {
    Publish(kArea);
    Publish(kAgenda);
  }

  void Publish(const std::string& text) {
    v1::PublishMethodRequest request;
    request.set_tenant("_library");
    request.add_files()->set_name("method.stap");
    request.mutable_files(0)->set_text(text);
    const auto published = Ask(party_.services(), &Services::PublishMethod, request);
    ASSERT_TRUE(published.ok()) << published.error().diagnostics.DebugString();
  }

  std::string Create(const std::string& tenant, const std::string& method) {
    v1::CreateTrajectoryRequest request;
    request.set_tenant(tenant);
    request.set_request_id(party_.NewId());
    request.set_method_id(method);
    const auto created = Ask(party_.services(), &Services::CreateTrajectory, request);
    EXPECT_TRUE(created.ok()) << created.error().message.en;
    return created.value().trajectory().id();
  }

  Result<v1::RecordFactsResponse> Record(const std::string& tenant, const std::string& trajectory,
                                         const std::string& json) {
    auto request = party_.Facts(trajectory, json);
    request.set_tenant(tenant);
    return Ask(party_.services(), &Services::RecordFacts, request);
  }

  v1::StepAssessment StepOf(const std::string& tenant, const std::string& trajectory) {
    auto request = party_.Assess(trajectory);
    request.set_tenant(tenant);
    return Ask(party_.services(), &Services::GetAssessment, request).value().assessment().steps(0);
  }

  Party party_;
};

TEST_F(ServiceInputs, AClosedDossierMakesRoomForTheNext) {
  const std::string mine = Create("a", "area"), old = Create("a", "agenda");
  Record("a", old, R"({"exists": true})");
  const std::string next = Create("a", "agenda");
  EXPECT_EQ(StepOf("a", mine).items(0).state(), v1::ITEM_STATE_UNKNOWN);  // which of the two?
  v1::CloseTrajectoryRequest close;
  close.set_tenant("a");
  close.set_trajectory_id(old);
  close.set_request_id(party_.NewId());
  close.set_state(v1::TRAJECTORY_STATE_ENDED);
  ASSERT_TRUE(Ask(party_.services(), &Services::CloseTrajectory, close).ok());
  Record("a", next, R"({"exists": false})");
  EXPECT_EQ(StepOf("a", mine).items(0).state(), v1::ITEM_STATE_OPEN);
}

TEST_F(ServiceInputs, AnotherTrajectorysFactChangesAnAssessmentThatWasKept) {
  const std::string mine = Create("a", "area"), other = Create("a", "area");
  Record("a", mine, R"({"municipality": "0363"})");
  Record("a", other, R"({"municipality": "0344"})");
  EXPECT_EQ(StepOf("a", mine).guards(0).state(), v1::GUARD_STATE_HOLDS);
  Record("a", other, R"({"municipality": "0363"})");
  EXPECT_EQ(StepOf("a", mine).guards(0).state(), v1::GUARD_STATE_VIOLATED);
}

TEST_F(ServiceInputs, NothingIsReadOfAnotherTenant) {
  const std::string mine = Create("a", "area"), foreign = Create("b", "area");
  Record("a", mine, R"({"municipality": "0363"})");
  Record("b", foreign, R"({"municipality": "0363"})");
  Record("b", Create("b", "agenda"), R"({"exists": true})");
  EXPECT_EQ(StepOf("a", mine).guards(0).state(), v1::GUARD_STATE_HOLDS);
  EXPECT_EQ(StepOf("a", mine).items(0).state(), v1::ITEM_STATE_UNKNOWN);
}

TEST_F(ServiceInputs, ADossierIsReadWhenThereIsOne) {
  const std::string mine = Create("a", "area");
  EXPECT_EQ(StepOf("a", mine).items(0).state(), v1::ITEM_STATE_UNKNOWN);
  Record("a", Create("a", "agenda"), R"({"exists": true})");
  EXPECT_EQ(StepOf("a", mine).items(0).state(), v1::ITEM_STATE_DONE);
  Record("a", Create("a", "agenda"), R"({"exists": true})");
  EXPECT_EQ(StepOf("a", mine).items(0).state(), v1::ITEM_STATE_UNKNOWN);
}

TEST_F(ServiceInputs, CompletingAStepCountsWithThem) {
  const std::string mine = Create("a", "area"), agenda = Create("a", "agenda");
  Record("a", mine, R"({"municipality": "0363"})");
  auto request = party_.Complete(mine, "s");
  request.set_tenant("a");
  EXPECT_FALSE(Ask(party_.services(), &Services::CompleteStep, request).ok());
  Record("a", agenda, R"({"exists": true})");
  request = party_.Complete(mine, "s");
  request.set_tenant("a");
  EXPECT_TRUE(Ask(party_.services(), &Services::CompleteStep, request).ok());
}

TEST_F(ServiceInputs, NobodyRecordsThemHere) {
  const std::string mine = Create("a", "area");
  for (const char* json : {R"({"agenda": {"exists": true}})", R"({"others": [{"key": "x"}]})"}) {
    const auto recorded = Record("a", mine, json);
    ASSERT_FALSE(recorded.ok());
    EXPECT_EQ(recorded.error().violations.at(0).reason, "NOT_RECORDED_HERE");
  }
}

}  // namespace
}  // namespace stapwijs::api
