// SPDX-License-Identifier: EUPL-1.2
#include "api/service/services.h"

#include <chrono>
#include <utility>

#include "api/service/parts.h"

namespace stapwijs::api {
namespace {

// Methods are few and shared by all of their trajectories.
constexpr size_t kMethodCacheBytes = size_t{128} << 20;

int64_t SystemClock() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

}  // namespace

absl::StatusOr<std::unique_ptr<Services>> Services::Open(ServiceOptions options,
                                                         const StoreOpener& open) {
  absl::StatusOr<Calendar> calendar = Calendar::Of(options.time_zone);
  if (!calendar.ok()) return calendar.status();
  if (!options.clock) options.clock = SystemClock;
  auto parts = std::make_unique<Parts>(std::move(options), *std::move(calendar));
  for (const auto& [tenant, own] : parts->options.tenants) {
    absl::StatusOr<Calendar> zone = Calendar::Of(own.time_zone);
    if (!zone.ok()) return zone.status();
    parts->calendars.emplace(tenant, *std::move(zone));
  }
  store::Options store_options;
  store_options.clock = parts->options.clock;
  store_options.observer = &parts->trajectories;
  absl::StatusOr<std::unique_ptr<store::Store>> store = open(std::move(store_options));
  if (!store.ok()) return store.status();
  parts->store = *std::move(store);
  parts->methods = std::make_unique<MethodCache>(*parts->store, kMethodCacheBytes);
  parts->trajectories.Attach(*parts->store, *parts->methods);
  return std::unique_ptr<Services>(new Services(std::move(parts)));
}

Services::Services(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Services::~Services() { parts_->store->Stop(); }

void Services::SetOnFailed(std::function<void(const absl::Status&)> on_failed) {
  parts_->trajectories.SetOnFailed(std::move(on_failed));
}

store::Store& Services::store() { return *parts_->store; }

std::vector<CacheFigures> Services::Caches() const {
  const auto figures = [](std::string_view name, const auto& cache) {
    return CacheFigures{name, static_cast<int64_t>(cache.size()),
                        static_cast<int64_t>(cache.bytes()), cache.hits(), cache.misses()};
  };
  return {figures("states", parts_->trajectories.cache()),
          figures("assessments", parts_->assessments), figures("inputs", parts_->input_cache),
          figures("methods", parts_->methods->cache())};
}

Date Services::Parts::Today(const std::string& tenant) const {
  const auto own = calendars.find(tenant);
  return (own == calendars.end() ? calendar : own->second).DateAt(options.clock());
}

Limits Services::Parts::LimitsOf(const std::string& tenant) const {
  Limits limits = options.limits;
  if (const auto own = options.tenants.find(tenant); own != options.tenants.end()) {
    limits.highest_class = own->second.highest_class;
    limits.free_text = own->second.free_text;
  }
  return limits;
}

std::optional<ServiceError> Services::Parts::WaitFor(const std::string& tenant, int64_t position) {
  if (position == 0) return std::nullopt;
  auto reached = trajectories.Reached(tenant, position);
  if (!reached.ok()) return std::move(reached).error();
  if (reached.value()) return std::nullopt;
  ServiceError error = MakeError(
      ErrorReason::kNotYetHere, {"Deze server is nog niet zo ver als het consistency_token zegt.",
                                 "This server has not come as far as the consistency_token says."});
  constexpr int64_t kRetryAfterMs = 200;
  error.retry_after_ms = kRetryAfterMs;
  return error;
}

}  // namespace stapwijs::api
