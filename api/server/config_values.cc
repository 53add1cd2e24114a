// SPDX-License-Identifier: EUPL-1.2
#include "api/server/config_values.h"

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "api/service/request_check.h"

namespace stapwijs::api {
namespace {

std::string NameOf(const ConfigKey& key) {
  return key.section == kTenantsSection
             ? absl::StrCat("a tenant's ", std::string(key.name))
             : absl::StrCat(std::string(key.section), ".", std::string(key.name));
}

// Of which type a value of the key is. The target is only looked at, in a configuration of its own.
ConfigTarget TypeOf(const ConfigKey& key) {
  static thread_local ServerConfig example;
  return key.target(example, "example");
}

std::string Takes(const ConfigKey& key) {
  const ConfigTarget type = TypeOf(key);
  if (std::holds_alternative<int64_t*>(type)) {
    return absl::StrCat("a whole number from ", key.lowest, " to ", key.highest);
  }
  if (std::holds_alternative<bool*>(type)) return "true or false";
  const bool list = std::holds_alternative<std::vector<std::string>*>(type);
  if (key.right.empty()) return list ? "a list of texts" : "a text";
  return absl::StrCat(list ? "a list: " : "", std::string(key.right));
}

bool Has(const std::vector<std::string>& list, const std::string& member) {
  return std::find(list.begin(), list.end(), member) != list.end();
}

std::string Quoted(const std::string& text) { return absl::StrCat("\"", text, "\""); }

}  // namespace

void ConfigValues::UnknownSection(const std::string& place, std::string_view section) {
  std::vector<std::string> sections;
  for (const ConfigKey& key : ConfigKeys()) {
    std::string name = absl::StrCat("[", std::string(key.section),
                                    key.section == kTenantsSection ? ".NAME]" : "]");
    if (!Has(sections, name)) sections.push_back(std::move(name));
  }
  Wrong(place, absl::StrCat("there is no section [", std::string(section), "]; there are ",
                            absl::StrJoin(sections, ", ")));
}

void ConfigValues::UnknownKey(const std::string& place, std::string_view section,
                              std::string_view name) {
  std::vector<std::string> keys;
  for (const ConfigKey& key : ConfigKeys()) {
    if (key.section == section) keys.emplace_back(key.name);
  }
  Wrong(place, absl::StrCat("[", std::string(section), "] has no key ", std::string(name),
                            "; it has ", absl::StrJoin(keys, ", ")));
}

void ConfigValues::WrongType(const std::string& place, const ConfigKey& key,
                             std::string_view given) {
  Wrong(place,
        absl::StrCat(NameOf(key), " is ", std::string(given), "; it has to be ", Takes(key)));
}

bool ConfigValues::IsTenantName(const std::string& place, const std::string& tenant) {
  if (!tenant.empty() && IsTenant(tenant)) return true;
  Wrong(place, absl::StrCat("\"", tenant,
                            "\" is no name of a tenant: that has at most 64 lower-case letters, "
                            "digits, - and _"));
  return false;
}

bool ConfigValues::Fits(const std::string& place, const ConfigKey& key, const ConfigValue& value) {
  if (const auto* number = std::get_if<int64_t>(&value)) {
    if (*number >= key.lowest && *number <= key.highest) return true;
    WrongType(place, key, absl::StrCat(*number));
    return false;
  }
  if (const auto* text = std::get_if<std::string>(&value)) {
    if (key.fits == nullptr || key.fits(*text)) return true;
    WrongType(place, key, Quoted(*text));
    return false;
  }
  const auto* list = std::get_if<std::vector<std::string>>(&value);
  if (list == nullptr) return true;
  const size_t before = reading_.mistakes.size();
  for (const std::string& member : *list) {
    if (key.fits == nullptr || key.fits(member)) continue;
    Wrong(place, absl::StrCat(NameOf(key), " has ", Quoted(member), "; it has to be ", Takes(key)));
  }
  if (key.name == "tenants" && Has(*list, "*") && list->size() > 1) {
    Wrong(place, absl::StrCat(NameOf(key), " has \"*\" beside names; \"*\" stands alone"));
  }
  if (key.name == "allow" && !Has(*list, "p2")) {
    for (const std::string higher : {"p3", "text"}) {
      if (!Has(*list, higher)) continue;
      Wrong(place,
            absl::StrCat(NameOf(key), " has ", Quoted(higher), " without \"p2\"; name both"));
    }
  }
  return reading_.mistakes.size() == before;
}

void ConfigValues::Set(const std::string& place, const ConfigKey& key, const std::string& tenant,
                       ConfigValue value) {
  if (TypeOf(key).index() != value.index()) {
    constexpr std::string_view kNames[] = {"a number", "true or false", "a text", "a list"};
    return WrongType(place, key, kNames[value.index()]);
  }
  if (!Fits(place, key, value)) return;
  std::visit(
      [&value](auto* target) {
        *target = std::get<std::remove_pointer_t<decltype(target)>>(std::move(value));
      },
      key.target(reading_.config, tenant));
}

void ConfigValues::SetText(const std::string& place, const ConfigKey& key,
                           const std::string& tenant, const std::string& text) {
  const ConfigTarget type = TypeOf(key);
  if (std::holds_alternative<std::string*>(type)) return Set(place, key, tenant, text);
  if (std::holds_alternative<std::vector<std::string>*>(type)) {
    std::vector<std::string> members;
    if (!text.empty()) members = absl::StrSplit(text, ',');
    return Set(place, key, tenant, std::move(members));
  }
  if (std::holds_alternative<bool*>(type)) {
    if (text != "true" && text != "false") return WrongType(place, key, Quoted(text));
    return Set(place, key, tenant, text == "true");
  }
  int64_t number = 0;
  if (!absl::SimpleAtoi(text, &number)) return WrongType(place, key, Quoted(text));
  Set(place, key, tenant, number);
}

}  // namespace stapwijs::api
