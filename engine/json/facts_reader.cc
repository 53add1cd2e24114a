// SPDX-License-Identifier: EUPL-1.2
#include "engine/json/facts_reader.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "engine/base/id.h"
#include "engine/facts/describe.h"
#include "engine/facts/validate_value.h"
#include "engine/json/json_node.h"
#include "engine/json/value_json.h"

namespace stapwijs {
namespace {

using Node = JsonNode;

std::string At(const std::string& place, size_t i) { return absl::StrCat(place, "[", i, "]"); }

// A member's place: its name, or its ordinal when that is no name that may be repeated.
std::string MemberPlace(const std::string& place, const std::string& name, size_t i) {
  return IsShownName(name) ? PlaceOf(place, name) : At(place, i);
}

// Walks the text beside the method's types. Null and doubles are found beforehand, once and
// everywhere; the walk passes over them.
class Reader {
 public:
  Reader(const Method& method, const Limits& limits, const Facts* recorded)
      : m_(method), limits_(limits), recorded_(recorded) {}

  FactsReading Take(const std::string& place) {
    if (out_.changes.size() > static_cast<size_t>(std::max(limits_.max_changes, 0))) {
      Add(place, "TOO_MANY_CHANGES",
          absl::StrCat("Dit zijn ", out_.changes.size(), " wijzigingen; hoogstens ",
                       limits_.max_changes, " tegelijk."),
          absl::StrCat("These are ", out_.changes.size(), " changes; at most ", limits_.max_changes,
                       " at once."));
    }
    return std::move(out_);
  }

  std::optional<Node> Parse(std::string_view json, const std::string& place) {
    JsonFault fault;
    absl::StatusOr<Node> node = ParseJson(json, &fault);
    if (!node.ok()) {
      Unreadable(fault, place);
      return std::nullopt;
    }
    FindEverywhere(*node, place);
    return std::move(*node);
  }

  void Facts_(const Node& node, const std::string& place) {
    if (node.Is(Node::Kind::kObject)) return Object(node, Method::kRoot, {}, "", place);
    if (node.Is(Node::Kind::kNull)) return;
    Add(place, "WRONG_TYPE", "Verwacht wordt één object tussen { }, van feit naar waarde.",
        "Expected is one object between { }, from fact to value.");
  }

  void Fact(const Node& node, const FactPath& path, const std::string& place) {
    if (node.Is(Node::Kind::kNull)) return;
    const Field& field = m_.field(path.field);
    bool none = IsNoneNode(node);
    if (field.type.kind == TypeKind::kRecord && !none) return Record(node, path, place);
    if (field.type.kind == TypeKind::kList && !none) return List(node, path, place);
    if (field.type.kind == TypeKind::kSet && field.elements.valid() && !none) {
      return References(node, path, place);
    }
    std::optional<RecordedValue> value = ReadValueNode(m_, path, node, place, out_.violations);
    if (value) Emit(Change::Kind::kSet, path, place, std::move(*value));
  }

  // The facts of one element; `path` ends with it.
  void Element(const Node& node, const std::vector<PathStep>& path, const std::string& place) {
    if (node.Is(Node::Kind::kNull)) return;
    ScopeId scope = path.back().scope;
    if (!node.Is(Node::Kind::kObject)) return ExpectObject(place);
    if (m_.scope(scope).kind != ScopeKind::kEnum) {
      auto kind =
          Withdrawn(node, place) ? Change::Kind::kWithdrawElement : Change::Kind::kAddElement;
      if (!Emit(kind, {path, FieldId()}, place)) return;
    }
    Object(node, scope, path, "", place);
  }

 private:
  void Add(const std::string& place, const char* reason, std::string nl, std::string en) {
    out_.violations.push_back({place, reason, {std::move(nl), std::move(en)}});
  }

  void Unreadable(const JsonFault& fault, const std::string& place) {
    switch (fault.kind) {
      case JsonFault::Kind::kNumberTooLarge: {
        std::string at = place;
        for (const JsonFault::Step& step : fault.path) {
          at = step.in_array ? At(at, step.index) : MemberPlace(at, step.key, step.index);
        }
        return Add(at, "OUT_OF_RANGE", "Dit getal is te groot.", "This number is too large.");
      }
      case JsonFault::Kind::kNoJson:
        return Add(place, "MALFORMED",
                   absl::StrCat("Dit is geen leesbare JSON: regel ", fault.line, ", kolom ",
                                fault.column, "."),
                   absl::StrCat("This is not readable JSON: line ", fault.line, ", column ",
                                fault.column, "."));
      case JsonFault::Kind::kTooDeep:
        return Add(place, "MALFORMED",
                   absl::StrCat("Deze JSON is dieper genest dan ", kMaxJsonDepth, "."),
                   absl::StrCat("This JSON is nested deeper than ", kMaxJsonDepth, "."));
      case JsonFault::Kind::kTooMany:
        return Add(place, "MALFORMED",
                   absl::StrCat("Deze JSON heeft meer dan ", kMaxJsonNodes, " waarden."),
                   absl::StrCat("This JSON has more than ", kMaxJsonNodes, " values."));
    }
  }

