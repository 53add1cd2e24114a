// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "engine/store/sqlite/db.h"
#include "engine/store/store.h"

// Whether the derived tables say of each event what its row says, and nothing else.

namespace stapwijs::store::sqlite {

// Sums instead of lookups: an entry that is missing, doubled or different changes them. What the
// tables have of events after `event_indexed` does not count: a batch on its way. Functions that
// return int give an SQLite result code.
class IndexCheck {
 public:
  explicit IndexCheck(Db& db) : db_(db) {}

  int Begin();
  // The next event with its numbers; `fits` is false when its trajectory's row does not fit it.
  int Add(const Event& event, std::int64_t sequence, std::int64_t number, bool& fits);
  // What does not fit; empty: nothing.
  std::string Finish();

 private:
  struct Last {
    std::int64_t sequence = 0;
    std::uint64_t kind = 0;  // of tenant, type and method
  };
  bool Agrees(const char* sql, std::uint64_t sum);
  bool LastAgrees();

  Db& db_;
  std::int64_t upto_ = 0;
  std::int64_t events_ = 0;  // up to there
  std::uint64_t requests_ = 0;
  std::uint64_t places_ = 0;
  absl::flat_hash_map<std::int64_t, Last> last_;  // of each trajectory
};

}  // namespace stapwijs::store::sqlite
