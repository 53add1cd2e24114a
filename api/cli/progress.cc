// SPDX-License-Identifier: EUPL-1.2
#include <memory>
#include <string>

#include "CLI/App.hpp"
#include "CLI/Config.hpp"
#include "CLI/Formatter.hpp"
#include "api/cli/input.h"
#include "api/cli/remote.h"
#include "api/cli/show_assessment.h"
#include "api/cli/verbs.h"
#include "grpcpp/client_context.h"
#include "stapwijs/v1/method_service.grpc.pb.h"
#include "stapwijs/v1/progress_service.grpc.pb.h"
#include "stapwijs/v1/trajectory_service.grpc.pb.h"

namespace stapwijs::api::cli {
namespace {

struct ProgressOptions : AssessmentOptions, Remote {
  std::string trajectory;
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
  if (options.json()) return ShowAssessmentJson(response.assessment());
  return ShowAssessmentText(response.assessment(),
                            MethodOf(response.assessment(), options, channel), options,
                            LabelOf(options, channel));
}

}  // namespace

void AddProgress(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<ProgressOptions>();
  CLI::App* verb = app.add_subcommand("progress", "Ask a server how a trajectory stands");
  verb->add_option("TRAJECTORY", options->trajectory, "the trajectory's id")->required();
  AddRemote(*verb, *options);
  AddAssessmentOptions(*verb, *options);
  verb->footer(
      "Example:\n"
      "  stapwijs progress 7f0e4a52-6a0e-4f8e-9d1c-2f6b8c1d3e4f --server 127.0.0.1:50051\n"
      "Exit codes: 0 judged (whatever the judgement), 2 wrong use, no server or no such "
      "trajectory.");
  verb->callback([options, &chosen] { chosen = [options] { return Progress(*options); }; });
}

}  // namespace stapwijs::api::cli
