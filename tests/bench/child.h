// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace stapwijs::bench {

// A server in a process of its own, whose first line of output tells `listening on HOST:PORT`.
// Killed at the end. Ends this process when it does not start: then nothing was measured.
class Child {
 public:
  explicit Child(std::vector<std::string> command);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  const std::string& address() const { return address_; }
  // Seconds that its threads ran so far, as the kernel counted them.
  double Worked() const;
  // Memory that it holds now, in MiB.
  double Resident() const;

 private:
  pid_t pid_ = -1;
  std::string address_;
};

}  // namespace stapwijs::bench
