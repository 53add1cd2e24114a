// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/sqlite/tail.h"

#include <algorithm>

namespace stapwijs::store::sqlite {

std::uint32_t Tail::NumberOf(std::string_view name) {
  const absl::string_view key(name.data(), name.size());
  if (const auto known = numbers_.find(key); known != numbers_.end()) return known->second;
  const auto number = static_cast<std::uint32_t>(names_.size());
  names_.emplace_back(name);
  numbers_.emplace(names_.back(), number);
  return number;
}

void Tail::Add(const Entry& entry) {
  const std::lock_guard lock(mutex_);
  fresh_.requests[entry.request].push_back(entry.sequence);
  Trajectory& trajectory = fresh_.trajectories[entry.trajectory];
  trajectory.tenant = NumberOf(entry.tenant);
  trajectory.places.push_back({entry.revision, NumberOf(entry.type), entry.sequence});
  ++fresh_.events;
  open_.emplace_back(entry.request, entry.trajectory);
  last_ = entry.sequence;
}

void Tail::Commit() {
  const std::lock_guard lock(mutex_);
  open_.clear();
  committed_ = last_;
}

void Tail::Rollback() {
  const std::lock_guard lock(mutex_);
  for (auto added = open_.rbegin(); added != open_.rend(); ++added) {
    const auto request = fresh_.requests.find(added->first);
    request->second.pop_back();
    if (request->second.empty()) fresh_.requests.erase(request);
    const auto trajectory = fresh_.trajectories.find(added->second);
    trajectory->second.places.pop_back();
    if (trajectory->second.places.empty()) fresh_.trajectories.erase(trajectory);
    --fresh_.events;
  }
  open_.clear();
  last_ = committed_;
}

std::vector<std::int64_t> Tail::Requests(std::uint64_t request) const {
  const std::lock_guard lock(mutex_);
  std::vector<std::int64_t> found;
  for (const Part* part : {&frozen_, &fresh_}) {
    const auto entry = part->requests.find(request);
    if (entry == part->requests.end()) continue;
    found.insert(found.end(), entry->second.begin(), entry->second.end());
  }
  return found;
}

std::vector<Place> Tail::After(std::int64_t trajectory, std::int32_t revision,
                               std::size_t limit) const {
  const std::lock_guard lock(mutex_);
  std::vector<Place> found;
  for (const Part* part : {&frozen_, &fresh_}) {
    const auto entry = part->trajectories.find(trajectory);
    if (entry == part->trajectories.end()) continue;
    const auto& places = entry->second.places;
    auto place = std::upper_bound(
        places.begin(), places.end(), revision,
        [](std::int32_t after, const Place& each) { return after < each.revision; });
    for (; place != places.end() && found.size() < limit; ++place) found.push_back(*place);
  }
  return found;
}

std::vector<Place> Tail::Last(std::int64_t trajectory) const {
  const std::lock_guard lock(mutex_);
  std::vector<Place> found;
  for (const Part* part : {&fresh_, &frozen_}) {
    const auto entry = part->trajectories.find(trajectory);
    if (entry == part->trajectories.end()) continue;
    const auto& places = entry->second.places;
    for (auto place = places.rbegin(); place != places.rend(); ++place) {
      found.push_back(*place);
      if (place->sequence <= committed_) return found;
    }
  }
  return found;
}

std::vector<std::int64_t> Tail::WithType(
    std::string_view tenant, std::int64_t from, std::size_t most,
    const std::function<bool(const std::string&)>& matches) const {
  std::vector<std::int64_t> found;
  {
    const std::lock_guard lock(mutex_);
    const auto own = numbers_.find(absl::string_view(tenant.data(), tenant.size()));
    if (own == numbers_.end()) return found;
    std::vector<bool> matching;
    for (const std::string& name : names_) matching.push_back(matches(name));
    for (const Part* part : {&fresh_, &frozen_}) {
      for (const auto& [number, trajectory] : part->trajectories) {
        if (number < from || trajectory.tenant != own->second) continue;
        const Place& last = trajectory.places.back();
        // An event of the open group may not happen: then what was before is the last.
        if (matching[last.type] || last.sequence > committed_) found.push_back(number);
      }
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  if (found.size() > most) found.resize(most);
  return found;
}

std::optional<Tail::Batch> Tail::Freeze(std::size_t least) {
  Batch batch;
  {
    const std::lock_guard lock(mutex_);
    if (frozen_.events > 0 || fresh_.events < least || fresh_.events == 0) return std::nullopt;
    std::swap(frozen_, fresh_);
    batch.upto = committed_;
  }
  // Only the writer changes the frozen part, and it is here.
  for (const auto& [request, sequences] : frozen_.requests) {
    for (const std::int64_t sequence : sequences) {
      batch.requests.emplace_back(static_cast<std::int64_t>(request), sequence);
    }
  }
  for (const auto& [number, trajectory] : frozen_.trajectories) {
    for (const Place& place : trajectory.places) batch.trajectories.emplace_back(number, place);
  }
  std::sort(batch.requests.begin(), batch.requests.end());
  std::sort(batch.trajectories.begin(), batch.trajectories.end(), [](const auto& a, const auto& b) {
    return std::pair(a.first, a.second.revision) < std::pair(b.first, b.second.revision);
  });
  return batch;
}

void Tail::DropFrozen() {
  Part dropped;
  {
    const std::lock_guard lock(mutex_);
    std::swap(dropped, frozen_);
  }
}

}  // namespace stapwijs::store::sqlite
