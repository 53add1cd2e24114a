// SPDX-License-Identifier: EUPL-1.2
// Each mistake in the text itself (lexer and parser): what is underlined and what is said. Nothing
// else is said, by the checker either. More of them, without the checker: tests/dsl/parse/golden.
#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "tests/dsl/check/check_support.h"

namespace stapwijs::dsl::testing {
namespace {

// A step with a fact n and an item with this condition.
std::string When(const std::string& condition) {
  return absl::StrCat("step s $ { fact n: int $ item i required $ { own done when n > 3 and ",
                      condition, " } }");
}

// A guard with this text in its message.
std::string Message(const std::string& text) {
  return absl::StrCat(
      "step s $ { fact n: int $ guard g warns { violated when n > 3 own message nl \"", text,
      "\" en \"T\" } }");
}

std::string Deep() {
  std::string open, close;
  for (int i = 0; i < 65; ++i) {
    open += "(";
    close += ")";
  }
  return When(open + "n > 1" + close);
}

}  // namespace

const std::vector<Case>& ParseCases() {
  static const std::vector<Case> cases = {
      {"NotUtf8",
       "step s nl \"S\xE9\" en \"S\" { }",
       {"S1001 \xE9: this byte (0xE9) is not part of valid UTF-8 text"}},
      {"Hidden",
       "step s nl \"S\u202E\" en \"S\" { }",
       {"S1002 \u202E: the invisible character U+202E stands here"}},
      {"Semicolon",
       "role r $; step s $ { fact x: int $ by r }",
       {"S1003 ;: the character ; means nothing here"}},
      {"TextNotClosed",
       "step s $ { fact x: int nl \"X en \"X\" }",
       {"S1004 \"X: this text is not closed on its line"}},
      {"TextNotOpened",
       "step s $ { fact x: int nl Het getal\" en \"The figure\" }",
       {"S1014 Het getal\": this text ends with a quote and begins with none"}},
      {"CurledQuotes",
       "step s nl “S” en “S” { }",
       {"S1005 “S”: this text stands between typographic quotes",
        "S1005 “S”: this text stands between typographic quotes"}},
      {"Capital",
       "step Start $ { }",
       {"S1006 Start: `Start` is not a name: names have lower-case letters a-z, digits and _"}},
      {"NameOf41",
       "step abcdefghijklmnopqrstuvwxyzabcdefghijklmno $ { }",
       {"S1007 abcdefghijklmnopqrstuvwxyzabcdefghijklmno: "
        "`abcdefghijklmnopqrstuvwxyzabcdefghijklmno` is longer than the 40 characters of a name"}},
      {"Backslash",
       "step s nl \"a\\n\" en \"S\" { }",
       {"S1008 \\: after \\ stands neither \" nor \\"}},
      {"NineteenDigits",
       When("n < 1234567890123456789"),
       {"S1009 1234567890123456789: this number has more than 18 digits"}},
      {"NoSuchDay",
       When("today < 2023-02-29"),
       {"S1010 2023-02-29: there is no date `2023-02-29`"}},
      {"NoSuchHour",
       When("today at 24:00 < today at 12:00"),
       {"S1011 24:00: there is no time `24:00`"}},
      {"BraceInATextNotClosed", Message("Een { open"), {"S1012 {: this { in a text is not closed"}},
      {"BraceInATextTooMany", Message("Een } dicht"), {"S1013 }: this } in a text closes nothing"}},
      {"OperandMissing",
       When("n >"),
       {"S1101 }: expected a value, a name or a bracket after `>`, found `}`"}},
      {"BeginsWithNothingKnown",
       "# whole\n) method m 1.0.0 $",
       {"S1102 ): expected the file: `method`, `part of`, `shared` or `overlay`, found `)`"}},
      {"WordAsName",
       "step s $ { fact item: int $ }",
       {"S1103 item: `item` is a word of the language and cannot be a name"}},
      {"ClauseMisspelt",
       "step s $ { fact n: int $ item i required $ { don when n > 3 own } }",
       {"S1104 don: `don` does not begin a clause of an item, such as `done when`, `ask` or "
        "`cite`"}},
      {"ClauseUnknown",
       "step s $ { item i required $ { hurry nl \"H\" own } }",
       {"S1104 hurry: `hurry` does not begin a clause of an item, such as `done when`, `ask` or "
        "`cite`"}},
      {"StepInAStep",
       "step s $ { item i required $ { own step nl \"T\" } }",
       {"S1105 step: `step` stands where only a clause of an item, such as `done when`, `ask` or "
        "`cite` can begin"}},
      {"BraceTooMany", "step s $ { } }", {"S1106 }: this `}` closes nothing"}},
      {"BraceMissing",
       "step s $ { fact n: int $\nstep t $ { }",
       {"S1107 {: this `{` is never closed"}},
      {"SeverityMisspelt",
       "step s $ { fact n: int $ guard g blokcs { violated when n > 3 message $ own } }",
       {"S1108 blokcs: `blokcs` is not one of `blocks`, `warns`, `advises`"}},
      {"LevelMisspelt",
       "step s $ { item i requird $ { own } }",
       {"S1108 requird: `requird` is not `required` or `recommended`"}},
      {"SixtyFiveDeep", Deep(), {"S1109 (: this is nested more than 64 deep"}},
      {"Chained",
       When("1 < n < 5"),
       {"S1110 <: `<` follows a comparison that is already complete"}},
      {"FunctionMisspelt", When("coutn(n) > 1"), {"S1111 coutn: `coutn` is not a function"}},
      {"WarnsAStep",
       "step s $ { fact n: int $ guard g warns s { violated when n > 3 message $ own } }",
       {"S1112 s: a guard that `warns` has no step to block"}},
      {"NoHeader",
       "# whole\nstep s $ { }",
       {"S1113 step: the file does not say what it is a part of"}},
  };
  return cases;
}

namespace {

class ParseKinds : public ::testing::TestWithParam<Case> {};
TEST_P(ParseKinds, SaysJustThis) {
  EXPECT_THAT(Lines(LoadText(GetParam().text)), ::testing::ElementsAreArray(GetParam().lines));
}
INSTANTIATE_TEST_SUITE_P(Table, ParseKinds, ::testing::ValuesIn(ParseCases()), NameOf);

}  // namespace
}  // namespace stapwijs::dsl::testing
