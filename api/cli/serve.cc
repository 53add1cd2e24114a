// SPDX-License-Identifier: EUPL-1.2
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "CLI/App.hpp"
#include "CLI/Config.hpp"
#include "CLI/Formatter.hpp"
#include "absl/strings/str_cat.h"
#include "api/cli/input.h"
#include "api/cli/verbs.h"
#include "api/convert/assessment.h"
#include "api/server/config.h"
#include "api/server/log.h"
#include "api/server/notify.h"
#include "api/server/options.h"
#include "api/server/server.h"
#include "api/service/services.h"
#include "engine/store/sqlite/sqlite_store.h"

namespace stapwijs::api::cli {
namespace {

struct ServeOptions {
  std::string config;
  bool check = false;
  std::string db;
  std::string port;
  std::string host;
  std::string tenants;
};

// Stops a server on Ctrl-C or SIGTERM. Must be made before the process starts other threads: they
// inherit that these signals are held back, so that none of them gets one.
class EndOnSignal {
 public:
  EndOnSignal() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGINT);
    sigaddset(&set_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
  }
  void Watch(Server& server, const std::string& notify) {
    watcher_ = std::thread([this, &server, notify] {
      int signal = 0;
      while (sigwait(&set_, &signal) != 0) {
      }
      Notify(notify, "STOPPING=1").IgnoreError();  // whoever listened may be gone
      server.Stop();
    });
  }
  // Also when the server ended by itself.
  void Finish() {
    pthread_kill(watcher_.native_handle(), SIGTERM);
    watcher_.join();
  }

 private:
  sigset_t set_;
  std::thread watcher_;
};

// What holds where there is no file. Somebody tries it out: only trouble is told, and facts of
// every class are taken.
constexpr char kWithoutFile[] = "[log]\nlevel = \"warn\"\n";

std::map<std::string, std::string> Environment() {
  std::map<std::string, std::string> variables;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const size_t equals = text.find('=');
    if (equals == std::string_view::npos) continue;
    variables[std::string(text.substr(0, equals))] = text.substr(equals + 1);
  }
  return variables;
}

ConfigSources SourcesOf(const ServeOptions& options, const std::string& text) {
  ConfigSources sources;
  sources.file = options.config.empty() ? "defaults" : options.config;
  sources.text = text;
  sources.environment = Environment();
  const auto flag = [&](const char* name, const char* key, const std::string& value) {
    if (!value.empty()) sources.flags.push_back({name, key, value});
  };
  flag("--db", "store.path", options.db);
  flag("--port", "server.port", options.port);
  flag("--host", "server.host", options.host);
  flag("--tenants", "loopback.tenants", options.tenants);
  return sources;
}

// nullopt when something is wrong, which has been said.
std::optional<ServerConfig> Configure(const ServeOptions& options) {
  std::string text = kWithoutFile;
  if (!options.config.empty()) {
    std::ifstream file(options.config, std::ios::binary);
    text.assign(std::istreambuf_iterator<char>(file), {});
    if (!file.is_open() || file.bad()) {
      Complain(absl::StrCat(options.config, ": cannot be read"));
      return std::nullopt;
    }
  }
  ConfigReading reading = ReadConfig(SourcesOf(options, text));
  for (const std::string& mistake : reading.mistakes) Complain(mistake);
  if (!reading.mistakes.empty()) return std::nullopt;
  return std::move(reading.config);
}

absl::StatusOr<std::unique_ptr<store::Store>> OpenStore(const ServerConfig& config,
                                                        store::Options options) {
  SetStoreLimits(config, options);
  store::SqliteOptions sqlite;
  static_cast<store::Options&>(sqlite) = std::move(options);
  sqlite.path = config.store.path;
  return store::OpenSqliteStore(std::move(sqlite));
}

