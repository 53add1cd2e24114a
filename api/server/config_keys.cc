// SPDX-License-Identifier: EUPL-1.2
#include "api/server/config_keys.h"

#include <algorithm>
#include <limits>

#include "api/server/address.h"
#include "api/service/calendar.h"
#include "api/service/request_check.h"
#include "engine/facts/validate.h"

namespace stapwijs::api {
namespace {

// `place` inside the configuration, of any type that a key can have.
#define STAPWIJS_AT(place) \
  [](ServerConfig& config, const std::string&) -> ConfigTarget { return &config.place; }
#define STAPWIJS_OF_TENANT(place)                                       \
  [](ServerConfig& config, const std::string& tenant) -> ConfigTarget { \
    return &config.tenants[tenant].place;                               \
  }

constexpr int64_t kMillion = 1000000;
// gRPC 1.51 counts the bytes of a message in an int, and some are needed around it.
constexpr int64_t kMaxMessage = std::numeric_limits<int>::max() - kMillion;
// Mebibytes of memory that no machine has; the product with 2^20 stays a number.
constexpr int64_t kMaxMib = int64_t{1} << 24;

template <const std::string_view* begin, size_t size>
bool OneOf(const std::string& text) {
  return std::find(begin, begin + size, text) != begin + size;
}
constexpr std::string_view kLevels[] = {"debug", "info", "warn", "error", "off"};
constexpr std::string_view kFormats[] = {"json", "logfmt"};
constexpr std::string_view kClasses[] = {"p2", "p3", "text"};

bool IsHost(const std::string& text) { return IsLoopback(text); }
bool IsTenantOrAny(const std::string& text) {
  return text == "*" || (!text.empty() && IsTenant(text));
}
bool IsZone(const std::string& text) { return Calendar::Of(text).ok(); }
bool IsFilled(const std::string& text) { return !text.empty(); }
bool IsListen(const std::string& text) {
  if (text.empty()) return true;
  const auto address = ParseAddress(text);
  return address && IsLoopback(address->host);
}

constexpr std::string_view kHostHelp =
    "an address of this machine itself, such as \"127.0.0.1\": until clients are identified, "
    "others come through a proxy on this machine";

}  // namespace

const std::vector<ConfigKey>& ConfigKeys() {
  static const std::vector<ConfigKey> keys = {
      {"server", "host", STAPWIJS_AT(server.host), 0, 0, IsHost, kHostHelp},
      {"server", "port", STAPWIJS_AT(server.port), 0, 65535},
      {"server", "threads", STAPWIJS_AT(server.threads), 1, 256},
      {"server", "queue_limit", STAPWIJS_AT(server.queue_limit), 1, kMillion},
      {"server", "grace_ms", STAPWIJS_AT(server.grace_ms), 0, 600000},
      {"server", "reflection", STAPWIJS_AT(server.reflection)},
      {"store", "path", STAPWIJS_AT(store.path), 0, 0, IsFilled, "the path of a file"},
      {"store", "backup_folder", STAPWIJS_AT(store.backup_folder)},
      {"store", "state_cache_mib", STAPWIJS_AT(store.state_cache_mib), 1, kMaxMib},
      {"store", "assessment_cache_mib", STAPWIJS_AT(store.assessment_cache_mib), 0, kMaxMib},
      {"store", "queue_limit", STAPWIJS_AT(store.queue_limit), 1, kMillion},
      {"store", "group_limit", STAPWIJS_AT(store.group_limit), 1, kMillion},
      {"limits", "request_bytes", STAPWIJS_AT(limits.request_bytes), 1024, kMaxMessage},
      {"limits", "publish_bytes", STAPWIJS_AT(limits.publish_bytes), 1024, kMaxMessage},
      {"limits", "changes", STAPWIJS_AT(limits.changes), 1, 100000},
      {"limits", "list_elements", STAPWIJS_AT(limits.list_elements), 1, kHardMaxElements},
      {"limits", "text_characters", STAPWIJS_AT(limits.text_characters), 1, 100000},
      {"limits", "label_characters", STAPWIJS_AT(limits.label_characters), 1, 1000},
      {"limits", "evidence_characters", STAPWIJS_AT(limits.evidence_characters), 1, 1000},
      {"limits", "portfolio_trajectories", STAPWIJS_AT(limits.portfolio_trajectories), 1, kMillion},
      {"loopback", "tenants", STAPWIJS_AT(loopback.tenants), 0, 0, IsTenantOrAny,
       "\"*\" (any), or the names of tenants: at most 64 lower-case letters, digits, - and _"},
      {"loopback", "tenant_header", STAPWIJS_AT(loopback.tenant_header)},
      {"log", "level", STAPWIJS_AT(log.level), 0, 0, OneOf<kLevels, std::size(kLevels)>,
       "one of \"debug\", \"info\", \"warn\", \"error\", \"off\""},
      {"log", "file", STAPWIJS_AT(log.file)},
      {"log", "format", STAPWIJS_AT(log.format), 0, 0, OneOf<kFormats, std::size(kFormats)>,
       "\"json\" or \"logfmt\""},
      {"metrics", "listen", STAPWIJS_AT(metrics.listen), 0, 0, IsListen,
       "\"\" (off), or an address of this machine itself with a port, such as \"127.0.0.1:9464\""},
      {kTenantsSection, "time_zone", STAPWIJS_OF_TENANT(time_zone), 0, 0, IsZone,
       "a time zone that this machine knows, such as \"Europe/Amsterdam\""},
      {kTenantsSection, "allow", STAPWIJS_OF_TENANT(allow), 0, 0,
       OneOf<kClasses, std::size(kClasses)>, "of \"p2\", \"p3\" and \"text\""},
  };
  return keys;
}

const ConfigKey* FindConfigKey(std::string_view section, std::string_view name) {
  for (const ConfigKey& key : ConfigKeys()) {
    if (key.section == section && key.name == name) return &key;
  }
  return nullptr;
}

bool IsConfigSection(std::string_view section) {
  return std::any_of(ConfigKeys().begin(), ConfigKeys().end(),
                     [&](const ConfigKey& key) { return key.section == section; });
}

}  // namespace stapwijs::api
