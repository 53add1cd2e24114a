// SPDX-License-Identifier: EUPL-1.2
#include "api/server/adapter.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "api/service/rpc_status.h"

namespace stapwijs::api {
namespace {

// What the client says it takes, else what every client takes.
size_t ErrorBudget(const grpc::CallbackServerContext& context) {
  const auto& metadata = context.client_metadata();
  const auto header = metadata.find(kErrorBytesHeader);
  if (header == metadata.end()) return kDefaultErrorBytes;
  size_t bytes = 0;
  if (!absl::SimpleAtoi(absl::string_view(header->second.data(), header->second.size()), &bytes)) {
    return kDefaultErrorBytes;
  }
  return std::min(bytes, kMaxErrorBytes);
}

}  // namespace

grpc::Status ToGrpcStatus(const ServiceError& error, const grpc::CallbackServerContext& context) {
  const google::rpc::Status status = ToRpcStatus(error, ErrorBudget(context));
  return {static_cast<grpc::StatusCode>(status.code()), status.message(),
          status.SerializeAsString()};
}

}  // namespace stapwijs::api
