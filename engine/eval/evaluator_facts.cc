// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "engine/eval/evaluator.h"

// How an expression reaches elements and reads what is recorded of them.
namespace stapwijs {

InstanceId Evaluator::Reach(const Access& access, const Frame& frame) {
  InstanceId at =
      access.base == Access::kRoot ? kRootInstance : frame[static_cast<size_t>(access.base)];
  for (const Hop& hop : access.hops) {
    if (at == kNoInstance) return at;
    switch (hop.kind) {
      case Hop::Kind::kChild:
        at = instances_.Child(at, hop.scope, hop.key);
        break;
      case Hop::Kind::kRef: {
        Result key = ReadField(at, hop.field);
        if (key.value.is_none()) return kNoInstance;
        at = key.value.text() != nullptr ? instances_.Referred(at, hop.scope, *key.value.text())
                                         : instances_.Unnamed(at, hop.field, hop.scope);
        break;
      }
      case Hop::Kind::kTarget: {
        const Instance& pair = instances_[at];
        if (pair.unseen) {
          at = instances_.Unnamed(at, method_.scope(pair.scope).field, hop.scope);
        } else {
          std::string key = pair.key;
          at = instances_.Referred(at, hop.scope, key);
        }
        break;
      }
    }
  }
  return at;
}

Result Evaluator::Note(InstanceId instance, FieldId field, Result result) {
  if (reads_ != nullptr) MergeInto(*reads_, {instances_.WaitFor(instance, field)});
  return result;
}

Result Evaluator::ReadField(InstanceId instance, FieldId field) {
  if (instance == kNoInstance) return {Value::None(), {}};
  const Field& declared = method_.field(field);
  if (declared.type.kind == TypeKind::kRecord) return ReadRecord(instance, field);
  if (declared.type.kind == TypeKind::kList) return ReadList(instance, field);
  const Element* element = instances_[instance].element;
  const RecordedValue* recorded = element == nullptr ? nullptr : element->Find(field);
  Waits wait{instances_.WaitFor(instance, field)};
  if (recorded == nullptr || recorded->about || recorded->value.is_unknown()) {
    return Note(instance, field, {Value::Unknown(), std::move(wait)});
  }
  const Range* range = recorded->value.range();
  const SetValue* set = recorded->value.set();
  bool exact = (range == nullptr || range->exact()) && (set == nullptr || set->complete);
  if (exact) wait.clear();
  return Note(instance, field, {recorded->value, std::move(wait)});
}

// A nested record as a whole: none, or known to be there once one of its facts is recorded.
Result Evaluator::ReadRecord(InstanceId instance, FieldId field) {
  const Element* element = instances_[instance].element;
  if (element != nullptr) {
    const RecordedValue* own = element->Find(field);
    if (own != nullptr && own->value.is_none()) return Note(instance, field, {Value::None(), {}});
    for (FieldId inner : method_.scope(instances_[instance].scope).fields) {
      if (method_.field(inner).record == field && element->fields.contains(inner)) {
        return Note(instance, field, {Value::Bool(true), {}});
      }
    }
  }
  return Note(instance, field, {Value::Unknown(), {instances_.WaitFor(instance, field)}});
}

// A list as a whole: none, unknown, or known to be there.
Result Evaluator::ReadList(InstanceId instance, FieldId field) {
  const Element* element = instances_[instance].element;
  Waits wait{instances_.WaitFor(instance, field)};
  if (element == nullptr) return Note(instance, field, {Value::Unknown(), std::move(wait)});
  if (StateOfList(*element, field) == ListState::kNone) {
    return Note(instance, field, {Value::None(), {}});
  }
  auto children = element->children.find(method_.field(field).elements);
  bool any = children != element->children.end() &&
             std::any_of(children->second.all().begin(), children->second.all().end(),
                         [](const auto& child) { return !child->withdrawn; });
  if (any || element->fields.contains(field)) {
    return Note(instance, field, {Value::Bool(true), {}});
  }
  return Note(instance, field, {Value::Unknown(), std::move(wait)});
}

Result Evaluator::ReadLet(InstanceId instance, LetId let) {
  if (instance == kNoInstance) return {Value::None(), {}};
  auto key = std::make_pair(let, instance);
  if (auto known = lets_.find(key); known != lets_.end() && reads_ == nullptr) {
    return known->second;
  }
  Frame frame = instances_.Chain(instance);
  std::string outer = std::exchange(place_, "");
  std::string path = instances_.Path(instance);
  place_ = path.empty() ? method_.let(let).name : path + "." + method_.let(let).name;
  Result result = Eval(method_.let(let).expr, frame);
  place_ = std::move(outer);
  lets_.insert_or_assign(key, result);
  return result;
}

// An element as a value: its key, or the value of an enum.
Result Evaluator::ReadElement(InstanceId instance) {
  if (instance == kNoInstance) return {Value::None(), {}};
  const Instance& element = instances_[instance];
  const Scope& scope = method_.scope(element.scope);
  if (scope.kind == ScopeKind::kEnum) {
    return {Value::Exactly(*method_.FindEnumValue(scope.enum_id, element.key)), {}};
  }
  if (element.key == "*" || element.key[0] == '?') {
    return {Value::Unknown(), {element.unseen_wait}};
  }
  return {Value::Of(element.key), {}};
}

Result Evaluator::Recorded(const Expr& e, Frame& frame) {
  InstanceId instance = Reach(e.access, frame);
  // Of what a reference that is none leads to, all is recorded: as none.
  if (instance == kNoInstance) return {Value::Bool(true), {}};
  const Field& field = method_.field(e.field);
  bool composed = field.type.kind == TypeKind::kRecord || field.type.kind == TypeKind::kList;
  Result read = ReadField(instance, e.field);
  const Element* element = instances_[instance].element;
  bool recorded =
      composed ? !read.value.is_unknown() : element != nullptr && element->Find(e.field) != nullptr;
  if (recorded) return {Value::Bool(true), {}};
  Result out{Value::Unknown(), {instances_.WaitFor(instance, e.field)}};
  out.can_be_no = false;
  return out;
}

Result Evaluator::IsWithdrawn(const Expr& e, Frame& frame) {
  InstanceId id = Reach(e.access, frame);
  if (id == kNoInstance) return {Value::Bool(false), {}};
  const Instance& instance = instances_[id];
  if (instance.unseen) return {Value::Unknown(), {instance.unseen_wait}};
  return {Value::Bool(instance.element != nullptr && instance.element->withdrawn), {}};
}

std::vector<Candidate> Evaluator::Candidates(InstanceId owner, ScopeId scope_id) {
  std::vector<Candidate> out;
  if (owner == kNoInstance) return out;
  const Scope& scope = method_.scope(scope_id);
  if (scope.kind == ScopeKind::kEnum) {
    for (const EnumValue& value : method_.enum_type(scope.enum_id).values) {
      out.push_back({instances_.Child(owner, scope_id, value.name), Logic::kYes, {}});
    }
    return out;
  }
  bool complete = false;
  if (scope.kind == ScopeKind::kRefs) {
    Result set = ReadField(owner, scope.field);
    complete = set.value.is_none() || (set.value.set() != nullptr && set.value.set()->complete);
    if (set.value.set() != nullptr) {
      for (const Atom& key : set.value.set()->members) {
        out.push_back(
            {instances_.Child(owner, scope_id, std::get<std::string>(key)), Logic::kYes, {}});
      }
    }
  } else if (const Element* element = instances_[owner].element; element != nullptr) {
    Note(owner, scope.field, {});
    ListState state = StateOfList(*element, scope.field);
    if (state == ListState::kNone) return out;
    complete = state == ListState::kComplete;
    auto children = element->children.find(scope_id);
    if (children != element->children.end()) {
      for (const auto& child : children->second.all()) {
        if (child->withdrawn) continue;
        out.push_back({instances_.Child(owner, scope_id, child->key), Logic::kYes, {}});
      }
    }
  }
  if (!complete) {
    InstanceId unseen = instances_.Unseen(owner, scope_id);
    out.push_back({unseen, Logic::kUnknown, {instances_[unseen].unseen_wait}});
  }
  return out;
}

}  // namespace stapwijs
