// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <optional>

#include "dsl/check/declare.h"
#include "dsl/check/types.h"

// Facts with their types, records at each of their places, lets.
namespace stapwijs::dsl::check {
namespace {

constexpr int kMaxRecordDepth = 8;
constexpr int64_t kMostElements = 10000;  // what is recorded has the same hard limit
constexpr size_t kMostFacts = 100000;
constexpr size_t kLongFactName = 20;
constexpr size_t kLongAsk = 255;

Privacy PrivacyOf(const std::string& word) {
  if (word == "p3") return Privacy::kP3;
  if (word == "p2") return Privacy::kP2;
  return word == "p1" ? Privacy::kP1 : Privacy::kP0;
}

}  // namespace

Type Declarer::ElementType(const syntax::TypeNode& node, Name& ref) {
  Type type;
  switch (node.kind) {
    case syntax::TypeKind::kInt:
      type.kind = TypeKind::kInt;
      break;
    case syntax::TypeKind::kDecimal:
      type.kind = TypeKind::kDecimal;
      break;
    case syntax::TypeKind::kLabel:
      type.kind = TypeKind::kLabel;
      break;
    case syntax::TypeKind::kText:
      type.kind = TypeKind::kText;
      break;
    case syntax::TypeKind::kDate:
      type.kind = TypeKind::kDate;
      break;
    case syntax::TypeKind::kTime:
      type.kind = TypeKind::kTime;
      break;
    case syntax::TypeKind::kDuration:
      type.kind = TypeKind::kDuration;
      break;
    case syntax::TypeKind::kReference:
      type.kind = TypeKind::kReference;
      break;
    case syntax::TypeKind::kRef:
      type.kind = TypeKind::kRef;
      ref = node.name;
      break;
    case syntax::TypeKind::kNamed: {
      Symbol* symbol = c_.Find(node.name.text);
      if (symbol != nullptr && symbol->kind == SymbolKind::kEnum) {
        type.kind = TypeKind::kEnum;
        type.enum_id = EnumId(symbol->index);
      } else if (symbol != nullptr && symbol->kind == SymbolKind::kRecord) {
        type.kind = TypeKind::kRecord;
      } else {
        type_known_ = false;
        std::vector<std::string> types = c_.NamesOf({SymbolKind::kEnum, SymbolKind::kRecord});
        for (const char* plain : {"yesno", "int", "decimal", "label", "text", "date", "time",
                                  "duration", "reference"}) {
          types.emplace_back(plain);
        }
        c_.Unknown("@a_type", node.name, types);
      }
      break;
    }
    case syntax::TypeKind::kMissing:
      type_known_ = false;
      break;
    default:
      break;
  }
  return type;
}

// int and decimal may have a range of two numbers.
Range Declarer::BoundsOf(const syntax::TypeNode& node, TypeKind kind, const std::string& name) {
  constexpr int64_t kMost = 999999999999;
  const syntax::ExprArena& exprs = file_->exprs;
  const syntax::ExprNode& range = exprs[node.range];
  auto bound = [&](syntax::ExprId id) -> std::optional<int64_t> {
    if (id == syntax::kNoExpr || exprs[id].kind != syntax::ExprKind::kLiteral) return std::nullopt;
    const syntax::Literal& literal = exprs.LiteralOf(exprs[id]);
    if (literal.kind != syntax::LiteralKind::kNumber) return std::nullopt;
    if (kind == TypeKind::kDecimal) return Millionths(literal.text);
    const bool fits = literal.whole && literal.number <= kMost && literal.number >= -kMost;
    return fits ? std::optional<int64_t>(literal.number) : std::nullopt;
  };
  std::optional<int64_t> low = bound(range.a), high = bound(range.b);
  bool numeric = kind == TypeKind::kInt || kind == TypeKind::kDecimal;
  if (numeric && low && high && *low <= *high) return {*low, *high};
  c_.Report(DiagnosticKind::kBadBounds, range.span, {name});
  return {};
}

Type Declarer::TypeOf(const syntax::TypeNode& node, Field& field, Name& ref) {
  if (node.kind == syntax::TypeKind::kSet && !node.element.empty()) {
    Type inner = ElementType(node.element[0], ref);
    const syntax::TypeKind written = node.element[0].kind;
    const char* refused = nullptr;
    if (inner.kind == TypeKind::kRecord) {
      c_.Report(DiagnosticKind::kSetOfRecords, node.span);
      type_known_ = false;
    } else if (written == syntax::TypeKind::kYesNo) {
      refused = "@type_yesno";
    } else if (written == syntax::TypeKind::kSet) {
      refused = "@type_set";
    } else if (written == syntax::TypeKind::kList) {
      refused = "@type_list";
    } else if (written == syntax::TypeKind::kText) {
      refused = "@type_free_text";
    }
    if (refused != nullptr) {
      c_.Report(DiagnosticKind::kBadMembers, node.element[0].span, {refused});
      type_known_ = false;
    }
    Type type = inner;
    type.kind = TypeKind::kSet;
    type.element = inner.kind;
    return type;
  }
  if (node.kind == syntax::TypeKind::kList) {
    Type type;
    type.kind = TypeKind::kList;
    bool fits = node.up_to && node.up_to->value >= 1 && node.up_to->value <= kMostElements;
    if (node.up_to && !fits) c_.Report(DiagnosticKind::kBadUpTo, node.up_to->span);
    field.max_elements = fits ? static_cast<int>(node.up_to->value) : 0;
    return type;
  }
  Type type = ElementType(node, ref);
  if (node.range != syntax::kNoExpr) field.bounds = BoundsOf(node, type.kind, field.name);
  return type;
}

void Declarer::CheckFactName(const syntax::FactDecl& decl, ScopeId scope, const std::string& full) {
  if (decl.name.empty()) return;
  bool inside = scope != Method::kRoot || full != decl.name.text;
  if (inside && (decl.name.text == "key" || decl.name.text == "withdrawn")) {
    c_.Report(DiagnosticKind::kReservedFact, decl.name.span, {decl.name.text});
  }
  if (decl.name.text.size() > kLongFactName) {
    c_.Report(DiagnosticKind::kLongText, decl.name.span, {"@fact_name", "20"});
  }
  auto [place, added] = taken_.try_emplace({scope.value, full}, decl.name.span);
  if (!added && !(place->second == decl.name.span)) {
    c_.Report(Diagnostic(DiagnosticKind::kDuplicateName, decl.name.span, {full})
                  .At(place->second, "@first_here"));
  }
}

// The class of what a scope's elements lie in.
Privacy Declarer::ClassAround(ScopeId id) const {
  for (; id.valid(); id = c_.method.scope(id).parent) {
    if (FieldId container = c_.method.scope(id).field; container.valid()) {
      return c_.method.field(container).privacy;
    }
  }
  return Privacy::kP0;
}

// A class covers all inside; free text is at least p2, and no text is p3.
Privacy Declarer::ClassOf(const syntax::FactDecl& decl, const Field& field) const {
  Privacy out = ClassAround(field.scope);
  if (field.record.valid()) out = std::max(out, c_.method.field(field.record).privacy);
  const auto* written = c_.Once(decl.privacy, "privacy");
  if (written != nullptr) out = std::max(out, PrivacyOf(written->text));
  if (field.type.kind != TypeKind::kText) return out;
  if (written != nullptr && PrivacyOf(written->text) < Privacy::kP2) {
    c_.Report(DiagnosticKind::kTextClass, written->span, {written->text});
  } else if (out == Privacy::kP3) {
    c_.Report(DiagnosticKind::kTextOnHealth, decl.name.span, {field.name});
  }
  return std::max(out, Privacy::kP2);
}

void Declarer::DeclareFact(const syntax::FactDecl& decl, ScopeId scope, StepId step,
                           const std::string& prefix, FieldId record, int depth) {
  if (decl.name.empty()) return;
  std::string full = prefix + decl.name.text;
  bool global = scope == Method::kRoot && prefix.empty();
  FieldId id(c_.method.fields.size());
  if (global) {
    if (!c_.Declare(SymbolKind::kFact, id.value, decl.name)) return;
  }
  CheckFactName(decl, scope, full);
  Field field;
  field.name = full;
  field.scope = scope;
  field.step = step;
  field.span = decl.name.span;
  field.record = record;
  Name ref;
  type_known_ = true;
  field.type = TypeOf(decl.type, field, ref);
  if (!type_known_) c_.broken.insert(id);
  field.title = c_.TextOf(decl.title, decl.name);
  if (const auto* none = c_.Once(decl.or_none, "or none"); none != nullptr) {
    field.or_none = true;
    field.none_title = c_.TextOf(none->text, decl.name);
  }
  if (const auto* ask = c_.Once(decl.asks, "ask"); ask != nullptr) {
    field.ask = c_.TextOf(ask->text, decl.name);
    if (Characters(field.ask.nl) > kLongAsk) {
      c_.Report(DiagnosticKind::kLongText, ask->span, {"ask", "255"});
    }
  }
  if (const auto* by = c_.Once(decl.bys, "by"); by != nullptr) {
    for (const Name& name : by->names) {
      if (RoleId role = c_.RoleOf(name); role.valid()) field.by.push_back(role);
    }
  }
  field.input = input_;
  field.privacy = ClassOf(decl, field);
  for (const Name& was : decl.was) {
    field.was.push_back(was.text);
    earlier_.push_back({scope, prefix + was.text, was});
  }
  Type type = field.type;
  if (!ref.empty()) refs_.push_back({id, ref});
  c_.method.fields.push_back(std::move(field));
  c_.method.scopes[scope.value].fields.push_back(id);

  if (type.kind == TypeKind::kList) {
    ScopeId elements = NewScope(ScopeKind::kList, scope, full);
    c_.method.scopes[elements.value].field = id;
    c_.method.fields[id.value].elements = elements;
    c_.method.fields[id.value].type.scope = elements;
    Symbol* symbol = c_.Find(decl.type.name.text);
    if (symbol != nullptr && symbol->kind == SymbolKind::kRecord) {
      FillRecord(symbol->index, elements, step, "", FieldId(), depth + 1);
    } else {
      c_.broken.insert(id);
      c_.Unknown("@a_record", decl.type.name, c_.NamesOf({SymbolKind::kRecord}));
    }
  } else if (type.kind == TypeKind::kRecord && decl.type.kind == syntax::TypeKind::kNamed) {
    Symbol* symbol = c_.Find(decl.type.name.text);
    FillRecord(symbol->index, scope, step, full + ".", id, depth + 1);
  }
}

void Declarer::FillRecord(uint32_t record, ScopeId scope, StepId step, const std::string& prefix,
                          FieldId field, int depth) {
  const Located<syntax::RecordDecl>& located = c_.records[record];
  if (depth > kMaxRecordDepth) {
    c_.Report(DiagnosticKind::kRing, located.decl->name.span,
              {located.decl->name.text, located.decl->name.text});
    return;
  }
  if (c_.method.fields.size() > kMostFacts) {
    c_.broken.insert(field.valid() ? field : c_.method.scope(scope).field);
    if (!full_) {
      c_.Report(DiagnosticKind::kTooManyFacts, located.decl->name.span,
                {std::to_string(kMostFacts)});
    }
    full_ = true;
    return;
  }
  const File* outer = file_;
  file_ = located.file;
  for (const syntax::FactDecl& f : located.decl->facts) {
    DeclareFact(f, scope, step, prefix, field, depth);
  }
  for (const syntax::LetDecl& l : located.decl->lets) {
    Env env;
    env.file = located.file;
    env.self = scope;
    env.prefix = prefix;
    env.next_slot = c_.method.scope(scope).depth;
    DeclareLet(l, scope, prefix, env);
  }
  file_ = outer;
}

void Declarer::DeclareLet(const syntax::LetDecl& decl, ScopeId scope, const std::string& prefix,
                          Env env) {
  if (decl.name.empty()) return;
  LetId id(c_.method.lets.size());
  std::string full = prefix + decl.name.text;
  if (scope == Method::kRoot && prefix.empty()) {
    if (!c_.Declare(SymbolKind::kLet, id.value, decl.name)) return;
  } else {
    auto [place, added] = taken_.try_emplace({scope.value, full}, decl.name.span);
    if (!added && !(place->second == decl.name.span)) {
      c_.Report(Diagnostic(DiagnosticKind::kDuplicateName, decl.name.span, {full})
                    .At(place->second, "@first_here"));
      return;
    }
  }
  Let let;
  let.name = full;
  let.scope = scope;
  let.title = c_.TextOf(decl.title, decl.name);
  let.span = decl.name.span;
  c_.method.lets.push_back(std::move(let));
  c_.method.scopes[scope.value].lets.push_back(id);
  lets_.push_back({&decl, std::move(env)});
}

}  // namespace stapwijs::dsl::check
