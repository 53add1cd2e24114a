// SPDX-License-Identifier: EUPL-1.2
#include "api/server/options.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace stapwijs::api {
namespace {

size_t Bytes(int64_t mib) { return static_cast<size_t>(mib) << 20; }

bool Allows(const TenantConfig& tenant, const char* what) {
  return std::find(tenant.allow.begin(), tenant.allow.end(), what) != tenant.allow.end();
}

TenantOptions OfTenant(const TenantConfig& tenant) {
  TenantOptions options;
  options.time_zone = tenant.time_zone;
  if (Allows(tenant, "p2")) options.highest_class = Privacy::kP2;
  if (Allows(tenant, "p3")) options.highest_class = Privacy::kP3;
  options.free_text = Allows(tenant, "text");
  return options;
}

}  // namespace

ServerOptions ServerOptionsOf(const ServerConfig& config) {
  ServerOptions options;
  options.host = config.server.host;
  options.port = static_cast<int>(config.server.port);
  options.threads = static_cast<size_t>(config.server.threads);
  options.queue_limit = static_cast<size_t>(config.server.queue_limit);
  options.max_request_bytes = static_cast<size_t>(config.limits.request_bytes);
  options.max_publish_bytes = static_cast<size_t>(config.limits.publish_bytes);
  options.reflection = config.server.reflection;
  options.grace = std::chrono::milliseconds(config.server.grace_ms);
  options.tenants.tenants = config.loopback.tenants;
  options.tenants.header = config.loopback.tenant_header;
  options.metrics = config.metrics.listen;
  return options;
}

ServiceOptions ServiceOptionsOf(const ServerConfig& config) {
  const TenantOptions others = OfTenant(TenantConfig());
  ServiceOptions options;
  options.time_zone = others.time_zone;
  options.state_cache_bytes = Bytes(config.store.state_cache_mib);
  options.assessment_cache_bytes = Bytes(config.store.assessment_cache_mib);
  options.limits.max_changes = static_cast<int>(config.limits.changes);
  options.limits.max_list_elements = static_cast<int>(config.limits.list_elements);
  options.limits.max_text_characters = static_cast<int>(config.limits.text_characters);
  options.limits.max_label_characters = static_cast<int>(config.limits.label_characters);
  options.limits.max_evidence_characters = static_cast<int>(config.limits.evidence_characters);
  options.portfolio_limit = static_cast<int32_t>(config.limits.portfolio_trajectories);
  options.backup_folder = config.store.backup_folder;
  options.store_name = "sqlite";
  options.other_limits = {{"request_bytes", config.limits.request_bytes},
                          {"publish_bytes", config.limits.publish_bytes},
                          {"evidence_characters", config.limits.evidence_characters}};
  options.limits.highest_class = others.highest_class;
  options.limits.free_text = others.free_text;
  for (const auto& [name, tenant] : config.tenants) options.tenants[name] = OfTenant(tenant);
  return options;
}

LogOptions LogOptionsOf(const ServerConfig& config) {
  return {config.log.level, config.log.file, config.log.format};
}

void SetStoreLimits(const ServerConfig& config, store::Options& options) {
  options.queue_limit = static_cast<size_t>(config.store.queue_limit);
  options.group_limit = static_cast<size_t>(config.store.group_limit);
}

}  // namespace stapwijs::api
