// SPDX-License-Identifier: EUPL-1.2
#include "dsl/check/declare.h"

#include <algorithm>
#include <optional>

#include "engine/base/id.h"

namespace stapwijs::dsl::check {
namespace {

constexpr int kMaxRecordDepth = 8;
constexpr size_t kLongFactName = 20;
constexpr size_t kLongAsk = 255;

Privacy PrivacyOf(const std::string& word) {
  if (word == "p3") return Privacy::kP3;
  if (word == "p2") return Privacy::kP2;
  return word == "p1" ? Privacy::kP1 : Privacy::kP0;
}

}  // namespace

void Declarer::Run() {
  NewScope(ScopeKind::kRoot, ScopeId(), "");
  DeclareGlobals();
  DeclareSteps();
  PlaceBlocks();
  ResolveRefs(true);
}

ScopeId Declarer::NewScope(ScopeKind kind, ScopeId parent, const std::string& name) {
  ScopeId id(c_.method.scopes.size());
  Scope scope;
  scope.kind = kind;
  scope.name = name;
  scope.parent = parent;
  scope.depth = parent.valid() ? c_.method.scope(parent).depth + 1 : 0;
  c_.method.scopes.push_back(std::move(scope));
  if (parent.valid()) c_.method.scopes[parent.value].children.push_back(id);
  return id;
}

void Declarer::DeclareEnum(const syntax::EnumDecl& decl) {
  EnumType type;
  type.name = decl.name.text;
  std::map<std::string, Span> seen;
  for (const syntax::EnumValue& value : decl.values) {
    auto [place, added] = seen.try_emplace(value.name.text, value.name.span);
    if (!added) {
      c_.diagnostics.Report(
          Diagnostic(DiagnosticKind::kDuplicateName, value.name.span, {value.name.text})
              .At(place->second, "@first_here"));
      continue;
    }
    type.values.push_back({value.name.text, c_.TextOf(value.title, value.name, false)});
  }
  if (c_.Declare(SymbolKind::kEnum, static_cast<uint32_t>(c_.method.enums.size()), decl.name)) {
    c_.method.enums.push_back(std::move(type));
  }
}

void Declarer::DeclareGlobals() {
  for (const File& file : c_.files) {
    for (const syntax::SourceDecl& s : file.sources) {
      auto index = static_cast<uint32_t>(c_.method.sources.size());
      Symbol symbol{SymbolKind::kFact, index, s.name.span, false};
      auto [place, added] = c_.sources.try_emplace(s.name.text, symbol);
      if (!added) {
        c_.diagnostics.Report(Diagnostic(DiagnosticKind::kDuplicateName, s.name.span, {s.name.text})
                                  .At(place->second.span, "@first_here"));
        continue;
      }
      const auto* by = c_.Once(s.by, "by");
      const auto* url = c_.Once(s.url, "url");
      const auto* year = c_.Once(s.year, "year");
      c_.method.sources.push_back({s.name.text, s.title.text, by != nullptr ? by->text : "",
                                   url != nullptr ? url->text : "",
                                   year != nullptr ? static_cast<int>(year->value) : 0});
    }
    for (const syntax::RoleDecl& r : file.roles) {
      Symbol symbol{SymbolKind::kFact, static_cast<uint32_t>(c_.method.roles.size()), r.name.span,
                    false};
      auto [place, added] = c_.roles.try_emplace(r.name.text, symbol);
      if (!added) {
        c_.diagnostics.Report(Diagnostic(DiagnosticKind::kDuplicateName, r.name.span, {r.name.text})
                                  .At(place->second.span, "@first_here"));
        continue;
      }
      c_.method.roles.push_back({r.name.text, c_.TextOf(r.title, r.name)});
    }
    for (const syntax::EnumDecl& e : file.enums) DeclareEnum(e);
    for (const syntax::RecordDecl& r : file.records) {
      if (c_.Declare(SymbolKind::kRecord, static_cast<uint32_t>(c_.records.size()), r.name)) {
        c_.records.push_back({&file, &r});
      }
    }
  }
}

void Declarer::DeclareSteps() {
  struct Todo {
    const File* file;
    const syntax::StepDecl* decl;
    StepId step;
  };
  std::vector<Todo> todo;
  for (const File& file : c_.files) {
    for (const syntax::StepDecl& s : file.steps) {
      StepId id(c_.method.steps.size());
      if (!c_.Declare(SymbolKind::kStep, id.value, s.name)) continue;
      Step step;
      step.name = s.name.text;
      step.title = c_.TextOf(s.title, s.name);
      step.span = s.span;
      c_.method.steps.push_back(std::move(step));
      c_.rules.emplace_back();
      todo.push_back({&file, &s, id});
    }
  }
  for (const File& file : c_.files) {
    file_ = &file;
    for (const syntax::FactDecl& f : file.facts) {
      DeclareFact(f, Method::kRoot, StepId(), "", FieldId(), 0);
    }
    for (const syntax::LetDecl& l : file.lets) {
      Env env;
      env.file = &file;
      DeclareLet(l, Method::kRoot, "", env);
    }
  }
  for (const Todo& t : todo) {
    Env env;
    env.file = t.file;
    env.step = t.step;
    DeclareBody(*t.file, t.decl->body, t.step, BlockId(), env, Method::kRoot);
  }
}

// Facts and lets of a body; its `for each` blocks wait until their containers are known.
void Declarer::DeclareBody(const File& file, const syntax::Body& body, StepId step, BlockId block,
                           const Env& env, ScopeId scope) {
  file_ = &file;
  if (!scope.valid()) {
    for (const syntax::FactDecl& f : body.facts) c_.Report(DiagnosticKind::kFactPlace, f.name.span);
    for (const syntax::LetDecl& l : body.lets) c_.Report(DiagnosticKind::kFactPlace, l.name.span);
  } else {
    for (const syntax::FactDecl& f : body.facts) DeclareFact(f, scope, step, "", FieldId(), 0);
    for (const syntax::LetDecl& l : body.lets) DeclareLet(l, scope, "", env);
  }
  for (const syntax::ForEachDecl& f : body.for_eaches) {
    pending_.push_back({&file, &f, step, block, env});
  }
}

void Declarer::PlaceBlocks() {
  bool moved = true;
  while (moved && !pending_.empty()) {
    moved = false;
    std::vector<Pending> now;
    now.swap(pending_);
    for (const Pending& pending : now) {
      ResolveRefs(false);
      if (Place(pending)) {
        moved = true;
      } else {
        pending_.push_back(pending);
      }
    }
  }
  for (const Pending& pending : pending_) {
    if (pending.decl->in.empty()) continue;
    const Name& last = pending.decl->in.steps.back().name;
    if (c_.names.contains(last.text)) {
      c_.Report(DiagnosticKind::kNoContainer, pending.decl->in.span, {last.text});
    } else {
      c_.Unknown("@a_list", last, c_.NamesOf({SymbolKind::kFact, SymbolKind::kEnum}));
    }
  }
}

// Finds the container of a `for each`; false while it is not known yet.
bool Declarer::Place(const Pending& pending) {
  const syntax::ForEachDecl& decl = *pending.decl;
  Access owner;
  owner.scope = Method::kRoot;
  size_t at = 0;
  for (const LoopName& loop : pending.env.loops) {
    if (decl.in.steps.size() > 1 && loop.name == decl.in.steps[0].name.text) {
      owner.base = loop.slot;
      owner.scope = loop.scope;
      at = 1;
    }
  }
  // What is left names a list, a set of references or an enum of that element.
  std::string name;
  for (; at < decl.in.steps.size(); ++at) {
    if (decl.in.steps[at].kind != syntax::PathStep::Kind::kName) return false;
    name += (name.empty() ? "" : ".") + decl.in.steps[at].name.text;
  }
  ScopeId elements;
  FieldId field = c_.method.FindField(owner.scope, name);
  if (!field.valid() && c_.method.scope(owner.scope).kind == ScopeKind::kRefs) {
    ScopeId target = c_.method.scope(owner.scope).target;
    field = c_.method.FindField(target, name);
    Hop hop;
    hop.kind = Hop::Kind::kTarget;
    hop.scope = target;
    owner.hops.push_back(hop);
    owner.scope = target;
  }
  if (field.valid()) {
    if (Symbol* s = c_.Find(name); s != nullptr && owner.scope == Method::kRoot) s->used = true;
    const Type& type = c_.method.field(field).type;
    if (type.kind == TypeKind::kList) elements = c_.method.field(field).elements;
    if (type.kind == TypeKind::kSet && type.element == TypeKind::kRef && type.scope.valid()) {
      elements = PairsOf(field);
    }
  } else if (auto symbol = c_.names.find(name);
             symbol != c_.names.end() && symbol->second.kind == SymbolKind::kEnum) {
    symbol->second.used = true;
    // `for each a in audience` in the step; within an element: `for each p in part`.
    bool inner = !pending.env.loops.empty();
    if (inner && owner.base == Access::kRoot) {
      const LoopName& loop = pending.env.loops.back();
      owner.base = loop.slot;
      owner.scope = loop.scope;
    }
    elements = ValuesOf(owner.scope, EnumId(symbol->second.index));
  }
  if (!elements.valid()) return false;

  BlockId id(c_.method.blocks.size());
  Block block;
  block.step = pending.step;
  block.parent = pending.parent;
  block.depth = static_cast<int>(pending.env.loops.size());
  block.loop.owner = owner;
  block.loop.scope = elements;
  block.loop.slot = block.depth;
  block.span = decl.span;
  c_.method.blocks.push_back(std::move(block));
  Env env = pending.env;
  for (const LoopName& loop : env.loops) {
    if (loop.name == decl.variable.text) {
      c_.Report(DiagnosticKind::kHidesName, decl.variable.span, {decl.variable.text});
    }
  }
  if (c_.names.contains(decl.variable.text)) {
    c_.Report(DiagnosticKind::kHidesName, decl.variable.span, {decl.variable.text});
  }
  env.loops.push_back({decl.variable.text, env.next_slot, elements});
  ++env.next_slot;
  // Facts may be declared here only if the loops around are just the way down to these elements.
  ScopeId chain = elements;
  bool ancestors = true;
  for (size_t i = env.loops.size(); i-- > 0;) {
    ancestors = ancestors && chain == env.loops[i].scope;
    if (chain.valid()) chain = c_.method.scope(chain).parent;
  }
  ancestors = ancestors && chain == Method::kRoot;
  blocks_.push_back({pending.file, &decl, id, env});
  DeclareBody(*pending.file, decl.body, pending.step, id, env, ancestors ? elements : ScopeId());
  return true;
}

ScopeId Declarer::PairsOf(FieldId set) {
  Field& field = c_.method.fields[set.value];
  if (field.elements.valid()) return field.elements;
  ScopeId scope = NewScope(ScopeKind::kRefs, field.scope, field.name);
  c_.method.scopes[scope.value].field = set;
  c_.method.scopes[scope.value].target = field.type.scope;
  return c_.method.fields[set.value].elements = scope;
}

ScopeId Declarer::ValuesOf(ScopeId parent, EnumId enum_id) {
  const std::string& name = c_.method.enum_type(enum_id).name;
  ScopeId known = c_.method.FindChild(parent, name);
  if (known.valid()) return known;
  ScopeId scope = NewScope(ScopeKind::kEnum, parent, name);
  c_.method.scopes[scope.value].enum_id = enum_id;
  return scope;
}

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
        c_.Unknown("@a_type", node.name, c_.NamesOf({SymbolKind::kEnum, SymbolKind::kRecord}));
      }
      break;
    }
    default:
      break;
  }
  return type;
}

