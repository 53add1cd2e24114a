// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <utility>
#include <vector>

#include "dsl/parse/config.h"
#include "dsl/parse/terms.h"

// Primitives and actions of expression.cc: they build the nodes.
namespace stapwijs::dsl::parse {

// What a rule has read so far. Each call of a rule has its own, so an operator is still known when
// its right operand has been read.
struct Partial {
  syntax::ExprId id = syntax::kNoExpr;
  Span span;  // a parenthesised operand: with its parentheses
  syntax::ExprKind kind = syntax::ExprKind::kToday;
  bool negated = false;
  Span op;
  int32_t data = -1;
  std::vector<syntax::ExprId> list;
};

// An operator or function that was read.
struct Operator {
  syntax::ExprKind kind = syntax::ExprKind::kToday;
  Span span;
};

syntax::ExprId AddNode(Builder& builder, const syntax::ExprNode& node);
syntax::ExprId AddLiteral(Builder& builder, syntax::Literal literal);
syntax::ExprId AddPath(Builder& builder, const Partial& partial, syntax::Path path);

// --- Primitives ---

struct OperatorReader {
  using attribute_type = Operator;
  std::string_view spelling;  // of a word; else empty
  TokenKind token;
  syntax::ExprKind kind;
  bool call = false;  // a function: only before a bracket, which is read too

  bool Read(Iterator& first, Iterator last, Builder& builder, Operator& op) const {
    if (first == last || first->kind != token) return false;
    if (!spelling.empty() && !IsWord(*first, spelling)) return false;
    if (call && first[1].kind != TokenKind::kLeftParen) return false;
    op = {kind, builder.SpanOf(*first)};
    first += call ? 2 : 1;
    return true;
  }
  std::string Phrase() const { return "`" + std::string(spelling) + "`"; }
};

constexpr auto op(std::string_view spelling, syntax::ExprKind kind) {
  return Term(OperatorReader{spelling, TokenKind::kWord, kind});
}
constexpr auto op(TokenKind token, syntax::ExprKind kind) {
  return Term(OperatorReader{{}, token, kind});
}
constexpr auto function(std::string_view spelling, syntax::ExprKind kind) {
  return Term(OperatorReader{spelling, TokenKind::kWord, kind, true});
}

// A word that is an operand by itself.
struct StateReader {
  using attribute_type = Partial;
  std::string_view spelling;
  syntax::ExprKind kind;

  bool Read(Iterator& first, Iterator last, Builder& builder, Partial& partial) const;
  std::string Phrase() const { return "`" + std::string(spelling) + "`"; }
};
constexpr auto state(std::string_view spelling, syntax::ExprKind kind) {
  return Term(StateReader{spelling, kind});
}

// What reads no attribute and may report.
struct CheckReader {
  using attribute_type = x3::unused_type;
  bool (*check)(Iterator& first, Iterator last, Builder& builder);
  const char* phrase = "";

