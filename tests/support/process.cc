// SPDX-License-Identifier: EUPL-1.2
#include "tests/support/process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace stapwijs::testing {
namespace {

namespace fs = std::filesystem;

std::string ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Only calls that are safe between fork and exec.
[[noreturn]] void Become(const std::vector<std::string>& command, int in, int out, int err) {
  std::vector<char*> arguments;
  for (const std::string& argument : command) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  if (in >= 0) dup2(in, STDIN_FILENO);
  dup2(out, STDOUT_FILENO);
  if (err >= 0) dup2(err, STDERR_FILENO);
  if (chdir(STAPWIJS_ROOT) == 0) execv(arguments[0], arguments.data());
  _exit(127);
}

int WaitFor(pid_t pid) {
  int status = 0;
  if (waitpid(pid, &status, 0) != pid) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

std::string TemporaryFolder() {
  std::string name = (fs::temp_directory_path() / "stapwijs-cli-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  return name;
}

std::string StapwijsBinary() {
  const char* binary = std::getenv("STAPWIJS_BINARY");
  if (binary == nullptr) throw std::runtime_error("STAPWIJS_BINARY is not set; run by ctest");
  return fs::absolute(binary).string();
}

Ended RunProgram(const std::vector<std::string>& command, const std::string& input) {
  const fs::path folder = TemporaryFolder();
  std::ofstream(folder / "in", std::ios::binary) << input;
  const int in = open((folder / "in").c_str(), O_RDONLY | O_CLOEXEC);
  const int out = open((folder / "out").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  const int err = open((folder / "err").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  const pid_t pid = fork();
  if (pid == 0) Become(command, in, out, err);
  Ended ended;
  ended.exit_code = WaitFor(pid);
  for (const int file : {in, out, err}) close(file);
  ended.out = ReadFile(folder / "out");
  ended.err = ReadFile(folder / "err");
  fs::remove_all(folder);
  return ended;
}

Ended RunStapwijs(const std::vector<std::string>& arguments) {
  std::vector<std::string> command = {StapwijsBinary()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return RunProgram(command);
}

Serving::Serving(const std::string& database) {
  const std::vector<std::string> command = {StapwijsBinary(), "serve",  "--db",
                                            database,         "--port", "0"};
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  pid_ = fork();
  if (pid_ == 0) Become(command, -1, ends[1], -1);
  close(ends[1]);
  char byte = 0;
  while (read(ends[0], &byte, 1) == 1 && byte != '\n') first_line_ += byte;
  close(ends[0]);
  const size_t blank = first_line_.rfind(' ');
  address_ = blank == std::string::npos ? "" : first_line_.substr(blank + 1);
}

Serving::~Serving() {
  if (pid_ > 0) End(SIGKILL);
}

int Serving::End(int signal) {
  kill(pid_, signal);
  const int exit_code = WaitFor(pid_);
  pid_ = -1;
  return exit_code;
}

}  // namespace stapwijs::testing
