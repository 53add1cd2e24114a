// SPDX-License-Identifier: EUPL-1.2
#include "dsl/parse/clauses.h"

#include "dsl/parse/expression_terms.h"

// One common clause, and the clauses with `when`.
namespace stapwijs::dsl::parse {
namespace {

using syntax::CiteClause;
using syntax::Common;
using syntax::PathsClause;
using syntax::TextClause;
using syntax::WhenClause;

constexpr std::string_view kStrengths = "fixed important preferred helpful pilot quote";

const x3::rule<struct CiteId, CiteClause> cite = "@cite";
const x3::rule<struct OwnId, TextClause> own = "@own";
const x3::rule<struct WhyId, TextClause> why = "@why";
const x3::rule<struct SeeId, PathsClause> see = "@see";

struct SetStrength {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).strength = std::move(x3::_attr(context));
  }
};

const auto cite_def =
    located[word("cite") > must("@name_of_source")[name_before_text[set<&CiteClause::source>]] >
            must("@place_in_source")[string[set<&CiteClause::locator>]] >
            -one_of(kStrengths, "@strength")[SetStrength()]];
const auto own_def = located[word("own") > -text[set<&TextClause::text>]];
const auto why_def = located[word("why") > text[set<&TextClause::text>]];
const auto see_def = located[word("see") > paths[set<&PathsClause::paths>]];

BOOST_SPIRIT_DEFINE(cite, own, why, see)

// WORD when EXPR
constexpr auto condition(std::string_view spelling) {
  return one_of(spelling, "")[set<&WhenClause::word>];
}
// A condition that goes on after its end, without an operator, is none.
bool CheckEnded(Iterator& first, Iterator, Builder& builder) {
  if (!builder.Ended(first)) throw Failure(first, "");
  return true;
}
constexpr auto ended = Term(CheckReader{CheckEnded});

const auto when_expression = must("@when")[word("when")] >
                             must("@expression")[expression[set<&WhenClause::condition>]] > ended;

}  // namespace

const auto common_def =
    cite[push<&Common::cites>] | (word("ref") > string[push<&Common::refs>]) |
    own[push<&Common::owns>] | why[push<&Common::whys>] | see[push<&Common::sees>] |
    (word("was") > must("@name")[name[push<&Common::was>]]) |
    (word("allows") > required_word("lower drop", "@lower_or_drop")[push<&Common::allows>]);

const auto applies_def = located[condition("applies") > when_expression];
const auto done_when_def = located[condition("done") > when_expression];
const auto open_when_def = located[condition("open") > when_expression];
const auto holds_when_def = located[condition("holds") > when_expression];
const auto violated_when_def = located[condition("violated") > when_expression];
const auto plain_when_def =
    located[condition("when") > must("@expression")[expression[set<&WhenClause::condition>]] >
            ended];
const auto ask_def = located[word("ask") > text[set<&TextClause::text>]];

BOOST_SPIRIT_DEFINE(common, applies, done_when, open_when, holds_when, violated_when, plain_when,
                    ask)
BOOST_SPIRIT_INSTANTIATE(decltype(common), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(applies), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(done_when), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(open_when), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(holds_when), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(violated_when), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(plain_when), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(ask), Iterator, Context)

}  // namespace stapwijs::dsl::parse
