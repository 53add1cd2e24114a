// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

namespace stapwijs::api {

// A random UUID (version 4), lower case. From the system's cryptographic source. Thread-safe.
std::string MakeUuid();

// A random key for an element that was added without one: "e" and 12 hexadecimal digits.
std::string MakeElementKey();

}  // namespace stapwijs::api
