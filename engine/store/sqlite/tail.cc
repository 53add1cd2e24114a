// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/sqlite/tail.h"

#include <algorithm>

namespace stapwijs::store::sqlite {

void Tail::Add(std::uint64_t request, std::int64_t trajectory, Place place) {
  const std::lock_guard lock(mutex_);
  fresh_.requests[request].push_back(place.sequence);
  fresh_.trajectories[trajectory].push_back(place);
  ++fresh_.events;
  open_.emplace_back(request, trajectory);
  last_ = place.sequence;
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
    trajectory->second.pop_back();
    if (trajectory->second.empty()) fresh_.trajectories.erase(trajectory);
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
    auto place = std::upper_bound(
        entry->second.begin(), entry->second.end(), revision,
        [](std::int32_t after, const Place& each) { return after < each.revision; });
    for (; place != entry->second.end() && found.size() < limit; ++place) found.push_back(*place);
  }
  return found;
}

std::vector<Place> Tail::Last(std::int64_t trajectory) const {
  const std::lock_guard lock(mutex_);
  std::vector<Place> found;
  for (const Part* part : {&fresh_, &frozen_}) {
    const auto entry = part->trajectories.find(trajectory);
    if (entry == part->trajectories.end()) continue;
    for (auto place = entry->second.rbegin(); place != entry->second.rend(); ++place) {
      found.push_back(*place);
      if (place->sequence <= committed_) return found;
    }
  }
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
  for (const auto& [trajectory, places] : frozen_.trajectories) {
    for (const Place& place : places) batch.trajectories.emplace_back(trajectory, place);
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
