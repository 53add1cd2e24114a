// SPDX-License-Identifier: EUPL-1.2
#include "api/server/config.h"

#include <optional>
#include <sstream>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "api/server/config_keys.h"
#include "api/server/config_values.h"
#define TOML_EXCEPTIONS 0
#include "toml++/toml.h"

namespace stapwijs::api {
namespace {

constexpr std::string_view kPrefix = "STAPWIJS_";

std::string_view TypeName(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table:
      return "a section";
    case toml::node_type::array:
      return "a list";
    case toml::node_type::string:
      return "a text";
    case toml::node_type::integer:
      return "a number";
    case toml::node_type::floating_point:
      return "a number with a fraction";
    case toml::node_type::boolean:
      return "true or false";
    default:
      return "a date or a time";
  }
}

// The values of a file's text, with the places of what is wrong.
class FileReader {
 public:
  FileReader(const std::string& name, ConfigValues& values) : name_(name), values_(values) {}

  void Read(const std::string& text) {
    const toml::parse_result parsed = toml::parse(text, name_);
    if (!parsed) {
      values_.Wrong(At(parsed.error().source()),
                    absl::StrCat("not readable as TOML: ",
                                 absl::string_view(parsed.error().description().data(),
                                                   parsed.error().description().size())));
      return;
    }
    for (const auto& [key, node] : parsed.table()) {
      const std::string section(key.str());
      if (!IsConfigSection(section)) {
        values_.UnknownSection(At(key.source()), section);
      } else if (!node.is_table()) {
        values_.Wrong(At(key.source()), absl::StrCat(section, " is ", std::string(TypeName(node)),
                                                     "; it has to be a section"));
      } else if (section == kTenantsSection) {
        Tenants(*node.as_table());
      } else {
        Section(section, *node.as_table(), "");
      }
    }
  }

 private:
  std::string At(const toml::source_region& place) const {
    return absl::StrCat(name_, ":", place.begin.line, ":", place.begin.column);
  }

  void Tenants(const toml::table& table) {
    for (const auto& [key, node] : table) {
      const std::string tenant(key.str());
      if (!values_.IsTenantName(At(key.source()), tenant)) continue;
      if (!node.is_table()) {
        values_.Wrong(At(key.source()),
                      absl::StrCat("tenants.", tenant, " is ", std::string(TypeName(node)),
                                   "; it has to be a section [tenants.", tenant, "]"));
        continue;
      }
      values_.AddTenant(tenant);
      Section(std::string(kTenantsSection), *node.as_table(), tenant);
    }
  }

  void Section(const std::string& section, const toml::table& table, const std::string& tenant) {
    for (const auto& [name, node] : table) {
      const ConfigKey* key = FindConfigKey(section, name.str());
      if (key == nullptr) {
        values_.UnknownKey(At(name.source()), section, name.str());
      } else if (std::optional<ConfigValue> value = ValueOf(*key, node)) {
        values_.Set(At(node.source()), *key, tenant, *std::move(value));
      }
    }
  }

  // nullopt, and said, for what no key takes.
  std::optional<ConfigValue> ValueOf(const ConfigKey& key, const toml::node& node) {
    if (const auto* number = node.as_integer()) return ConfigValue(number->get());
    if (const auto* truth = node.as_boolean()) return ConfigValue(truth->get());
    if (const auto* text = node.as_string()) return ConfigValue(text->get());
    const toml::array* array = node.as_array();
    if (array == nullptr) {
      values_.WrongType(At(node.source()), key, TypeName(node));
      return std::nullopt;
    }
    std::vector<std::string> members;
    for (const toml::node& member : *array) {
      if (const auto* text = member.as_string()) {
        members.push_back(text->get());
        continue;
      }
      values_.WrongType(At(member.source()), key,
                        absl::StrCat("a list with ", std::string(TypeName(member)), " in it"));
      return std::nullopt;
    }
    return members;
  }

