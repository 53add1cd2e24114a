// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "api/server/config.h"

// Every key of the configuration, once. Internal to config*.cc.
namespace stapwijs::api {

using ConfigTarget = std::variant<int64_t*, bool*, std::string*, std::vector<std::string>*>;

struct ConfigKey {
  std::string_view section;
  std::string_view name;
  // Where its value goes; `tenant` names whose, in the section tenants.
  ConfigTarget (*target)(ServerConfig& config, const std::string& tenant);
  // Of a whole number.
  int64_t lowest = 0;
  int64_t highest = 0;
  // What a text, or a member of a list, has to be; null: anything. `right` says it in words.
  bool (*fits)(const std::string& text) = nullptr;
  std::string_view right = {};
};

// In the order in which they are printed.
const std::vector<ConfigKey>& ConfigKeys();

// Null when there is none.
const ConfigKey* FindConfigKey(std::string_view section, std::string_view name);
bool IsConfigSection(std::string_view section);

inline constexpr std::string_view kTenantsSection = "tenants";

}  // namespace stapwijs::api
