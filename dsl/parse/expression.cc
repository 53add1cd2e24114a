// SPDX-License-Identifier: EUPL-1.2
#include <initializer_list>

#include "dsl/parse/actions.h"
#include "dsl/parse/directives.h"
#include "dsl/parse/expression_terms.h"
#include "dsl/parse/grammar.h"
#include "dsl/parse/terms.h"

// Expressions, loosest first: otherwise, or, and, not and quantifiers, relations, + -, *, at.
namespace stapwijs::dsl::parse {
namespace {

using syntax::Binder;
using syntax::ExprKind;

// --- What a rule has read so far; one for each call of a rule ---

const x3::rule<struct OrId, Partial> or_expression = "@expression";
const x3::rule<struct AndId, Partial> and_expression = "@expression";
const x3::rule<struct NotId, Partial> not_expression = "@expression";
const x3::rule<struct QuantifierId, Partial> quantifier = "@expression";
const x3::rule<struct RelationId, Partial> relation = "@expression";
const x3::rule<struct OperandId, Partial> operand_of_is = "@operand";
const x3::rule<struct MembersId, Partial> operand_of_in = "@operand";
const x3::rule<struct SumId, Partial> sum = "@operand";
const x3::rule<struct ProductId, Partial> product = "@operand";
const x3::rule<struct MomentId, Partial> moment = "@operand";
const x3::rule<struct AtomId, Partial> atom = "@operand";
const x3::rule<struct CallId, Partial> call = "@operand";
const x3::rule<struct SetId, Partial> set_of = "@operand";
const x3::rule<struct ParenId, Partial> parenthesised = "@operand";
const x3::rule<struct BinderId, Binder> binder = "@binder";
const x3::rule<struct PairBinderId, Binder> pair_binder = "@binder";
const x3::rule<struct OtherwiseId, Partial> otherwise = "@expression";

const auto otherwise_def = or_expression[start] >>
                           *(op("otherwise", ExprKind::kOtherwise)[mark] > or_expression[fold]);
const auto or_expression_def = and_expression[start] >>
                               *(op("or", ExprKind::kOr)[mark] > and_expression[fold]);
const auto and_expression_def = not_expression[start] >>
                                *(op("and", ExprKind::kAnd)[mark] > not_expression[fold]);
const auto not_expression_def =
    (op("not", ExprKind::kNot)[mark] >> -op("yet", ExprKind::kNotYet)[mark] >
     nested[must("@expression")[not_expression[wrap]]]) |
    quantifier[start] | relation[start];

const auto quantifier_def = (op("some", ExprKind::kSome)[mark] |
                             op("every", ExprKind::kEvery)[mark]) > pair_binder[keep_binder] >
                            word("has") > nested[must("@expression")[otherwise[wrap]]];

const auto comparison = op(TokenKind::kLess, ExprKind::kLess)[mark] |
                        op(TokenKind::kLessEqual, ExprKind::kLessEqual)[mark] |
                        op(TokenKind::kGreater, ExprKind::kGreater)[mark] |
                        op(TokenKind::kGreaterEqual, ExprKind::kGreaterEqual)[mark];

const auto relation_def =
    sum[start] >>
    -(((comparison > sum[fold]) |
       (op("is", ExprKind::kIs)[mark] >> -word("not")[negate] > operand_of_is[fold]) |
       (op("in", ExprKind::kIn)[mark] > operand_of_in[fold]) |
       (word("not") > op("in", ExprKind::kIn)[mark] > x3::eps[negate] > operand_of_in[fold])) >>
      not_chained);

const auto operand_of_is_def = state("empty", ExprKind::kEmpty)[start] |
                               state("none", ExprKind::kNone)[start] |
                               state("withdrawn", ExprKind::kWithdrawn)[start] | sum[start];
const auto operand_of_in_def = sum[start] >>
                               -(op(TokenKind::kDotDot, ExprKind::kRange)[mark] > sum[fold]);

const auto sum_def = product[start] >>
                     *((op(TokenKind::kPlus, ExprKind::kAdd)[mark] |
                        op(TokenKind::kMinus, ExprKind::kSubtract)[mark]) > product[fold]);
const auto product_def = moment[start] >>
                         *(op(TokenKind::kStar, ExprKind::kMultiply)[mark] > moment[fold]);
const auto moment_def = atom[start] >> -(op("at", ExprKind::kAt)[mark] > atom[fold]);

const auto atom_def = call[start] | literal[make_literal] |
                      state("today", ExprKind::kToday)[start] | parenthesised[start] |
                      set_of[start] | (no_clause_ahead >> path[make_path]);

const auto parenthesised_def =
    &left_paren >> mark_here >>
    nested[left_paren > must("@expression")[otherwise[start]] > right_paren] >> x3::eps[cover];

// A `{` after a complete operand is no set but opens a body: only here is an operand expected.
const auto set_of_def =
    op(TokenKind::kLeftBrace, ExprKind::kSet)[mark] >>
    nested[-(otherwise[add] >> *(comma > must("@expression")[otherwise[add]])) > closing_brace] >>
    x3::eps[make_set];

const auto call_def =
    (function("recorded", ExprKind::kRecorded)[mark] > path[make_path] > right_paren >
     x3::eps[cover]) |
    (function("progress", ExprKind::kProgress)[mark] > must("@name_of_step")[path[make_path]] >
     right_paren > x3::eps[cover]) |
    (function("count", ExprKind::kCount)[mark] >
     ((binder_ahead > binder[keep_binder] > x3::eps[make_count]) | path[make_path]) > right_paren >
     x3::eps[cover]) |
    ((function("sum", ExprKind::kSum)[mark] | function("min", ExprKind::kMin)[mark] |
      function("max", ExprKind::kMax)[mark]) >
     nested[sum[hold] > word("for") > binder[keep_binder]] > right_paren > x3::eps[make_fold]) |
    unknown_function;

const auto where = word("where") > nested[expression[set<&Binder::where>]];
const auto binder_def = name[set<&Binder::name>] > word("in") > path[set<&Binder::in>] > -where;
const auto pair_binder_def = name[set<&Binder::name>] > -(comma > name[set_second]) >
                             word("in") > path[set<&Binder::in>] > -where;

BOOST_SPIRIT_DEFINE(otherwise, or_expression, and_expression, not_expression, quantifier, relation,
                    operand_of_is, operand_of_in, sum, product, moment, atom, call, set_of,
                    parenthesised, binder, pair_binder)

}  // namespace

const auto expression_def = otherwise[finish];
const auto range_def = operand_of_in[finish_range];

BOOST_SPIRIT_DEFINE(expression, range)
BOOST_SPIRIT_INSTANTIATE(decltype(expression), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(range), Iterator, Context)

}  // namespace stapwijs::dsl::parse
