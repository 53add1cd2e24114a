// SPDX-License-Identifier: EUPL-1.2
#include "engine/json/facts_writer.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "engine/json/value_json.h"

namespace stapwijs {
namespace {

class Writer {
 public:
  explicit Writer(const Method& method) : m_(method) {}

  // Adds the facts of `element` in the nested record `record` (invalid: in the element itself).
  void Facts_(const Element& element, ScopeId scope, FieldId record, JsonNode& out) {
    for (FieldId id : m_.scope(scope).fields) {
      const Field& field = m_.field(id);
      if (field.record != record) continue;
      size_t start = record.valid() ? m_.field(record).name.size() + 1 : 0;
      std::string name = field.name.substr(start);
      const RecordedValue* value = element.Find(id);
      if (value != nullptr && value->value.is_none()) {
        out.Put(std::move(name), ValueNode(m_, field, *value));
      } else if (field.type.kind == TypeKind::kRecord) {
        JsonNode inner = JsonNode::Object();
        Facts_(element, scope, id, inner);
        if (!inner.items.empty()) out.Put(std::move(name), std::move(inner));
      } else if (field.type.kind == TypeKind::kList) {
        List(element, id, std::move(name), out);
      } else if (field.elements.valid()) {
        References(element, id, std::move(name), out);
      } else if (value != nullptr) {
        out.Put(std::move(name), ValueNode(m_, field, *value));
      }
    }
    if (!record.valid()) PerValue(element, scope, out);
  }

 private:
  void PerValue(const Element& element, ScopeId scope, JsonNode& out) {
    for (ScopeId id : m_.scope(scope).children) {
      const Elements* values = element.FindChildren(id);
      if (m_.scope(id).kind != ScopeKind::kEnum || values == nullptr) continue;
      JsonNode inner = JsonNode::Object();
      for (const auto& one : values->all()) {
        JsonNode facts = JsonNode::Object();
        Facts_(*one, id, FieldId(), facts);
        if (!facts.items.empty()) inner.Put(one->key, std::move(facts));
      }
      if (!inner.items.empty()) out.Put(m_.scope(id).name, std::move(inner));
    }
  }

  JsonNode KeyedElement(const Element& element, ScopeId scope) {
    JsonNode out = JsonNode::Object();
    out.Put("key", JsonNode::String(element.key));
    if (element.withdrawn) out.Put("withdrawn", JsonNode::Bool(true));
    Facts_(element, scope, FieldId(), out);
    return out;
  }

  static JsonNode Gathered(JsonNode array, bool complete) {
    if (complete) return array;
    JsonNode out = JsonNode::Object();
    out.Put("at_least", std::move(array));
    return out;
  }

  void List(const Element& owner, FieldId list, std::string name, JsonNode& out) {
    ScopeId scope = m_.field(list).elements;
    const Elements* elements = owner.FindChildren(scope);
    bool complete = StateOfList(owner, list) == ListState::kComplete;
    JsonNode array = JsonNode::Array();
    if (elements != nullptr) {
      for (const auto& one : elements->all()) array.Push(KeyedElement(*one, scope));
    }
    if (complete || !array.items.empty()) {
      out.Put(std::move(name), Gathered(std::move(array), complete));
    }
  }

  // The references in their order, each with what its pair has; then pairs that left the set.
  void References(const Element& owner, FieldId id, std::string name, JsonNode& out) {
    ScopeId scope = m_.field(id).elements;
    const RecordedValue* value = owner.Find(id);
    const SetValue* set = value == nullptr ? nullptr : value->value.set();
    if (value != nullptr && set == nullptr) {
      out.Put(std::move(name), ValueNode(m_, m_.field(id), *value));
      return;
    }
    const Elements* pairs = owner.FindChildren(scope);
    JsonNode array = JsonNode::Array();
    if (set != nullptr) {
      for (const Atom& member : set->members) {
        const std::string& key = std::get<std::string>(member);
        const Element* pair = pairs == nullptr ? nullptr : pairs->Find(key);
        JsonNode node = pair == nullptr ? JsonNode::String(key) : KeyedElement(*pair, scope);
        array.Push(node.items.size() == 1 ? JsonNode::String(key) : std::move(node));
      }
    }
    if (pairs != nullptr) {
      for (const auto& pair : pairs->all()) {
        if (pair->withdrawn) array.Push(KeyedElement(*pair, scope));
      }
    }
    bool complete = set != nullptr && set->complete;
    if (complete || !array.items.empty()) {
      out.Put(std::move(name), Gathered(std::move(array), complete));
    }
  }

  const Method& m_;
};

JsonNode AnswerNode(const Answer& answer) {
  if (answer.evidence.empty()) return JsonNode::Bool(answer.done);
  JsonNode out = JsonNode::Object();
  out.Put("done", JsonNode::Bool(answer.done));
  out.Put("evidence", JsonNode::String(answer.evidence));
  return out;
}

}  // namespace

JsonNode FactsNode(const Method& method, const Facts& facts) {
  JsonNode out = JsonNode::Object();
  Writer(method).Facts_(facts.root(), Method::kRoot, FieldId(), out);
  std::map<std::string, Answer> answers(facts.answers().begin(), facts.answers().end());
  for (const auto& [path, answer] : answers) out.Put(path, AnswerNode(answer));
  return out;
}

std::string WriteFactsJson(const Method& method, const Facts& facts) {
  return PlainJson(FactsNode(method, facts));
}

}  // namespace stapwijs
