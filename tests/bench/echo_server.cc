// SPDX-License-Identifier: EUPL-1.2
// What serving is measured against: the smallest server with gRPC's callback API.
//   stapwijs_echo_server FILE
// GetAssessment answers the GetAssessmentResponse in FILE, as a message that protobuf writes;
// RecordFacts answers a receipt. Both do nothing else.
#include <grpcpp/grpcpp.h>

#include <cstdio>
#include <fstream>
#include <iterator>

#include "stapwijs/v1/progress_service.grpc.pb.h"
#include "stapwijs/v1/trajectory_service.grpc.pb.h"

namespace stapwijs::bench {
namespace {

class Progress final : public v1::ProgressService::CallbackService {
 public:
  explicit Progress(v1::GetAssessmentResponse answer) : answer_(std::move(answer)) {}
  grpc::ServerUnaryReactor* GetAssessment(grpc::CallbackServerContext* context,
                                          const v1::GetAssessmentRequest* /*request*/,
                                          v1::GetAssessmentResponse* response) override {
    *response = answer_;
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

 private:
  const v1::GetAssessmentResponse answer_;
};

class Writes final : public v1::TrajectoryService::CallbackService {
 public:
  grpc::ServerUnaryReactor* RecordFacts(grpc::CallbackServerContext* context,
                                        const v1::RecordFactsRequest* /*request*/,
                                        v1::RecordFactsResponse* response) override {
    response->mutable_receipt()->set_revision(2);
    response->mutable_receipt()->set_recorded_at("2022-03-01T12:00:00.000000Z");
    response->mutable_receipt()->set_consistency_token("1-1234567");
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
};

int Main(const char* path) {
  std::ifstream file(path, std::ios::binary);
  v1::GetAssessmentResponse answer;
  answer.ParseFromString({std::istreambuf_iterator<char>(file), {}});
  Progress progress(std::move(answer));
  Writes writes;
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&progress);
  builder.RegisterService(&writes);
  const auto server = builder.BuildAndStart();
  std::printf("listening on 127.0.0.1:%d\n", port);
  std::fflush(stdout);
  server->Wait();
  return 0;
}

}  // namespace
}  // namespace stapwijs::bench

int main(int count, char** arguments) {
  return count == 2 ? stapwijs::bench::Main(arguments[1]) : 2;
}