  void ExpectObject(const std::string& place) {
    Add(place, "WRONG_TYPE", "Verwacht wordt een object tussen { } met feiten.",
        "Expected is an object between { } with facts.");
  }

  bool Emit(Change::Kind kind, const FactPath& path, const std::string& place,
            RecordedValue value = {}) {
    Change change;
    change.kind = kind;
    change.path = path;
    change.value = std::move(value);
    return Emit(std::move(change), place);
  }

  bool Emit(Change change, const std::string& place) {
    size_t before = out_.violations.size();
    ValidateChange(m_, change, place, limits_, out_.violations);
    out_.changes.push_back(std::move(change));
    return out_.violations.size() == before;
  }

  void FindEverywhere(const Node& node, const std::string& place) {
    if (node.Is(Node::Kind::kNull)) {
      Add(place, "NULL_NOT_ALLOWED",
          "null kan niet: laat weg wat u niet weet, of schrijf {\"none\": true} als het er niet "
          "is.",
          "null is refused: leave out what you do not know, or write {\"none\": true} if there is "
          "none.");
    }
    std::set<std::string_view> seen;
    for (size_t i = 0; i < node.items.size(); ++i) {
      bool object = node.Is(Node::Kind::kObject);
      std::string inner = object ? MemberPlace(place, node.keys[i], i) : At(place, i);
      if (object && !seen.insert(node.keys[i]).second) {
        Add(inner, "DUPLICATE_KEY", "Deze naam staat er twee keer.", "This name occurs twice.");
      }
      FindEverywhere(node.items[i], inner);
    }
  }

  // The facts in an element, or in a nested record of it (`prefix`: "kickoff.").
  void Object(const Node& node, ScopeId scope, const std::vector<PathStep>& elements,
              const std::string& prefix, const std::string& place) {
    bool list = prefix.empty() && m_.scope(scope).kind != ScopeKind::kEnum &&
                m_.scope(scope).kind != ScopeKind::kRoot;
    std::set<std::string_view> seen;
    for (size_t i = 0; i < node.items.size(); ++i) {
      const std::string& key = node.keys[i];
      if (!seen.insert(key).second) continue;
      if (list && (key == "key" || key == "withdrawn")) continue;
      Member(key, node.items[i], scope, elements, prefix, MemberPlace(place, key, i));
    }
  }

  void Member(const std::string& key, const Node& node, ScopeId scope,
              const std::vector<PathStep>& elements, const std::string& prefix,
              const std::string& place) {
    // A dotted name is a fact of a nested record, which has an object of its own.
    bool dotted = key.find('.') != std::string::npos;
    FieldId field = dotted ? FieldId() : m_.FindField(scope, prefix + key);
    if (field.valid()) return Fact(node, {elements, field}, place);
    ScopeId child = prefix.empty() ? m_.FindChild(scope, key) : ScopeId();
    if (child.valid() && m_.scope(child).kind == ScopeKind::kEnum) {
      return PerValue(node, child, elements, place);
    }
    if (scope == Method::kRoot && prefix.empty() && dotted) return Answer(key, node, place);
    std::vector<std::string> names = NamesIn(m_, scope, prefix);
    Text hint = NameSince(m_, scope, prefix, key);
    if (hint.empty()) hint = Suggestion(key, names);
    Text shown = ShownName(key);
    Add(place, "UNKNOWN_FACT", absl::StrCat(shown.nl, " bestaat hier niet. ", hint.nl),
        absl::StrCat(shown.en, " does not exist here. ", hint.en));
  }

  // "audience": {"volunteers": {"strategy": "agreed"}}.
  void PerValue(const Node& node, ScopeId scope, const std::vector<PathStep>& elements,
                const std::string& place) {
    if (node.Is(Node::Kind::kNull)) return;
    if (!node.Is(Node::Kind::kObject)) return ExpectObject(place);
    const auto& values = m_.enum_type(m_.scope(scope).enum_id).values;
    std::set<std::string_view> seen;
    for (size_t i = 0; i < node.items.size(); ++i) {
      const std::string& key = node.keys[i];
      if (!seen.insert(key).second) continue;
      std::string inner = MemberPlace(place, key, i);
      if (!m_.FindEnumValue(m_.scope(scope).enum_id, key)) {
        std::vector<std::string> names;
        for (const EnumValue& v : values) names.push_back(v.name);
        Text hint = Suggestion(key, names);
        Text shown = ShownName(key);
        Add(inner, "NOT_AN_ENUM_VALUE",
            absl::StrCat(shown.nl, " hoort niet bij ", m_.scope(scope).name, ". ", hint.nl),
            absl::StrCat(shown.en, " does not belong to ", m_.scope(scope).name, ". ", hint.en));
        continue;
      }
      std::vector<PathStep> path = elements;
      path.push_back({scope, key});
      Element(node.items[i], path, inner);
    }
  }

