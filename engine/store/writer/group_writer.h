// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "engine/store/store.h"
#include "engine/store/writer/backend.h"

// The bounded queue and the one thread that writes: natural group commit over any Backend.
//
// A group is whatever waits when the group before it is done, up to group_limit: nobody waits for a
// timer, and the more there is to do the more one commit carries.

namespace stapwijs::store::writer {

// Implements the writing half of Store; see there for the promises.
class GroupWriter {
 public:
  // Starts the thread. The backend is not owned and outlives this object.
  GroupWriter(Backend& backend, Options options);
  ~GroupWriter();

  void Submit(Command command, Done done);
  void PutMethod(MethodRecord record, MethodDone done);
  absl::Status Failed() const;
  Stats GetStats() const;
  void Stop();

 private:
  struct EventJob {
    Command command;
    Done done;
    absl::StatusOr<Appended> result;
  };
  struct MethodJob {
    MethodRecord record;
    MethodDone done;
    absl::StatusOr<MethodStored> result;
  };
  // On the heap: it is large, and goes from hand to hand.
  using Job = std::unique_ptr<std::variant<EventJob, MethodJob>>;

  // OK when the job was queued; otherwise `job` is untouched.
  absl::Status Enqueue(Job& job);
  void Run();
  bool TakeGroup(std::vector<Job>& group);
  void RunGroup(std::vector<Job>& group);
  // Applies and commits; fills `events` with what was appended, when there is an observer.
  absl::Status WriteGroup(std::vector<Job>& group, std::vector<Event>& events);
  void FailGroup(std::vector<Job>& group, const std::vector<Event>& events,
                 const absl::Status& why);
  void Count(const std::vector<Job>& group);
  void Fail(const absl::Status& why);
  static void Finish(std::vector<Job>& group);

  Backend& backend_;
  const Options options_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> queue_;
  bool stopping_ = false;
  absl::Status failed_;
  Stats stats_;
  std::mutex join_mutex_;
  std::thread thread_;
};

}  // namespace stapwijs::store::writer