Type Declarer::TypeOf(const syntax::TypeNode& node, Field& field, Name& ref) {
  if (node.kind == syntax::TypeKind::kSet && !node.element.empty()) {
    Type inner = ElementType(node.element[0], ref);
    if (inner.kind == TypeKind::kRecord) {
      c_.Report(DiagnosticKind::kSetOfRecords, node.span);
    }
    Type type = inner;
    type.kind = TypeKind::kSet;
    type.element = inner.kind;
    return type;
  }
  if (node.kind == syntax::TypeKind::kList) {
    Type type;
    type.kind = TypeKind::kList;
    field.max_elements = node.up_to ? static_cast<int>(node.up_to->value) : 0;
    return type;
  }
  Type type = ElementType(node, ref);
  if (node.range != syntax::kNoExpr) {
    const syntax::ExprArena& exprs = file_->exprs;
    const syntax::ExprNode& range = exprs[node.range];
    auto bound = [&](syntax::ExprId id, int64_t none) {
      if (id == syntax::kNoExpr || exprs[id].kind != syntax::ExprKind::kLiteral) return none;
      const syntax::Literal& literal = exprs.LiteralOf(exprs[id]);
      bool number = literal.kind == syntax::LiteralKind::kNumber && literal.whole;
      return number ? literal.number * (type.kind == TypeKind::kDecimal ? kDecimalUnit : 1) : none;
    };
    field.bounds = {bound(range.a, Range::kNegInf), bound(range.b, Range::kPosInf)};
  }
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
    c_.diagnostics.Report(Diagnostic(DiagnosticKind::kDuplicateName, decl.name.span, {full})
                              .At(place->second, "@first_here"));
  }
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
  field.type = TypeOf(decl.type, field, ref);
  field.title = c_.TextOf(decl.title, decl.name);
  if (const auto* none = c_.Once(decl.or_none, "or none"); none != nullptr) {
    field.or_none = true;
    field.none_title = c_.TextOf(none->text, decl.name, false);
  }
  if (const auto* ask = c_.Once(decl.asks, "ask"); ask != nullptr) {
    field.ask = c_.TextOf(ask->text, decl.name);
    if (field.ask.nl.size() > kLongAsk) {
      c_.Report(DiagnosticKind::kLongText, ask->span, {"ask", "255"});
    }
  }
  if (const auto* by = c_.Once(decl.bys, "by"); by != nullptr) {
    for (const Name& name : by->names) {
      if (RoleId role = c_.RoleOf(name); role.valid()) field.by.push_back(role);
    }
  }
  if (const auto* privacy = c_.Once(decl.privacy, "privacy"); privacy != nullptr) {
    field.privacy = PrivacyOf(privacy->text);
  }
  bool text = field.type.kind == TypeKind::kText ||
              (field.type.kind == TypeKind::kSet && field.type.element == TypeKind::kText);
  if (text) field.privacy = std::max(field.privacy, Privacy::kP2);
  if (!decl.was.empty()) c_.Report(DiagnosticKind::kNotSupported, decl.was[0].span, {"was"});
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
  const File* outer = file_;
  file_ = located.file;
  Privacy around = field.valid() ? c_.method.field(field).privacy : Privacy::kP0;
  if (!field.valid()) around = c_.method.field(c_.method.scope(scope).field).privacy;
  size_t first = c_.method.fields.size();
  for (const syntax::FactDecl& f : located.decl->facts) {
    DeclareFact(f, scope, step, prefix, field, depth);
  }
  // A class covers all inside.
  for (size_t i = first; i < c_.method.fields.size(); ++i) {
    c_.method.fields[i].privacy = std::max(c_.method.fields[i].privacy, around);
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
      c_.diagnostics.Report(Diagnostic(DiagnosticKind::kDuplicateName, decl.name.span, {full})
                                .At(place->second, "@first_here"));
      return;
    }
  }
  Let let;
  let.name = full;
  let.scope = scope;
  let.title = c_.TextOf(decl.title, decl.name, false);
  let.span = decl.name.span;
  c_.method.lets.push_back(std::move(let));
  c_.method.scopes[scope.value].lets.push_back(id);
  lets_.push_back({&decl, std::move(env)});
}

// `ref pool`: the list of that name among the elements around, or of the method.
void Declarer::ResolveRefs(bool last) {
  std::vector<PendingRef> open;
  for (const PendingRef& pending : refs_) {
    Field& field = c_.method.fields[pending.field.value];
    FieldId list;
    for (ScopeId scope = field.scope; scope.valid() && !list.valid();
         scope = c_.method.scope(scope).parent) {
      FieldId found = c_.method.FindField(scope, pending.list.text);
      if (found.valid() && c_.method.field(found).type.kind == TypeKind::kList) list = found;
    }
    if (list.valid()) {
      field.type.scope = c_.method.field(list).elements;
      if (auto symbol = c_.names.find(pending.list.text); symbol != c_.names.end()) {
        symbol->second.used = true;
      }
    } else if (last) {
      std::vector<std::string> lists;
      for (const Field& f : c_.method.fields) {
        if (f.type.kind == TypeKind::kList) lists.push_back(f.name);
      }
      c_.Unknown("@a_list", pending.list, lists);
    } else {
      open.push_back(pending);
    }
  }
  refs_ = std::move(open);
}

}  // namespace stapwijs::dsl::check
