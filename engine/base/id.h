// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace stapwijs {

// Names of everything a method declares: [a-z][a-z0-9_]{0,39}.
bool IsName(std::string_view text);

// Keys of elements of a list, given by a case system or made by the server:
// [a-z0-9][a-z0-9-]{0,39}.
bool IsElementKey(std::string_view text);

// A typed index into one of the vectors of a Method, so that a step cannot be taken for a guard.
template <typename Tag>
struct Id {
  static constexpr uint32_t kNone = 0xffffffff;
  uint32_t value = kNone;

  constexpr Id() = default;
  constexpr explicit Id(size_t v) : value(static_cast<uint32_t>(v)) {}
  constexpr bool valid() const { return value != kNone; }
  friend constexpr auto operator<=>(Id, Id) = default;
  template <typename H>
  friend H AbslHashValue(H h, Id id) {
    return H::combine(std::move(h), id.value);
  }
};

}  // namespace stapwijs
