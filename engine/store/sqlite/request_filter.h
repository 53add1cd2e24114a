// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

// Tells at once that a request id is new, which nearly every one is.

namespace stapwijs::store::sqlite {

// What stands for a request id in the index. Kept in the file: never changed, frozen by
// tests/engine/store/index_test.cc. Two ids may share a key; whoever finds a key looks at
// the event.
std::uint64_t RequestKey(std::string_view tenant, std::string_view request_id);

// A Bloom filter that grows: never wrong about a key that was added, wrong about fewer than one in
// fifty others. 1.5 MiB per million keys; after growth up to twice that. For one thread.
class RequestFilter {
 public:
  // An empty one, with room for so many keys before it must grow.
  explicit RequestFilter(std::size_t room = 0) { Grow(room); }

  void Add(std::uint64_t key);
  bool MayHold(std::uint64_t key) const;
  std::size_t bytes() const;

 private:
  // One bit in each of eight words: a key touches one stretch of memory.
  using Block = std::array<std::uint32_t, 8>;
  struct Layer {
    std::vector<Block> blocks;
    std::size_t room = 0;  // keys that still fit
  };
  void Grow(std::size_t room);

  std::vector<Layer> layers_;  // keys are added to the last
};

}  // namespace stapwijs::store::sqlite
