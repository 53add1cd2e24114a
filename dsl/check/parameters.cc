// SPDX-License-Identifier: EUPL-1.2
#include "dsl/check/parameters.h"

#include <optional>

#include "dsl/check/types.h"

namespace stapwijs::dsl::check {
namespace {

class Parameters {
 public:
  Parameters(Context& context, Expressions& expressions) : c_(context), x_(expressions) {}

  void Check(const File& file, const syntax::ParameterDecl& decl, Parameter& parameter) {
    if (!decl.value) return;
    const bool duration = parameter.type.kind == TypeKind::kDuration;
    std::optional<Value> value = ValueOf(*decl.value, parameter.type, duration);
    if (!value) return;
    parameter.value = *std::move(value);
    if (decl.adjustable != syntax::kNoExpr) {
      parameter.adjustable = RangeOf(file, decl.adjustable, parameter);
    }
    const Range* given = parameter.value.range();
    const std::string* text = parameter.value.text();
    const bool outside =
        given != nullptr && (!Within(*given, parameter.bounds) ||
                             (parameter.adjustable && !Within(*given, *parameter.adjustable)));
    const bool too_long = text != nullptr && Characters(*text) > kLongLabel;
    if (outside || too_long) {
      c_.Report(DiagnosticKind::kOutOfRange, decl.value->span, {decl.name.text});
    }
  }

 private:
  static constexpr size_t kLongLabel = 80;

  static bool Within(const Range& inner, const Range& outer) {
    return inner.lo >= outer.lo && inner.hi <= outer.hi;
  }

  // The first value tells the unit of a duration.
  std::optional<Value> ValueOf(const syntax::Literal& literal, Type& type, bool sets_unit) {
    ExprId id = x_.LiteralValue(literal, &type);
    if (!id.valid()) return std::nullopt;
    const Expr& e = c_.method.expr(id);
    if (sets_unit && e.type.kind == TypeKind::kDuration) type.unit = e.type.unit;
    const Range* range = e.constant.range();
    if (!Alike(e.type, type) || (range != nullptr && !range->exact())) {
      const bool whole = type.kind == TypeKind::kInt && e.type.kind == TypeKind::kDecimal;
      c_.Report(DiagnosticKind::kWrongType, literal.span,
                {x_.Describe(e.type), whole ? "@integer" : x_.Describe(type)});
      return std::nullopt;
    }
    return e.constant;
  }

  std::optional<Range> RangeOf(const File& file, syntax::ExprId id, Parameter& parameter) {
    const syntax::ExprNode& node = file.exprs[id];
    std::optional<int64_t> low = Bound(file, node.a, parameter);
    std::optional<int64_t> high = Bound(file, node.b, parameter);
    if (low && high && *low <= *high && Within({*low, *high}, parameter.bounds)) {
      return Range{*low, *high};
    }
    c_.Report(DiagnosticKind::kBadAdjustable, node.span, {parameter.name});
    return std::nullopt;
  }

  std::optional<int64_t> Bound(const File& file, syntax::ExprId id, Parameter& parameter) {
    if (id == syntax::kNoExpr || file.exprs[id].kind != syntax::ExprKind::kLiteral) {
      return std::nullopt;
    }
    ExprId value = x_.LiteralValue(file.exprs.LiteralOf(file.exprs[id]), &parameter.type);
    if (!value.valid()) return std::nullopt;
    const Expr& e = c_.method.expr(value);
    return Ordered(e.type) && Alike(e.type, parameter.type) ? e.constant.exact() : std::nullopt;
  }

  Context& c_;
  Expressions& x_;
};

}  // namespace

void CheckParameters(Context& c, Expressions& expressions) {
  Parameters parameters(c, expressions);
  for (const File& file : c.files) {
    for (const syntax::ParameterDecl& decl : file.parameters) {
      auto symbol = c.names.find(decl.name.text);
      const bool own = symbol != c.names.end() && symbol->second.kind == SymbolKind::kParameter &&
                       symbol->second.span == decl.name.span;
      if (own) parameters.Check(file, decl, c.method.parameters[symbol->second.index]);
    }
  }
}

}  // namespace stapwijs::dsl::check
