// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/raw_client.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace stapwijs::bench {
namespace {

using Clock = std::chrono::steady_clock;

double Micros(Clock::time_point since) {
  return std::chrono::duration<double, std::micro>(Clock::now() - since).count();
}

std::shared_ptr<grpc::Channel> Connect(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

}  // namespace

struct RawClient::Call {
  grpc::ClientContext context;
  grpc::ByteBuffer answer;
  grpc::Status status;
  std::unique_ptr<grpc::GenericClientAsyncResponseReader> reader;
};

RawClient::RawClient(const std::string& address, const std::string& method)
    : method_(method), channel_(Connect(address)), stub_(channel_) {}

void RawClient::Start(Call& call, const std::string& request) {
  const grpc::Slice slice(request);
  call.reader =
      stub_.PrepareUnaryCall(&call.context, method_, grpc::ByteBuffer(&slice, 1), &queue_);
  call.reader->StartCall();
  call.reader->Finish(&call.answer, &call.status, &call);
}

std::string RawClient::Ask(const std::string& request) {
  Call call;
  Start(call, request);
  void* tag = nullptr;
  bool ok = false;
  if (!queue_.Next(&tag, &ok) || !call.status.ok()) {
    std::fprintf(stderr, "%s: %s\n", method_.c_str(), call.status.error_message().c_str());
    std::exit(1);
  }
  grpc::Slice slice;
  if (!call.answer.DumpToSingleSlice(&slice).ok()) return "";
  return {reinterpret_cast<const char*>(slice.begin()), slice.size()};
}

std::vector<double> RawClient::OneByOne(int calls, const std::function<std::string()>& request) {
  std::vector<double> times;
  for (int i = 0; i < calls; ++i) {
    const std::string bytes = request();
    Call call;
    const auto begun = Clock::now();
    Start(call, bytes);
    void* tag = nullptr;
    bool ok = false;
    queue_.Next(&tag, &ok);
    times.push_back(Micros(begun));
    if (!call.status.ok()) {
      std::fprintf(stderr, "%s: %s\n", method_.c_str(), call.status.error_message().c_str());
      std::exit(1);
    }
  }
  return times;
}

double RawClient::Many(int calls, int in_flight, const std::function<std::string()>& request) {
  const auto begun = Clock::now();
  int started = 0;
  int ended = 0;
  const auto start = [&] {
    Start(*new Call, request());
    ++started;
  };
  while (started < std::min(calls, in_flight)) start();
  while (ended < calls) {
    void* tag = nullptr;
    bool ok = false;
    queue_.Next(&tag, &ok);
    const std::unique_ptr<Call> call(static_cast<Call*>(tag));
    if (!call->status.ok()) {
      std::fprintf(stderr, "%s: %s\n", method_.c_str(), call->status.error_message().c_str());
      std::exit(1);
    }
    ++ended;
    if (started < calls) start();
  }
  return Micros(begun) / 1e6;
}

}  // namespace stapwijs::bench
