// SPDX-License-Identifier: EUPL-1.2
#include "api/server/notify.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <filesystem>

#include "tests/support/process.h"

namespace stapwijs::api {
namespace {

// A service manager's end of the socket.
class Listener {
 public:
  explicit Listener(const std::string& name) : descriptor_(socket(AF_UNIX, SOCK_DGRAM, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    name.copy(address.sun_path, sizeof address.sun_path - 1);
    if (name[0] == '@') address.sun_path[0] = '\0';
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
    bound_ = bind(descriptor_, reinterpret_cast<const sockaddr*>(&address), length) == 0;
  }
  ~Listener() { close(descriptor_); }

  bool bound() const { return bound_; }
  std::string Received() const {
    char buffer[64];
    const ssize_t size = recv(descriptor_, buffer, sizeof buffer, MSG_DONTWAIT);
    return size < 0 ? "nothing" : std::string(buffer, static_cast<size_t>(size));
  }

 private:
  int descriptor_;
  bool bound_ = false;
};

TEST(Notify, TellsWhoListensAtAPath) {
  const std::string folder = testing::TemporaryFolder();
  const Listener listener(folder + "/socket");
  ASSERT_TRUE(listener.bound());
  EXPECT_TRUE(Notify(folder + "/socket", "READY=1").ok());
  EXPECT_EQ(listener.Received(), "READY=1");
  std::filesystem::remove_all(folder);
}

TEST(Notify, TellsWhoListensAtAnAbstractName) {
  const std::string name = "@stapwijs-notify-test-" + std::to_string(getpid());
  const Listener listener(name);
  ASSERT_TRUE(listener.bound());
  EXPECT_TRUE(Notify(name, "STOPPING=1").ok());
  EXPECT_EQ(listener.Received(), "STOPPING=1");
}

TEST(Notify, DoesNothingWhenNobodyWantsToKnow) { EXPECT_TRUE(Notify("", "READY=1").ok()); }

TEST(Notify, SaysThatNobodyListens) {
  EXPECT_FALSE(Notify("/nowhere/at/all", "READY=1").ok());
  EXPECT_FALSE(Notify("relative", "READY=1").ok());
  EXPECT_FALSE(Notify("/" + std::string(200, 'a'), "READY=1").ok());
}

}  // namespace
}  // namespace stapwijs::api
