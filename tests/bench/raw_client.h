// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace stapwijs::bench {

// Calls with bytes instead of messages: what the client does with an answer is not measured.
class RawClient {
 public:
  RawClient(const std::string& address, const std::string& method);

  // One call; its answer. Ends the process when it fails: then nothing was measured.
  std::string Ask(const std::string& request);

  // So many calls one after the other, the bytes of each made by `request`; microseconds of each.
  std::vector<double> OneByOne(int calls, const std::function<std::string()>& request);

  // So many calls with `in_flight` at once; seconds for all.
  double Many(int calls, int in_flight, const std::function<std::string()>& request);

 private:
  struct Call;
  void Start(Call& call, const std::string& request);

  const std::string method_;
  std::shared_ptr<grpc::Channel> channel_;
  grpc::GenericStub stub_;
  grpc::CompletionQueue queue_;
};

}  // namespace stapwijs::bench
