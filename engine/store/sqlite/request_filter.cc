// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/sqlite/request_filter.h"

#include <algorithm>

namespace stapwijs::store::sqlite {
namespace {

constexpr std::size_t kBitsPerKey = 12;
constexpr std::size_t kLeastRoom = std::size_t{1} << 16;
// Odd numbers that spread a key over the words of a block.
constexpr std::array<std::uint32_t, 8> kSalts = {0x47b6137bU, 0x44974d91U, 0x8824ad5bU,
                                                 0xa2b7289dU, 0x705495c7U, 0x2df1424bU,
                                                 0x9efc4947U, 0x5c6bfb31U};

std::uint64_t Mix(std::uint64_t hash, std::string_view text) {
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;  // FNV-1a
  }
  return hash;
}

std::uint64_t Spread(std::uint64_t hash) {
  hash = (hash ^ (hash >> 30U)) * 0xbf58476d1ce4e5b9U;
  hash = (hash ^ (hash >> 27U)) * 0x94d049bb133111ebU;
  return hash ^ (hash >> 31U);
}

std::size_t BlockOf(std::uint64_t key, std::size_t blocks) {
  return static_cast<std::size_t>(((key >> 32U) * blocks) >> 32U);
}

std::uint32_t BitOf(std::uint64_t key, std::size_t word) {
  return std::uint32_t{1} << ((static_cast<std::uint32_t>(key) * kSalts.at(word)) >> 27U);
}

}  // namespace

std::uint64_t RequestKey(std::string_view tenant, std::string_view request_id) {
  // The length keeps "ab" + "c" and "a" + "bc" apart.
  const std::uint64_t start = 0xcbf29ce484222325U ^ tenant.size();
  return Spread(Mix(Mix(start, tenant), request_id));
}

void RequestFilter::Grow(std::size_t room) {
  room = std::max(room, kLeastRoom);
  layers_.push_back({std::vector<Block>(room * kBitsPerKey / 256 + 1), room});
}

void RequestFilter::Add(std::uint64_t key) {
  if (layers_.back().room == 0) {
    Grow(2 * layers_.back().blocks.size() * 256 / kBitsPerKey);
  }
  Layer& layer = layers_.back();
  --layer.room;
  Block& block = layer.blocks[BlockOf(key, layer.blocks.size())];
  for (std::size_t word = 0; word < block.size(); ++word) block[word] |= BitOf(key, word);
}

bool RequestFilter::MayHold(std::uint64_t key) const {
  return std::any_of(layers_.begin(), layers_.end(), [key](const Layer& layer) {
    const Block& block = layer.blocks[BlockOf(key, layer.blocks.size())];
    for (std::size_t word = 0; word < block.size(); ++word) {
      if ((block[word] & BitOf(key, word)) == 0) return false;
    }
    return true;
  });
}

std::size_t RequestFilter::bytes() const {
  std::size_t bytes = 0;
  for (const Layer& layer : layers_) bytes += layer.blocks.size() * sizeof(Block);
  return bytes;
}

}  // namespace stapwijs::store::sqlite
