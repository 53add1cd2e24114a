// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"

// The youngest events, which are not yet in the index tables of the file, by request key and by
// trajectory.
//
// An index entry of a random key costs a whole page of the log. So entries are kept here, and go to
// the tables sorted, many to a page (IndexWriter). Whoever looks something up asks the tail first
// and the tables afterwards: an entry that moves in between is then found in the tables. Entries
// are here before their group is committed, so an event counts when its row is seen, and not
// before.

namespace stapwijs::store::sqlite {

// Where an event of a trajectory lies.
struct Place {
  std::int32_t revision = 0;
  std::uint32_t type = 0;  // the tail's number for the event's type
  std::int64_t sequence = 0;
  bool operator==(const Place&) const = default;
};

// Thread-safe. Add, Commit, Rollback, Freeze and DropFrozen are called by the writer only.
class Tail {
 public:
  // The entries of a frozen part, in the order of the tables.
  struct Batch {
    std::int64_t upto = 0;  // all events up to this sequence are here or in the tables
    std::vector<std::pair<std::int64_t, std::int64_t>> requests;  // key, sequence
    std::vector<std::pair<std::int64_t, Place>> trajectories;     // number, place
  };

  // An event of the open group; sequences and the revisions of a trajectory rise.
  struct Entry {
    std::string_view tenant;
    std::string_view type;
    std::uint64_t request = 0;
    std::int64_t trajectory = 0;
    std::int32_t revision = 0;
    std::int64_t sequence = 0;
  };
  void Add(const Entry& entry);
  // What was added counts for everybody / did not happen.
  void Commit();
  void Rollback();

  // Sequences of events that may have the request.
  std::vector<std::int64_t> Requests(std::uint64_t request) const;
  // Events of the trajectory after a revision, rising, at most `limit`.
  std::vector<Place> After(std::int64_t trajectory, std::int32_t revision, std::size_t limit) const;
  // The last events of the trajectory, falling: those of the open group, and the one before them.
  std::vector<Place> Last(std::int64_t trajectory) const;
  // The first trajectories of a tenant from a number on, rising, at most `most`, whose last event
  // may have a type that matches. Some are among them whose last event has another.
  std::vector<std::int64_t> WithType(std::string_view tenant, std::int64_t from, std::size_t most,
                                     const std::function<bool(const std::string&)>& matches) const;

  // Between groups: once there are `least` events, sets all of them apart for the tables. They are
  // still found until DropFrozen. Nothing while a frozen part is there.
  std::optional<Batch> Freeze(std::size_t least);
  void DropFrozen();

 private:
  struct Trajectory {
    std::uint32_t tenant = 0;
    absl::InlinedVector<Place, 1> places;
  };
  struct Part {
    absl::flat_hash_map<std::uint64_t, absl::InlinedVector<std::int64_t, 1>> requests;
    absl::flat_hash_map<std::int64_t, Trajectory> trajectories;
    std::size_t events = 0;
  };
  // The number of a tenant or type; they are few, and kept for good.
  std::uint32_t NumberOf(std::string_view name);
  mutable std::mutex mutex_;
  absl::flat_hash_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> names_;
  Part fresh_;
  Part frozen_;
  std::int64_t committed_ = 0;
  std::int64_t last_ = 0;
  std::vector<std::pair<std::uint64_t, std::int64_t>> open_;  // what the open group added
};

}  // namespace stapwijs::store::sqlite
