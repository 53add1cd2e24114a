// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/child.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace stapwijs::bench {

Child::Child(std::vector<std::string> command) {
  int ends[2];
  if (pipe(ends) != 0) std::abort();
  pid_ = fork();
  if (pid_ == 0) {
    dup2(ends[1], STDOUT_FILENO);
    close(ends[0]);
    close(ends[1]);
    std::vector<char*> arguments;
    for (std::string& word : command) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    execv(arguments[0], arguments.data());
    std::perror(arguments[0]);
    _exit(127);
  }
  close(ends[1]);
  std::string line;
  char byte = 0;
  while (read(ends[0], &byte, 1) == 1 && byte != '\n') line.push_back(byte);
  close(ends[0]);
  constexpr char kStart[] = "listening on ";
  if (line.rfind(kStart, 0) != 0) {
    std::fprintf(stderr, "no server: %s\n", line.c_str());
    std::exit(1);
  }
  address_ = line.substr(sizeof kStart - 1);
}

Child::~Child() {
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

double Child::Worked() const {
  double seconds = 0;
  const std::string tasks = "/proc/" + std::to_string(pid_) + "/task";
  for (const auto& task : std::filesystem::directory_iterator(tasks)) {
    std::ifstream file(task.path() / "schedstat");
    double nanoseconds = 0;
    if (file >> nanoseconds) seconds += nanoseconds / 1e9;
  }
  return seconds;
}

double Child::Resident() const {
  std::ifstream file("/proc/" + std::to_string(pid_) + "/statm");
  double pages = 0;
  file >> pages >> pages;
  return pages * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

}  // namespace stapwijs::bench
