// SPDX-License-Identifier: EUPL-1.2
// Each mistake in names, files and types: what is underlined and what is said. Nothing else is
// said.
#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "dsl/diagnostics/render.h"
#include "tests/dsl/check/check_support.h"

namespace stapwijs::dsl::testing {
namespace {

// Seven records within each other, each ten times in the one around it.
std::string ManyFacts() {
  std::string text;
  for (char r = 'a'; r < 'h'; ++r) {
    absl::StrAppend(&text, "record ", std::string(1, r), " {");
    for (int i = 0; i < 10; ++i) {
      const std::string type = r == 'g' ? "int" : std::string(1, static_cast<char>(r + 1));
      absl::StrAppend(&text, " fact f", i, ": ", type, " $");
    }
    text += " }\n";
  }
  return text + "step s $ { fact k: a $ }";
}

}  // namespace

const std::vector<Case>& NameCases() {
  static const std::vector<Case> cases = {
      {"NoFileBeginsWithMethod",
       "part of m",
       {"S2001 part of m: no file of this method begins with `method`"}},
      {"TwoFilesBeginWithMethod",
       "method m 1.0.0 $\n%%\nmethod m 1.0.0 $",
       {"S2002 method m 1.0.0 nl \"T\" en \"T\": a second `method` begins here: `m`"}},
      {"PartOfAnother",
       "method m 1.0.0 $\n%%\npart of n",
       {"S2003 n: this file is part of `n`, but the method is called `m`"}},
      {"TooManyFacts",
       ManyFacts(),
       {"S2114 d: the records within records of this method make more than 100000 facts"}},
      {"FactMisspelt",
       "step s $ { fact guests: int $ item i required $ { done when guest > 1 own } }",
       {"S2006 guest: there is no fact or let called `guest`"}},
      {"FactOfElementMisspelt",
       "record r { fact a: yesno $ } step s $ { fact l: list of r up to 5 $ "
       "guard g warns { violated when some x in l has x.b message $ own } }",
       {"S2006 b: there is no fact there called `b`"}},
      {"FactOfRecordMisspelt",
       "record r { fact a: yesno $ } step s $ { fact k: r $ item i required $ { done when k.b own "
       "} }",
       {"S2006 b: there is no fact there called `b`"}},
      {"EnumValueMisspelt",
       "enum e { ab $, cd $ } step s $ { fact x: e $ item i required $ { done when x is ac own } }",
       {"S2006 ac: there is no value here called `ac`"}},
      {"EnumKeyMisspelt",
       "enum e { ab $ } step s $ { for each a in e { fact f: yesno $ } "
       "item i required $ { done when e[ac].f own } }",
       {"S2006 ac: there is no fact there called `ac`"}},
      {"ListMisspelt",
       "step s $ { for each x in lst { } }",
       {"S2006 lst: there is no list called `lst`"}},
      {"TypeUnknownAndItsUseSilent",
       "step s $ { fact x: itn $ item i required $ { done when x > 3 or x is done or x + 1 > 2 own "
       "} }",
       {"S2006 itn: there is no enum or record called `itn`"}},
      {"RecordOfListUnknownAndItsUseSilent",
       "step s $ { fact l: list of r up to 5 $ "
       "item i required $ { done when some x in l has x.a is b own } } "
       "scenario \"q\" on 2024-01-01 { given l = [k: {a: yes}] }",
       {"S2006 r: there is no record called `r`"}},
      {"ListOfRefUnknownAndItsUseSilent",
       "step s $ { fact p: ref pool $ fact q: set of ref pool $ "
       "item i required $ { done when p.a or (some x in q has x.a) or recorded(p) own } }",
       {"S2006 pool: there is no list called `pool`"}},
      {"RoleUnknown",
       "step s $ { fact x: int $ by boss }",
       {"S2006 boss: there is no role called `boss`"}},
      {"SourceUnknown",
       "step s $ { item i required $ { cite book \"1\" } }",
       {"S2006 book: there is no source called `book`"}},
      {"StepAfterUnknown", "step s $ after t { }", {"S2006 t: there is no step called `t`"}},
      {"TargetUnknown",
       "step s $ { fact x: yesno $ guard g blocks t { violated when x message $ own } }",
       {"S2006 t: there is no step called `t`"}},
      {"SeeUnknown",
       "step s $ { item i required $ { see j own } }",
       {"S2006 j: there is no item, guard or tip called `j`"}},
      {"NameTwice", "step s $ { fact x: int $ fact x: int $ }", {"S2004 x: `x` is declared twice"}},
      {"FactAndStep", "step s $ { fact s: int $ }", {"S2004 s: `s` is declared twice"}},
      {"RuleTwiceInAStep",
       "step s $ { item i required $ { own } tip i $ { when i is done text $ own } }",
       {"S2004 i: `i` is declared twice"}},
      {"EnumValueTwice",
       "enum e { a $, a $ } step s $ { fact x: e $ }",
       {"S2004 a: `a` is declared twice"}},
      {"FactOfElementTwice",
       "record r { fact a: yesno $ } step s $ { fact l: list of r up to 5 $ "
       "for each x in l { fact a: yesno $ } }",
       {"S2004 a: `a` is declared twice"}},
      {"FactOfRecordTwiceSaidOnce",
       "record r { fact a: yesno $ fact a: yesno $ } "
       "step s $ { fact l: list of r up to 5 $ fact k: list of r up to 5 $ }",
       {"S2004 a: `a` is declared twice"}},
      {"LoopHidesFact",
       "record r { fact a: yesno $ } step s $ { fact l: list of r up to 5 $ fact x: int $ "
       "guard g warns { violated when some x in l has x.a message $ own } }",
       {"S2007 x: the loop name `x` is taken by something else"}},
      {"LoopHidesLoop",
       "record r { fact a: yesno $ } step s $ { fact l: list of r up to 5 $ "
       "for each x in l { guard g warns { violated when some x in l has x.a message $ own } } }",
       {"S2007 x: the loop name `x` is taken by something else"}},
      {"ReservedFact",
       "record r { fact key: int $ } step s $ { fact l: list of r up to 5 $ }",
       {"S2009 key: a fact of an element cannot be called `key`"}},
      {"FactOfACombination",
       "record r { fact a: yesno $ } step s $ { fact l: list of r up to 5 $ "
       "fact k: list of r up to 5 $ for each x in l { for each y in k { fact f: int $ } } }",
       {"S2010 f: a fact or let cannot be declared in this `for each`"}},
      {"NothingToGoOver",
       "step s $ { fact x: int $ guard g warns { violated when some y in x has y message $ own } }",
       {"S2011 x: `x` has no elements to go over"}},
      {"ForEachOverNothing",
       "step s $ { fact x: int $ for each y in x { } }",
       {"S2011 x: `x` has no elements to go over"}},
      {"SetOfRecords",
       "record r { fact a: yesno $ } step s $ { fact x: set of r $ }",
       {"S2012 set of r: a set cannot hold records"}},
      {"NoDutch", "step s en \"S\" { }", {"S2013 s: `s` has no Dutch text here"}},
      {"NoTextOfAStep", "step s { }", {"S2013 s: `s` has no Dutch text here"}},
      {"OtherLanguage", "step s $ de \"S\" { }", {"S2014 de: texts are nl or en, not `de`"}},
      {"LanguageTwice", "step s $ nl \"S\" { }", {"S2005 nl: `nl` stands here twice"}},
      {"Unsupported",
       "use other step s $ { }",
       {"S2008 use other: `use` is not supported by this version"}},
      {"NoEnglish", "step s nl \"S\" { }", {"S3002 s: `s` has no English text here"}},
      {"NoEnglishOfARecordSaidOnce",
       "record r { fact a: yesno nl \"A\" } "
       "step s $ { fact l: list of r up to 5 $ fact k: list of r up to 5 $ }",
       {"S3002 a: `a` has no English text here"}},
      {"Unused",
       "enum e { a $ } record r { fact a: int $ } role o $ source b \"B\" let l = 1 step s $ { }",
       {"S3001 e: nothing uses `e`", "S3001 r: nothing uses `r`", "S3001 o: nothing uses `o`",
        "S3001 b: nothing uses `b`", "S3001 l: nothing uses `l`"}},
      {"LongNameOfAFact",
       "step s $ { fact a_name_of_21_letters_: int $ }",
       {"S3004 a_name_of_21_letters_: this name of a fact is longer than the 20 characters that "
        "case "
        "systems show"}},
      // Types.
      {"NotACondition",
       "step s $ { fact x: int $ item i required $ { done when x own } }",
       {"S2101 x: this is a number; here yes or no is needed"}},
      {"NoOrder",
       "enum e { a $ } step s $ { fact x: e $ item i required $ { done when x > 3 own } }",
       {"S2101 x: this is e; here a number, date, time or duration is needed"}},
      {"EmptyOfANumber",
       "step s $ { fact x: int $ item i required $ { done when x is empty own } }",
       {"S2101 x: this is a number; here a set is needed"}},
      {"SumOfDates",
       "record r { fact a: date $ } step s $ { fact l: list of r up to 5 $ "
       "let t = sum(x.a for x in l) item i required $ { done when t > 1 own } }",
       {"S2101 x.a: this is a date; here a number is needed"}},
      {"DateWithNumber",
       "step s $ { fact x: date $ item i required $ { done when x is 3 own } }",
       {"S2102 x is 3: a date and a number cannot be compared"}},
      {"DurationsMix",
       "step s $ { fact x: duration $ item i required $ { done when x > 3 days own } }",
       {"S2102 x > 3 days: a duration in minutes and a duration in days cannot be compared"}},
      {"DatePlusNumber",
       "step s $ { fact x: date $ item i required $ { done when x + 3 > today own } }",
       {"S2103 x + 3: a date and a number cannot be calculated together"}},
      {"TwoDecimals",
       "step s $ { fact x: decimal $ item i required $ { done when x * 1.5 > 2.0 own } }",
       {"S2103 x * 1.5: a number and a number cannot be calculated together"}},
      {"DecimalTooLong",
       "step s $ { fact x: decimal $ item i required $ { done when x > 1.1234567 own } }",
       {"S2104 1.1234567: a decimal has at most 6 digits behind the point and 12 before it"}},
      {"AWholeStep",
       "step s $ { item i required $ { done when s own } }",
       {"S2106 s: `s` has no value of its own"}},
      {"RecordedLet",
       "step s $ { fact x: int $ let y = x + 1 item i required $ { done when recorded(y) own } }",
       {"S2107 y: `y` is not a fact"}},
      {"NeverNone",
       "step s $ { fact x: int $ item i required $ { done when x is none own } }",
       {"S2108 x is none: `x` can never be none"}},
      {"OutcomeOfAnother",
       "step s $ { fact x: yesno $ guard g warns { violated when x message $ own } "
       "item i required $ { done when g is done own } }",
       {"S2109 done: `done` is no outcome of this"}},
      {"SetOfYesno",
       "step s $ { fact x: set of yesno $ }",
       {"S2110 yesno: a set cannot hold yes or no"}},
      {"BoundsTurnedRound",
       "step s $ { fact x: int 9..3 $ }",
       {"S2111 9..3: this range cannot be that of `x`"}},
      {"ListWithoutRoom",
       "record r { fact a: yesno $ } step s $ { fact l: list of r up to 0 $ }",
       {"S2112 0: a list has room for 1 to 10000 elements"}},
      {"ListOfTheMostThereCanBe",
       "record r { fact a: yesno $ } step s $ { fact l: list of r up to 10000 $ }",
       {}},
      {"ListOfOneMore",
       "record r { fact a: yesno $ } step s $ { fact l: list of r up to 10001 $ }",
       {"S2112 10001: a list has room for 1 to 10000 elements"}},
      {"PairHides",
       "record r { fact a: yesno $ } step s $ { fact pool: list of r up to 5 $ "
       "fact q: set of ref pool $ for each p in q { fact a: yesno $ } }",
       {"S2113 a: `a` is already a fact of the elements that are referred to"}},
      {"RecordInItself",
       "record r { fact a: r $ } step s $ { fact k: r $ }",
       {"S2208 r: `r` rests on itself: r"}},
  };
  return cases;
}

namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

class NameKinds : public ::testing::TestWithParam<Case> {};
TEST_P(NameKinds, SaysJustThis) {
  EXPECT_THAT(Lines(LoadText(GetParam().text)), ElementsAreArray(GetParam().lines));
}
INSTANTIATE_TEST_SUITE_P(Table, NameKinds, ::testing::ValuesIn(NameCases()), NameOf);

TEST(Names, AValueMisspeltTenTimesIsOneDiagnosticWithItsPlaces) {
  std::string text =
      "enum e { planned $ } step s $ { fact x: e $ item i required $ { own done when ";
  for (int i = 0; i < 10; ++i) text += i == 0 ? "x is planed" : " or x is planed";
  Loaded loaded = LoadText(text + " } }");
  ASSERT_THAT(Lines(loaded), ElementsAre("S2006 planed: there is no value here called `planed`"));
  const Diagnostic d = loaded.diagnostics.Sorted()[0];
  EXPECT_EQ(d.places.size(), 9u);
  EXPECT_EQ(Help(d, Language::kEnglish), "did you mean `planned`?");
}

TEST(Names, FiveMistakesOfDifferentKindsAreFiveDiagnostics) {
  EXPECT_THAT(Lines(LoadText("enum e { ab $, cd $ }\n"
                             "step s $ after t {\n"
                             "  fact x: e $ fact n: int $ fact n: int $\n"
                             "  item i required $ { done when x is ac own }\n"
                             "  item j required $ { done when n own }\n"
                             "  guard g blocks { violated when n > 3 own }\n"
                             "}")),
              ElementsAre("S2006 t: there is no step called `t`", "S2004 n: `n` is declared twice",
                          "S2006 ac: there is no value here called `ac`",
                          "S2101 n: this is a number; here yes or no is needed",
                          "S2204 g: `g` tells people nothing"));
}

}  // namespace
}  // namespace stapwijs::dsl::testing
