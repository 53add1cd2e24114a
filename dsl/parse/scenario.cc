// SPDX-License-Identifier: EUPL-1.2
#include "dsl/parse/clauses.h"
#include "dsl/parse/expression_terms.h"

// Scenarios and examples.
namespace stapwijs::dsl::parse {
namespace {

using syntax::ExampleDecl;
using syntax::ExpectKind;
using syntax::ExpectStatement;
using syntax::GivenEntry;
using syntax::GivenStatement;
using syntax::ScenarioDecl;
using syntax::TransitionStatement;
using syntax::WaiveStatement;

template <ExpectKind kind>
struct MakeExpect {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).kind = kind;
  }
};
template <ExpectKind kind>
const auto is = x3::eps[MakeExpect<kind>()];

struct NegateExpect {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).negated = true;
  }
};
struct SetWaitingFor {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).waiting_for = std::move(x3::_attr(context));
  }
};
struct SetOn {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).on = std::move(x3::_attr(context));
  }
};
// A lone name is an example; a path without `=` is not.
struct TakeExample {
  template <typename C>
  void operator()(C& context) const {
    GivenEntry& entry = x3::_val(context);
    if (entry.path.steps.size() != 1) throw Failure(x3::_where(context).begin(), "`=`");
    entry.example = entry.path.steps[0].name;
    entry.path = {};
  }
};

const x3::rule<struct EntryId, GivenEntry> entry = "@given_entry";
const x3::rule<struct GivenId, GivenStatement> given = "@given";
const x3::rule<struct TransitionId, TransitionStatement> transition = "@transition";
const x3::rule<struct WaiveId, WaiveStatement> waive = "@waive";
const x3::rule<struct ExpectId, ExpectStatement> expect = "@expect";

// `given s[k] = {a: {b} }, c: d}`: a fact that a brace too many puts outside.
bool CheckNoFact(Iterator& first, Iterator last, Builder& builder) {
  const bool fact =
      first != last && first->kind == TokenKind::kWord && first[1].kind == TokenKind::kColon;
  if (fact && first[-1].kind == TokenKind::kComma) builder.MendBraceAt(first - 2, first);
  return true;
}
constexpr auto no_fact = Term(CheckReader{CheckNoFact});

const auto entry_def =
    located[no_fact >> path[set<&GivenEntry::path>] >>
            ((equal > must("@value")[value[set<&GivenEntry::value>]]) | x3::eps[TakeExample()])];
const auto given_def =
    located[word("given") > must("@given_entry")[entry[push<&GivenStatement::entries>]] >
            *(comma > must("@given_entry")[entry[push<&GivenStatement::entries>]])];
const auto transition_def =
    located[one_of("start complete reopen", "")[set<&TransitionStatement::verb>] >
            must("@name_of_step")[name[set<&TransitionStatement::step>]]];
const auto waive_def = located[word("waive") > path[set<&WaiveStatement::guard>] > word("by") >
                               must("@name_of_role")[name[set<&WaiveStatement::role>]] >
                               word("because") > string[set<&WaiveStatement::reason>]];

const auto start_of = (word("start") >> word("of")) >
                      must("@name_of_step")[name[set<&ExpectStatement::step>]] >
                      ((word("allowed") >> is<ExpectKind::kStartAllowed>) |
                       (must("@refused_or_allowed")[word("refused")] >>
                        is<ExpectKind::kStartRefused>));
const auto outcome =
    (word("holds") >> is<ExpectKind::kHolds>) | (word("blocks") >> is<ExpectKind::kBlocks>) |
    (word("warns") >> is<ExpectKind::kWarns>) | (word("advises") >> is<ExpectKind::kAdvises>) |
    (word("is") > -word("not")[NegateExpect()] >
     must("@outcome")[value[set<&ExpectStatement::value>]] > is<ExpectKind::kIs> >
     -(word("waiting") > word("for") > paths[SetWaitingFor()]));
const auto expect_def =
    located[word("expect") > ((word("nothing") >> word("else") > word("fires")) | start_of |
                              (must("@expectation")[paths[set<&ExpectStatement::paths>]] >
                               must("@verb_of_expect")[outcome]))];
BOOST_SPIRIT_DEFINE(entry, given, transition, waive, expect)

const auto scenario_heading = word("scenario") >
                              should("@title_of_scenario")[string[set<&ScenarioDecl::title>]] >
                              should("@on_date")[word("on") > date_literal[SetOn()]] >
                              must("@body_of_scenario")[&left_brace];
const auto example_heading = word("example") >
                             required_name("@name_of_example")[set<&ExampleDecl::name>] >
                             must("@body_of_example")[&left_brace];

}  // namespace

const auto example_def =
    located[heading[example_heading] >> block(kExampleBlock)[given[push<&ExampleDecl::givens>]]];
const auto scenario_def =
    located[heading[scenario_heading] >>
            block(kScenarioBlock)[given[push<&ScenarioDecl::statements>] |
                                  transition[push<&ScenarioDecl::statements>] |
                                  waive[push<&ScenarioDecl::statements>] |
                                  expect[push<&ScenarioDecl::statements>]]];

BOOST_SPIRIT_DEFINE(example, scenario)
BOOST_SPIRIT_INSTANTIATE(decltype(example), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(scenario), Iterator, Context)

}  // namespace stapwijs::dsl::parse
