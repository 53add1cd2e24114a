// SPDX-License-Identifier: EUPL-1.2
#include "api/server/server.h"

#include <gtest/gtest.h>

#include <thread>

#include "tests/api/support/support.h"

namespace stapwijs::api {
namespace {

using testing::Party;

class Address : public ::testing::TestWithParam<const char*> {};

TEST_P(Address, OfOtherMachinesIsRefused) {
  Party party;
  ServerOptions options;
  options.host = GetParam();
  const auto server = Server::Start(party.services(), options);
  ASSERT_FALSE(server.ok());
  EXPECT_EQ(server.status().code(), absl::StatusCode::kInvalidArgument);
}

INSTANTIATE_TEST_SUITE_P(NotLoopback, Address,
                         ::testing::Values("0.0.0.0", "::", "[::]", "10.0.0.1", "example.org",
                                           "127.example.org", "unix:/tmp/socket", ""));

TEST(Server, SaysOnWhichPortItListensAndStopsWhenTold) {
  Party party;
  auto server = Server::Start(party.services(), {});
  ASSERT_TRUE(server.ok()) << server.status();
  EXPECT_GT((*server)->port(), 0);
  EXPECT_EQ((*server)->address(), "127.0.0.1:" + std::to_string((*server)->port()));
  std::thread stopper([&] { (*server)->Stop(); });
  EXPECT_TRUE((*server)->Wait().ok());
  stopper.join();
}

TEST(Server, RefusesAPortThatIsTaken) {
  Party party;
  auto first = Server::Start(party.services(), {});
  ASSERT_TRUE(first.ok());
  ServerOptions options;
  options.port = (*first)->port();
  EXPECT_EQ(Server::Start(party.services(), options).status().code(),
            absl::StatusCode::kUnavailable);
}

TEST(Server, RefusesMetricsWhereItCannotGiveThem) {
  Party party;
  auto first = Server::Start(party.services(), {});
  ASSERT_TRUE(first.ok());
  ServerOptions options;
  options.metrics = (*first)->address();
  EXPECT_EQ(Server::Start(party.services(), options).status().code(),
            absl::StatusCode::kUnavailable);
}

TEST(Server, RefusesAPortThatIsNone) {
  Party party;
  ServerOptions options;
  options.port = 65536;
  EXPECT_EQ(Server::Start(party.services(), options).status().code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace stapwijs::api
