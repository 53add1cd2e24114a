// SPDX-License-Identifier: EUPL-1.2
#include "api/server/metrics.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include "api/server/address.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/api/support/support.h"

namespace stapwijs::api {
namespace {

using testing::Ask;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Party;

// The whole answer to GET /metrics, over a plain socket.
std::string Scrape(const std::string& address) {
  const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<uint16_t>(ParseAddress(address)->port));
  inet_pton(AF_INET, "127.0.0.1", &to.sin_addr);
  std::string answer;
  if (connect(descriptor, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0) {
    constexpr std::string_view kRequest =
        "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    send(descriptor, kRequest.data(), kRequest.size(), MSG_NOSIGNAL);
    char buffer[4096];
    for (ssize_t size; (size = recv(descriptor, buffer, sizeof buffer, 0)) > 0;) {
      answer.append(buffer, static_cast<size_t>(size));
    }
  }
  close(descriptor);
  return answer;
}

class MetricsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const absl::Status listening =
        metrics_.Listen("127.0.0.1:0", party_.services(), [] { return size_t{3}; });
    ASSERT_TRUE(listening.ok()) << listening;
  }
  std::string Scraped() { return Scrape(metrics_.address()); }

  Party party_;
  Metrics metrics_;
};

TEST_F(MetricsTest, AnswersAtItsAddress) {
  EXPECT_THAT(Scraped(), HasSubstr("200 OK"));
  EXPECT_THAT(Scraped(), HasSubstr("\nstapwijs_up 1\n"));
  EXPECT_THAT(Scraped(), HasSubstr("\nstapwijs_calls_waiting 3\n"));
}

TEST_F(MetricsTest, CountsCallsByNameAndCode) {
  EndedCall call;
  call.call = "RecordFacts";
  call.tenant = "planted-tenant";
  call.took = std::chrono::milliseconds(3);
  metrics_.OnBegun(call.call);
  metrics_.OnEnded(call);
  metrics_.OnBegun(call.call);
  EXPECT_THAT(Scraped(), HasSubstr("stapwijs_calls_in_flight 1\n"));
  call.code = absl::StatusCode::kAborted;
  metrics_.OnEnded(call);
  const std::string text = Scraped();
  EXPECT_THAT(text, HasSubstr("stapwijs_calls_in_flight 0\n"));
  EXPECT_THAT(text, HasSubstr("stapwijs_calls_total{call=\"RecordFacts\",code=\"OK\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("stapwijs_calls_total{call=\"RecordFacts\",code=\"ABORTED\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("stapwijs_call_seconds_count{call=\"RecordFacts\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("call_seconds_bucket{call=\"RecordFacts\",le=\"0.0025\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("call_seconds_bucket{call=\"RecordFacts\",le=\"0.005\"} 2\n"));
  EXPECT_THAT(text, Not(HasSubstr("planted")));
}

TEST_F(MetricsTest, ShowsWhatTheStoreAndTheCachesDid) {
  const std::string id = party_.Create();
  const auto facts = party_.Facts(id, R"({"guests": 1})");
  Ask(party_.services(), &Services::RecordFacts, facts);
  Ask(party_.services(), &Services::RecordFacts, facts);
  Ask(party_.services(), &Services::GetAssessment, party_.Assess(id));
  const std::string once = Scraped();
  Ask(party_.services(), &Services::GetAssessment, party_.Assess(id));
  const std::string twice = Scraped();
  EXPECT_THAT(once, HasSubstr("\nstapwijs_store_events_total 2\n"));
  EXPECT_THAT(once, HasSubstr("\nstapwijs_store_repeated_total 1\n"));
  EXPECT_THAT(once, HasSubstr("\nstapwijs_store_refused_total 0\n"));
  EXPECT_THAT(once, HasSubstr("\nstapwijs_store_queued 0\n"));
  EXPECT_THAT(once, HasSubstr("\nstapwijs_store_failed 0\n"));
  EXPECT_THAT(once, HasSubstr("\nstapwijs_cache_entries{cache=\"states\"} 1\n"));
  EXPECT_THAT(once, HasSubstr("\nstapwijs_cache_hits_total{cache=\"assessments\"} 0\n"));
  EXPECT_THAT(once, HasSubstr("\nstapwijs_cache_misses_total{cache=\"assessments\"} 1\n"));
  EXPECT_THAT(twice, HasSubstr("\nstapwijs_cache_hits_total{cache=\"assessments\"} 1\n"));
  EXPECT_THAT(twice, HasSubstr("\nstapwijs_cache_entries{cache=\"assessments\"} 1\n"));
  EXPECT_THAT(twice, Not(HasSubstr(id)));
}

TEST(Metrics, AreGivenToThisMachineOnly) {
  Party party;
  for (const char* listen : {"0.0.0.0:0", "10.0.0.1:9464", "127.0.0.1", ":9464", "[::]:1"}) {
    EXPECT_EQ(Metrics().Listen(listen, party.services(), [] { return size_t{0}; }).code(),
              absl::StatusCode::kInvalidArgument)
        << listen;
  }
}

TEST(Metrics, SayThatTheirPortIsTaken) {
  Party party;
  Metrics first;
  const auto none = [] { return size_t{0}; };
  ASSERT_TRUE(first.Listen("127.0.0.1:0", party.services(), none).ok());
  EXPECT_EQ(Metrics().Listen(first.address(), party.services(), none).code(),
            absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace stapwijs::api
