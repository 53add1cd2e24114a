// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

// What an operator decides of a server: stapwijs.toml, then the environment, then flags.
// packaging/stapwijs.toml explains each key and holds the defaults.
namespace stapwijs::api {

// What one tenant has of its own; a tenant without a section has what stands here.
struct TenantConfig {
  std::string time_zone = "Europe/Amsterdam";  // IANA; where "today" is
  // Facts that may be recorded beside those of class p0 and p1: "p2" about persons, "p3" from which
  // health can be inferred, "text" in free text; the last two only with "p2".
  std::vector<std::string> allow;
  bool operator==(const TenantConfig&) const = default;
};

struct ServerConfig {
  struct Listening {
    std::string host = "127.0.0.1";
    int64_t port = 50051;  // 0: any that is free
    int64_t threads = 2;   // that do the work of calls
    int64_t queue_limit = 4096;
    int64_t grace_ms = 5000;
    bool reflection = true;
    bool operator==(const Listening&) const = default;
  } server;

  struct Storing {
    std::string path = "/var/lib/stapwijs/stapwijs.db";
    std::string backup_folder;  // empty: no backups are made for callers
    int64_t state_cache_mib = 256;
    int64_t assessment_cache_mib = 64;
    int64_t queue_limit = 1024;
    int64_t group_limit = 512;
    bool operator==(const Storing&) const = default;
  } store;

  struct Bounds {
    int64_t request_bytes = int64_t{4} << 20;
    int64_t publish_bytes = int64_t{17} << 20;
    int64_t changes = 500;
    int64_t list_elements = 200;
    int64_t text_characters = 1000;
    int64_t label_characters = 80;
    int64_t evidence_characters = 200;
    int64_t portfolio_trajectories = 10000;  // in one portfolio report
    bool operator==(const Bounds&) const = default;
  } limits;

  struct Loopback {
    std::vector<std::string> tenants = {"default", "_library"};  // or one "*": any
    bool tenant_header = false;
    bool operator==(const Loopback&) const = default;
  } loopback;

  struct Logging {
    std::string level = "info";   // debug, info, warn, error, off
    std::string file;             // empty: standard error
    std::string format = "json";  // or logfmt
    bool operator==(const Logging&) const = default;
  } log;

  struct Measuring {
    std::string listen;  // "127.0.0.1:9464"; empty: no metrics
    bool operator==(const Measuring&) const = default;
  } metrics;

  std::map<std::string, TenantConfig> tenants;

  bool operator==(const ServerConfig&) const = default;
};

// Where values come from; each overrides those above it.
struct ConfigSources {
  std::string file;  // its name, for messages; empty: there is none
  std::string text;
  // Variables by name. STAPWIJS_SECTION__KEY sets section.key (a list: its members with commas),
  // STAPWIJS_TENANTS__NAME__KEY one of a tenant. Others that could be meant so (a double
  // underscore, or a section or key right after STAPWIJS_) are mistakes; the rest is left alone.
  std::map<std::string, std::string> environment;
  struct Flag {
    std::string name;  // "--port", for messages
    std::string key;   // "server.port"
    std::string text;  // as in a variable
  };
  std::vector<Flag> flags;
};

struct ConfigReading {
  ServerConfig config;  // only to be used when there are no mistakes
  // All of them: "stapwijs.toml:12:3: server.port is ...; ...", in the order of the sources.
  std::vector<std::string> mistakes;
};

ConfigReading ReadConfig(const ConfigSources& sources);

// The effective values as TOML; reading it gives an equal ServerConfig.
std::string PrintConfig(const ServerConfig& config);

}  // namespace stapwijs::api