  template <typename Any>
  bool Read(Iterator& first, Iterator last, Builder& builder, const Any&) const {
    return check(first, last, builder);
  }
  std::string Phrase() const { return phrase; }
};

bool CheckNotChained(Iterator& first, Iterator last, Builder& builder);
bool CheckBinderAhead(Iterator& first, Iterator last, Builder& builder);
bool CheckUnknownFunction(Iterator& first, Iterator last, Builder& builder);
bool CheckNoClauseAhead(Iterator& first, Iterator last, Builder& builder);

// a < b < c: reported, and read as a < b.
inline constexpr auto not_chained = Term(CheckReader{CheckNotChained});
// NAME in: the binder of a count, not a path.
inline constexpr auto binder_ahead = Term(CheckReader{CheckBinderAhead});
// NAME ( with a name that is no function: always reported.
inline constexpr auto unknown_function = Term(CheckReader{CheckUnknownFunction});
// Not what is clearly the next clause, such as `message nl "..."`: a mistake before it is shown
// there, and the clause is read.
inline constexpr auto no_clause_ahead = Term(CheckReader{CheckNoClauseAhead});

struct HereReader {
  using attribute_type = Span;
  bool Read(Iterator& first, Iterator, Builder& builder, Span& span) const {
    span = builder.SpanOf(*first);
    return true;
  }
  std::string Phrase() const { return ""; }
};

// --- Actions ---

struct Start {  // the first operand
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).id = x3::_attr(context).id;
    x3::_val(context).span = x3::_attr(context).span;
  }
};
struct Mark {  // an operator
  template <typename C>
  void operator()(C& context) const {
    Partial& partial = x3::_val(context);
    partial.kind = x3::_attr(context).kind;
    // `not yet` is one operator of two words.
    partial.op = partial.kind == syntax::ExprKind::kNotYet
                     ? Cover(partial.op, x3::_attr(context).span)
                     : x3::_attr(context).span;
  }
};
struct MarkHere {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).op = x3::_attr(context);
  }
};
struct Negate {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).negated = true;
  }
};
struct Fold {  // the operand right of an operator
  template <typename C>
  void operator()(C& context) const {
    Partial& left = x3::_val(context);
    const Partial& right = x3::_attr(context);
    const Span span = Cover(left.span, right.span);
    left.id = AddNode(BuilderOf(context),
                      {left.kind, left.negated, span, left.op, left.id, right.id, -1});
    left.span = span;
  }
};
struct Wrap {  // the operand of a prefix
  template <typename C>
  void operator()(C& context) const {
    Partial& outer = x3::_val(context);
    const Partial& inner = x3::_attr(context);
    const Span span = Cover(outer.op, inner.span);
    outer.id = AddNode(BuilderOf(context),
                       {outer.kind, false, span, outer.op, inner.id, syntax::kNoExpr, outer.data});
    outer.span = span;
  }
};
struct Add {  // an element of a set
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).list.push_back(x3::_attr(context).id);
  }
};
struct Hold {  // what is added up, before the list it is about
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).id = x3::_attr(context).id;
  }
};
struct KeepBinder {
  template <typename C>
  void operator()(C& context) const {
    auto& binders = BuilderOf(context).exprs.binders;
    x3::_val(context).data = static_cast<int32_t>(binders.size());
    binders.push_back(std::move(x3::_attr(context)));
  }
};
struct SetSecond {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).second = std::move(x3::_attr(context));
  }
};
struct MakeLiteral {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).span = x3::_attr(context).span;
    x3::_val(context).id = AddLiteral(BuilderOf(context), std::move(x3::_attr(context)));
  }
};
struct MakePath {  // a path, or recorded, progress or count of one
  template <typename C>
  void operator()(C& context) const {
    Partial& partial = x3::_val(context);
    const Span span = x3::_attr(context).span;
    partial.id = AddPath(BuilderOf(context), partial, std::move(x3::_attr(context)));
    partial.span = span;
  }
};
// The end of a bracketed operand lies at the token before `first`; see x3::_where.
struct CoverBrackets {
  template <typename C>
  void operator()(C& context) const {
    Builder& builder = BuilderOf(context);
    Partial& partial = x3::_val(context);
    partial.span = Cover(partial.op, builder.SpanOf(x3::_where(context).begin()[-1]));
    const syntax::ExprKind kind = builder.exprs[partial.id].kind;
    // Parentheses belong to what is around them, the brackets of a function to its node.
    if (kind == partial.kind && partial.kind != syntax::ExprKind::kToday) {
      builder.exprs.nodes[static_cast<size_t>(partial.id)].span = partial.span;
    }
  }
};
struct MakeSet {
  template <typename C>
  void operator()(C& context) const {
    Builder& builder = BuilderOf(context);
    Partial& partial = x3::_val(context);
    partial.span = Cover(partial.op, builder.SpanOf(x3::_where(context).begin()[-1]));
    builder.exprs.lists.push_back(std::move(partial.list));
    const int32_t data = static_cast<int32_t>(builder.exprs.lists.size()) - 1;
    partial.id = AddNode(builder, {syntax::ExprKind::kSet, false, partial.span, partial.op,
                                   syntax::kNoExpr, syntax::kNoExpr, data});
  }
};
template <bool kIsCount>
struct MakeCall {  // count(x in L ...), sum(x for y in L ...)
  template <typename C>
  void operator()(C& context) const {
    Builder& builder = BuilderOf(context);
    Partial& partial = x3::_val(context);
    if (kIsCount) partial.kind = syntax::ExprKind::kCountFor;
    partial.span = Cover(partial.op, builder.SpanOf(x3::_where(context).begin()[-1]));
    partial.id =
        AddNode(builder, {partial.kind, false, partial.span, partial.op,
                          kIsCount ? syntax::kNoExpr : partial.id, syntax::kNoExpr, partial.data});
  }
};
struct Finish {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context) = x3::_attr(context).id;
  }
};
// A range is one where it must be one: in types and after `adjustable`.
struct FinishRange {
  template <typename C>
  void operator()(C& context) const {
    const syntax::ExprId id = x3::_attr(context).id;
    x3::_val(context) = id;
    x3::_pass(context) = BuilderOf(context).exprs[id].kind == syntax::ExprKind::kRange;
  }
};

inline constexpr Start start;
inline constexpr Mark mark;
inline constexpr auto mark_here = Term(HereReader{})[MarkHere()];
inline constexpr Negate negate;
inline constexpr Fold fold;
inline constexpr Wrap wrap;
inline constexpr Add add;
inline constexpr Hold hold;
inline constexpr KeepBinder keep_binder;
inline constexpr SetSecond set_second;
inline constexpr MakeLiteral make_literal;
inline constexpr MakePath make_path;
inline constexpr CoverBrackets cover;
inline constexpr MakeSet make_set;
inline constexpr MakeCall<true> make_count;
inline constexpr MakeCall<false> make_fold;
inline constexpr Finish finish;
inline constexpr FinishRange finish_range;

}  // namespace stapwijs::dsl::parse
