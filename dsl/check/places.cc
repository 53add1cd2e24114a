// SPDX-License-Identifier: EUPL-1.2
#include "dsl/check/expressions.h"
#include "engine/base/id.h"

// What a path such as `sessions[vol].people[e1].trained` leads to.
namespace stapwijs::dsl::check {
namespace {

using Step = syntax::PathStep;

Hop ChildHop(ScopeId scope, const std::string& key) {
  Hop hop;
  hop.kind = Hop::Kind::kChild;
  hop.scope = scope;
  hop.key = key;
  return hop;
}

}  // namespace

ScopeId Expressions::PairsOf(FieldId set) {
  return frozen_ ? c_.method.field(set).elements : declarer_.PairsOf(set);
}

ScopeId Expressions::ValuesOf(ScopeId parent, EnumId enum_id) {
  if (!frozen_) return declarer_.ValuesOf(parent, enum_id);
  return c_.method.FindChild(parent, c_.method.enum_type(enum_id).name);
}

// A rule of `step` whose innermost loop runs over the elements of `scope`. Without a step: of the
// step `home`, or else of the only one that has such a rule.
bool Expressions::FindRule(StepId step, StepId home, ScopeId scope, const Name& name,
                           Place& place) {
  std::vector<const Rule*> found;
  for (size_t s = 0; s < c_.rules.size(); ++s) {
    if (step.valid() && step.value != s) continue;
    auto [from, to] = c_.rules[s].equal_range(name.text);
    for (auto it = from; it != to; ++it) {
      const Rule& rule = it->second;
      ScopeId stands = rule.block.valid() ? c_.method.block(rule.block).loop.scope : Method::kRoot;
      if (stands != scope) continue;
      const bool own = !found.empty() && found[0]->step == home;
      if (own) continue;
      if (rule.step == home) found.clear();
      found.push_back(&rule);
    }
  }
  if (found.empty()) return false;
  const Rule& rule = *found[0];
  if (rule.step != found.back()->step) {
    c_.Report(DiagnosticKind::kAmbiguousPath, name.span, {name.text});
  }
  constexpr Place::Kind kKinds[] = {Place::Kind::kItem, Place::Kind::kGuard, Place::Kind::kTip};
  place.kind = kKinds[static_cast<size_t>(rule.kind)];
  place.index = rule.index;
  place.step = rule.step;
  return true;
}

// The first name of a path: a loop name, a fact around a record's let, or a name of the method.
Place Expressions::FindFirst(const syntax::Path& path, size_t& at, std::string& prefix,
                             const Env& env) {
  Place place;
  const std::string& first = path.steps[0].name.text;
  at = 1;
  for (const LoopName& loop : env.loops) {
    if (loop.name != first) continue;
    place.kind = Place::Kind::kElement;
    place.access.base = loop.slot;
    place.access.scope = loop.scope;
    return place;
  }
  if (env.self.valid()) {
    Place own;
    own.kind = Place::Kind::kElement;
    own.access.scope = env.self;
    if (env.self != Method::kRoot) own.access.base = c_.method.scope(env.self).depth - 1;
    std::string own_prefix = env.prefix;
    if (StepInto(path.steps[0], own_prefix, own, env)) {
      prefix = own_prefix;
      return own;
    }
  }
  place.access.scope = Method::kRoot;
  auto symbol = c_.names.find(first);
  if (env.step.valid() && (env.want_rule || symbol == c_.names.end())) {
    // Bare names of rules: first those of the element the loops are at, then those of the step.
    Place rule;
    for (size_t i = env.loops.size(); i-- > 0;) {
      rule.access.base = env.loops[i].slot;
      rule.access.scope = env.loops[i].scope;
      if (FindRule(env.step, env.step, rule.access.scope, path.steps[0].name, rule)) return rule;
    }
    rule.access = Access();
    rule.access.scope = Method::kRoot;
    if (FindRule(env.step, env.step, Method::kRoot, path.steps[0].name, rule)) return rule;
  }
  if (symbol == c_.names.end()) return place;
  symbol->second.used = true;
  switch (symbol->second.kind) {
    case SymbolKind::kFact:
      place.kind = Place::Kind::kField;
      place.field = FieldId(symbol->second.index);
      prefix = first + ".";
      break;
    case SymbolKind::kLet:
      place.kind = Place::Kind::kLet;
      place.let = LetId(symbol->second.index);
      break;
    case SymbolKind::kEnum:
      place.kind = Place::Kind::kEnumType;
      place.enum_id = EnumId(symbol->second.index);
      break;
    case SymbolKind::kStep:
      place.kind = Place::Kind::kStep;
      place.step = StepId(symbol->second.index);
      break;
    case SymbolKind::kGoal:
      place.kind = Place::Kind::kGoal;
      place.index = symbol->second.index;
      break;
    case SymbolKind::kParameter:
      place.kind = Place::Kind::kParameter;
      place.index = symbol->second.index;
      break;
    case SymbolKind::kRecord:
      break;
  }
  return place;
}

Place Expressions::Find(const syntax::Path& path, const Env& env) {
  Place place;
  if (path.empty() || path.steps[0].kind != Step::Kind::kName) return place;
  size_t at = 0;
  std::string prefix;
  place = FindFirst(path, at, prefix, env);
  StepId step;  // `preparation.sessions[vol].people_trained` begins with its step
  for (; at < path.steps.size() && place.kind != Place::Kind::kNothing; ++at) {
    if (place.kind == Place::Kind::kStep) {
      step = place.step;
      place.kind = Place::Kind::kElement;
      place.access = Access();
      place.access.scope = Method::kRoot;
      prefix.clear();
    }
    Env around = env;
    around.step = step;
    around.home = env.step;
    if (!StepInto(path.steps[at], prefix, place, around)) return Place();
    if (step.valid()) place.step = step;
  }
  return place;
}

// One step further: into a container by a key, to a fact, a let or a rule by a name.
bool Expressions::StepInto(const Step& step, std::string& prefix, Place& place, const Env& env) {
  Method& m = c_.method;
  if (step.kind != Step::Kind::kName) {
    ScopeId child;
    std::string key = step.kind == Step::Kind::kAny ? "*" : step.name.text;
    if (place.kind == Place::Kind::kEnumType) {
      if (!m.FindEnumValue(place.enum_id, key)) return false;
      child = ValuesOf(place.access.scope, place.enum_id);
    } else if (place.kind == Place::Kind::kField) {
      const Type type = m.field(place.field).type;
      if (type.kind == TypeKind::kList) child = m.field(place.field).elements;
      bool refs = type.kind == TypeKind::kSet && type.element == TypeKind::kRef;
      if (refs && type.scope.valid()) child = PairsOf(place.field);
      if (key != "*" && !IsElementKey(key)) return false;
    }
    if (!child.valid()) return false;
    place.kind = Place::Kind::kElement;
    place.access.hops.push_back(ChildHop(child, key));
    place.access.scope = child;
    prefix.clear();
    return true;
  }
  // A fact of a nested record has a dotted name; a reference leads on to its element.
  if (place.kind == Place::Kind::kField) {
    const Field& field = m.field(place.field);
    if (field.type.kind == TypeKind::kRef && field.type.scope.valid()) {
      Hop hop;
      hop.kind = Hop::Kind::kRef;
      hop.scope = field.type.scope;
      hop.field = place.field;
      place.access.hops.push_back(hop);
      place.access.scope = field.type.scope;
      prefix.clear();
    } else if (field.type.kind != TypeKind::kRecord) {
      return false;
    }
  } else if (place.kind != Place::Kind::kElement) {
    return false;
  }
  std::string name = prefix + step.name.text;
  ScopeId scope = place.access.scope;
  const Access before = place.access;
  for (int target = 0; target < 2; ++target) {
    const bool rules = env.want_rule && prefix.empty();
    if (rules && FindRule(env.step, env.home, scope, step.name, place)) return true;
    if (FieldId field = m.FindField(scope, name); field.valid()) {
      place.kind = Place::Kind::kField;
      place.field = field;
      prefix = name + ".";
      return true;
    }
    if (LetId let = m.FindLet(scope, name); let.valid()) {
      place.kind = Place::Kind::kLet;
      place.let = let;
      return true;
    }
    if (ScopeId child = m.FindChild(scope, name);
        child.valid() && m.scope(child).kind == ScopeKind::kEnum) {
      place.kind = Place::Kind::kEnumType;
      place.enum_id = m.scope(child).enum_id;
      return true;
    }
    if (m.scope(scope).kind != ScopeKind::kRefs) break;
    // From the pair to the element it refers to.
    Hop hop;
    hop.kind = Hop::Kind::kTarget;
    hop.scope = m.scope(scope).target;
    place.access.hops.push_back(hop);
    place.access.scope = scope = hop.scope;
  }
  place.access = before;
  scope = before.scope;
  if (prefix.empty() && FindRule(env.step, env.home, scope, step.name, place)) return true;
  // `preparation.audience[...]`: an enum after the name of a step.
  auto symbol = c_.names.find(name);
  if (scope == Method::kRoot && prefix.empty() && symbol != c_.names.end() &&
      symbol->second.kind == SymbolKind::kEnum) {
    symbol->second.used = true;
    place.kind = Place::Kind::kEnumType;
    place.enum_id = EnumId(symbol->second.index);
    return true;
  }
  return false;
}

std::optional<Loop> Expressions::Container(const syntax::Path& path, const Env& env) {
  Place place = Find(path, env);
  Loop loop;
  loop.owner = place.access;
  if (place.kind == Place::Kind::kField) {
    const Type type = c_.method.field(place.field).type;
    if (type.kind == TypeKind::kList) loop.scope = c_.method.field(place.field).elements;
    bool refs = type.kind == TypeKind::kSet && type.element == TypeKind::kRef;
    if (refs && type.scope.valid()) loop.scope = PairsOf(place.field);
    if (c_.broken.contains(place.field)) return std::nullopt;  // its type was reported
  } else if (place.kind == Place::Kind::kEnumType) {
    loop.scope = ValuesOf(place.access.scope, place.enum_id);
  }
  if (loop.scope.valid()) return loop;
  if (place.kind == Place::Kind::kNothing) {
    Type none;
    PathValue(path, env, &none);  // reports the name that is not there
  } else {
    c_.Report(DiagnosticKind::kNoContainer, path.span, {path.steps.back().name.text});
  }
  return std::nullopt;
}

}  // namespace stapwijs::dsl::check
