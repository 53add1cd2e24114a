// SPDX-License-Identifier: EUPL-1.2
// Each mistake in scenarios: what is underlined and what is said. Nothing else is said.
#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "tests/dsl/check/check_support.h"

namespace stapwijs::dsl::testing {
namespace {

// A step with one of each, then the statements of a scenario.
Case In(std::string name, const std::string& statements, std::vector<std::string> lines) {
  return {
      std::move(name),
      absl::StrCat(
          "enum e { ab $, cd $ } record r { fact a: yesno $ fact d: duration $ }\n"
          "step s $ { fact x: e $ fact n: int 0..40 $ fact day: date $ or none\n"
          "  fact l: list of r up to 5 $ item judged required $ { done when x is ab own }\n"
          "  item asked required $ { own } guard g warns { violated when n > 3 message $ own }\n"
          "  guard h blocks { violated when n > 9 message $ own unwaivable }\n"
          "  item both required $ { own } for each y in l { item each_one required $ { own } } }\n"
          "step t $ { item both required $ { own } fact z: yesno $ }\n"
          "role boss $ scenario \"q\" on 2024-01-01 { expect n is unknown waive s.g by boss "
          "because \"b\" ",
          statements, " }"),
      std::move(lines)};
}

}  // namespace

const std::vector<Case>& ScenarioCases() {
  static const std::vector<Case> cases = {
      In("AllIsRight",
         "given x = ab, n = over 3, day = 2024-02, l = [k: {a: yes}], l[k].d = 90 minutes, s.asked "
         "= yes "
         "expect g warns expect s.l[k].each_one is unknown waiting for s.l[k].each_one "
         "expect s.l[k] is unknown",
         {}),
      In("WrongKindOfValue", "given n = \"three\"",
         {"S2301 \"three\": this cannot be recorded for `n`: it is a number"}),
      In("WrongKindOfDuration", "given l[k].d = 3 days",
         {"S2301 3 days: this cannot be recorded for `d`: it is a duration in minutes"}),
      In("NotAKey", "given l = [a_b: {a: yes}]",
         {"S2301 a_b: this cannot be recorded for `l`: it is an element"}),
      In("FactMisspelt", "given m = 3", {"S2006 m: there is no fact or let called `m`"}),
      In("FactOfElementMisspelt", "given l = [k: {b: yes}]",
         {"S2006 b: there is no fact there called `b`"}),
      In("EnumValueMisspelt", "given x = ac", {"S2006 ac: there is no value here called `ac`"}),
      In("RuleMisspelt", "expect gg holds",
         {"S2006 gg: there is no item, guard or tip called `gg`"}),
      In("ElementMisspelt", "expect s.ll[k] is blocked",
         {"S2006 ll: there is no item, guard, tip, step, goal, fact or let called `ll`"}),
      In("ExampleUnknown", "given good", {"S2006 good: there is no example called `good`"}),
      In("NoneOfAFactWithout", "given n = none", {"S2108 none: `n` can never be none"}),
      In("OutOfRange", "given n = 41", {"S2302 41: this is outside the range of `n`"}),
      In("UnseenElement", "given l[*].a = yes", {"S2107 l[*].a: `l[*].a` is not a fact"}),
      In("JudgedItem", "given judged = yes",
         {"S2303 judged: `s.judged` follows from facts and cannot be answered"}),
      In("NoSuchState", "expect judged is violated", {"S2304 violated: this is never `violated`"}),
      In("StateOfAnItemIsNoYes", "expect judged is yes", {"S2304 yes: this is never `yes`"}),
      In("StateIsNoDate", "expect judged is 2024-04-09",
         {"S2304 2024-04-09: this is never `2024-04-09`"}),
      In("StateIsNotNone", "expect judged is none", {"S2304 none: this is never `none`"}),
      In("TwoOfTheName", "expect both is unknown", {"S2305 both: there is more than one `both`"}),
      In("WaiveAnItem", "waive asked by boss because \"b\"",
         {"S2306 asked: only a guard or STEP.after can be waived"}),
      In("WaiveUnwaivable", "waive h by boss because \"b\"", {"S2307 h: `s.h` is unwaivable"}),
      In("OtherSeverity", "expect g blocks", {"S2308 g: `g` never blocks: it warns"}),
      In("AsManyAsThereIsRoomFor", "given l = [{}, {}, {}, {}, {}]", {}),
      In("OneMoreThanThereIsRoomFor", "given l = [{}, {}, {}, {}, {}, {}]",
         {"S2309 [{}, {}, {}, {}, {}, {}]: `l` has room for 5 elements; here are 6"}),
      In("KeyTwice", "given l = [k: {a: yes}, k: {a: no}]", {"S2004 k: `k` is declared twice"}),
  };
  return cases;
}

namespace {

class ScenarioKinds : public ::testing::TestWithParam<Case> {};
TEST_P(ScenarioKinds, SaysJustThis) {
  EXPECT_THAT(Lines(LoadText(GetParam().text)), ::testing::ElementsAreArray(GetParam().lines));
}
INSTANTIATE_TEST_SUITE_P(Table, ScenarioKinds, ::testing::ValuesIn(ScenarioCases()), NameOf);

}  // namespace
}  // namespace stapwijs::dsl::testing
