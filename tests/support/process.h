// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace stapwijs::testing {

struct Ended {
  int exit_code = -1;  // 128 + signal when a signal ended it
  std::string out;
  std::string err;
};

// Runs the built `stapwijs` (environment variable STAPWIJS_BINARY) in the root of the sources.
Ended RunStapwijs(const std::vector<std::string>& arguments);
// Any program; `input` is its standard input.
Ended RunProgram(const std::vector<std::string>& command, const std::string& input = "");

// `stapwijs serve` on a free port; killed when it was not stopped.
class Serving {
 public:
  explicit Serving(const std::string& database);
  ~Serving();
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;

  const std::string& first_line() const { return first_line_; }
  const std::string& address() const { return address_; }
  // Sends the signal and waits; the exit code.
  int End(int signal);

 private:
  pid_t pid_ = -1;
  std::string first_line_;
  std::string address_;
};

std::string StapwijsBinary();
std::string TemporaryFolder();

}  // namespace stapwijs::testing
