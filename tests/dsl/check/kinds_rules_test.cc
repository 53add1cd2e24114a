// SPDX-License-Identifier: EUPL-1.2
// Each mistake in rules: what is underlined and what is said. Nothing else is said.
#include <gmock/gmock.h>

#include "tests/dsl/check/check_support.h"

namespace stapwijs::dsl::testing {

const std::vector<Case>& RuleCases() {
  static const std::vector<Case> cases = {
      {"DoneTwice",
       "step s $ { fact x: yesno $ item i required $ { done when x done when not x own } }",
       {"S2005 done when not x: `done when` stands here twice"}},
      {"NotYetInAnItem",
       "step s $ { fact x: yesno $ item i required $ { done when not yet x own } }",
       {"S2201 not yet: `not yet` cannot stand here"}},
      {"NotYetInViolated",
       "step s $ { fact x: yesno $ guard g warns { violated when not yet x message $ own } }",
       {"S2201 not yet: `not yet` cannot stand here"}},
      {"NotYetUnderNot",
       "step s $ { fact x: yesno $ guard g warns { holds when not not yet x message $ own } }",
       {"S2201 not yet: `not yet` cannot stand here"}},
      {"NotYetIsNo",
       "step s $ { fact x: yesno $ guard g warns { holds when (not yet x) is no message $ own } }",
       {"S2201 not yet: `not yet` cannot stand here"}},
      {"NotYetUnNegated",
       "step s $ { fact x: yesno $ fact y: yesno $ "
       "guard g warns { holds when not yet x or (y and not yet x) message $ own } }",
       {}},
      {"NotYetInATip",
       "step s $ { fact x: yesno $ tip t $ { when not not yet x text $ own } }",
       {}},
      {"ProgressInAGuard",
       "step s $ { guard g warns { violated when progress(s) < 50 message $ own } }",
       {"S2202 progress: `progress` can only be asked in a tip"}},
      {"GuardWithoutCondition",
       "step s $ { guard g warns { message $ own } }",
       {"S2203 g: the guard `g` needs one of `holds when` and `violated when`"}},
      {"GuardWithBoth",
       "step s $ { fact x: yesno $ "
       "guard g warns { holds when x violated when not x message $ own } }",
       {"S2203 g: the guard `g` needs one of `holds when` and `violated when`"}},
      {"NoMessage",
       "step s $ { fact x: yesno $ guard g warns { violated when x own } }",
       {"S2204 g: `g` tells people nothing"}},
      {"TipWithoutText",
       "step s $ { fact x: yesno $ tip t $ { when x own } }",
       {"S2204 t: `t` tells people nothing"}},
      {"TipWithoutWhen",
       "step s $ { tip t $ { text $ own } }",
       {"S2205 t: the tip `t` never shows"}},
      {"OpenWithoutDone",
       "step s $ { fact x: yesno $ item i required $ { open when x own } }",
       {"S2206 open when x: the item `i` has `open when` but no `done when`"}},
      {"OutcomeOfARuleOfAnotherStep",
       "step s $ { item a required $ { own } } step t $ { item b required $ { done when a is done "
       "own } }",
       {"S2006 a: there is no item, guard or tip called `a`"}},
      {"PolicyNamedAsAStep",
       "step s $ { fact x: yesno $ } policy s $ { goal a $ { linked when x } }",
       {"S2004 s: `s` is declared twice"}},
      {"RuleOfTwoOtherSteps",
       "record r { fact a: yesno $ } step one $ { fact l: list of r up to 5 $ for each e in l { "
       "item eq required $ { own } } } step two $ { for each e in l { item eq required $ { own } } "
       "} step three $ { for each e in l { item i required $ { done when e.eq is done own } } }",
       {"S2305 eq: there is more than one `eq`"}},
      {"RuleOfItsOwnStepGoesFirst",
       "record r { fact a: yesno $ } step one $ { fact l: list of r up to 5 $ for each e in l { "
       "item eq required $ { own } } } step two $ { for each e in l { item eq required $ { own } "
       "item i required $ { done when e.eq is done own } } } "
       "scenario \"q\" on 2024-01-01 { given l = [k: {}] "
       "expect two.l[k].i is unknown waiting for two.l[k].eq }",
       {}},
      {"RingThroughAppliesOfAStep",
       "step b $ { applies when b is applicable }",
       {"S2208 step b nl \"T\" en \"T\" { applies when b is applicable }: `b` rests on itself: b "
        "-> "
        "b"}},
      {"RingThroughAFilter",
       "record r { fact a: yesno $ } step s $ { fact l: list of r up to 5 $ for each e in l where "
       "e "
       "is complete { item i required $ { own } } }",
       {"S2208 for each e in l where e is complete { item i required nl \"T\" en \"T\" { own } }: "
        "`l` rests on "
        "itself: l -> l"}},
      {"WhetherAStepAppliesIsNoRing",
       "step b $ { fact x: yesno $ guard g blocks { violated when b is applicable and x message $ "
       "own } }",
       {}},
      {"RecommendedItemOfAnElementIsNoRing",
       "record r { fact a: yesno $ } step s $ { fact l: list of r up to 5 $ for each e in l { item "
       "i required $ { own } item j recommended $ { done when e is complete own } } }",
       {}},
      {"PolicyTwice",
       "step s $ { fact x: yesno $ } policy p $ { goal a $ { linked when x } } policy p $ { }",
       {"S2004 p: `p` is declared twice"}},
      {"RingOfLets",
       "step s $ { let a = b + 1 let b = a + 1 item i required $ { done when a > 1 own } }",
       {"S2208 a: `a` rests on itself: a"}},
      {"RingOfOutcomes",
       "step s $ { item i required $ { done when j is done own } "
       "item j required $ { done when i is done own } }",
       {"S2208 i: `i` rests on itself: i -> j -> i"}},
      {"RingThroughALet",
       "step s $ { let l = g is violated guard g warns { violated when l message $ own } }",
       {"S2208 g: `g` rests on itself: g -> l -> g"}},
      {"RingThroughAStep",
       "step s $ { item i required $ { done when s is complete own } }",
       {"S2208 i: `i` rests on itself: i -> s -> i"}},
      {"RingThroughATarget",
       "step s $ { guard g blocks t { holds when t is complete message $ own } } step t $ { }",
       {"S2208 g: `g` rests on itself: g -> t -> g"}},
      {"RingThroughAnElement",
       "record r { fact a: yesno $ } step s $ { fact l: list of r up to 5 $ "
       "for each x in l { item i required $ { done when x is complete own } } }",
       {"S2208 i: `i` rests on itself: i -> l -> i"}},
      {"WarningOfAnElementIsNoRing",
       "record r { fact a: yesno $ } step s $ { fact l: list of r up to 5 $ "
       "for each x in l { guard g warns { violated when x is complete and x.a message $ own } } }",
       {}},
      {"TooCostly",
       "record r { fact a: yesno $ } step s $ { fact l: list of r up to 200 $ item i required $ { "
       "done when every x in l has every y in l has every z in l has x.a own } }",
       {"S2209 i: judging `i` may take 17 million steps, the whole method 17 million; 10 million "
        "is "
        "the most"}},
      {"RingOfSteps",
       "step s $ after t { } step t $ after s { }",
       {"S2208 step s nl \"T\" en \"T\" after t { }: `s` rests on itself: s after t after s"}},
      {"NoSource",
       "step s $ { item i required $ }",
       {"S3003 i: `i` does not say where it comes from"}},
      {"LongTitle",
       "step s $ { item i required nl \"Een titel van dertig tekens en een\" en \"T\" { own } }",
       {"S3004 nl \"Een titel van dertig tekens en een\" en \"T\": this title of an item is longer "
        "than the 30 characters that case systems show"}},
      {"NotBeforeOrder",
       "step s $ { fact x: date $ or none item i required $ { done when not x < today own } }",
       {"S3005 not x < today: `not` before a comparison that may be with none: with none this is "
        "yes"}},
      {"NotBeforeOrderWithoutNone",
       "step s $ { fact x: date $ item i required $ { done when not x < today own } }",
       {}},
      {"NotBeforeOrderThroughALet",
       "record r { fact a: date $ } step s $ { fact l: list of r up to 5 $ "
       "item i required $ { done when not first < today own } let first = min(x.a for x in l) }",
       {"S3005 not first < today: `not` before a comparison that may be with none: with none this "
        "is "
        "yes"}},
      {"EveryOfNothing",
       "record r { fact a: yesno $ } step s $ { fact l: list of r up to 5 $ "
       "item i required $ { done when every x in l has x.a own } }",
       {"S3006 every x in l has x.a: an empty list makes this item done"}},
      {"EveryOfSomething",
       "record r { fact a: yesno $ } step s $ { fact l: list of r up to 5 $ "
       "item i required $ { done when l is not empty and every x in l has x.a own } }",
       {}},
  };
  return cases;
}

namespace {

class RuleKinds : public ::testing::TestWithParam<Case> {};
TEST_P(RuleKinds, SaysJustThis) {
  EXPECT_THAT(Lines(LoadText(GetParam().text)), ::testing::ElementsAreArray(GetParam().lines));
}
INSTANTIATE_TEST_SUITE_P(Table, RuleKinds, ::testing::ValuesIn(RuleCases()), NameOf);

}  // namespace
}  // namespace stapwijs::dsl::testing
