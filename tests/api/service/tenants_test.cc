// SPDX-License-Identifier: EUPL-1.2
// What another tenant has and what nobody has look the same, byte for byte, whatever is asked.
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "api/service/rpc_status.h"
#include "tests/api/support/support.h"

namespace stapwijs::api {
namespace {

using testing::Ask;
using testing::Party;

constexpr char kId[] = "4c5b6f2e-9a1d-4a53-8a0e-7d3f0c1b2a99";

struct Call {
  std::string name;
  // The answer as it goes over the wire; a status where it failed.
  std::function<std::string(Services&)> bytes;
};

template <typename Request, typename Response>
Call Of(
    void (Services::*call)(const Request&, Done<Response>),
    const std::function<void(Request&)>& fill = [](Request&) {}) {
  return {Request::descriptor()->name(), [call, fill](Services& services) {
            Request request;
            request.set_tenant("mine");
            fill(request);
            const auto answer = Ask(services, call, request);
            return answer.ok() ? "OK " + answer.value().SerializeAsString()
                               : ToRpcStatus(answer.error(), kMaxErrorBytes).SerializeAsString();
          }};
}

// For calls about one trajectory.
template <typename Request>
void Named(Request& request) {
  request.set_trajectory_id(kId);
}

template <typename Request>
void Written(Request& request) {
  request.set_trajectory_id(kId);
  request.set_request_id("r1");
}

std::vector<Call> AllCalls() {
  using namespace v1;  // NOLINT(google-build-using-namespace)
  return {
      Of<GetTrajectoryRequest>(&Services::GetTrajectory, Named<GetTrajectoryRequest>),
      Of<GetAssessmentRequest>(&Services::GetAssessment, Named<GetAssessmentRequest>),
      Of<ListTipsRequest>(&Services::ListTips, Named<ListTipsRequest>),
      Of<GetLinkageReportRequest>(&Services::GetLinkageReport, Named<GetLinkageReportRequest>),
      Of<ListEventsRequest>(&Services::ListEvents, Named<ListEventsRequest>),
      Of<BatchGetAssessmentsRequest>(
          &Services::BatchGetAssessments,
          [](BatchGetAssessmentsRequest& request) { request.add_trajectory_ids(kId); }),
      Of<RecordFactsRequest>(&Services::RecordFacts,
                             [](RecordFactsRequest& request) {
                               Written(request);
                               request.set_facts_json(R"({"guests": 1})");
                             }),
      Of<AnswerItemRequest>(&Services::AnswerItem,
                            [](AnswerItemRequest& request) {
                              Written(request);
                              request.set_item("plan.neighbours_agree");
                              request.set_answer(ITEM_ANSWER_DONE);
                            }),
      Of<StartStepRequest>(&Services::StartStep,
                           [](StartStepRequest& request) {
                             Written(request);
                             request.set_step("plan");
                           }),
      Of<CompleteStepRequest>(&Services::CompleteStep,
                              [](CompleteStepRequest& request) {
                                Written(request);
                                request.set_step("plan");
                              }),
      Of<ReopenStepRequest>(&Services::ReopenStep,
                            [](ReopenStepRequest& request) {
                              Written(request);
                              request.set_step("plan");
                            }),
      Of<WaiveGuardRequest>(&Services::WaiveGuard,
                            [](WaiveGuardRequest& request) {
                              Written(request);
                              request.set_guard("plan.too_many");
                              request.set_reason("why");
                              request.set_role("organiser");
                            }),
      Of<RevokeWaiverRequest>(&Services::RevokeWaiver,
                              [](RevokeWaiverRequest& request) {
                                Written(request);
                                request.set_guard("plan.too_many");
                              }),
      Of<UpdateTrajectoryRequest>(&Services::UpdateTrajectory,
                                  [](UpdateTrajectoryRequest& request) {
                                    Written(request);
                                    request.mutable_update_mask()->add_paths("label");
                                  }),
      Of<CloseTrajectoryRequest>(&Services::CloseTrajectory,
                                 [](CloseTrajectoryRequest& request) {
                                   Written(request);
                                   request.set_state(TRAJECTORY_STATE_ENDED);
                                 }),
      Of<ListTrajectoriesRequest>(&Services::ListTrajectories),
      Of<ListMethodsRequest>(&Services::ListMethods),
      Of<GetMethodRequest>(&Services::GetMethod,
                           [](GetMethodRequest& request) { request.set_method_id("secret"); }),
      Of<GetPortfolioReportRequest>(
          &Services::GetPortfolioReport,
          [](GetPortfolioReportRequest& request) { request.set_method_id("straatfeest"); }),
      Of<CreateTrajectoryRequest>(&Services::CreateTrajectory,
                                  [](CreateTrajectoryRequest& request) {
                                    request.set_request_id("r2");
                                    request.set_method_id("secret");
                                  }),
  };
}

class ForeignAndAbsent : public ::testing::TestWithParam<Call> {};

TEST_P(ForeignAndAbsent, LookTheSame) {
  Party absent;
  Party foreign;
  v1::PublishMethodRequest publish;
  publish.set_tenant("theirs");
  publish.add_files()->set_name("a.stap");
  publish.mutable_files(0)->set_text("method secret 1.0.0 nl \"Geheim\" en \"Secret\"");
  ASSERT_TRUE(Ask(foreign.services(), &Services::PublishMethod, publish).ok());
  v1::CreateTrajectoryRequest creation;
  creation.set_tenant("theirs");
  creation.set_trajectory_id(kId);
  creation.set_request_id("r1");
  creation.set_method_id("straatfeest");
  ASSERT_TRUE(Ask(foreign.services(), &Services::CreateTrajectory, creation).ok());
  const std::string answer = GetParam().bytes(foreign.services());
  EXPECT_EQ(answer, GetParam().bytes(absent.services()));
}

INSTANTIATE_TEST_SUITE_P(EveryCall, ForeignAndAbsent, ::testing::ValuesIn(AllCalls()),
                         [](const auto& tested) { return tested.param.name; });

// Without this the test above would pass where everything is refused for another reason.
TEST(ForeignAndAbsent, DifferFromWhatIsThere) {
  Party party;
  v1::CreateTrajectoryRequest creation;
  creation.set_tenant("mine");
  creation.set_trajectory_id(kId);
  creation.set_request_id("r0");
  creation.set_method_id("straatfeest");
  ASSERT_TRUE(Ask(party.services(), &Services::CreateTrajectory, creation).ok());
  Party absent;
  for (const Call& call : AllCalls()) {
    const bool lists_methods = call.name == "ListMethodsRequest";
    if (lists_methods || call.name == "GetMethodRequest") continue;
    if (call.name == "CreateTrajectoryRequest") continue;
    EXPECT_NE(call.bytes(party.services()), call.bytes(absent.services())) << call.name;
    if (call.name == "CloseTrajectoryRequest") break;  // nothing can be written after it
  }
}

}  // namespace
}  // namespace stapwijs::api
