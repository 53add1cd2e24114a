// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "api/server/tenants.h"

namespace stapwijs::api {

class Log;
class Services;

struct ServerOptions {
  // Only an address of this machine itself (127.0.0.0/8, ::1, localhost): the packaged gRPC 1.51
  // has faults that are reached before anybody is asked who they are.
  std::string host = "127.0.0.1";
  int port = 0;               // 0: any that is free
  size_t threads = 2;         // that do the work of calls
  size_t queue_limit = 4096;  // calls waiting for a thread; one more gets RESOURCE_EXHAUSTED
  size_t max_request_bytes = size_t{4} << 20;
  size_t max_publish_bytes = size_t{17} << 20;
  bool reflection = true;
  std::chrono::milliseconds grace{5000};  // for calls in flight when stopping
  TenantRules tenants;
  std::string metrics;  // "127.0.0.1:9464": Prometheus is answered there; empty: nowhere
  Log* log = nullptr;   // told of all calls; not owned, outlives the server; may be null
};

// The calls of stapwijs.v1 over gRPC, with health checking and reflection. Free of gRPC's types, so
// that who starts it need not know them. Thread-safe.
class Server {
 public:
  // Listens and serves. `services` is not owned and outlives the server.
  // INVALID_ARGUMENT: not an address of this machine itself, or no such port.
  // UNAVAILABLE: the address, or that of the metrics, cannot be listened on (taken, or not there).
  static absl::StatusOr<std::unique_ptr<Server>> Start(Services& services, ServerOptions options);

  ~Server();  // as Stop()

  int port() const;
  // "127.0.0.1:50051".
  std::string address() const;
  // "127.0.0.1:9464"; empty without metrics.
  std::string metrics_address() const;

  // Returns when Stop() was called: OK; or when the store failed for good: why. Then the process
  // should end and be started anew.
  absl::Status Wait();

  // Health says NOT_SERVING, no new calls, those in flight get `grace` to end. Idempotent. Not from
  // a handler.
  void Stop();

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace stapwijs::api