// The variable that the service manager sets for a process which tells it how it stands.
std::string NotifySocket() {
  const char* socket = std::getenv("NOTIFY_SOCKET");
  return socket == nullptr ? "" : socket;
}

int Fail(const absl::Status& status) {
  Complain(std::string(status.message()));
  return kWrongUse;
}

int Run(const ServerConfig& config, const ServiceOptions& service_options) {
  EndOnSignal signals;
  const std::string notify = NotifySocket();
  const auto log = Log::Open(LogOptionsOf(config));
  if (!log.ok()) return Fail(log.status());
  auto services = Services::Open(service_options, [&config](store::Options store_options) {
    return OpenStore(config, std::move(store_options));
  });
  if (!services.ok()) return Fail(services.status());
  ServerOptions server_options = ServerOptionsOf(config);
  server_options.log = log->get();
  auto server = Server::Start(**services, std::move(server_options));
  if (!server.ok()) return Fail(server.status());
  (*log)->Started(EngineVersion(), (*server)->address(), (*server)->metrics_address());
  if (const absl::Status told = Notify(notify, "READY=1"); !told.ok()) return Fail(told);
  std::cout << "listening on " << (*server)->address() << std::endl;
  signals.Watch(**server, notify);
  const absl::Status ended = (*server)->Wait();
  signals.Finish();
  services->reset();  // everything that was asked is stored, or failed, before the last line
  (*log)->Ended(ended);
  if (ended.ok()) return kFine;
  Complain(std::string(ended.message()));
  return kAnswerIsNo;
}

int Serve(const ServeOptions& options) {
  if (options.config.empty() && (options.db.empty() || options.check)) {
    Complain(options.check ? "--check-config needs --config FILE"
                           : "--db is required, unless --config names a file that has store.path");
    return kWrongUse;
  }
  const std::optional<ServerConfig> config = Configure(options);
  if (!config) return kWrongUse;
  if (options.check) {
    std::cout << options.config << ": fine\n\n" << PrintConfig(*config);
    return kFine;
  }
  ServiceOptions service_options = ServiceOptionsOf(*config);
  if (options.config.empty()) {
    service_options.limits.highest_class = Privacy::kP3;
    service_options.limits.free_text = true;
  }
  return Run(*config, service_options);
}

}  // namespace

void AddServe(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App* verb = app.add_subcommand("serve", "Serve municipal systems over gRPC");
  verb->add_option("--config", options->config, "stapwijs.toml; flags override what it says");
  verb->add_flag("--check-config", options->check,
                 "say whether the configuration is fine and what holds, and end");
  verb->add_option("--db", options->db,
                   "the SQLite file to keep everything in; made when absent. Required without "
                   "--config");
  verb->add_option("--port", options->port, "0 takes any free port [50051]");
  verb->add_option("--host", options->host,
                   "the address to listen at; only loopback is served yet [127.0.0.1]");
  verb->add_option("--tenants", options->tenants,
                   "those that a request may name, with commas; '*': any [default,_library]");
  verb->footer(
      "Prints one line, `listening on HOST:PORT`, once it answers. Ends on Ctrl-C or SIGTERM "
      "after\n"
      "the calls under way, and then exits 0. Its log goes to standard error.\n"
      "A variable STAPWIJS_SECTION__KEY overrides a key of the file "
      "(STAPWIJS_SERVER__PORT=50052).\n"
      "Without --config it is for trying out: it logs only trouble, and takes facts of every "
      "class.\n"
      "Example:\n"
      "  stapwijs serve --db stapwijs.db --port 50051\n"
      "  stapwijs serve --config /etc/stapwijs/stapwijs.toml --check-config\n"
      "Exit codes: 0 ended as asked, 1 ended because the store failed (start it anew), 2 wrong "
      "use, or\n"
      "the configuration, the file or the port cannot be used.");
  verb->callback([options, &chosen] { chosen = [options] { return Serve(*options); }; });
}

}  // namespace stapwijs::api::cli
