// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <grpcpp/grpcpp.h>

#include <cstddef>
#include <functional>
#include <utility>

#include "api/server/executor.h"
#include "api/service/error.h"
#include "api/service/services.h"

// From a gRPC call to a use case and back. The shells of the services have nothing of their own.
namespace stapwijs::api {

// A service's error as gRPC gives it, details included, within what the client takes.
grpc::Status ToGrpcStatus(const ServiceError& error, const grpc::CallbackServerContext& context);

class Adapter {
 public:
  Adapter(Services& services, Executor& executor) : services_(services), executor_(executor) {}

  // Runs `call` on the executor and finishes the call with its answer. gRPC keeps request and
  // response until Finish, also when the client has gone; Finish is called exactly once on every
  // way. `limit`: bytes of the request.
  template <typename Request, typename Response>
  grpc::ServerUnaryReactor* Serve(grpc::CallbackServerContext* context, const Request* request,
                                  Response* response, size_t limit,
                                  void (Services::*call)(const Request&, Done<Response>)) {
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    if (const size_t bytes = request->ByteSizeLong(); bytes > limit) {
      reactor->Finish(ToGrpcStatus(MessageTooLarge(bytes, limit), *context));
      return reactor;
    }
    const bool taken = executor_.Post([this, context, request, response, reactor, call] {
      if (context->IsCancelled()) {  // nobody waits for it any more, and nothing was done yet
        reactor->Finish(grpc::Status::CANCELLED);
        return;
      }
      (services_.*call)(*request, [context, response, reactor](Result<Response> result) {
        if (!result.ok()) {
          reactor->Finish(ToGrpcStatus(result.error(), *context));
          return;
        }
        *response = std::move(result).value();
        reactor->Finish(grpc::Status::OK);
      });
    });
    if (!taken) reactor->Finish(ToGrpcStatus(TooBusy(), *context));
    return reactor;
  }

 private:
  Services& services_;
  Executor& executor_;
};

}  // namespace stapwijs::api
