// SPDX-License-Identifier: EUPL-1.2
// Writes until it is killed: store_writer PATH PREFIX. Prints "? request" before each write and "!
// request trajectory revision" after its acknowledgement, each in one write to the pipe, so that
// the killer knows what it was promised.
#include <unistd.h>

#include <cstdio>
#include <thread>

#include "tests/engine/store/store_support.h"

namespace {

using stapwijs::store::Store;
using stapwijs::store::testing::Create;
using stapwijs::store::testing::Record;
using stapwijs::store::testing::Write;

void Say(const std::string& line) {
  if (write(STDOUT_FILENO, line.data(), line.size()) < 0) _exit(3);
}

void WriteForEver(Store& store, const std::string& prefix) {
  for (int i = 0;; ++i) {
    const std::string request = prefix + "-" + std::to_string(i);
    Say("? " + request + "\n");
    const auto result = Write(store, i == 0 ? Create(prefix, request) : Record(prefix, request));
    if (!result.ok()) {
      std::fprintf(stderr, "%s\n", result.status().ToString().c_str());
      _exit(4);
    }
    Say("! " + request + " " + result->event.trajectory + " " +
        std::to_string(result->event.revision) + "\n");
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  stapwijs::store::SqliteOptions options;
  options.path = arguments[1];
  options.checkpoint_pages = 50;
  options.index_batch = 40;
  const auto store = stapwijs::store::OpenSqliteStore(options);
  if (!store.ok()) {
    std::fprintf(stderr, "%s\n", store.status().ToString().c_str());
    return 5;
  }
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    const std::string prefix = std::string(arguments[2]) + "-" + std::to_string(thread);
    threads.emplace_back([&store, prefix] { WriteForEver(**store, prefix); });
  }
  for (std::thread& thread : threads) thread.join();
  return 0;
}
