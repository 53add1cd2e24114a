// SPDX-License-Identifier: EUPL-1.2
#include "api/server/log.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/process.h"

namespace stapwijs::api {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;

class LogTest : public ::testing::Test {
 protected:
  ~LogTest() override { std::filesystem::remove_all(folder_); }

  // What a log of that level and format writes of `tell`.
  template <typename Tell>
  std::string Written(const std::string& level, const std::string& format, Tell tell) {
    std::filesystem::remove(folder_ + "/log");
    {
      auto log = Log::Open({level, folder_ + "/log", format});
      if (!log.ok()) return std::string(log.status().message());
      tell(**log);
    }
    std::ifstream file(folder_ + "/log");
    return {std::istreambuf_iterator<char>(file), {}};
  }

  const std::string folder_ = testing::TemporaryFolder();
};

EndedCall Refused() {
  EndedCall call;
  call.call = "RecordFacts";
  call.tenant = "default";
  call.code = absl::StatusCode::kAborted;
  call.reason = "STALE_REVISION";
  call.took = std::chrono::microseconds(1500);
  call.request_bytes = 12;
  return call;
}

constexpr char kTime[] = "2[0-9]*-[0-9-]*T[0-9:]*\\.[0-9]*Z";

TEST_F(LogTest, WritesACallAsOneLineOfJson) {
  EXPECT_THAT(Written("info", "json", [](Log& log) { log.OnEnded(Refused()); }),
              MatchesRegex(std::string("\\{\"time\":\"") + kTime +
                           "\",\"level\":\"info\",\"event\":\"call\",\"call\":\"RecordFacts\","
                           "\"tenant\":\"default\",\"code\":\"ABORTED\","
                           "\"reason\":\"STALE_REVISION\",\"microseconds\":1500,"
                           "\"request_bytes\":12,\"answer_bytes\":0\\}\n"));
}

TEST_F(LogTest, WritesACallAsOneLineOfLogfmt) {
  EXPECT_THAT(Written("info", "logfmt", [](Log& log) { log.OnEnded(Refused()); }),
              MatchesRegex(std::string("time=") + kTime +
                           " level=info event=call call=RecordFacts tenant=default code=ABORTED "
                           "reason=STALE_REVISION microseconds=1500 request_bytes=12 "
                           "answer_bytes=0\n"));
}

TEST_F(LogTest, KeepsALineOneLineWhateverIsInIt) {
  const auto fail = [](Log& log) { log.StoreFailed(absl::UnavailableError("a \"b\"\nc=\xff")); };
  EXPECT_THAT(Written("info", "json", fail), HasSubstr(R"("why":"a \"b\"\nc=)"));
  EXPECT_THAT(Written("info", "logfmt", fail), HasSubstr(R"(why="a \"b\"\nc=)"));
  const std::string text = Written("info", "json", fail);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
}

TEST_F(LogTest, LeavesOutWhatIsBelowItsLevel) {
  const auto tell = [](Log& log) {
    log.Started("1", "127.0.0.1:1", "");
    log.OnEnded(Refused());
  };
  EXPECT_THAT(Written("warn", "json", tell), IsEmpty());
  EXPECT_THAT(Written("off", "json", [](Log& log) { log.StoreFailed(absl::InternalError("x")); }),
              IsEmpty());
}

TEST_F(LogTest, TellsTheAdministratorOfWhatIsHis) {
  const auto level = [this](absl::StatusCode code) {
    EndedCall call = Refused();
    call.code = code;
    const std::string line = Written("info", "logfmt", [&](Log& log) { log.OnEnded(call); });
    const size_t at = line.find("level=") + 6;
    return line.substr(at, line.find(' ', at) - at);
  };
  EXPECT_EQ(level(absl::StatusCode::kOk), "info");
  EXPECT_EQ(level(absl::StatusCode::kInvalidArgument), "info");
  EXPECT_EQ(level(absl::StatusCode::kResourceExhausted), "warn");
  EXPECT_EQ(level(absl::StatusCode::kUnavailable), "warn");
  EXPECT_EQ(level(absl::StatusCode::kInternal), "error");
}

TEST_F(LogTest, SaysAtItsEndHowItEnded) {
  EXPECT_THAT(Written("info", "logfmt", [](Log& log) { log.Ended(absl::OkStatus()); }),
              HasSubstr(" level=info event=ended code=OK lost_lines=0\n"));
  EXPECT_THAT(Written("info", "logfmt", [](Log& log) { log.Ended(absl::UnavailableError("x")); }),
              HasSubstr(" level=error event=ended code=UNAVAILABLE"));
}

TEST_F(LogTest, NeedsAFileThatCanBeWritten) {
  EXPECT_EQ(Log::Open({"info", "/nowhere/at/all", "json"}).status().code(),
            absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace stapwijs::api
