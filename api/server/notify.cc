// SPDX-License-Identifier: EUPL-1.2
#include "api/server/notify.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>

#include "absl/strings/str_cat.h"

namespace stapwijs::api {

absl::Status Notify(const std::string& socket, const std::string& state) {
  if (socket.empty()) return absl::OkStatus();
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  // A path, or a name of the abstract space, which is written with @ for the NUL in front.
  if ((socket[0] != '/' && socket[0] != '@') || socket.size() >= sizeof address.sun_path) {
    return absl::UnavailableError(absl::StrCat("NOTIFY_SOCKET is no socket: ", socket));
  }
  std::memcpy(address.sun_path, socket.data(), socket.size());
  if (socket[0] == '@') address.sun_path[0] = '\0';
  const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return absl::UnavailableError("no socket to notify by");
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket.size());
  const ssize_t sent = sendto(descriptor, state.data(), state.size(), MSG_NOSIGNAL,
                              reinterpret_cast<const sockaddr*>(&address), length);  // NOLINT
  close(descriptor);
  if (sent != static_cast<ssize_t>(state.size())) {
    return absl::UnavailableError(absl::StrCat("nobody listens at NOTIFY_SOCKET ", socket));
  }
  return absl::OkStatus();
}

}  // namespace stapwijs::api
