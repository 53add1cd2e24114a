// SPDX-License-Identifier: EUPL-1.2
#include "api/service/ids.h"

#include <sys/random.h>

#include <cstdlib>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace stapwijs::api {
namespace {

std::string RandomBytes(size_t count) {
  std::string bytes(count, '\0');
  // Never fails for so few bytes once the system is up; without randomness ids would collide.
  if (getentropy(bytes.data(), count) != 0) std::abort();
  return bytes;
}

}  // namespace

std::string MakeUuid() {
  std::string bytes = RandomBytes(16);
  bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x40);  // version 4
  bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);  // the variant of RFC 4122
  const std::string hex = absl::BytesToHexString(bytes);
  return absl::StrCat(hex.substr(0, 8), "-", hex.substr(8, 4), "-", hex.substr(12, 4), "-",
                      hex.substr(16, 4), "-", hex.substr(20));
}

std::string MakeElementKey() { return absl::StrCat("e", absl::BytesToHexString(RandomBytes(6))); }

}  // namespace stapwijs::api
