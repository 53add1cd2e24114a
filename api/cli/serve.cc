// SPDX-License-Identifier: EUPL-1.2
#include <csignal>
#include <cstdint>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "CLI/App.hpp"
#include "CLI/Config.hpp"
#include "CLI/Formatter.hpp"
#include "absl/strings/str_cat.h"
#include "api/cli/input.h"
#include "api/cli/verbs.h"
#include "api/server/server.h"
#include "api/service/services.h"
#include "engine/store/sqlite/sqlite_store.h"

namespace stapwijs::api::cli {
namespace {

struct ServeOptions {
  std::string db;
  int port = 50051;
  std::string host = "127.0.0.1";
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
  void Watch(Server& server) {
    watcher_ = std::thread([this, &server] {
      int signal = 0;
      while (sigwait(&set_, &signal) != 0) {
      }
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

absl::StatusOr<std::unique_ptr<store::Store>> OpenStore(const std::string& path,
                                                        store::Options options) {
  store::SqliteOptions sqlite;
  static_cast<store::Options&>(sqlite) = std::move(options);
  sqlite.path = path;
  return store::OpenSqliteStore(std::move(sqlite));
}

int Serve(const ServeOptions& options) {
  EndOnSignal signals;
  auto services = Services::Open({}, [&options](store::Options store_options) {
    return OpenStore(options.db, std::move(store_options));
  });
  if (!services.ok()) {
    Complain(std::string(services.status().message()));
    return kWrongUse;
  }
  ServerOptions server_options;
  server_options.host = options.host;
  server_options.port = options.port;
  auto server = Server::Start(**services, server_options);
  if (!server.ok()) {
    Complain(std::string(server.status().message()));
    return kWrongUse;
  }
  std::cout << "listening on " << (*server)->address() << std::endl;
  signals.Watch(**server);
  const absl::Status ended = (*server)->Wait();
  signals.Finish();
  if (ended.ok()) return kFine;
  Complain(std::string(ended.message()));
  return kAnswerIsNo;
}

}  // namespace

void AddServe(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App* verb = app.add_subcommand("serve", "Serve municipal systems over gRPC");
  verb->add_option("--db", options->db, "the SQLite file to keep everything in; made when absent")
      ->required();
  verb->add_option("--port", options->port, "0 takes any free port")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  verb->add_option("--host", options->host, "the address to listen at; only loopback is served yet")
      ->capture_default_str();
  verb->footer(
      "Prints one line, `listening on HOST:PORT`, once it answers. Ends on Ctrl-C or SIGTERM "
      "after\n"
      "the calls under way.\n"
      "Example:\n"
      "  stapwijs serve --db stapwijs.db --port 50051\n"
      "Exit codes: 0 ended as asked, 1 ended because the store failed (start it anew), 2 wrong "
      "use, or\n"
      "the file or the port cannot be used.");
  verb->callback([options, &chosen] { chosen = [options] { return Serve(*options); }; });
}

}  // namespace stapwijs::api::cli
