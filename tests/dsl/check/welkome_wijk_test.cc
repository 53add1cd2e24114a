// SPDX-License-Identifier: EUPL-1.2
// The whole of a real method: free of mistakes, and each planted mistake reported once.
#include <gmock/gmock.h>

#include "dsl/diagnostics/render.h"
#include "tests/dsl/check/check_support.h"

namespace stapwijs::dsl::testing {
namespace {

using ::testing::ElementsAre;

const char kFolder[] = STAPWIJS_ROOT "/examples/methods/welkome_wijk";

struct Change {
  std::string file;  // the end of its name
  std::string from;
  std::string to;
};

// Welkome Wijk with each change made once.
Loaded Changed(const std::vector<Change>& changes) {
  SourceSet right = *LoadSources(kFolder);
  SourceSet wrong;
  size_t made = 0;
  for (uint16_t i = 0; i < right.size(); ++i) {
    SourceFile file = right.file(i);
    for (const Change& change : changes) {
      size_t at = file.text.find(change.from);
      if (!file.name.ends_with(change.file) || at == std::string::npos) continue;
      file.text.replace(at, change.from.size(), change.to);
      ++made;
    }
    EXPECT_TRUE(wrong.Add(file.name, file.text).ok());
  }
  EXPECT_EQ(made, changes.size());
  return LoadMethod(std::move(wrong));
}

TEST(WelkomeWijk, ChecksWithoutError) {
  auto loaded = LoadMethod(std::string(kFolder));
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  EXPECT_TRUE(loaded->checked) << RenderText(loaded->diagnostics, loaded->sources,
                                             Language::kEnglish);
}

TEST(WelkomeWijk, FiveMistakesAreFiveDiagnostics) {
  EXPECT_THAT(
      Lines(Changed({{"1_area.stap", "when group_size < group_min", "when group_sise < group_min"},
                     {"1_area.stap", "guard group_large warns", "guard group_large warn"},
                     {"3_preparation.stap", "managers_give_room is no", "managers_give_room > 3"},
                     {"3_preparation.stap", "cite handreiking", "cite handrijking"},
                     {"5_embedding.stap", "not yet taped or", "not yet (taped or"}})),
      ElementsAre("S2006 group_sise: there is no fact or let called `group_sise`",
                  "S1108 warn: `warn` is not one of `blocks`, `warns`, `advises`",
                  "S2006 handrijking: there is no source called `handrijking`",
                  "S2101 managers_give_room: this is yes or no; here a number, date, time or "
                  "duration is needed",
                  "S1101 : expected `)` after `tape_consent`, found `unwaivable`"));
}

// A rule that could not be read whole is not also told what it lacks.
TEST(WelkomeWijk, WhatWasNotReadIsNotMissing) {
  EXPECT_THAT(
      Lines(Changed({{"5_embedding.stap", "holds when not yet taped", "holds not yet taped"},
                     {"1_area.stap", "message nl \"De projectgroep telt {group_size}",
                      "message \"De projectgroep telt {group_size}"}}))
          .size(),
      2u);
}

}  // namespace
}  // namespace stapwijs::dsl::testing
