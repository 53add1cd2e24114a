// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "dsl/check/declare.h"

// `for each` finds its elements, references find their list.
namespace stapwijs::dsl::check {

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
      // Who it names is as personal as being in that list.
      field.privacy = std::max(field.privacy, c_.method.field(list).privacy);
      if (auto symbol = c_.names.find(pending.list.text); symbol != c_.names.end()) {
        symbol->second.used = true;
      }
    } else if (last) {
      c_.broken.insert(pending.field);
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

// `p.name` is a fact of the pair or of the element it refers to: never of both.
void Declarer::CheckPairs() {
  for (const Scope& pairs : c_.method.scopes) {
    if (pairs.kind != ScopeKind::kRefs || !pairs.target.valid()) continue;
    auto check = [&](const std::string& name, Span span) {
      bool far = c_.method.FindField(pairs.target, name).valid() ||
                 c_.method.FindLet(pairs.target, name).valid();
      if (far) c_.Report(DiagnosticKind::kPairHides, span, {name});
    };
    for (FieldId id : pairs.fields) check(c_.method.field(id).name, c_.method.field(id).span);
    for (LetId id : pairs.lets) check(c_.method.let(id).name, c_.method.let(id).span);
  }
}

}  // namespace stapwijs::dsl::check
