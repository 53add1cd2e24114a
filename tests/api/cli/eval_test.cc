// SPDX-License-Identifier: EUPL-1.2
// `eval` on Welkome Wijk: what `some` says of sessions that are known, half known or not recorded.
#include <ostream>
#include <string>

#include "gtest/gtest.h"
#include "tests/support/process.h"

namespace stapwijs::testing {
namespace {

struct Case {
  std::string name;
  std::string facts;
  int exit_code;
  std::string out;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.facts; }

class SomeSessionTest : public ::testing::TestWithParam<Case> {};

TEST_P(SomeSessionTest, LastedAtLeastTwoAndAHalfHours) {
  const Ended ended =
      RunProgram({StapwijsBinary(), "eval", "some s in sessions has s.duration >= 150 minutes",
                  "--method", "examples/methods/welkome_wijk", "--facts", "-", "--language", "en"},
                 GetParam().facts);
  EXPECT_EQ(ended.err, "");
  EXPECT_EQ(ended.exit_code, GetParam().exit_code);
  EXPECT_EQ(ended.out, GetParam().out);
}

#define LONG "{\"key\": \"a\", \"duration\": \"PT150M\"}"
#define SHORT "{\"key\": \"b\", \"duration\": \"PT149M\"}"
#define UNKNOWN "{\"key\": \"c\"}"
constexpr char kWaitsForOne[] = "unknown\nwaits for: sessions[c].duration\n";
constexpr char kWaitsForAll[] = "unknown\nwaits for: sessions\n";

const Case kCases[] = {
    {"true_and_unknown", "{\"sessions\": [" LONG ", " UNKNOWN "]}", 0, "yes\n"},
    {"unknown_and_true", "{\"sessions\": [" UNKNOWN ", " LONG "]}", 0, "yes\n"},
    {"false_and_unknown", "{\"sessions\": [" SHORT ", " UNKNOWN "]}", 1, kWaitsForOne},
    {"unknown_and_false", "{\"sessions\": [" UNKNOWN ", " SHORT "]}", 1, kWaitsForOne},
    {"unknown", "{\"sessions\": [" UNKNOWN "]}", 1, kWaitsForOne},
    {"false_and_true", "{\"sessions\": [" SHORT ", " LONG "]}", 0, "yes\n"},
    {"true_and_false", "{\"sessions\": [" LONG ", " SHORT "]}", 0, "yes\n"},
    {"false", "{\"sessions\": [" SHORT "]}", 1, "no\n"},
    {"recorded_as_empty", "{\"sessions\": []}", 1, "no\n"},
    {"not_recorded", "{}", 1, kWaitsForAll},
    {"at_least_a_true", "{\"sessions\": {\"at_least\": [" LONG "]}}", 0, "yes\n"},
    {"at_least_a_false", "{\"sessions\": {\"at_least\": [" SHORT "]}}", 1, kWaitsForAll},
    {"at_least_an_unknown", "{\"sessions\": {\"at_least\": [" UNKNOWN "]}}", 1,
     "unknown\nwaits for: sessions, sessions[c].duration\n"},
};
INSTANTIATE_TEST_SUITE_P(WelkomeWijk, SomeSessionTest, ::testing::ValuesIn(kCases),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace stapwijs::testing
