// SPDX-License-Identifier: EUPL-1.2
#include <cstdlib>
#include <fstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/process.h"

namespace stapwijs::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kMethod[] = "examples/methods/welkome_wijk";

std::string Binary() {
  const char* binary = std::getenv("EMBED_BINARY");
  return binary == nullptr ? "EMBED_BINARY is not set" : binary;
}

TEST(EmbedTest, PrintsAnAssessment) {
  const Ended ended =
      RunProgram({Binary(), kMethod, "examples/facts/voorbeelddorp.json", "2022-03-01"});
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("Gebied en projectgroep: complete, 13/13\n"));
}

TEST(EmbedTest, SaysWhatIsWrongWithAMethod) {
  const Ended ended = RunProgram(
      {Binary(), "tests/api/cli/data/mistakes.stap", "examples/facts/heseveld.json", "2022-03-01"});
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.err, HasSubstr("mistakes.stap:10:62: "));
}

TEST(EmbedTest, NeedsNoGrpcAndNoProtobuf) {
  const Ended ended = RunProgram({"/usr/bin/ldd", Binary()});
  ASSERT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("libc.so"));
  EXPECT_THAT(ended.out, Not(HasSubstr("grpc")));
  EXPECT_THAT(ended.out, Not(HasSubstr("protobuf")));
}

TEST(EmbedTest, IsShort) {
  std::ifstream source(std::string(STAPWIJS_ROOT) + "/examples/embed/main.cc");
  int lines = 0;
  for (std::string line; std::getline(source, line);) ++lines;
  EXPECT_GT(lines, 0);
  EXPECT_LE(lines, 40);
}

}  // namespace
}  // namespace stapwijs::testing
