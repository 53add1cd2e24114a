// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/semantic_version.h"

#include <algorithm>

namespace stapwijs::store {
namespace {

struct Parts {
  std::string_view core;
  std::string_view pre_release;  // empty: a release
};

Parts Split(std::string_view version) {
  version = version.substr(0, version.find('+'));
  const std::size_t dash = version.find('-');
  if (dash == std::string_view::npos) return {version, {}};
  return {version.substr(0, dash), version.substr(dash + 1)};
}

bool IsNumber(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int Sign(int value) { return (value > 0) - (value < 0); }

// Numbers compare by value without being converted, so that no length overflows.
int ComparePiece(std::string_view a, std::string_view b) {
  const bool a_number = IsNumber(a);
  const bool b_number = IsNumber(b);
  if (a_number != b_number) return a_number ? -1 : 1;  // numbers come before words
  if (a_number) {
    a.remove_prefix(std::min(a.find_first_not_of('0'), a.size()));
    b.remove_prefix(std::min(b.find_first_not_of('0'), b.size()));
    if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  }
  return Sign(a.compare(b));
}

std::string_view TakePiece(std::string_view& rest) {
  const std::size_t dot = rest.find('.');
  const std::string_view piece = rest.substr(0, dot);
  rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
  return piece;
}

int ComparePieces(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    const int order = ComparePiece(TakePiece(a), TakePiece(b));
    if (order != 0) return order;
  }
  return static_cast<int>(!a.empty()) - static_cast<int>(!b.empty());  // the longer one is higher
}

}  // namespace

int CompareVersions(std::string_view a, std::string_view b) {
  const Parts left = Split(a);
  const Parts right = Split(b);
  const int core = ComparePieces(left.core, right.core);
  if (core != 0) return core;
  if (left.pre_release.empty() != right.pre_release.empty()) {
    return left.pre_release.empty() ? 1 : -1;
  }
  return ComparePieces(left.pre_release, right.pre_release);
}

bool IsPreRelease(std::string_view version) { return !Split(version).pre_release.empty(); }

bool IsLater(std::string_view a, std::string_view b) {
  if (IsPreRelease(a) != IsPreRelease(b)) return IsPreRelease(b);
  return CompareVersions(a, b) > 0;
}

}  // namespace stapwijs::store