  const std::string& name_;
  ConfigValues& values_;
};

// Whether a variable without a double underscore may be a slip of somebody who meant a key.
bool LooksLikeKey(const std::string& words) {
  for (const ConfigKey& key : ConfigKeys()) {
    if (words == key.name || words == key.section) return true;
    if (words.rfind(absl::StrCat(std::string(key.section), "_"), 0) == 0) return true;
  }
  return false;
}

void ReadVariable(const std::string& name, const std::string& value, ConfigValues& values) {
  const std::string words = absl::AsciiStrToLower(name.substr(kPrefix.size()));
  std::vector<std::string> parts = absl::StrSplit(words, "__");
  if (parts.size() == 1) {
    if (!LooksLikeKey(words)) return;
    return values.Wrong(name,
                        "not a setting; it is written STAPWIJS_SECTION__KEY, with two "
                        "underscores between section and key");
  }
  const std::string& section = parts.front();
  if (!IsConfigSection(section)) return values.UnknownSection(name, section);
  const bool tenants = section == kTenantsSection;
  if (parts.size() != (tenants ? 3U : 2U)) {
    return values.Wrong(name, tenants ? "it is written STAPWIJS_TENANTS__NAME__KEY"
                                      : "it is written STAPWIJS_SECTION__KEY");
  }
  const ConfigKey* key = FindConfigKey(section, parts.back());
  if (key == nullptr) return values.UnknownKey(name, section, parts.back());
  if (tenants && !values.IsTenantName(name, parts[1])) return;
  values.SetText(name, *key, tenants ? parts[1] : "", value);
}

void ReadFlag(const ConfigSources::Flag& flag, ConfigValues& values) {
  const std::vector<std::string> parts = absl::StrSplit(flag.key, '.');
  const ConfigKey* key = FindConfigKey(parts.front(), parts.back());
  values.SetText(flag.name, *key, "", flag.text);
}

std::string Print(const std::string& text) {
  std::ostringstream out;
  out << toml::value<std::string>(text);
  return out.str();
}
std::string Print(int64_t number) { return absl::StrCat(number); }
std::string Print(bool truth) { return truth ? "true" : "false"; }
std::string Print(const std::vector<std::string>& list) {
  std::vector<std::string> members;
  for (const std::string& member : list) members.push_back(Print(member));
  return absl::StrCat("[", absl::StrJoin(members, ", "), "]");
}

}  // namespace

ConfigReading ReadConfig(const ConfigSources& sources) {
  ConfigReading reading;
  ConfigValues values(reading);
  if (!sources.file.empty()) FileReader(sources.file, values).Read(sources.text);
  for (const auto& [name, value] : sources.environment) {
    if (name.rfind(kPrefix, 0) == 0) ReadVariable(name, value, values);
  }
  for (const ConfigSources::Flag& flag : sources.flags) ReadFlag(flag, values);
  return reading;
}

std::string PrintConfig(const ServerConfig& config) {
  ServerConfig copy = config;
  std::string out;
  const auto line = [&](const ConfigKey& key, const std::string& tenant) {
    absl::StrAppend(
        &out, std::string(key.name), " = ",
        std::visit([](const auto* value) { return Print(*value); }, key.target(copy, tenant)),
        "\n");
  };
  std::string_view section;
  for (const ConfigKey& key : ConfigKeys()) {
    if (key.section == kTenantsSection) continue;
    if (key.section != section) {
      section = key.section;
      absl::StrAppend(&out, out.empty() ? "" : "\n", "[", std::string(section), "]\n");
    }
    line(key, "");
  }
  for (const auto& [tenant, unused] : config.tenants) {
    // In quotes, where bare a name could be read otherwise.
    absl::StrAppend(&out, "\n[", std::string(kTenantsSection), ".", Print(tenant), "]\n");
    for (const ConfigKey& key : ConfigKeys()) {
      if (key.section == kTenantsSection) line(key, tenant);
    }
  }
  return out;
}

}  // namespace stapwijs::api
