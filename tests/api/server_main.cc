// SPDX-License-Identifier: EUPL-1.2
// A server to test with: `serve --port N --db FILE --tenants NAME` as the command line has it, and
// with `--memory` in place of `--db FILE` one that keeps everything in memory.
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

#include "api/server/server.h"
#include "api/service/services.h"
#include "engine/store/memory/memory_store.h"
#include "engine/store/sqlite/sqlite_store.h"

namespace {

absl::StatusOr<std::unique_ptr<stapwijs::store::Store>> OpenFile(const std::string& path,
                                                                 stapwijs::store::Options options) {
  stapwijs::store::SqliteOptions sqlite;
  static_cast<stapwijs::store::Options&>(sqlite) = std::move(options);
  sqlite.path = path;
  return stapwijs::store::OpenSqliteStore(std::move(sqlite));
}

int Fail(const absl::Status& status) {
  std::fprintf(stderr, "%s\n", std::string(status.message()).c_str());
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  std::string db;
  bool memory = false;
  stapwijs::api::ServerOptions options;
  for (int i = 1; i < argc; ++i) {
    const std::string flag = argv[i];
    if (flag == "--memory") memory = true;
    if (i + 1 == argc) break;
    if (flag == "--db") db = argv[i + 1];
    if (flag == "--port") options.port = std::atoi(argv[i + 1]);
    if (flag == "--host") options.host = argv[i + 1];
    if (flag == "--tenants") options.tenants.tenants = {argv[i + 1]};
  }
  // One thread takes the signals; all others leave them alone.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  auto services =
      stapwijs::api::Services::Open({},
                                    [&](stapwijs::store::Options store)
                                        -> absl::StatusOr<std::unique_ptr<stapwijs::store::Store>> {
                                      if (memory)
                                        return stapwijs::store::MakeMemoryStore(std::move(store));
                                      return OpenFile(db, std::move(store));
                                    });
  if (!services.ok()) return Fail(services.status());
  auto server = stapwijs::api::Server::Start(**services, options);
  if (!server.ok()) return Fail(server.status());
  std::printf("listening on %s\n", (*server)->address().c_str());
  std::fflush(stdout);
  std::thread stopper([&signals, &server] {
    int signal = 0;
    sigwait(&signals, &signal);
    (*server)->Stop();
  });
  const absl::Status ended = (*server)->Wait();
  kill(getpid(), SIGTERM);  // wakes the stopper also when it was the store that ended
  stopper.join();
  return ended.ok() ? 0 : Fail(ended);
}
