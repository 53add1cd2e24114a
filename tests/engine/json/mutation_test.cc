// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <random>

#include "engine/json/facts_reader.h"
#include "engine/json/facts_writer.h"
#include "tests/engine/testing/small_method.h"

// Whatever bytes arrive, the reader ends, says where, and accepts only what can be folded and read
// again. The seed is fixed: a failure repeats.
namespace stapwijs {
namespace {

constexpr char kSeed[] = R"({"open":true,"inhabitants":{"at_least":3,"at_most":5},"budget":2.50,
  "started_on":"2022-06","starts_at":"19:30","length":"PT2H30M","notice":{"working_days":10},
  "initiatives":{"at_least":["held"]},"kickoff":{"state":"held","venue":{"room":{"none":true}}},
  "members":[{"key":"a","mandate":"volunteers","remark":"x"},{"key":"b","withdrawn":true}],
  "sessions":{"at_least":[{"key":"vol","audiences":["volunteers"],"people":[{"key":"e1",
  "trained":true},"e2"],"situations":[{}]}]},"audience":{"volunteers":{"strategy":"held"}},
  "area.goal_discussed":{"done":true,"evidence":"doc"},"story":"\u00e9\n"})";

std::string Mutated(std::mt19937& random) {
  static constexpr char kBits[] = "{}[]:,\"\\0123456789.-+eEtruefalsnk\x01\x80\xc3\xff ";
  std::string text = kSeed;
  size_t edits = 1 + random() % 6;
  for (size_t i = 0; i < edits && !text.empty(); ++i) {
    size_t at = random() % text.size(), to = random() % text.size();
    size_t length = random() % 12;
    switch (random() % 6) {
      case 0:
        text[at] = kBits[random() % (sizeof kBits - 1)];
        break;
      case 1:
        text.insert(at, 1, kBits[random() % (sizeof kBits - 1)]);
        break;
      case 2:
        text.erase(at, length);
        break;
      case 3:
        text.insert(to, text.substr(at, length));
        break;
      case 4:
        text.resize(at);
        break;
      default: {  // a value for another one
        const char* values[] = {"null", "{}", "[]", "1e400", "-0", "\"\"", "{\"none\":true}",
                                "true"};
        size_t colon = text.find(':', at);
        if (colon != std::string::npos)
          text.insert(colon + 1, std::string(values[random() % 8]) + ",");
      }
    }
  }
  return text;
}

TEST(MutationTest, TheReaderWithstandsAnyBytes) {
  const Method& method = *testing::SmallMethod();
  ASSERT_TRUE(ReadFactsJson(method, kSeed).violations.empty());
  std::mt19937 random(2022);
  int accepted = 0, refused = 0;
  for (int run = 0; run < 8000; ++run) {
    std::string text = Mutated(random);
    FactsReading reading = ReadFactsJson(method, text);
    if (!reading.violations.empty()) {
      ++refused;
      EXPECT_FALSE(reading.violations[0].message.nl.empty()) << text;
      continue;
    }
    ++accepted;
    Facts facts;
    for (const Change& change : reading.changes) facts.Apply(method, change);
    std::string written = WriteFactsJson(method, facts);
    EXPECT_TRUE(ReadFactsJson(method, written).violations.empty()) << text << "\n" << written;
  }
  EXPECT_GT(accepted, 50);
  EXPECT_GT(refused, 1000);
}

}  // namespace
}  // namespace stapwijs
