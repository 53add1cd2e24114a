// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace stapwijs::api {

// Moments as RFC 3339 in UTC, "2022-03-01T19:30:00.123456Z"; `micros`: since 1970 UTC.
std::string FormatInstant(int64_t micros);

// nullopt for what is no moment of the years 1 to 9999. Other offsets than Z are read too.
std::optional<int64_t> ParseInstant(const std::string& text);

}  // namespace stapwijs::api
