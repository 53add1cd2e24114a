// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/writer/group_writer.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/store/writer/apply.h"

namespace stapwijs::store::writer {
namespace {

bool StoredSomething(const absl::StatusOr<Appended>& result) {
  return result.ok() && !result->repeated;
}
bool StoredSomething(const absl::StatusOr<MethodStored>& result) {
  return result.ok() && !result->repeated;
}

// Until it is applied. One for all: to make one takes memory.
const absl::Status& NotApplied() {
  static const absl::Status status = absl::UnknownError("not applied");
  return status;
}

}  // namespace

GroupWriter::GroupWriter(Backend& backend, Options options)
    : backend_(backend), options_(WithDefaults(std::move(options))), thread_([this] { Run(); }) {}

GroupWriter::~GroupWriter() { Stop(); }

void GroupWriter::Submit(Command command, Done done) {
  absl::Status status = CheckCommand(command);
  if (!status.ok()) return done(status);
  auto job = std::make_unique<Job::element_type>(
      EventJob{std::move(command), std::move(done), NotApplied()});
  status = Enqueue(job);
  if (!status.ok()) std::get<EventJob>(*job).done(status);
}

void GroupWriter::PutMethod(MethodRecord record, MethodDone done) {
  absl::Status status = CheckMethod(record);
  if (!status.ok()) return done(status);
  auto job = std::make_unique<Job::element_type>(
      MethodJob{std::move(record), std::move(done), NotApplied()});
  status = Enqueue(job);
  if (!status.ok()) std::get<MethodJob>(*job).done(status);
}

absl::Status GroupWriter::Enqueue(Job& job) {
  {
    const std::lock_guard lock(mutex_);
    if (!failed_.ok()) return MakeError(Reason::kStoreStopped, "the store failed and stopped");
    if (stopping_) return MakeError(Reason::kStoreStopped, "the store is stopped");
    if (queue_.size() >= options_.queue_limit) {
      return MakeError(Reason::kQueueFull, "too many writes are waiting; try again in a moment");
    }
    queue_.push_back(std::move(job));
  }
  wake_.notify_one();
  return absl::OkStatus();
}

absl::Status GroupWriter::Failed() const {
  const std::lock_guard lock(mutex_);
  return failed_;
}

Stats GroupWriter::GetStats() const {
  const std::lock_guard lock(mutex_);
  Stats stats = stats_;
  stats.queued = static_cast<std::int64_t>(queue_.size());
  return stats;
}

void GroupWriter::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  const std::lock_guard lock(join_mutex_);
  if (thread_.joinable()) thread_.join();
}

void GroupWriter::Run() {
  std::vector<Job> group;
  while (TakeGroup(group)) {
    RunGroup(group);
    group.clear();
  }
}

bool GroupWriter::TakeGroup(std::vector<Job>& group) {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
  const auto count = static_cast<std::ptrdiff_t>(std::min(queue_.size(), options_.group_limit));
  std::move(queue_.begin(), queue_.begin() + count, std::back_inserter(group));
  queue_.erase(queue_.begin(), queue_.begin() + count);
  return !group.empty();
}

void GroupWriter::RunGroup(std::vector<Job>& group) {
  if (!Failed().ok()) {
    FailGroup(group, {}, MakeError(Reason::kStoreStopped, "the store failed and stopped"));
    return;
  }
  std::vector<Event> events;
  absl::Status status = WriteGroup(group, events);
  if (!status.ok()) {
    backend_.Rollback();
    if (ReasonOf(status) != Reason::kDiskFull) Fail(status);
    FailGroup(group, events, status);
  } else {
    Count(group);
    if (options_.observer != nullptr && !events.empty()) options_.observer->OnCommitted(events);
    Finish(group);
    status = backend_.Maintain();
    if (!status.ok() && ReasonOf(status) != Reason::kDiskFull) Fail(status);
  }
  if (const absl::Status why = Failed(); !why.ok() && options_.observer != nullptr) {
    options_.observer->OnFailed(why);
  }
}

absl::Status GroupWriter::WriteGroup(std::vector<Job>& group, std::vector<Event>& events) {
  if (absl::Status status = backend_.Begin(); !status.ok()) return status;
  for (Job& job : group) {
    if (auto* method = std::get_if<MethodJob>(job.get())) {
      absl::Status status = ApplyMethod(backend_, options_, method->record, method->result);
      if (!status.ok()) return status;
      continue;
    }
    auto& append = std::get<EventJob>(*job);
    absl::Status status = ApplyCommand(backend_, options_, append.command, append.result);
    if (!status.ok()) return status;
    if (options_.observer == nullptr || !StoredSomething(append.result)) continue;
    events.push_back(append.result->event);
    options_.observer->OnAppended(events.back());
  }
  return backend_.Commit();
}

void GroupWriter::FailGroup(std::vector<Job>& group, const std::vector<Event>& events,
                            const absl::Status& why) {
  if (options_.observer != nullptr && !events.empty()) {
    options_.observer->OnRolledBack(events, why);
  }
  for (Job& job : group) {
    std::visit([&why](auto& each) { each.result = why; }, *job);
  }
  Finish(group);
}

void GroupWriter::Count(const std::vector<Job>& group) {
  const std::lock_guard lock(mutex_);
  bool wrote = false;
  for (const Job& job : group) {
    const bool stored =
        std::visit([](const auto& each) { return StoredSomething(each.result); }, *job);
    wrote = wrote || stored;
    if (const auto* append = std::get_if<EventJob>(job.get())) {
      stats_.events += stored ? 1 : 0;
      stats_.repeated += append->result.ok() && append->result->repeated ? 1 : 0;
      stats_.refused += append->result.ok() ? 0 : 1;
    }
  }
  stats_.groups += wrote ? 1 : 0;
}

void GroupWriter::Fail(const absl::Status& why) {
  const std::lock_guard lock(mutex_);
  failed_ = why;
}

void GroupWriter::Finish(std::vector<Job>& group) {
  for (Job& job : group) {
    std::visit([](auto& each) { each.done(std::move(each.result)); }, *job);
  }
}

}  // namespace stapwijs::store::writer
