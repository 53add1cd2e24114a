// SPDX-License-Identifier: EUPL-1.2
#include "api/server/metrics.h"

#include <exception>
#include <mutex>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "api/server/address.h"
#include "prometheus/collectable.h"
#include "prometheus/counter.h"
#include "prometheus/exposer.h"
#include "prometheus/gauge.h"
#include "prometheus/histogram.h"
#include "prometheus/registry.h"

namespace stapwijs::api {
namespace {

using prometheus::MetricType;

// Seconds: from an answer out of the cache to a commit on a slow disk.
const prometheus::Histogram::BucketBoundaries kBuckets = {
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};

// What is not counted here but looked up when somebody asks.
class Figures final : public prometheus::Collectable {
 public:
  Figures(Services& services, std::function<size_t()> waiting)
      : services_(services), waiting_(std::move(waiting)) {}

  std::vector<prometheus::MetricFamily> Collect() const override {
    std::vector<prometheus::MetricFamily> all;
    const auto add = [&all](const char* name, const char* help, MetricType type, double value) {
      prometheus::MetricFamily& family = all.emplace_back();
      family.name = name;
      family.help = help;
      family.type = type;
      AddValue(family, value, {});
    };
    const store::Stats stats = services_.store().GetStats();
    const auto count = [&](const char* name, const char* help, int64_t value) {
      add(name, help, MetricType::Counter, static_cast<double>(value));
    };
    add("stapwijs_up", "The server answers.", MetricType::Gauge, 1);
    add("stapwijs_calls_waiting", "Calls that wait for a thread.", MetricType::Gauge,
        static_cast<double>(waiting_()));
    count("stapwijs_store_groups_total", "Commits that stored something.", stats.groups);
    count("stapwijs_store_events_total", "Events stored.", stats.events);
    count("stapwijs_store_repeated_total", "Writes answered with an earlier event.",
          stats.repeated);
    count("stapwijs_store_refused_total", "Writes that stored nothing.", stats.refused);
    add("stapwijs_store_queued", "Writes that wait for a commit.", MetricType::Gauge,
        static_cast<double>(stats.queued));
    add("stapwijs_store_failed", "1: the store stopped for good; start the server anew.",
        MetricType::Gauge, services_.store().Failed().ok() ? 0 : 1);
    AddCaches(all);
    return all;
  }

 private:
  static void AddValue(prometheus::MetricFamily& family, double value,
                       std::vector<prometheus::ClientMetric::Label> labels) {
    prometheus::ClientMetric& metric = family.metric.emplace_back();
    metric.label = std::move(labels);
    (family.type == MetricType::Counter ? metric.counter.value : metric.gauge.value) = value;
  }

  void AddCaches(std::vector<prometheus::MetricFamily>& all) const {
    struct Kind {
      const char* name;
      const char* help;
      MetricType type;
      int64_t CacheFigures::* value;
    };
    constexpr Kind kKinds[] = {
        {"stapwijs_cache_entries", "Things kept ready in memory.", MetricType::Gauge,
         &CacheFigures::entries},
        {"stapwijs_cache_bytes", "An estimate of their bytes.", MetricType::Gauge,
         &CacheFigures::bytes},
        {"stapwijs_cache_hits_total", "Times that what was needed was there.", MetricType::Counter,
         &CacheFigures::hits},
        {"stapwijs_cache_misses_total", "Times that it was not.", MetricType::Counter,
         &CacheFigures::misses}};
    const std::vector<CacheFigures> caches = services_.Caches();
    for (const Kind& kind : kKinds) {
      prometheus::MetricFamily& family = all.emplace_back();
      family.name = kind.name;
      family.help = kind.help;
      family.type = kind.type;
      for (const CacheFigures& cache : caches) {
        AddValue(family, static_cast<double>(cache.*kind.value),
                 {{"cache", std::string(cache.name)}});
      }
    }
  }

  Services& services_;
  const std::function<size_t()> waiting_;
};

}  // namespace

struct Metrics::Parts {
  std::shared_ptr<prometheus::Registry> registry = std::make_shared<prometheus::Registry>();
  prometheus::Family<prometheus::Counter>& calls = prometheus::BuildCounter()
                                                       .Name("stapwijs_calls_total")
                                                       .Help("Calls that ended, by code.")
                                                       .Register(*registry);
  prometheus::Family<prometheus::Histogram>& seconds =
      prometheus::BuildHistogram()
          .Name("stapwijs_call_seconds")
          .Help("From a call's arrival to its answer.")
          .Register(*registry);
  prometheus::Gauge& in_flight = prometheus::BuildGauge()
                                     .Name("stapwijs_calls_in_flight")
                                     .Help("Calls that have no answer yet.")
                                     .Register(*registry)
                                     .Add({});
  std::shared_ptr<Figures> figures;
  std::unique_ptr<prometheus::Exposer> exposer;  // first to go
};

Metrics::Metrics() : parts_(std::make_unique<Parts>()) {}
Metrics::~Metrics() = default;

absl::Status Metrics::Listen(const std::string& listen, Services& services,
                             std::function<size_t()> waiting) {
  const std::optional<Address> address = ParseAddress(listen);
  if (!address || !IsLoopback(address->host)) {
    return absl::InvalidArgumentError(
        absl::StrCat("metrics cannot be given at \"", listen,
                     "\": that takes an address of this machine itself, such as 127.0.0.1:9464"));
  }
  // civetweb takes no names.
  const std::string host = address->host == "localhost" ? "127.0.0.1" : address->host;
  parts_->figures = std::make_shared<Figures>(services, std::move(waiting));
  try {
    parts_->exposer = std::make_unique<prometheus::Exposer>(HostAndPort(host, address->port), 1);
  } catch (const std::exception&) {  // its words are the library's, without the reason
    return absl::UnavailableError(
        absl::StrCat("cannot give metrics at ", listen, "; is another program using it?"));
  }
  parts_->exposer->RegisterCollectable(parts_->registry);
  parts_->exposer->RegisterCollectable(parts_->figures);
  const std::vector<int> ports = parts_->exposer->GetListeningPorts();
  address_ = HostAndPort(host, ports.empty() ? address->port : ports.front());
  return absl::OkStatus();
}

void Metrics::OnBegun(std::string_view /*call*/) { parts_->in_flight.Increment(); }

void Metrics::OnEnded(const EndedCall& ended) {
  const std::string call(ended.call);
  parts_->in_flight.Decrement();
  parts_->calls.Add({{"call", call}, {"code", absl::StatusCodeToString(ended.code)}}).Increment();
  parts_->seconds.Add({{"call", call}}, kBuckets)
      .Observe(std::chrono::duration<double>(ended.took).count());
}

}  // namespace stapwijs::api
