// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "absl/status/status.h"

namespace stapwijs::api {

// Tells the service manager that started this process how it stands, by the datagram of
// sd_notify(3): "READY=1", "STOPPING=1". `socket`: the variable NOTIFY_SOCKET; empty: nobody wants
// to know, and nothing is done. UNAVAILABLE: it could not be told.
absl::Status Notify(const std::string& socket, const std::string& state);

}  // namespace stapwijs::api
