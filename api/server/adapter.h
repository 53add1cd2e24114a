// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/server/call_observer.h"
#include "api/server/executor.h"
#include "api/server/tenants.h"
#include "api/service/error.h"
#include "api/service/services.h"

// From a gRPC call to a use case and back. The shells of the services have nothing of their own.
namespace stapwijs::api {

// A service's error as gRPC gives it, details included, within what the client takes.
grpc::Status ToGrpcStatus(const ServiceError& error, const grpc::CallbackServerContext& context);

using CallObservers = std::vector<CallObserver*>;

// One call from its arrival to its end. Exactly one of Answer, Fail and Drop, once.
class CallUnderWay {
 public:
  // `call` and `observers` live longer.
  CallUnderWay(std::string_view call, size_t request_bytes, grpc::CallbackServerContext& context,
               const CallObservers& observers);

  void Answer(const google::protobuf::Message& response);
  void Answer(size_t answer_bytes);
  void Fail(const ServiceError& error);
  void Drop();  // nobody waits for it any more

  // Told of the call, when it has the form of a name: where any is allowed it is the caller's text.
  void SetTenant(std::string tenant);
  bool cancelled() const { return context_.IsCancelled(); }
  grpc::ServerUnaryReactor* reactor() const { return reactor_; }
  std::vector<std::string_view> Headers(const char* name) const;

 private:
  void End(absl::StatusCode code, std::string_view reason, size_t answer_bytes,
           const grpc::Status& status);

  const std::string_view call_;
  const size_t request_bytes_;
  const std::chrono::steady_clock::time_point began_;
  std::string tenant_;
  grpc::CallbackServerContext& context_;
  grpc::ServerUnaryReactor* const reactor_;
  const CallObservers& observers_;
};

class Adapter {
 public:
  // `long_work`: where calls run that may take long; the others never wait for them.
  Adapter(Services& services, Executor& executor, Executor& long_work, TenantRules tenants,
          CallObservers observers)
      : services_(services),
        executor_(executor),
        long_work_(long_work),
        tenants_(std::move(tenants)),
        observers_(std::move(observers)) {}

  // Runs `call` on the executor and finishes the call with its answer. gRPC keeps request and
  // response until Finish, also when the client has gone; Finish is called exactly once on every
  // way. `limit`: bytes of the request.
  template <typename Request, typename Response>
  grpc::ServerUnaryReactor* Serve(grpc::CallbackServerContext* context, const Request* request,
                                  Response* response, size_t limit,
                                  void (Services::*call)(const Request&, Done<Response>),
                                  bool takes_long = false) {
    static const std::string name = CallName(Request::descriptor()->name());
    const size_t bytes = request->ByteSizeLong();
    auto under_way = std::make_shared<CallUnderWay>(name, bytes, *context, observers_);
    grpc::ServerUnaryReactor* reactor = under_way->reactor();
    std::optional<ServiceError> error;
    if (bytes > limit) error = MessageTooLarge(bytes, limit);
    std::shared_ptr<const Request> asked(request, [](const Request*) {});  // gRPC's
    if (!error) error = ChooseTenant(*under_way, asked);
    if (error) {
      under_way->Fail(*error);
      return reactor;
    }
    Executor& executor = takes_long ? long_work_ : executor_;
    const bool taken = executor.Post([this, under_way, asked, response, call] {
      if (under_way->cancelled()) return under_way->Drop();  // and nothing was done yet
      (services_.*call)(*asked, [under_way, asked, response](Result<Response> result) {
        if (!result.ok()) return under_way->Fail(result.error());
        *response = std::move(result).value();
        under_way->Answer(*response);
      });
    });
    if (!taken) under_way->Fail(TooBusy());
    return reactor;
  }

  // GetAssessment, whose answer is passed on as bytes; one that is known already is given at once,
  // on gRPC's own thread.
  grpc::ServerUnaryReactor* ServeAssessment(grpc::CallbackServerContext* context,
                                            const grpc::ByteBuffer* request,
                                            grpc::ByteBuffer* response, size_t limit);

 private:
  // "RecordFacts" of "RecordFactsRequest".
  static std::string CallName(const std::string& request);

  // Puts a copy with the tenant of the header in the place of a request that names none.
  template <typename Request>
  std::optional<ServiceError> ChooseTenant(CallUnderWay& under_way,
                                           std::shared_ptr<const Request>& request) {
    const std::vector<std::string_view> headers = under_way.Headers(kTenantHeader);
    if constexpr (requires { request->tenant(); }) {
      Result<std::string> tenant = tenants_.Choose(request->tenant(), headers);
      if (!tenant.ok()) return tenant.error();
      if (!headers.empty() && request->tenant().empty()) {
        auto copy = std::make_shared<Request>(*request);
        copy->set_tenant(tenant.value());
        request = std::move(copy);
      }
      under_way.SetTenant(std::move(tenant).value());
      return std::nullopt;
    } else {
      return tenants_.Refuse(headers);
    }
  }

  Services& services_;
  Executor& executor_;
  Executor& long_work_;
  const TenantGate tenants_;
  const CallObservers observers_;
};

}  // namespace stapwijs::api
