// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "api/server/config_keys.h"

// Puts values into a configuration, or says why not. Internal to config*.cc.
namespace stapwijs::api {

using ConfigValue = std::variant<int64_t, bool, std::string, std::vector<std::string>>;

class ConfigValues {
 public:
  explicit ConfigValues(ConfigReading& reading) : reading_(reading) {}

  void Wrong(const std::string& place, const std::string& what) {
    reading_.mistakes.push_back(place + ": " + what);
  }
  void UnknownSection(const std::string& place, std::string_view section);
  void UnknownKey(const std::string& place, std::string_view section, std::string_view name);
  void WrongType(const std::string& place, const ConfigKey& key, std::string_view given);
  // False, and said, when it is no name of a tenant.
  bool IsTenantName(const std::string& place, const std::string& tenant);
  // It has a section of its own, with the defaults.
  void AddTenant(const std::string& tenant) { reading_.config.tenants[tenant]; }

  void Set(const std::string& place, const ConfigKey& key, const std::string& tenant,
           ConfigValue value);
  // The same from text, as in a variable or a flag.
  void SetText(const std::string& place, const ConfigKey& key, const std::string& tenant,
               const std::string& text);

 private:
  bool Fits(const std::string& place, const ConfigKey& key, const ConfigValue& value);

  ConfigReading& reading_;
};

}  // namespace stapwijs::api
