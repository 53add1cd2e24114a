// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace stapwijs::api {

// Keeps immutable things by key, the least recently used of them leaving when their estimated bytes
// pass the limit. What somebody still holds lives on. Thread-safe.
template <typename T>
class LruCache {
 public:
  using Handle = std::shared_ptr<const T>;

  explicit LruCache(size_t limit_bytes) : limit_(limit_bytes) {}

  // Null when it is not (any more) here.
  Handle Get(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const auto found = index_.find(key);
    ++(found == index_.end() ? misses_ : hits_);
    if (found == index_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return found->second->value;
  }

  // Puts `value` in the place of what is there, unless `keep` says that what is there stays.
  template <typename Keep>
  void Put(const std::string& key, Handle value, size_t bytes, Keep keep) {
    const std::lock_guard lock(mutex_);
    if (const auto found = index_.find(key); found != index_.end()) {
      if (keep(*found->second->value)) return;
      bytes_ -= found->second->bytes;
      entries_.erase(found->second);
      index_.erase(found);
    }
    entries_.push_front({key, std::move(value), bytes});
    index_[key] = entries_.begin();
    bytes_ += bytes;
    while (bytes_ > limit_ && !entries_.empty()) {
      bytes_ -= entries_.back().bytes;
      index_.erase(entries_.back().key);
      entries_.pop_back();
    }
  }

  void Put(const std::string& key, Handle value, size_t bytes) {
    Put(key, std::move(value), bytes, [](const T&) { return false; });
  }

  void Erase(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const auto found = index_.find(key);
    if (found == index_.end()) return;
    bytes_ -= found->second->bytes;
    entries_.erase(found->second);
    index_.erase(found);
  }

  size_t bytes() const {
    const std::lock_guard lock(mutex_);
    return bytes_;
  }
  size_t size() const {
    const std::lock_guard lock(mutex_);
    return index_.size();
  }
  // How often Get found something, and nothing.
  int64_t hits() const {
    const std::lock_guard lock(mutex_);
    return hits_;
  }
  int64_t misses() const {
    const std::lock_guard lock(mutex_);
    return misses_;
  }

 private:
  struct Entry {
    std::string key;
    Handle value;
    size_t bytes = 0;
  };

  const size_t limit_;
  mutable std::mutex mutex_;
  std::list<Entry> entries_;  // most recently used first
  absl::flat_hash_map<std::string, typename std::list<Entry>::iterator> index_;
  size_t bytes_ = 0;
  int64_t hits_ = 0;
  int64_t misses_ = 0;
};

}  // namespace stapwijs::api
