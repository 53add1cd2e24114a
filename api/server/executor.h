// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace stapwijs::api {

// A few threads that do the work of calls, so that gRPC's own threads never wait: two blocked
// handlers would freeze the whole server on a small machine. First in, first out; bounded.
class Executor {
 public:
  Executor(size_t threads, size_t queue_limit);
  ~Executor();  // as Stop()
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  // False, with `work` not taken, when too much is waiting or Stop() was called.
  bool Post(std::function<void()> work);

  // How much is waiting for a thread.
  size_t waiting() const;

  // Finishes what is waiting, then ends the threads. Idempotent; not from a thread of its own.
  void Stop();

 private:
  void Run();

  const size_t queue_limit_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace stapwijs::api
