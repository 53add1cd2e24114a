// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stapwijs::api {

// Whether only this machine itself can reach it: 127.0.0.0/8, ::1, localhost.
bool IsLoopback(std::string_view host);

// "127.0.0.1:50051", "[::1]:50051".
std::string HostAndPort(const std::string& host, int port);

struct Address {
  std::string host;  // without brackets
  int port = 0;
};
// Reads what HostAndPort writes; nullopt for anything else.
std::optional<Address> ParseAddress(std::string_view text);

}  // namespace stapwijs::api
