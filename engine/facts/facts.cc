// SPDX-License-Identifier: EUPL-1.2
#include "engine/facts/facts.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

// How list states lie in `Element::fields`, under the list's own field: none as none, complete as
// yes, at least as nothing at all ("a list not recorded is at least nothing").
namespace stapwijs {
namespace {

RecordedValue Plain(Value value) { return {std::move(value), "", false}; }

// Whether `field` lies in the nested record `record`, at any depth.
bool LiesIn(const Method& method, FieldId field, FieldId record) {
  for (FieldId at = method.field(field).record; at.valid(); at = method.field(at).record) {
    if (at == record) return true;
  }
  return false;
}

// Forgets a fact with all that lies in it: elements, pairs, facts of a nested record.
void Forget(const Method& method, Element& owner, FieldId field) {
  const Field& declared = method.field(field);
  owner.fields.erase(field);
  if (declared.elements.valid()) owner.children.erase(declared.elements);
  if (declared.type.kind != TypeKind::kRecord) return;
  for (FieldId inner : method.scope(declared.scope).fields) {
    if (!LiesIn(method, inner, field)) continue;
    owner.fields.erase(inner);
    if (method.field(inner).elements.valid()) owner.children.erase(method.field(inner).elements);
  }
}

// None there is none in all that lies in it, so that Find needs no Method.
void MakeNone(const Method& method, Element& owner, FieldId field) {
  Forget(method, owner, field);
  owner.fields[field] = Plain(Value::None());
  if (method.field(field).type.kind != TypeKind::kRecord) return;
  for (FieldId inner : method.scope(method.field(field).scope).fields) {
    if (LiesIn(method, inner, field)) owner.fields[inner] = Plain(Value::None());
  }
}

bool IsNone(const Element& owner, FieldId field) {
  const RecordedValue* recorded = owner.Find(field);
  return recorded != nullptr && recorded->value.is_none();
}

// Something in a nested record is recorded again: the record is there after all.
void ReopenRecords(const Method& method, Element& owner, FieldId field) {
  for (FieldId at = method.field(field).record; at.valid(); at = method.field(at).record) {
    if (IsNone(owner, at)) Forget(method, owner, at);
  }
}

// A set "at least nothing" is a set not recorded.
void Store(Element& owner, FieldId field, SetValue set) {
  if (!set.complete && set.members.empty()) {
    owner.fields.erase(field);
  } else {
    owner.fields[field] = Plain(Value::Of(std::move(set)));
  }
}

// The set recorded in `field`; at least nothing, when none is.
SetValue SetIn(const Element& owner, FieldId field) {
  const RecordedValue* recorded = owner.Find(field);
  if (recorded != nullptr && recorded->value.set() != nullptr) return *recorded->value.set();
  return {{}, false};
}

void PutReference(Element& owner, FieldId field, const std::string& key, bool present) {
  SetValue set = SetIn(owner, field);
  auto at = std::lower_bound(set.members.begin(), set.members.end(), Atom(key));
  bool there = at != set.members.end() && *at == Atom(key);
  if (present && !there) set.members.insert(at, key);
  if (!present && there) set.members.erase(at);
  Store(owner, field, std::move(set));
}

// The element enters its list, or its reference its set.
Element& Enter(const Method& method, Element& owner, const PathStep& step) {
  const Scope& scope = method.scope(step.scope);
  if (scope.kind == ScopeKind::kList || scope.kind == ScopeKind::kRefs) {
    ReopenRecords(method, owner, scope.field);
  }
  if (scope.kind == ScopeKind::kList && IsNone(owner, scope.field)) {
    owner.fields.erase(scope.field);
  }
  if (scope.kind == ScopeKind::kRefs) PutReference(owner, scope.field, step.key, true);
  Element& element = owner.children[step.scope].Mutable(step.key);
  element.withdrawn = false;
  return element;
}

// The element for recording something in it: one never seen enters, a withdrawn one stays out.
Element& Reach(const Method& method, Element& owner, const PathStep& step) {
  const Elements* known = owner.FindChildren(step.scope);
  if (known == nullptr || known->Find(step.key) == nullptr) return Enter(method, owner, step);
  return owner.children[step.scope].Mutable(step.key);
}

void Leave(const Method& method, Element& owner, const PathStep& step) {
  const Scope& scope = method.scope(step.scope);
  if (scope.kind == ScopeKind::kEnum || scope.kind == ScopeKind::kRoot) return;
  if (IsNone(owner, scope.field)) return;
  const RecordedValue* set = owner.Find(scope.field);
  if (scope.kind == ScopeKind::kRefs && set != nullptr && set->value.set() != nullptr) {
    PutReference(owner, scope.field, step.key, false);
  }
  owner.children[step.scope].Mutable(step.key).withdrawn = true;
}

void WithdrawAll(Element& owner, ScopeId scope) {
  std::vector<std::string> keys;
  if (const Elements* elements = owner.FindChildren(scope)) {
    for (const auto& element : elements->all()) keys.push_back(element->key);
  }
  for (const std::string& key : keys) owner.children[scope].Mutable(key).withdrawn = true;
}

// Pairs follow their set: those named are there, the others left.
void FollowSet(Element& owner, ScopeId pairs, const SetValue& set) {
  WithdrawAll(owner, pairs);
  auto children = owner.children.find(pairs);
  if (children == owner.children.end()) return;
  for (const Atom& member : set.members) {
    const std::string& key = std::get<std::string>(member);
    if (children->second.Find(key) != nullptr) children->second.Mutable(key).withdrawn = false;
  }
}

void Set(const Method& method, Element& owner, FieldId field, const RecordedValue& value) {
  const Field& declared = method.field(field);
  ReopenRecords(method, owner, field);
  if (value.value.is_none()) return MakeNone(method, owner, field);
  if (declared.type.kind == TypeKind::kList || declared.type.kind == TypeKind::kRecord) return;
  if (value.value.is_unknown() && !value.about) return Forget(method, owner, field);
  owner.fields[field] = value;
  if (declared.elements.valid() && value.value.set() != nullptr) {
    FollowSet(owner, declared.elements, *value.value.set());
  }
}

// "These are all", or "there may be more", of a list or a set.
void SetComplete(const Method& method, Element& owner, FieldId field, bool complete) {
  ReopenRecords(method, owner, field);
  if (method.field(field).type.kind == TypeKind::kList) {
    if (complete) {
      owner.fields[field] = Plain(Value::Bool(true));
    } else {
      owner.fields.erase(field);
    }
    return;
  }
  SetValue set = SetIn(owner, field);
  set.complete = complete;
  Store(owner, field, std::move(set));
}

}  // namespace

const RecordedValue* Element::Find(FieldId field) const {
  auto place = fields.find(field);
  return place == fields.end() ? nullptr : &place->second;
}

const Elements* Element::FindChildren(ScopeId scope) const {
  auto place = children.find(scope);
  return place == children.end() ? nullptr : &place->second;
}

const Element* Elements::Find(std::string_view key) const {
  auto place = index_.find(absl::string_view(key.data(), key.size()));
  return place == index_.end() ? nullptr : elements_[place->second].get();
}

Element& Elements::Mutable(const std::string& key) {
  auto [place, added] = index_.try_emplace(key, elements_.size());
  std::shared_ptr<Element> copy;
  if (added) {
    copy = std::make_shared<Element>();
    copy->key = key;
    elements_.push_back(copy);
  } else {
    // Always a copy: counting the owners would race with readers of other copies.
    copy = std::make_shared<Element>(*elements_[place->second]);
    elements_[place->second] = copy;
  }
  return *copy;
}

const Element* Facts::Find(const std::vector<PathStep>& path) const {
  const Element* at = &root_;
  for (const PathStep& step : path) {
    const Elements* elements = at->FindChildren(step.scope);
    at = elements == nullptr ? nullptr : elements->Find(step.key);
    if (at == nullptr) return nullptr;
  }
  return at;
}

const Answer* Facts::FindAnswer(std::string_view item_path) const {
  auto place = answers_.find(absl::string_view(item_path.data(), item_path.size()));
  return place == answers_.end() ? nullptr : &place->second;
}

Element& Facts::MutableElement(const Method& method, const std::vector<PathStep>& path) {
  Element* at = &root_;
  for (const PathStep& step : path) at = &Reach(method, *at, step);
  return *at;
}

void Facts::Apply(const Method& method, const Change& change) {
  using Kind = Change::Kind;
  if (change.kind == Kind::kAnswer) {
    if (change.value.value.is_unknown()) {
      answers_.erase(change.item);
    } else {
      answers_[change.item] = {change.value.value.is_yes(), change.evidence};
    }
    return;
  }
  FieldId field = change.path.field;
  if (change.kind == Kind::kAddElement || change.kind == Kind::kWithdrawElement) {
    if (change.path.elements.empty()) return;
    std::vector<PathStep> around = change.path.elements;
    around.pop_back();
    Element& owner = MutableElement(method, around);
    if (change.kind == Kind::kAddElement) {
      Enter(method, owner, change.path.elements.back());
    } else {
      Leave(method, owner, change.path.elements.back());
    }
    return;
  }
  if (!field.valid()) return;
  TypeKind kind = method.field(field).type.kind;
  bool gathers = kind == TypeKind::kList || kind == TypeKind::kSet;
  if (change.kind == Kind::kWithdraw) {
    if (Find(change.path.elements) == nullptr) return;
    Element& owner = MutableElement(method, change.path.elements);
    FieldId record = method.field(field).record;
    if (!record.valid() || !IsNone(owner, record)) Forget(method, owner, field);
  } else if (change.kind == Kind::kSet) {
    Set(method, MutableElement(method, change.path.elements), field, change.value);
  } else if (gathers) {
    Element& owner = MutableElement(method, change.path.elements);
    SetComplete(method, owner, field, change.kind != Kind::kMayHaveMore);
    if (change.kind == Kind::kReplaceElements) WithdrawAll(owner, method.field(field).elements);
  }
}

ListState StateOfList(const Element& owner, FieldId list) {
  const RecordedValue* state = owner.Find(list);
  if (state == nullptr) return ListState::kAtLeast;
  return state->value.is_none() ? ListState::kNone : ListState::kComplete;
}

std::string UnusedKey(const Elements* elements, const std::set<std::string, std::less<>>& taken) {
  for (size_t n = 1;; ++n) {
    std::string key = absl::StrCat("e", n);
    if (taken.contains(key)) continue;
    if (elements == nullptr || elements->Find(key) == nullptr) return key;
  }
}

}  // namespace stapwijs
