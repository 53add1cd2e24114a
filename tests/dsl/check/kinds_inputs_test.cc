// SPDX-License-Identifier: EUPL-1.2
// Each mistake in what stands beside the facts: parameters, shares, portfolios, dossiers, classes
// of privacy, earlier names, templates.
#include <gmock/gmock.h>

#include "tests/dsl/check/check_support.h"

namespace stapwijs::dsl::testing {
namespace {

const std::vector<Case>& ParameterCases() {
  static const std::vector<Case> cases = {
      {"ParameterOfAList",
       "record r { fact a: yesno $ } parameter p: list of r up to 3 = 5 $ step s $ { }",
       {"S2115 list of r up to 3: the parameter `p` cannot be of this type"}},
      {"ParameterWithAnotherValue",
       "parameter p: int = yes $ step s $ { fact x: int $ item i required $ { done when x > p own "
       "} }",
       {"S2101 yes: this is yes or no; here a number is needed"}},
      {"ParameterUnused", "parameter p: int = 5 $ step s $ { }", {"S3001 p: nothing uses `p`"}},
      {"ParameterMisspelt",
       "parameter most: int = 5 $ step s $ { fact x: int $ item i required $ { done when x > moost "
       "or x > most own } }",
       {"S2006 moost: there is no fact or let called `moost`"}},
      {"AdjustableUpsideDown",
       "parameter p: int = 5 adjustable 7..3 $ step s $ { fact x: int $ item i required $ { done "
       "when x > p own } }",
       {"S2116 7..3: this cannot be what `p` may be adjusted to"}},
      {"AdjustableOfAnotherKind",
       "parameter p: duration = 3 weeks adjustable 1 month..2 months $ step s $ { fact x: date $ "
       "item i required $ { done when x + p < today own } }",
       {"S2116 1 month..2 months: this cannot be what `p` may be adjusted to"}},
      {"ValueOutsideAdjustable",
       "parameter p: int = 9 adjustable 3..7 $ step s $ { fact x: int $ item i required $ { done "
       "when x > p own } }",
       {"S2302 9: this is outside the range of `p`"}},
      {"ParameterOutsideItsType",
       "parameter p: int 0..4 = 5 $ step s $ { fact x: int $ item i required $ { done when x > p "
       "own } }",
       {"S2302 5: this is outside the range of `p`"}},
      {"AdjustableOutsideItsType",
       "parameter p: int 0..4 = 3 adjustable 0..9 $ step s $ { fact x: int $ item i required $ { "
       "done when x > p own } }",
       {"S2116 0..9: this cannot be what `p` may be adjusted to"}},
      {"ParameterWithAFraction",
       "parameter p: int = 2.5 $ step s $ { fact x: int $ item i required $ { done when x > p own "
       "} }",
       {"S2101 2.5: this is a number; here a whole number is needed"}},
      {"DecimalWithAFractionInItsRange", "step s $ { fact x: decimal 0.5..1.5 $ }", {}},
      {"ParameterCannotBeGiven",
       "parameter p: int = 5 $ step s $ { fact x: int $ item i required $ { done when x > p own } "
       "} scenario \"q\" on 2024-01-01 { given p = 6 }",
       {"S2107 p: `p` is not a fact"}},
      {"HeavyItem",
       "step s $ { item i required $ { weight 1001 own } }",
       {"S2127 1001: a weight is a whole number from 0 to 1000"}},
  };
  return cases;
}

const std::vector<Case>& SharingCases() {
  static const std::vector<Case> cases = {
      {"ShareOfAList",
       "record r { fact a: yesno $ } share l step s $ { fact l: list of r up to 5 $ }",
       {"S2117 l: `l` cannot be read by other trajectories"}},
      {"ShareTwice", "share x, x step s $ { fact x: int $ }", {"S2004 x: `x` is declared twice"}},
      {"ShareMisspelt",
       "share guest step s $ { fact guests: int $ }",
       {"S2006 guest: there is no fact or let called `guest`"}},
      {"ShareOfPeople",
       "share n step s $ { fact n: int $ privacy p2 }",
       {"S2118 n: `n` is on people (above class p1) and cannot be shared"}},
      {"ShareOfALetOnPeople",
       "record r { fact a: yesno $ } share any step s $ { fact l: list of r up to 5 $ privacy p3 "
       "let any = some x in l has x.a }",
       {"S2118 any: `any` is on people (above class p1) and cannot be shared"}},
      {"ShareOfACountOfPeople",
       "record r { fact a: yesno $ } share n step s $ { fact l: list of r up to 5 $ privacy p3 let "
       "n = count(x in l where x.a) }",
       {}},
      {"ShareOfWhatReadsOthers",
       "share n, x portfolio others step s $ { fact x: int $ let n = count(others) }",
       {"S2119 n: `n` reads other trajectories itself and cannot be shared"}},
      {"TwoPortfolios",
       "share x portfolio a portfolio b step s $ { fact x: int $ item i required $ { done when a "
       "is not empty and b is not empty own } }",
       {"S2004 b: `portfolio` is declared twice"}},
      {"FactOfAnotherTrajectory",
       "share x portfolio others step s $ { fact x: int $ for each o in others { fact y: int $ "
       "item i required $ { done when o.y > 1 own } } }",
       {"S2128 y: nobody can record `y`: these elements are read from other trajectories"}},
      {"ShareOfWhetherSomethingOnPeopleIsRecorded",
       "share r step s $ { fact n: int $ privacy p3 let r = recorded(n) }",
       {"S2118 r: `r` is on people (above class p1) and cannot be shared"}},
      {"ShareOfACountThatTellsAnotherFact",
       "enum k { a $, b $ } share c step s $ { fact n: int $ privacy p3 let c = count(x in k where "
       "n > 3) }",
       {"S2118 c: `c` is on people (above class p1) and cannot be shared"}},
      {"ShareOfACountThatAsksAnotherFact",
       "record r { fact a: int $ } share c step s $ { fact n: int $ privacy p3 fact l: list of r "
       "up to 5 $ privacy p3 let c = count(x in l where x.a > n) }",
       {"S2118 c: `c` is on people (above class p1) and cannot be shared"}},
      {"DossierOfPeople",
       "dossier d of other 1.x { fact n: int $ privacy p3 } step s $ { item i required $ { done "
       "when d.n > 1 own } }",
       {"S2118 n: `n` is on people (above class p1) and cannot be shared"}},
      {"FactOfADossierMisspelt",
       "dossier d of other 1.x { fact exists: yesno $ } step s $ { item i required $ { done when "
       "d.exist own } }",
       {"S2006 exist: there is no fact there called `exist`"}},
      {"DossierUnused",
       "dossier d of other 1.x { fact exists: yesno $ } step s $ { }",
       {"S3001 d: nothing uses `d`"}},
  };
  return cases;
}

const std::vector<Case>& PrivacyCases() {
  static const std::vector<Case> cases = {
      {"TextOfALowClass",
       "step s $ { fact t: text $ privacy p1 }",
       {"S2120 p1: free text is never of class p1: anybody may be named in it"}},
      {"TextOnHealth",
       "step s $ { fact t: text $ privacy p3 }",
       {"S2121 t: `t` would be free text on health (class p3)"}},
      {"TextWithinHealth",
       "record r { fact t: text $ } step s $ { fact l: list of r up to 5 $ privacy p3 }",
       {"S2121 t: `t` would be free text on health (class p3)"}},
      {"TextGrownOntoHealth",
       "record r { fact a: yesno $ } step s $ { fact l: list of r up to 5 $ privacy p3 "
       "for each x in l { fact t: text $ } }",
       {"S2121 t: `t` would be free text on health (class p3)"}},
      {"PersonInAMessage",
       "step s $ { fact n: int $ privacy p2 guard g warns { violated when n > 1 "
       "message nl \"{n}\" en \"x\" own } }",
       {"S2122 n: this shows a fact on people (above class p1) in a text"}},
      {"KeyOfAPersonInAMessage",
       "record r { fact a: yesno $ } record e { fact who: ref l $ } step s $ { fact l: list of r "
       "up "
       "to 5 $ privacy p3 fact es: list of e up to 5 $ for each x in es { guard g warns { violated "
       "when x.who.a message nl \"{x.who}\" en \"x\" own } } }",
       {"S2122 x.who: this shows a fact on people (above class p1) in a text"}},
      {"RuleOnWhoIsReferredTo",
       "record r { fact a: yesno $ } record e { fact who: set of ref l $ } step s $ { fact l: list "
       "of r up to 5 $ privacy p3 fact es: list of e up to 5 $ for each x in es { for each w in "
       "x.who { guard g warns { violated when w.a message $ own } } } }",
       {}},
      {"PersonalRule",
       "step s $ { fact n: int $ privacy p2 guard g warns { violated when n > 1 message $ own } }",
       {"S3007 g: only facts on people decide `g`: where these are not recorded it stays "
        "undecided"}},
      {"CountOfPeopleInAMessage",
       "record r { fact a: yesno $ } step s $ { fact l: list of r up to 5 $ privacy p3 fact n: int "
       "$ guard g warns { violated when count(l) otherwise n > 3 "
       "message nl \"{count(x in l where x.a)}\" en \"x\" own } }",
       {"S2102 count(l) otherwise n > 3: a number and yes or no cannot be compared"}},
      {"PersonalRuleWithAForm",
       "record r { fact a: yesno $ } step s $ { fact l: list of r up to 5 $ privacy p3 fact n: int "
       "$ guard g warns { violated when (count(l) otherwise n) > 3 "
       "message nl \"{count(x in l where x.a)}\" en \"x\" own } }",
       {}},
      {"PersonalRuleOnThePeople",
       "record r { fact a: yesno $ } step s $ { fact l: list of r up to 5 $ privacy p3 for each x "
       "in l { item i required $ { done when x.a own } } }",
       {}},
  };
  return cases;
}

const std::vector<Case>& TemplateCases() {
  static const std::vector<Case> cases = {
      {"NameOfAFactStillThere",
       "step s $ { fact x: int $ fact y: int $ was x }",
       {"S2123 x: `was x`: something here is still, or also was, called that"}},
      {"NameOfTwoFactsOnce",
       "step s $ { fact x: int $ was z fact y: int $ was z }",
       {"S2123 z: `was z`: something here is still, or also was, called that"}},
      {"NameOfARuleStillThere",
       "step s $ { item a required $ { own } item b required $ { own was a } }",
       {"S2123 a: `was a`: something here is still, or also was, called that"}},
      {"TemplateTwice",
       "template t $ { own } template t $ { own } step s $ { }",
       {"S2004 t: `t` is declared twice"}},
      {"QuestionTwice",
       "template t $ { question q: int $ question q: int $ own } step s $ { }",
       {"S2004 q: `q` is declared twice"}},
      {"QuestionOfAList",
       "record r { fact a: yesno $ } template t $ { question q: list of r up to 5 $ own } step s $ "
       "{ fact l: list of r up to 5 $ }",
       {"S2124 list of r up to 5: `q` in a template is one value or a set, not a list, record or "
        "reference to an element"}},
      {"PartsOverlap",
       "template t $ { at 13:30 for 20 minutes $ at 13:45 $ own } step s $ { }",
       {"S2125 13:45: this part begins before the one above it ends or begins (13:50)"}},
      {"PartsFall",
       "template t $ { at 13:30 $ section $ { at 13:30 $ } own } step s $ { }",
       {"S2125 13:30: this part begins before the one above it ends or begins (13:30)"}},
      {"PauseBetweenParts",
       "template t $ { at 16:10 for 15 minutes $ at 16:30 $ own } step s $ { }",
       {}},
      {"PartOfDays",
       "template t $ { at 13:30 for 2 days $ own } step s $ { }",
       {"S2126 2 days: a part of a programme lasts minutes or hours"}},
      {"CriteriaMisspelt",
       "enum good { a $ } template t $ { criteria god criteria good own } step s $ { }",
       {"S2006 god: there is no enum called `god`"}},
      {"SeeATemplate", "template t $ { own } step s $ { item i required $ { see t own } }", {}},
  };
  return cases;
}

}  // namespace

const std::vector<Case>& InputCases() {
  static const std::vector<Case> all = [] {
    std::vector<Case> out;
    for (const auto* table :
         {&ParameterCases(), &SharingCases(), &PrivacyCases(), &TemplateCases()}) {
      out.insert(out.end(), table->begin(), table->end());
    }
    return out;
  }();
  return all;
}

namespace {

class InputKinds : public ::testing::TestWithParam<Case> {};
TEST_P(InputKinds, SaysJustThis) {
  EXPECT_THAT(Lines(LoadText(GetParam().text)), ::testing::ElementsAreArray(GetParam().lines));
}
INSTANTIATE_TEST_SUITE_P(Table, InputKinds, ::testing::ValuesIn(InputCases()), NameOf);

}  // namespace
}  // namespace stapwijs::dsl::testing
