// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "engine/store/store.h"

// Where trajectories stand, for the writer.

namespace stapwijs::store::sqlite {

// A trajectory that exists.
struct KnownHead {
  std::int64_t number = 0;
  std::string method_id;  // that it was created under
  Head head;
};

// Keeps the heads used last, at most twice `half` of them: about 300 bytes each. For one thread.
class HeadCache {
 public:
  explicit HeadCache(std::size_t half) : half_(half) {}

  // Null when it is not known. Valid until the next call.
  KnownHead* Find(std::string_view tenant, std::string_view trajectory) {
    std::string key = KeyOf(tenant, trajectory);
    if (const auto found = young_.find(key); found != young_.end()) return &found->second;
    const auto found = old_.find(key);
    if (found == old_.end()) return nullptr;
    KnownHead known = std::move(found->second);
    old_.erase(found);
    return Keep(std::move(key), std::move(known));
  }
  KnownHead* Put(std::string_view tenant, std::string_view trajectory, KnownHead known) {
    return Keep(KeyOf(tenant, trajectory), std::move(known));
  }
  void Clear() {
    young_.clear();
    old_.clear();
  }

 private:
  using Map = absl::flat_hash_map<std::string, KnownHead>;

  static std::string KeyOf(std::string_view tenant, std::string_view trajectory) {
    std::string key;
    key.reserve(tenant.size() + trajectory.size() + 1);
    key.push_back(static_cast<char>(tenant.size()));  // at most 200: tells where the tenant ends
    return key.append(tenant).append(trajectory);
  }
  // What was not used while the young half filled is forgotten.
  KnownHead* Keep(std::string key, KnownHead known) {
    if (young_.size() >= half_) {
      old_ = std::move(young_);
      young_ = Map();
    }
    return &young_.insert_or_assign(std::move(key), std::move(known)).first->second;
  }

  const std::size_t half_;
  Map young_;
  Map old_;
};

}  // namespace stapwijs::store::sqlite
