// SPDX-License-Identifier: EUPL-1.2
#include "dsl/syntax/dump.h"

namespace stapwijs::dsl::syntax {
namespace {

std::string_view Operator(ExprKind kind) {
  switch (kind) {
    case ExprKind::kLiteral:
    case ExprKind::kPath:
      return "";
    case ExprKind::kToday:
      return "today";
    case ExprKind::kSet:
      return "set";
    case ExprKind::kRecorded:
      return "recorded";
    case ExprKind::kProgress:
      return "progress";
    case ExprKind::kCount:
    case ExprKind::kCountFor:
      return "count";
    case ExprKind::kSum:
      return "sum";
    case ExprKind::kMin:
      return "min";
    case ExprKind::kMax:
      return "max";
    case ExprKind::kSome:
      return "some";
    case ExprKind::kEvery:
      return "every";
    case ExprKind::kNot:
      return "not";
    case ExprKind::kNotYet:
      return "not-yet";
    case ExprKind::kAnd:
      return "and";
    case ExprKind::kOr:
      return "or";
    case ExprKind::kOtherwise:
      return "otherwise";
    case ExprKind::kLess:
      return "<";
    case ExprKind::kLessEqual:
      return "<=";
    case ExprKind::kGreater:
      return ">";
    case ExprKind::kGreaterEqual:
      return ">=";
    case ExprKind::kIs:
      return "is";
    case ExprKind::kIn:
      return "in";
    case ExprKind::kRange:
      return "..";
    case ExprKind::kAdd:
      return "+";
    case ExprKind::kSubtract:
      return "-";
    case ExprKind::kMultiply:
      return "*";
    case ExprKind::kAt:
      return "at";
    case ExprKind::kEmpty:
      return "empty";
    case ExprKind::kNone:
      return "none";
    case ExprKind::kWithdrawn:
      return "withdrawn";
  }
  return "";
}

std::string DumpBinder(const ExprArena& exprs, const Binder& binder) {
  std::string out = "[" + binder.name.text;
  if (binder.second) out += " " + binder.second->text;
  out += " in " + Dump(binder.in);
  if (binder.where != kNoExpr) out += " where " + Dump(exprs, binder.where);
  return out + "]";
}

bool HasBinder(ExprKind kind) {
  switch (kind) {
    case ExprKind::kCountFor:
    case ExprKind::kSum:
    case ExprKind::kMin:
    case ExprKind::kMax:
    case ExprKind::kSome:
    case ExprKind::kEvery:
      return true;
    default:
      return false;
  }
}

std::string_view Word(ValueKind kind) {
  switch (kind) {
    case ValueKind::kUnknown:
      return "unknown";
    case ValueKind::kNone:
      return "none";
    case ValueKind::kWithdrawn:
      return "withdrawn";
    case ValueKind::kAtLeast:
      return "at-least";
    case ValueKind::kAtMost:
      return "at-most";
    case ValueKind::kOver:
      return "over";
    case ValueKind::kUnder:
      return "under";
    case ValueKind::kAbout:
      return "about";
    default:
      return "missing";
  }
}

std::string DumpEntries(const Value& value, char open, char close) {
  std::string out(1, open);
  for (const ValueEntry& entry : value.entries) {
    if (out.size() > 1) out += " ";
    if (!entry.key.empty()) out += entry.key.text + ":";
    out += Dump(entry.value);
  }
  return out + close;
}

}  // namespace

std::string Dump(const Path& path) {
  std::string out;
  for (const PathStep& step : path.steps) {
    if (step.kind == PathStep::Kind::kName) {
      out += (out.empty() ? "" : ".") + step.name.text;
    } else {
      out += "[" + (step.kind == PathStep::Kind::kAny ? "*" : step.name.text) + "]";
    }
  }
  return out;
}

std::string Dump(const Literal& literal) {
  switch (literal.kind) {
    case LiteralKind::kString:
      return "\"" + literal.text + "\"";
    case LiteralKind::kDuration: {
      static constexpr const char* kUnits[] = {"minutes", "hours", "days",        "weeks",
                                               "months",  "years", "working-days"};
      return literal.text + "-" + kUnits[static_cast<int>(literal.unit)];
    }
    default:
      return literal.text;
  }
}

std::string Dump(const ExprArena& exprs, ExprId id) {
  if (id == kNoExpr) return "?";
  const ExprNode& node = exprs[id];
  if (node.kind == ExprKind::kLiteral) return Dump(exprs.LiteralOf(node));
  if (node.kind == ExprKind::kPath) return Dump(exprs.PathOf(node));
  const std::string op = std::string(node.negated ? "not-" : "") + std::string(Operator(node.kind));
  std::string out;
  if (node.kind == ExprKind::kSet) {
    for (ExprId element : exprs.ListOf(node)) out += " " + Dump(exprs, element);
    return "(set" + out + ")";
  }
  if (HasBinder(node.kind)) {
    out += " " + DumpBinder(exprs, exprs.BinderOf(node));
  } else if (node.data >= 0) {
    out += " " + Dump(exprs.PathOf(node));
  }
  if (node.a != kNoExpr) out += " " + Dump(exprs, node.a);
  if (node.b != kNoExpr) out += " " + Dump(exprs, node.b);
  return out.empty() ? op : "(" + op + out + ")";
}

std::string Dump(const Value& value) {
  switch (value.kind) {
    case ValueKind::kLiteral:
      return Dump(value.literal);
    case ValueKind::kWord:
      return value.word.text;
    case ValueKind::kSet:
      return DumpEntries(value, '{', '}');
    case ValueKind::kRecord:
      return "(record " + DumpEntries(value, '{', '}') + ")";
    case ValueKind::kList:
      return DumpEntries(value, '[', ']');
    default:
      break;
  }
  const std::string word(Word(value.kind));
  return value.entries.empty() ? word : "(" + word + " " + Dump(value.entries[0].value) + ")";
}

std::string Dump(const TypeNode& type, const ExprArena& exprs) {
  static constexpr const char* kWords[] = {"?",    "yesno", "int",     "decimal",  "label",
                                           "text", "date",  "time",    "duration", "reference",
                                           "",     "ref ",  "set of ", "list of "};
  std::string out = kWords[static_cast<int>(type.kind)] + type.name.text;
  if (type.range != kNoExpr) out += " " + Dump(exprs, type.range);
  if (!type.element.empty()) out += Dump(type.element[0], exprs);
  if (type.up_to) out += " up to " + std::to_string(type.up_to->value);
  return out;
}

std::string Dump(const Text& text, const ExprArena& exprs) {
  std::string out;
  for (const TextPart& part : text.parts) {
    out += (out.empty() ? "" : " ") + part.language.text + ":";
    if (part.pieces.empty()) {
      out += "\"" + part.text + "\"";
      continue;
    }
    std::string pieces;
    for (const TextPiece& piece : part.pieces) {
      pieces += pieces.empty() ? "" : " ";
      pieces += piece.expr == kNoExpr ? "\"" + piece.literal + "\"" : Dump(exprs, piece.expr);
    }
    out += "[" + pieces + "]";
  }
  return out;
}

}  // namespace stapwijs::dsl::syntax
