// SPDX-License-Identifier: EUPL-1.2
#include <iostream>
#include <memory>
#include <string>

#include "CLI/App.hpp"
#include "CLI/Config.hpp"
#include "CLI/Formatter.hpp"
#include "api/cli/assessment_text.h"
#include "api/cli/input.h"
#include "api/cli/layout.h"
#include "api/cli/remote.h"
#include "api/cli/verbs.h"
#include "api/convert/json.h"
#include "grpcpp/client_context.h"
#include "stapwijs/v1/method_service.grpc.pb.h"
#include "stapwijs/v1/progress_service.grpc.pb.h"
#include "stapwijs/v1/trajectory_service.grpc.pb.h"

namespace stapwijs::api::cli {
namespace {

struct ProgressOptions : Options, Remote {
  std::string trajectory;
  bool all = false;
};

// The method that judged, for the names of its facts. Without it paths are shown, so a failure
// is no reason to keep the answer back.
v1::Method MethodOf(const v1::Assessment& assessment, const ProgressOptions& options,
                    const std::shared_ptr<grpc::Channel>& channel) {
  v1::GetMethodRequest request;
  request.set_tenant(options.tenant);
  request.add_languages(options.language);
  request.set_method_id(assessment.method().id());
  request.set_version(assessment.method().version());
  v1::GetMethodResponse response;
  grpc::ClientContext context;
  const grpc::Status status =
      v1::MethodService::NewStub(channel)->GetMethod(&context, request, &response);
  return status.ok() ? response.method() : v1::Method();
}

// What people call the trajectory; empty when nobody said.
std::string LabelOf(const ProgressOptions& options, const std::shared_ptr<grpc::Channel>& channel) {
  v1::GetTrajectoryRequest request;
  request.set_tenant(options.tenant);
  request.set_trajectory_id(options.trajectory);
  v1::GetTrajectoryResponse response;
  grpc::ClientContext context;
  v1::TrajectoryService::NewStub(channel)->GetTrajectory(&context, request, &response);
  return response.trajectory().label();
}

int Progress(const ProgressOptions& options) {
  v1::GetAssessmentRequest request;
  request.set_tenant(options.tenant);
  request.set_trajectory_id(options.trajectory);
  request.add_languages(options.language);
  request.set_on(options.on);
  v1::GetAssessmentResponse response;
  grpc::ClientContext context;
  const auto channel = Connect(options);
  const grpc::Status status =
      v1::ProgressService::NewStub(channel)->GetAssessment(&context, request, &response);
  if (!status.ok()) return ShowRefusal(status, options, options.Spoken());
  if (options.json()) {
    const auto json = ToJson(response.assessment(), {true});
    if (!json.ok()) {
      Complain(std::string(json.status().message()));
      return kWrongUse;
    }
    std::cout << *json << "\n";
    return kFine;
  }
  AssessmentTextOptions how;
  how.language = options.Spoken();
  how.colour = ColourWanted();
  how.all = options.all;
  how.label = LabelOf(options, channel);
  std::cout << AssessmentText(response.assessment(),
                              MethodOf(response.assessment(), options, channel), how);
  return kFine;
}

}  // namespace

void AddProgress(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<ProgressOptions>();
  CLI::App* verb = app.add_subcommand("progress", "Ask a server how a trajectory stands");
  verb->add_option("TRAJECTORY", options->trajectory, "the trajectory's id")->required();
  AddRemote(*verb, *options);
  AddDate(*verb, *options);
  AddFormat(*verb, *options);
  AddLanguage(*verb, *options);
  verb->add_flag("--all", options->all, "text: every tip, and every fact that something waits for");
  verb->footer(
      "Example:\n"
      "  stapwijs progress 7f0e4a52-6a0e-4f8e-9d1c-2f6b8c1d3e4f --server 127.0.0.1:50051\n"
      "Exit codes: 0 judged (whatever the judgement), 2 wrong use, no server or no such "
      "trajectory.");
  verb->callback([options, &chosen] { chosen = [options] { return Progress(*options); }; });
}

}  // namespace stapwijs::api::cli
