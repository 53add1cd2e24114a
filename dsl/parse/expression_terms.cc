// SPDX-License-Identifier: EUPL-1.2
#include "dsl/parse/expression_terms.h"

#include <algorithm>
#include <string>

#include "dsl/parse/parse.h"

namespace stapwijs::dsl::parse {

using syntax::ExprId;
using syntax::ExprKind;
using syntax::kNoExpr;

namespace {

int32_t DepthOf(const syntax::ExprArena& exprs, const syntax::ExprNode& node) {
  int32_t inner = 0;
  auto look = [&](ExprId id) {
    if (id != kNoExpr) inner = std::max(inner, exprs[id].depth);
  };
  look(node.a);
  look(node.b);
  if (node.kind == ExprKind::kSet) {
    for (ExprId id : exprs.ListOf(node)) look(id);
  }
  const bool loop = node.kind == ExprKind::kCountFor || node.kind == ExprKind::kSum ||
                    node.kind == ExprKind::kMin || node.kind == ExprKind::kMax ||
                    node.kind == ExprKind::kSome || node.kind == ExprKind::kEvery;
  if (loop && node.data >= 0) look(exprs.BinderOf(node).where);
  return inner + 1;
}

}  // namespace

ExprId AddNode(Builder& builder, const syntax::ExprNode& node) {
  const int32_t depth = DepthOf(builder.exprs, node);
  if (depth > kMaxExpressionDepth && node.a != kNoExpr) {
    // Reported once; what comes after it is read and left out.
    if (builder.FirstTooDeep(node.span.begin)) {
      builder.diagnostics().Report(
          Diagnostic(DiagnosticKind::kTooDeep, node.op, {std::to_string(kMaxExpressionDepth)}));
    }
    return node.a;
  }
  builder.exprs.nodes.push_back(node);
  builder.exprs.nodes.back().depth = depth;
  return static_cast<ExprId>(builder.exprs.nodes.size()) - 1;
}

ExprId AddLiteral(Builder& builder, syntax::Literal read) {
  const Span span = read.span;
  builder.exprs.literals.push_back(std::move(read));
  const int32_t data = static_cast<int32_t>(builder.exprs.literals.size()) - 1;
  return AddNode(builder, {ExprKind::kLiteral, false, span, span, kNoExpr, kNoExpr, data});
}

ExprId AddPath(Builder& builder, const Partial& partial, syntax::Path read) {
  // Without a function before it (kToday is what a Partial begins with) it is the path itself.
  const bool plain = partial.kind == ExprKind::kToday;
  const Span span = read.span;
  builder.exprs.paths.push_back(std::move(read));
  const int32_t data = static_cast<int32_t>(builder.exprs.paths.size()) - 1;
  return AddNode(builder, {plain ? ExprKind::kPath : partial.kind, false, span,
                           plain ? span : partial.op, kNoExpr, kNoExpr, data});
}

bool StateReader::Read(Iterator& first, Iterator last, Builder& builder, Partial& partial) const {
  if (first == last || !IsWord(*first, spelling)) return false;
  partial.span = builder.SpanOf(*first);
  partial.id = AddNode(builder, {kind, false, partial.span, partial.span, kNoExpr, kNoExpr, -1});
  ++first;
  return true;
}

bool CheckNotChained(Iterator& first, Iterator last, Builder& builder) {
  if (first == last) return true;
  const bool chained = first->kind == TokenKind::kLess || first->kind == TokenKind::kLessEqual ||
                       first->kind == TokenKind::kGreater ||
                       first->kind == TokenKind::kGreaterEqual || IsWord(*first, "is");
  if (!chained) return true;
  builder.Report(first, Diagnostic(DiagnosticKind::kChainedRelation, builder.SpanOf(*first),
                                   {std::string(first->text)}));
  throw Failure(first, "");
}

bool CheckBinderAhead(Iterator& first, Iterator last, Builder&) {
  return first != last && first->kind == TokenKind::kWord && !first->reserved &&
         IsWord(first[1], "in");
}

bool CheckUnknownFunction(Iterator& first, Iterator last, Builder& builder) {
  if (first == last || first->kind != TokenKind::kWord || first->reserved ||
      first[1].kind != TokenKind::kLeftParen || first[1].begin != first->end) {
    return false;
  }
  builder.Report(
      first,
      Diagnostic(DiagnosticKind::kUnknownFunction, builder.SpanOf(*first),
                 {std::string(first->text)})
          .Suggest(builder.SpanOf(*first),
                   Closest(first->text, {"count", "sum", "min", "max", "recorded", "progress"})));
  throw Failure(first, "");
}

bool CheckNoClauseAhead(Iterator& first, Iterator last, Builder& builder) {
  if (first == last || builder.block() == nullptr) return true;
  for (const ClauseWord& clause : builder.block()->words) {
    const bool sure = clause.follow == Follow::kText || clause.follow == Follow::kString ||
                      clause.follow == Follow::kNameString || clause.follow == Follow::kWhen;
    if (sure && IsWord(*first, clause.word) && Follows(first, clause.follow)) return false;
  }
  return true;
}

}  // namespace stapwijs::dsl::parse