  void Record(const Node& node, const FactPath& path, const std::string& place) {
    if (!node.Is(Node::Kind::kObject)) {
      return AddUnfit(m_, path, node, "WRONG_TYPE", place, out_.violations);
    }
    const Field& field = m_.field(path.field);
    Object(node, field.scope, path.elements, field.name + ".", place);
  }

  // The array of a list or of a set of references, with its place; null (and a violation) if none.
  const Node* Array(const Node& node, const FactPath& path, std::string& place) {
    if (node.Is(Node::Kind::kArray)) return &node;
    const Node* array = AtLeastArray(node);
    if (array == nullptr) {
      AddUnfit(m_, path, node, "WRONG_TYPE", place, out_.violations);
      return nullptr;
    }
    place = PlaceOf(place, "at_least");
    return array;
  }

  bool FitsLength(const Node& array, const FactPath& path, const std::string& place) {
    int most = MostElements(m_.field(path.field), limits_);
    if (array.items.size() <= static_cast<size_t>(std::max(most, 0))) return true;
    // Those withdrawn do not count, and only an object can be that.
    auto present = std::count_if(array.items.begin(), array.items.end(), [](const Node& element) {
      const Node* gone = element.Member("withdrawn");
      return gone == nullptr || !gone->boolean;
    });
    bool too_many = present > most || array.items.size() > static_cast<size_t>(kHardMaxElements);
    if (too_many) AddTooMany(m_, path, most, place, out_.violations);
    return !too_many;
  }

  void List(const Node& node, const FactPath& path, const std::string& at) {
    std::string place = at;
    const Node* array = Array(node, path, place);
    if (array == nullptr || !FitsLength(*array, path, place)) return;
    auto kind = array == &node ? Change::Kind::kReplaceElements : Change::Kind::kMayHaveMore;
    if (!Emit(kind, path, at)) return;
    ScopeId scope = m_.field(path.field).elements;
    std::vector<std::string> keys = Keys(*array, path, scope, place);
    for (size_t i = 0; i < array->items.size(); ++i) {
      std::vector<PathStep> element = path.elements;
      element.push_back({scope, keys[i]});
      Element(array->items[i], element, At(place, i));
    }
  }

  // The key of each element: as written, else a new one.
  std::vector<std::string> Keys(const Node& array, const FactPath& path, ScopeId scope,
                                const std::string& place) {
    std::vector<std::string> keys(array.items.size());
    std::set<std::string, std::less<>> taken;
    for (size_t i = 0; i < keys.size(); ++i) {
      const Node* key = array.items[i].Member("key");
      if (key == nullptr) continue;
      std::string inner = PlaceOf(At(place, i), "key");
      if (!key->Is(Node::Kind::kString) || !IsElementKey(key->text)) {
        if (!key->Is(Node::Kind::kNull)) AddBadKey(inner, out_.violations);
      } else if (!taken.insert(key->text).second) {
        AddTwice(inner);
      } else {
        keys[i] = key->text;
      }
    }
    const stapwijs::Element* owner =
        recorded_ == nullptr ? nullptr : recorded_->Find(path.elements);
    const Elements* known = owner == nullptr ? nullptr : owner->FindChildren(scope);
    size_t next = 1;
    for (std::string& key : keys) {
      while (key.empty()) {
        std::string made = absl::StrCat("e", next++);
        bool used = taken.contains(made) || (known != nullptr && known->Find(made) != nullptr);
        if (!used) key = made;
      }
    }
    return keys;
  }

  void AddTwice(const std::string& place) {
    Add(place, "DUPLICATE_KEY", "Deze sleutel heeft al een ander element.",
        "Another element has this key already.");
  }

  bool Withdrawn(const Node& node, const std::string& place) {
    const Node* gone = node.Member("withdrawn");
    if (gone == nullptr || gone->Is(Node::Kind::kBool)) return gone != nullptr && gone->boolean;
    if (!gone->Is(Node::Kind::kNull)) {
      Add(PlaceOf(place, "withdrawn"), "WRONG_TYPE", "\"withdrawn\" is true of false.",
          "\"withdrawn\" is true or false.");
    }
    return false;
  }

