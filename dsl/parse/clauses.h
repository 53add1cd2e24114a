// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <iterator>

#include "dsl/parse/actions.h"
#include "dsl/parse/directives.h"
#include "dsl/parse/grammar.h"
#include "dsl/parse/terms.h"

// Clauses that several declarations share.
namespace stapwijs::dsl::parse {

// WORD "when" EXPR, for the words of one declaration; and the `when EXPR` of a tip.
inline const x3::rule<struct AppliesId, syntax::WhenClause> applies = "@applies";
inline const x3::rule<struct DoneId, syntax::WhenClause> done_when = "@done";
inline const x3::rule<struct OpenId, syntax::WhenClause> open_when = "@open";
inline const x3::rule<struct HoldsId, syntax::WhenClause> holds_when = "@holds";
inline const x3::rule<struct ViolatedId, syntax::WhenClause> violated_when = "@violated";
inline const x3::rule<struct WhenId, syntax::WhenClause> plain_when = "@when";
inline const x3::rule<struct AskId, syntax::TextClause> ask = "@ask";

BOOST_SPIRIT_DECLARE(decltype(applies), decltype(done_when), decltype(open_when),
                     decltype(holds_when), decltype(violated_when), decltype(plain_when),
                     decltype(ask))

// The common clauses of a declaration that has a member `common`.
struct MergeCommon {
  template <typename T>
  static void Move(std::vector<T>& to, std::vector<T>& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  }
  template <typename C>
  void operator()(C& context) const {
    syntax::Common& to = x3::_val(context).common;
    syntax::Common& from = x3::_attr(context);
    Move(to.cites, from.cites);
    Move(to.refs, from.refs);
    Move(to.owns, from.owns);
    Move(to.whys, from.whys);
    Move(to.sees, from.sees);
    Move(to.was, from.was);
    Move(to.allows, from.allows);
  }
};
inline const auto common_clause = common[MergeCommon()];

}  // namespace stapwijs::dsl::parse
