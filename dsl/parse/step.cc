// SPDX-License-Identifier: EUPL-1.2
#include "dsl/parse/clauses.h"

// Steps, and what repeats in them.
namespace stapwijs::dsl::parse {
namespace {

using syntax::Body;
using syntax::ForEachDecl;
using syntax::StepDecl;

// Into the body of a step or of a `for each`.
template <auto Member>
struct PushInBody {
  template <typename C>
  void operator()(C& context) const {
    (x3::_val(context).body.*Member).push_back(std::move(x3::_attr(context)));
  }
};
template <auto Member>
constexpr PushInBody<Member> into{};

const x3::rule<struct ForEachId, ForEachDecl> for_each = "@for_each";

const auto body = fact[into<&Body::facts>] | let[into<&Body::lets>] | item[into<&Body::items>] |
                  guard[into<&Body::guards>] | tip[into<&Body::tips>] | note[into<&Body::notes>] |
                  for_each[into<&Body::for_eaches>];

const auto for_each_heading = (word("for") > word("each")) >
                              required_name("@name_of_element")[set<&ForEachDecl::variable>] >
                              word("in") > path[set<&ForEachDecl::in>] >
                              -(word("where") >
                                must("@expression")[expression[set<&ForEachDecl::where>]]) >
                              must("@body_of_for_each")[&left_brace];
const auto for_each_def = located[heading[for_each_heading] >> block(kForEachBlock)[body]];
BOOST_SPIRIT_DEFINE(for_each)

const auto step_heading = word("step") > required_name("@name_of_step")[set<&StepDecl::name>] >
                          -text[set<&StepDecl::title>] >
                          -(word("after") > must("@name_of_step")[names[set<&StepDecl::after>]]) >
                          must("@body_of_step")[&left_brace];

}  // namespace

const auto step_def =
    located[heading[step_heading] >> block(kStepBlock)[applies[push<&StepDecl::applies>] | body]];

BOOST_SPIRIT_DEFINE(step)
BOOST_SPIRIT_INSTANTIATE(decltype(step), Iterator, Context)

}  // namespace stapwijs::dsl::parse
