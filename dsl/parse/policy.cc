// SPDX-License-Identifier: EUPL-1.2
#include "dsl/parse/clauses.h"

// Policies with their goals and verdicts.
namespace stapwijs::dsl::parse {
namespace {

using syntax::GoalDecl;
using syntax::PathsClause;
using syntax::PolicyDecl;
using syntax::TextClause;
using syntax::VerdictClause;

const x3::rule<struct VerdictId, VerdictClause> verdict = "@verdict";
const x3::rule<struct EvidenceId, PathsClause> evidence = "@evidence";
const x3::rule<struct GoalId, GoalDecl> goal = "@goal";
const x3::rule<struct DomainId, TextClause> domain = "@domain";

const auto verdict_def =
    located[one_of("linked partly unlinked unclear", "@verdict")[set<&VerdictClause::verdict>] >
            -text[set<&VerdictClause::title>] > must("@when")[word("when")] >
            must("@expression")[expression[set<&VerdictClause::condition>]]];
const auto evidence_def = located[word("evidence") > paths[set<&PathsClause::paths>]];
const auto domain_def = located[word("domain") > text[set<&TextClause::text>]];

const auto goal_heading = word("goal") > required_name("@name_of_goal")[set<&GoalDecl::name>] >
                          should("@text_of_goal")[text[set<&GoalDecl::title>]] >
                          must("@body_of_goal")[&left_brace];
const auto goal_def =
    located[heading[goal_heading] >>
            block(kGoalBlock)[verdict[push<&GoalDecl::verdicts>] |
                              evidence[push<&GoalDecl::evidence>] | common_clause]];

BOOST_SPIRIT_DEFINE(verdict, evidence, domain, goal)

const auto policy_heading = word("policy") >
                            required_name("@name_of_policy")[set<&PolicyDecl::name>] >
                            should("@text_of_policy")[text[set<&PolicyDecl::title>]] >
                            must("@body_of_policy")[&left_brace];

}  // namespace

const auto policy_def =
    located[heading[policy_heading] >>
            block(kPolicyBlock)[domain[push<&PolicyDecl::domains>] |
                                goal[push<&PolicyDecl::goals>] | common_clause]];

BOOST_SPIRIT_DEFINE(policy)
BOOST_SPIRIT_INSTANTIATE(decltype(policy), Iterator, Context)

}  // namespace stapwijs::dsl::parse
