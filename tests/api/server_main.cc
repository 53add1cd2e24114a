// SPDX-License-Identifier: EUPL-1.2
// A server to test with while there is no command line: `serve --port N --db FILE`.
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

#include "api/server/server.h"
#include "api/service/services.h"
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
  stapwijs::api::ServerOptions options;
  for (int i = 1; i + 1 < argc; ++i) {
    const std::string flag = argv[i];
    if (flag == "--db") db = argv[i + 1];
    if (flag == "--port") options.port = std::atoi(argv[i + 1]);
    if (flag == "--host") options.host = argv[i + 1];
  }
  // One thread takes the signals; all others leave them alone.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  auto services = stapwijs::api::Services::Open(
      {}, [&](stapwijs::store::Options store) { return OpenFile(db, std::move(store)); });
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
