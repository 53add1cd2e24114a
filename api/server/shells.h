// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>

#include "api/server/adapter.h"
#include "stapwijs/v1/admin_service.grpc.pb.h"
#include "stapwijs/v1/method_service.grpc.pb.h"
#include "stapwijs/v1/policy_service.grpc.pb.h"
#include "stapwijs/v1/progress_service.grpc.pb.h"
#include "stapwijs/v1/trajectory_service.grpc.pb.h"

// One line per call: which use case, and how large its request may be. A call without a line
// answers UNIMPLEMENTED, which a test refuses.
namespace stapwijs::api {

#define STAPWIJS_CALL(Name, limit)                                                               \
  grpc::ServerUnaryReactor* Name(grpc::CallbackServerContext* context,                           \
                                 const v1::Name##Request* request, v1::Name##Response* response) \
      override {                                                                                 \
    return adapter_.Serve(context, request, response, limit, &Services::Name);                   \
  }

// The same for a call that reads much: it has a thread of its own kind.
#define STAPWIJS_LONG_CALL(Name, limit)                                                          \
  grpc::ServerUnaryReactor* Name(grpc::CallbackServerContext* context,                           \
                                 const v1::Name##Request* request, v1::Name##Response* response) \
      override {                                                                                 \
    return adapter_.Serve(context, request, response, limit, &Services::Name, true);             \
  }

class MethodShell final : public v1::MethodService::CallbackService {
 public:
  MethodShell(Adapter& adapter, size_t max_request, size_t max_publish)
      : adapter_(adapter), max_request_(max_request), max_publish_(max_publish) {}
  STAPWIJS_CALL(GetMethod, max_request_)
  STAPWIJS_LONG_CALL(PublishMethod, max_publish_)
  STAPWIJS_CALL(ListMethods, max_request_)
  STAPWIJS_LONG_CALL(CheckMethod, max_publish_)

 private:
  Adapter& adapter_;
  const size_t max_request_;
  const size_t max_publish_;
};

class TrajectoryShell final : public v1::TrajectoryService::CallbackService {
 public:
  TrajectoryShell(Adapter& adapter, size_t max_request)
      : adapter_(adapter), max_request_(max_request) {}
  STAPWIJS_CALL(CreateTrajectory, max_request_)
  STAPWIJS_CALL(GetTrajectory, max_request_)
  STAPWIJS_CALL(RecordFacts, max_request_)
  STAPWIJS_CALL(AnswerItem, max_request_)
  STAPWIJS_CALL(StartStep, max_request_)
  STAPWIJS_CALL(CompleteStep, max_request_)
  STAPWIJS_CALL(UpdateTrajectory, max_request_)
  STAPWIJS_CALL(ListTrajectories, max_request_)
  STAPWIJS_CALL(ReopenStep, max_request_)
  STAPWIJS_CALL(WaiveGuard, max_request_)
  STAPWIJS_CALL(RevokeWaiver, max_request_)
  STAPWIJS_CALL(CloseTrajectory, max_request_)
  STAPWIJS_CALL(ListEvents, max_request_)

 private:
  Adapter& adapter_;
  const size_t max_request_;
};

// GetAssessment takes and gives bytes: its answer is large, and mostly one that was given before.
class ProgressShell final : public v1::ProgressService::WithRawCallbackMethod_GetAssessment<
                                v1::ProgressService::WithCallbackMethod_ListTips<
                                    v1::ProgressService::WithCallbackMethod_BatchGetAssessments<
                                        v1::ProgressService::Service>>> {
 public:
  ProgressShell(Adapter& adapter, size_t max_request)
      : adapter_(adapter), max_request_(max_request) {}
  grpc::ServerUnaryReactor* GetAssessment(grpc::CallbackServerContext* context,
                                          const grpc::ByteBuffer* request,
                                          grpc::ByteBuffer* response) override {
    return adapter_.ServeAssessment(context, request, response, max_request_);
  }
  STAPWIJS_CALL(ListTips, max_request_)
  STAPWIJS_CALL(BatchGetAssessments, max_request_)

 private:
  Adapter& adapter_;
  const size_t max_request_;
};

class PolicyShell final : public v1::PolicyService::CallbackService {
 public:
  PolicyShell(Adapter& adapter, size_t max_request)
      : adapter_(adapter), max_request_(max_request) {}
  STAPWIJS_CALL(GetLinkageReport, max_request_)
  STAPWIJS_LONG_CALL(GetPortfolioReport, max_request_)

 private:
  Adapter& adapter_;
  const size_t max_request_;
};

class AdminShell final : public v1::AdminService::CallbackService {
 public:
  AdminShell(Adapter& adapter, size_t max_request) : adapter_(adapter), max_request_(max_request) {}
  STAPWIJS_CALL(GetServerInfo, max_request_)
  STAPWIJS_LONG_CALL(Backup, max_request_)

 private:
  Adapter& adapter_;
  const size_t max_request_;
};

#undef STAPWIJS_LONG_CALL
#undef STAPWIJS_CALL

}  // namespace stapwijs::api
