// SPDX-License-Identifier: EUPL-1.2
#include "dsl/parse/clauses.h"
#include "dsl/parse/expression_terms.h"

// Items, guards and tips.
namespace stapwijs::dsl::parse {
namespace {

using syntax::GuardDecl;
using syntax::GuardTarget;
using syntax::ItemDecl;
using syntax::TextClause;
using syntax::TipDecl;

const auto item_clause = applies[push<&ItemDecl::applies>] | done_when[push<&ItemDecl::done_when>] |
                         open_when[push<&ItemDecl::open_when>] | ask[push<&ItemDecl::asks>] |
                         (word("weight") > integer[push<&ItemDecl::weights>]) | common_clause;

// An item needs no body; clauses of one behind it lack their brace.
bool CheckNoBraceLost(Iterator& first, Iterator, Builder& builder) {
  const bool of_block = builder.block() != nullptr && BeginsClause(first, *builder.block());
  if (!of_block && first->kind != TokenKind::kLeftBrace) {
    builder.ExpectBody(first, "`{`", kItemBlock);
  }
  return true;
}
constexpr auto no_brace_lost = Term(CheckReader{CheckNoBraceLost});

const auto item_heading = word("item") > required_name("@name_of_item")[set<&ItemDecl::name>] >
                          required_word("required recommended",
                                        "@required_or_recommended")[set<&ItemDecl::level>] >
                          should("@text_of_item")[text[set<&ItemDecl::title>]];

struct MarkStart {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).start = true;
  }
};
// `violated when` on a next line is no step: the brace before it is missing.
bool CheckNoCondition(Iterator& first, Iterator, Builder&) {
  return !(first->line_start && IsOneOf(*first, "applies holds violated") &&
           Follows(first, Follow::kWhen));
}
constexpr auto no_condition = Term(CheckReader{CheckNoCondition});

const x3::rule<struct TargetId, GuardTarget> target = "@name_of_step";
const auto target_def = located[no_condition >> -((word("start") >> word("of"))[MarkStart()]) >>
                                name[set<&GuardTarget::step>]];
const x3::rule<struct MessageClauseId, TextClause> message_clause = "@message";
const auto message_clause_def = located[word("message") > message[set<&TextClause::text>]];
const x3::rule<struct TipTextId, TextClause> tip_text = "@text";
const auto tip_text_def = located[word("text") > message[set<&TextClause::text>]];
BOOST_SPIRIT_DEFINE(target, message_clause, tip_text)

struct AddUnwaivable {
  template <typename C>
  void operator()(C& context) const {
    Builder& builder = BuilderOf(context);
    x3::_val(context).unwaivable.push_back(builder.SpanOf(x3::_where(context).begin()[-1]));
  }
};
// Only `blocks` has targets.
struct CheckTargets {
  template <typename C>
  void operator()(C& context) const {
    const GuardDecl& guard_read = x3::_val(context);
    if (guard_read.targets.empty()) return;
    if (guard_read.severity.text != "warns" && guard_read.severity.text != "advises") return;
    Builder& builder = BuilderOf(context);
    builder.Report(x3::_where(context).begin() - 1,
                   Diagnostic(DiagnosticKind::kTargetsNeedBlocks, guard_read.targets[0].span,
                              {guard_read.severity.text}));
  }
};

const auto guard_clause =
    applies[push<&GuardDecl::applies>] | holds_when[push<&GuardDecl::holds_when>] |
    violated_when[push<&GuardDecl::violated_when>] | message_clause[push<&GuardDecl::messages>] |
    word("unwaivable")[AddUnwaivable()] | common_clause;

const auto guard_heading =
    word("guard") > required_name("@name_of_guard")[set<&GuardDecl::name>] >
    required_word("blocks warns advises", "@severity")[set<&GuardDecl::severity>] >
    -(target[push<&GuardDecl::targets>] >>
      *(comma >
        must("@name_of_step")[target[push<&GuardDecl::targets>]])) > x3::eps[CheckTargets()] >
    -(word("for") > must("@name_of_role")[names[set<&GuardDecl::roles>]]) >
    -text[set<&GuardDecl::title>] > must("@body_of_guard")[&left_brace];

struct SetPriority {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).priority = x3::_attr(context);
  }
};
const auto tip_clause =
    plain_when[push<&TipDecl::whens>] | tip_text[push<&TipDecl::texts>] | common_clause;
const auto tip_heading = word("tip") > required_name("@name_of_tip")[set<&TipDecl::name>] >
                         -(word("for") > must("@name_of_role")[names[set<&TipDecl::roles>]]) >
                         -(word("priority") > integer[SetPriority()]) >
                         should("@text_of_tip")[text[set<&TipDecl::title>]] >
                         must("@body_of_tip")[&left_brace];

}  // namespace

const auto item_def =
    located[heading[item_heading] >> no_brace_lost >> -block(kItemBlock)[item_clause]];
const auto guard_def = located[heading[guard_heading] >> block(kGuardBlock)[guard_clause]];
const auto tip_def = located[heading[tip_heading] >> block(kTipBlock)[tip_clause]];

BOOST_SPIRIT_DEFINE(item, guard, tip)
BOOST_SPIRIT_INSTANTIATE(decltype(item), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(guard), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(tip), Iterator, Context)

}  // namespace stapwijs::dsl::parse