  // A set of references whose pairs have facts: [{"key": "e1", "trained": true}, "e2"].
  void References(const Node& node, const FactPath& path, const std::string& at) {
    std::string place = at;
    const Node* array = Array(node, path, place);
    if (array == nullptr || !FitsLength(*array, path, place)) return;
    SetValue set;
    set.complete = array == &node;
    std::vector<std::string> keys(array->items.size());
    std::set<std::string> seen;
    for (size_t i = 0; i < keys.size(); ++i) {
      const Node& member = array->items[i];
      std::string inner = At(place, i);
      const Node* key = member.Is(Node::Kind::kObject) ? member.Member("key") : &member;
      if (member.Is(Node::Kind::kNull)) continue;
      if (key == nullptr || !key->Is(Node::Kind::kString)) {
        AddUnfit(m_, path, member, "WRONG_TYPE", inner, out_.violations);
      } else if (!IsElementKey(key->text)) {
        AddBadKey(inner, out_.violations);
      } else if (!seen.insert(key->text).second) {
        AddTwice(inner);
      } else {
        keys[i] = key->text;
        if (!Withdrawn(member, inner)) set.members.emplace_back(key->text);
      }
    }
    std::sort(set.members.begin(), set.members.end());
    // "At least" none but withdrawn ones says nothing of the set itself.
    bool says = set.complete || !set.members.empty() || keys.empty();
    RecordedValue value{Value::Of(std::move(set)), "", false};
    if (says && !Emit(Change::Kind::kSet, path, at, std::move(value))) return;
    for (size_t i = 0; i < keys.size(); ++i) {
      if (keys[i].empty() || !array->items[i].Is(Node::Kind::kObject)) continue;
      Pair(array->items[i], keys[i], path, At(place, i));
    }
  }

  void Pair(const Node& node, const std::string& key, const FactPath& path,
            const std::string& place) {
    std::vector<PathStep> pair = path.elements;
    pair.push_back({m_.field(path.field).elements, key});
    const Node* gone = node.Member("withdrawn");
    if (gone != nullptr && gone->boolean) {
      Emit(Change::Kind::kWithdrawElement, {pair, FieldId()}, place);
    }
    Object(node, pair.back().scope, pair, "", place);
  }

  // "area.goal_discussed": true, or {"done": true, "evidence": "..."}.
  void Answer(const std::string& path, const Node& node, const std::string& place) {
    if (node.Is(Node::Kind::kNull)) return;
    if (absl::StatusOr<FactPath> fact = ParseFactPath(m_, path); fact.ok()) {
      return Add(place, "UNKNOWN_FACT",
                 "Schrijf een feit met de objecten waarin het ligt, niet met een pad.",
                 "Write a fact with the objects it lies in, not as a path.");
    }
    const Node* done = node.Is(Node::Kind::kObject) ? node.Member("done") : &node;
    const Node* evidence = node.Member("evidence");
    bool fits = done != nullptr && done->Is(Node::Kind::kBool) &&
                (evidence == nullptr || evidence->Is(Node::Kind::kString)) &&
                node.items.size() <= (evidence == nullptr ? 1u : 2u);
    if (!fits) {
      return Add(place, "NOT_AN_ANSWER",
                 "Verwacht wordt true of false, of {\"done\": true, \"evidence\": \"kenmerk\"}.",
                 "Expected is true or false, or {\"done\": true, \"evidence\": \"reference\"}.");
    }
    Change change;
    change.kind = Change::Kind::kAnswer;
    change.item = path;
    change.value.value = Value::Bool(done->boolean);
    if (evidence != nullptr) change.evidence = evidence->text;
    Emit(std::move(change), place);
  }

  const Method& m_;
  const Limits& limits_;
  const Facts* recorded_;
  FactsReading out_;
};

}  // namespace

FactsReading ReadFactsJson(const Method& method, std::string_view json, const Limits& limits,
                           std::string_view prefix, const Facts* recorded) {
  Reader reader(method, limits, recorded);
  std::string place(prefix);
  if (std::optional<JsonNode> node = reader.Parse(json, place)) reader.Facts_(*node, place);
  return reader.Take(place);
}

FactsReading ReadValueJson(const Method& method, const FactPath& path, std::string_view json,
                           std::string_view place, const Limits& limits, const Facts* recorded) {
  Reader reader(method, limits, recorded);
  std::string at(place);
  if (std::optional<JsonNode> node = reader.Parse(json, at)) {
    if (path.field.valid()) {
      reader.Fact(*node, path, at);
    } else if (path.elements.empty()) {
      reader.Facts_(*node, at);
    } else {
      reader.Element(*node, path.elements, at);
    }
  }
  return reader.Take(at);
}

}  // namespace stapwijs
