// SPDX-License-Identifier: EUPL-1.2
#include "api/service/trajectories.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/facts/describe.h"

namespace stapwijs::api {
namespace {

constexpr size_t kEventsPerRead = 500;
// A state in memory against its events' payloads, and what an empty one takes; roughly measured.
constexpr size_t kBytesPerPayloadByte = 6;
constexpr size_t kEmptyBytes = 2048;

// Neither tenants nor ids have a line end in them.
std::string KeyOf(const std::string& tenant, const std::string& id) {
  return absl::StrCat(tenant, "\n", id);
}

ServiceError Unreadable(const std::string& id, const absl::Status& why) {
  ServiceError error =
      MakeError(ErrorReason::kRecordUnreadable,
                {absl::StrCat("Een gebeurtenis van traject ", id, " is niet te lezen."),
                 absl::StrCat("An event of trajectory ", id, " cannot be read.")});
  error.metadata["code"] = absl::StatusCodeToString(why.code());
  return error;
}

}  // namespace

ServiceError NoTrajectory(const std::string& id) {
  // What is no id is not repeated: it may be anything.
  const bool shown = IsShownName(id);
  ServiceError error = MakeError(
      ErrorReason::kNoTrajectory,
      {shown ? absl::StrCat("Er is geen traject \"", id, "\".") : "Er is geen traject met dit id.",
       shown ? absl::StrCat("There is no trajectory \"", id, "\".")
             : "There is no trajectory with this id."});
  if (shown) error.metadata["trajectory_id"] = id;
  return error;
}

void Trajectories::Attach(const store::Store& store, MethodCache& methods) {
  store_ = &store;
  methods_ = &methods;
}

Result<Snapshot> Trajectories::Load(const std::string& tenant, const std::string& id) {
  const std::string key = KeyOf(tenant, id);
  if (Snapshot kept = cache_.Get(key)) return kept;
  const auto mark = std::make_shared<LoadMark>();
  {
    const std::lock_guard lock(mutex_);
    loads_.emplace(key, mark);
  }
  Result<Snapshot> folded = Fold(tenant, id);
  const std::lock_guard lock(mutex_);
  const auto [first, last] = loads_.equal_range(key);
  loads_.erase(std::find_if(first, last, [&](const auto& load) { return load.second == mark; }));
  if (folded.ok() && !mark->overtaken) {
    const Snapshot& record = folded.value();
    cache_.Put(key, record, record->bytes, [&](const LiveTrajectory& kept) {
      return kept.record.revision >= record->record.revision;
    });
  }
  return folded;
}

Result<Snapshot> Trajectories::Newest(const std::string& tenant, const std::string& id) {
  const auto found = uncommitted_.find(KeyOf(tenant, id));
  if (found == uncommitted_.end()) return Load(tenant, id);
  if (found->second == nullptr) return Unreadable(id, absl::DataLossError(""));
  return found->second;
}

Result<Snapshot> Trajectories::FromFirst(const store::Event& event) { return Next(nullptr, event); }

Result<Snapshot> Trajectories::Fold(const std::string& tenant, const std::string& id) {
  Snapshot record;
  while (true) {
    const int32_t after = record == nullptr ? 0 : record->record.revision;
    const auto events = store_->ReadEvents(tenant, id, after, kEventsPerRead);
    if (!events.ok()) return FromStore(events.status());
    for (const store::Event& event : *events) {
      Result<Snapshot> next = Next(record.get(), event);
      if (!next.ok()) return next;
      record = std::move(next).value();
    }
    if (events->size() < kEventsPerRead) break;
  }
  if (record == nullptr) return NoTrajectory(id);
  return record;
}

Result<Snapshot> Trajectories::Next(const LiveTrajectory* base, const store::Event& event) {
  auto next = base == nullptr ? std::make_shared<LiveTrajectory>()
                              : std::make_shared<LiveTrajectory>(*base);
  if (base == nullptr) {
    auto program = methods_->ByHash(event.tenant, event.method.hash);
    if (!program.ok()) return std::move(program).error();
    next->id = event.trajectory;
    next->program = std::move(program).value();
    next->bytes = kEmptyBytes;
  }
  const absl::Status folded = ApplyEvent(next->program->method(), event, next->record);
  if (!folded.ok()) return Unreadable(event.trajectory, folded);
  next->bytes += kBytesPerPayloadByte * (event.payload.size() + event.private_payload.size());
  return Snapshot(std::move(next));
}

int64_t Trajectories::MethodPosition(const std::string& tenant, const std::string& method_id) {
  const std::lock_guard lock(mutex_);
  const auto known = method_positions_.find(KeyOf(tenant, method_id));
  return known == method_positions_.end() ? 0 : known->second;
}

Snapshot Trajectories::Kept(const std::string& tenant, const std::string& id) const {
  return cache_.Get(KeyOf(tenant, id));
}

bool Trajectories::IsKnown(const std::string& tenant, int64_t position) {
  if (position == 0) return true;
  const std::lock_guard lock(mutex_);
  const auto known = committed_positions_.find(tenant);
  return known != committed_positions_.end() && known->second >= position;
}

Result<bool> Trajectories::Reached(const std::string& tenant, int64_t position) {
  if (IsKnown(tenant, position)) return true;
  const auto events = store_->TenantEvents(tenant, position - 1, 1);
  if (!events.ok()) return FromStore(events.status());
  return !events->empty();
}

void Trajectories::SetOnFailed(std::function<void(const absl::Status&)> on_failed) {
  const std::lock_guard lock(failed_mutex_);
  on_failed_ = std::move(on_failed);
}

void Trajectories::OnAppended(const store::Event& event) {
  const std::string key = KeyOf(event.tenant, event.trajectory);
  Snapshot base;
  if (event.revision > 1) {
    Result<Snapshot> newest = Newest(event.tenant, event.trajectory);
    if (newest.ok()) base = std::move(newest).value();
  }
  const bool fits = event.revision == (base == nullptr ? 1 : base->record.revision + 1);
  Result<Snapshot> next = fits ? Next(base.get(), event) : Result<Snapshot>(Snapshot());
  uncommitted_[key] = next.ok() ? std::move(next).value() : nullptr;
}

void Trajectories::OnCommitted(const std::vector<store::Event>& events) {
  const std::lock_guard lock(mutex_);
  for (const store::Event& event : events) {
    int64_t& position = committed_positions_[event.tenant];
    position = std::max(position, event.position);
    int64_t& of_method = method_positions_[KeyOf(event.tenant, event.method.id)];
    of_method = std::max(of_method, event.position);
  }
  for (auto& [key, record] : uncommitted_) {
    const auto [first, last] = loads_.equal_range(key);
    std::for_each(first, last, [](const auto& load) { load.second->overtaken = true; });
    // Without a state that could be folded, the next reader has to try from the events.
    if (record == nullptr) {
      cache_.Erase(key);
    } else {
      const size_t bytes = record->bytes;
      cache_.Put(key, std::move(record), bytes);
    }
  }
  uncommitted_.clear();
}

void Trajectories::OnRolledBack(const std::vector<store::Event>& /*events*/,
                                const absl::Status& /*why*/) {
  uncommitted_.clear();
}

void Trajectories::OnFailed(const absl::Status& why) {
  // Held while telling, so that after SetOnFailed(nullptr) nobody is told any more.
  const std::lock_guard lock(failed_mutex_);
  if (on_failed_) on_failed_(why);
}

}  // namespace stapwijs::api
