// SPDX-License-Identifier: EUPL-1.2
#include "api/server/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>

#include <condition_variable>
#include <mutex>
#include <utility>

#include "absl/strings/str_cat.h"
#include "api/server/address.h"
#include "api/server/executor.h"
#include "api/server/log.h"
#include "api/server/metrics.h"
#include "api/server/shells.h"
#include "api/service/services.h"

namespace stapwijs::api {
namespace {

absl::Status Check(const ServerOptions& options) {
  if (!IsLoopback(options.host)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "refusing to listen on \"", options.host,
        "\": until clients are identified, the server listens on this machine only; use 127.0.0.1, "
        "and a proxy for others"));
  }
  if (options.port < 0 || options.port > 65535) {
    return absl::InvalidArgumentError(absl::StrCat("no port: ", options.port));
  }
  return absl::OkStatus();
}

// Plugins and health are switches of the whole process, not of one builder.
// Calls that take long, waiting for the one thread that does them.
constexpr size_t kLongCallsWaiting = 16;

void EnablePlugins(const ServerOptions& options) {
  static std::once_flag health;
  std::call_once(health, [] { grpc::EnableDefaultHealthCheckService(true); });
  if (!options.reflection) return;
  static std::once_flag reflection;
  std::call_once(reflection, [] { grpc::reflection::InitProtoReflectionServerBuilderPlugin(); });
}

void Configure(const ServerOptions& options, grpc::ServerBuilder& builder) {
  constexpr int kMaxMetadataBytes = 32 * 1024;
  constexpr int kMaxConcurrentStreams = 1000;
  // What is too large for a call but not for gRPC gets our own error, with the limit in it.
  constexpr int kSlack = 64 * 1024;
  builder.SetMaxReceiveMessageSize(static_cast<int>(options.max_publish_bytes) + kSlack);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kMaxMetadataBytes);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kMaxConcurrentStreams);
  // Else two servers could share one port without anybody noticing.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
}

}  // namespace

struct Server::Parts {
  Parts(Services& behind, ServerOptions given)
      : options(std::move(given)),
        services(behind),
        executor(options.threads, options.queue_limit),
        long_work(1, kLongCallsWaiting),
        metrics(options.metrics.empty() ? nullptr : std::make_unique<Metrics>()),
        adapter(services, executor, long_work, options.tenants, Observers()),
        methods(adapter, options.max_request_bytes, options.max_publish_bytes),
        trajectories(adapter, options.max_request_bytes),
        progress(adapter, options.max_request_bytes),
        policy(adapter, options.max_request_bytes),
        admin(adapter, options.max_request_bytes) {}

  CallObservers Observers() const {
    CallObservers observers;
    if (options.log != nullptr) observers.push_back(options.log);
    if (metrics != nullptr) observers.push_back(metrics.get());
    return observers;
  }

  void End(absl::Status why) {
    const std::lock_guard lock(mutex);
    if (ended) return;
    ended = true;
    end_status = std::move(why);
    wake.notify_all();
  }

  const ServerOptions options;
  Services& services;
  Executor executor;
  Executor long_work;
  std::unique_ptr<Metrics> metrics;  // looks at the executor, so ends before it
  Adapter adapter;
  MethodShell methods;
  TrajectoryShell trajectories;
  ProgressShell progress;
  PolicyShell policy;
  AdminShell admin;
  std::unique_ptr<grpc::Server> server;
  int port = 0;

  std::mutex mutex;
  std::condition_variable wake;
  bool ended = false;
  absl::Status end_status;
  std::once_flag stop_once;
};

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

absl::StatusOr<std::unique_ptr<Server>> Server::Start(Services& services, ServerOptions options) {
  if (absl::Status status = Check(options); !status.ok()) return status;
  EnablePlugins(options);
  auto parts = std::make_unique<Parts>(services, std::move(options));
  if (parts->metrics != nullptr) {
    const Executor& executor = parts->executor;
    absl::Status status = parts->metrics->Listen(parts->options.metrics, services,
                                                 [&executor] { return executor.waiting(); });
    if (!status.ok()) return status;
  }
  grpc::ServerBuilder builder;
  Configure(parts->options, builder);
  const std::string wanted = HostAndPort(parts->options.host, parts->options.port);
  builder.AddListeningPort(wanted, grpc::InsecureServerCredentials(), &parts->port);
  builder.RegisterService(&parts->methods);
  builder.RegisterService(&parts->trajectories);
  builder.RegisterService(&parts->progress);
  builder.RegisterService(&parts->policy);
  builder.RegisterService(&parts->admin);
  parts->server = builder.BuildAndStart();
  if (parts->server == nullptr || parts->port == 0) {
    return absl::UnavailableError(
        absl::StrCat("cannot listen on ", wanted, "; is another server using it?"));
  }
  if (auto* health = parts->server->GetHealthCheckService()) {
    for (const char* name :
         {v1::MethodService::service_full_name(), v1::TrajectoryService::service_full_name(),
          v1::ProgressService::service_full_name(), v1::PolicyService::service_full_name(),
          v1::AdminService::service_full_name()}) {
      health->SetServingStatus(name, true);
    }
  }
  services.SetOnFailed([state = parts.get()](const absl::Status& why) {
    if (auto* health = state->server->GetHealthCheckService()) health->SetServingStatus(false);
    if (state->options.log != nullptr) state->options.log->StoreFailed(why);
    state->End(why);
  });
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

Server::~Server() { Stop(); }

int Server::port() const { return parts_->port; }

std::string Server::address() const { return HostAndPort(parts_->options.host, parts_->port); }

std::string Server::metrics_address() const {
  return parts_->metrics == nullptr ? "" : parts_->metrics->address();
}

absl::Status Server::Wait() {
  std::unique_lock lock(parts_->mutex);
  parts_->wake.wait(lock, [this] { return parts_->ended; });
  return parts_->end_status;
}

void Server::Stop() {
  std::call_once(parts_->stop_once, [this] {
    parts_->services.SetOnFailed(nullptr);
    if (auto* health = parts_->server->GetHealthCheckService()) health->Shutdown();
    parts_->server->Shutdown(std::chrono::system_clock::now() + parts_->options.grace);
    parts_->executor.Stop();
    parts_->long_work.Stop();
    parts_->End(absl::OkStatus());
  });
}

}  // namespace stapwijs::api
