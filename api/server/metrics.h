// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "api/server/call_observer.h"
#include "api/service/services.h"

namespace stapwijs::api {

// Figures for Prometheus at http://ADDRESS/metrics. Labels are names of calls, codes of answers and
// names of caches: nothing that grows with tenants or trajectories. Thread-safe.
//   stapwijs_calls_total{call,code}, stapwijs_call_seconds{call} (histogram),
//   stapwijs_calls_in_flight, stapwijs_calls_waiting (for a thread), stapwijs_store_groups_total,
//   stapwijs_store_events_total, stapwijs_store_repeated_total, stapwijs_store_refused_total,
//   stapwijs_store_queued, stapwijs_store_failed (0 or 1), stapwijs_up (1),
//   stapwijs_cache_entries{cache}, stapwijs_cache_bytes{cache}, stapwijs_cache_hits_total{cache},
//   stapwijs_cache_misses_total{cache}
class Metrics final : public CallObserver {
 public:
  // Counts from now on; nobody can ask for it yet.
  Metrics();
  ~Metrics() override;  // nobody can ask any more

  // Answers at `listen` (HOST:PORT, of this machine itself; port 0: any that is free). `services`
  // and `waiting` are asked at each scrape and outlive this object. INVALID_ARGUMENT: not such an
  // address. UNAVAILABLE: it cannot be listened on.
  absl::Status Listen(const std::string& listen, Services& services,
                      std::function<size_t()> waiting);

  // "127.0.0.1:9464"; empty before Listen.
  const std::string& address() const { return address_; }

  void OnBegun(std::string_view call) override;
  void OnEnded(const EndedCall& ended) override;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
  std::string address_;
};

}  // namespace stapwijs::api
