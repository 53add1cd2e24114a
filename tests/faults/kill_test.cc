// SPDX-License-Identifier: EUPL-1.2
// SIGKILL under concurrent writes, again and again on the same file (STAPWIJS_KILL_RUNS times, 20
// by default). It proves recovery, not durability: what was written survives a killed process
// without any sync. See power_cut_test.cc.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>
#include <sstream>
#include <thread>

#include "tests/engine/store/store_support.h"
#include "tests/faults/history.h"

namespace stapwijs::faults {
namespace {

struct Child {
  pid_t process = -1;
  int output = -1;
};

Child Start(const std::string& path, const std::string& prefix) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return {};
  const pid_t process = fork();
  if (process == 0) {
    dup2(ends[1], STDOUT_FILENO);
    execl(STAPWIJS_STORE_WRITER, STAPWIJS_STORE_WRITER, path.c_str(), prefix.c_str(), nullptr);
    _exit(9);
  }
  close(ends[1]);
  return {process, ends[0]};
}

// Appends what the child said, until `lines` acknowledgements or the end of its output.
void ReadUntil(const Child& child, int lines, std::string& said) {
  char buffer[4096];
  int seen = 0;
  while (lines < 0 || seen < lines) {
    const ssize_t size = read(child.output, buffer, sizeof buffer);
    if (size <= 0) return;
    for (ssize_t i = 0; i < size; ++i) seen += buffer[i] == '!' ? 1 : 0;
    said.append(buffer, static_cast<std::size_t>(size));
  }
}

void Note(const std::string& said, History& history) {
  std::istringstream lines(said);
  std::string mark;
  std::string request;
  while (lines >> mark >> request) {
    if (mark == "?") {
      history.Asked(request);
      continue;
    }
    std::string trajectory;
    std::int32_t revision = 0;
    lines >> trajectory >> revision;
    history.Acknowledged(request, trajectory, revision);
  }
}

TEST(Kill, LosesNothingThatWasAcknowledged) {
  const int runs = FromEnvironment("STAPWIJS_KILL_RUNS", 20);
  const store::testing::TempFolder folder;
  store::SqliteOptions options;
  options.path = folder.File("store.db");
  std::mt19937_64 random(20220301);
  History history;
  int in_flight = 0;
  for (int run = 0; run < runs; ++run) {
    const Child child = Start(options.path, "k" + std::to_string(run));
    ASSERT_GT(child.process, 0);
    std::string said;
    ReadUntil(child, static_cast<int>(random() % 200), said);
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 3000));
    kill(child.process, SIGKILL);
    ReadUntil(child, -1, said);
    close(child.output);
    int status = 0;
    ASSERT_EQ(waitpid(child.process, &status, 0), child.process);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the child ended by itself: " << status;
    const std::size_t unanswered = history.unanswered();
    Note(said, history);
    in_flight += history.unanswered() > unanswered ? 1 : 0;
    const auto store = store::OpenSqliteStore(options);
    ASSERT_TRUE(store.ok()) << store.status();
    ASSERT_EQ(history.Check(**store, store::testing::kTenant), std::vector<std::string>());
  }
  EXPECT_EQ(CheckIntegrity(options.path), std::vector<std::string>());
  std::printf("kills: %d, %d with a write in flight, %zu acknowledged\n", runs, in_flight,
              history.acknowledged());
  EXPECT_GE(in_flight * 10, runs * 3);
  EXPECT_GE(history.acknowledged(), static_cast<std::size_t>(runs) * 10);
}

}  // namespace
}  // namespace stapwijs::faults
