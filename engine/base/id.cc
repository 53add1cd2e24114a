// SPDX-License-Identifier: EUPL-1.2
#include "engine/base/id.h"

namespace stapwijs {
namespace {

constexpr size_t kMaxLength = 40;

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

bool IsName(std::string_view text) {
  if (text.empty() || text.size() > kMaxLength || !IsLower(text[0])) return false;
  for (char c : text) {
    if (!IsLower(c) && !IsDigit(c) && c != '_') return false;
  }
  return true;
}

bool IsElementKey(std::string_view text) {
  if (text.empty() || text.size() > kMaxLength || text[0] == '-') return false;
  for (char c : text) {
    if (!IsLower(c) && !IsDigit(c) && c != '-') return false;
  }
  return true;
}

}  // namespace stapwijs
