// SPDX-License-Identifier: EUPL-1.2
#include "api/convert/schema.h"

#include <algorithm>
#include <span>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "api/convert/schema_values.h"
#include "engine/base/utf8.h"
#include "engine/facts/validate_value.h"
#include "engine/json/json_node.h"
#include "engine/model/path.h"

namespace stapwijs::api {
namespace {

JsonNode String(std::string text) { return JsonNode::String(std::move(text)); }
JsonNode Whole(int64_t number) { return JsonNode::Number(absl::StrCat(number)); }

void Merge(JsonNode& out, JsonNode schema) {
  for (size_t i = 0; i < schema.items.size(); ++i) {
    out.Put(std::move(schema.keys[i]), std::move(schema.items[i]));
  }
}

JsonNode Array(JsonNode elements) {
  return SchemaObject({{"type", String("array")}, {"items", std::move(elements)}});
}

JsonNode AtLeast(JsonNode array, int fewest = 0) {
  if (fewest > 0) array.Put("minItems", Whole(fewest));
  return SchemaClosed(SchemaObject({{"at_least", std::move(array)}}), {"at_least"});
}

// Elements that left their list do not count among the most that it can have.
void PutMost(int most, JsonNode& array) {
  JsonNode gone = SchemaObject(
      {{"properties",
        SchemaObject({{"withdrawn", SchemaObject({{"const", JsonNode::Bool(true)}})}})},
       {"type", String("object")}});
  JsonNode required = JsonNode::Array();
  required.Push(String("withdrawn"));
  gone.Put("required", std::move(required));
  array.Put("contains", SchemaObject({{"not", std::move(gone)}}));
  array.Put("minContains", Whole(0));
  array.Put("maxContains", Whole(most));
  array.Put("maxItems", Whole(kHardMaxElements));
}

class Writer {
 public:
  Writer(const Method& method, const Limits& limits)
      : m_(method), limits_(limits), defs_(method, limits) {}

  std::string Write() {
    JsonNode out = JsonNode::Object();
    out.Put("$schema", String("https://json-schema.org/draft/2020-12/schema"));
    PutTexts("title", m_.title, out);
    out.Put("x-method", SchemaObject({{"id", String(m_.id)}, {"version", String(m_.version)}}));
    JsonNode properties = Members(Method::kRoot, {}, "");
    JsonNode patterns = JsonNode::Object();
    for (const Item& item : m_.items) {
      if (item.done.valid() || !TakesAnswer(item)) continue;
      if (item.block.valid()) {
        patterns.Put(ItemPattern(item), Answered(item));
      } else {
        properties.Put(absl::StrCat(m_.step(item.step).name, ".", item.name), Answered(item));
      }
    }
    JsonNode closed = SchemaClosed(std::move(properties));
    if (!patterns.items.empty()) closed.Put("patternProperties", std::move(patterns));
    Merge(out, std::move(closed));
    out.Put("$defs", defs_.Take());
    return PlainJson(out);
  }

 private:
  // The facts of an element, or of a nested record in it (`prefix`: "kickoff.").
  JsonNode Members(ScopeId scope, const std::vector<PathStep>& around, const std::string& prefix) {
    JsonNode out = JsonNode::Object();
    for (FieldId id : m_.scope(scope).fields) {
      const Field& field = m_.field(id);
      const bool inside = field.name.size() > prefix.size() && field.name.rfind(prefix, 0) == 0;
      if (!inside || field.input.valid()) continue;
      std::string name = field.name.substr(prefix.size());
      if (name.find('.') != std::string::npos || !Takes({around, id})) continue;
      out.Put(std::move(name), Fact({around, id}));
    }
    if (!prefix.empty()) return out;
    for (ScopeId child : m_.scope(scope).children) {
      if (m_.scope(child).kind != ScopeKind::kEnum) continue;
      out.Put(m_.scope(child).name, PerValue(child, around));
    }
    return out;
  }

  // Whether a reader with these limits takes the change, of some element: not what is of a class of
  // privacy that is not enabled.
  bool Takes(Change change) const {
    for (PathStep& step : change.path.elements) step.key = SomeKey(step.scope);
    std::vector<Violation> found;
    ValidateChange(m_, change, "", limits_, found);
    return std::none_of(found.begin(), found.end(), [](const Violation& violation) {
      return violation.reason == "CLASS_NOT_ENABLED";
    });
  }
  bool Takes(const FactPath& path) const {
    Change change;
    change.path = path;
    return Takes(std::move(change));
  }
  bool TakesAnswer(const Item& item) const {
    std::string around;
    for (BlockId id = item.block; id.valid(); id = m_.block(id).parent) {
      const ScopeId scope = m_.block(id).loop.scope;
      around = absl::StrCat(m_.scope(scope).name, "[", SomeKey(scope), "].", around);
    }
    Change change;
    change.kind = Change::Kind::kAnswer;
    change.item = absl::StrCat(m_.step(item.step).name, ".", around, item.name);
    return Takes(std::move(change));
  }
  std::string SomeKey(ScopeId id) const {
    const Scope& scope = m_.scope(id);
    return scope.kind == ScopeKind::kEnum ? m_.enum_type(scope.enum_id).values[0].name : "e1";
  }

  // "audience": {"volunteers": {...}}.
  JsonNode PerValue(ScopeId scope, std::vector<PathStep> around) {
    around.push_back({scope, "*"});
    const JsonNode facts = defs_.Refer(Name("each", {around, FieldId()}),
                                       [&] { return SchemaClosed(Members(scope, around, "")); });
    JsonNode values = JsonNode::Object();
    for (const EnumValue& value : m_.enum_type(m_.scope(scope).enum_id).values) {
      PutTexts("title", value.title, values.Put(value.name, facts));
    }
    JsonNode out = SchemaClosed(std::move(values));
    const std::vector<FieldId>& fields = m_.scope(scope).fields;
    if (!fields.empty() && m_.field(fields.front()).step.valid()) {
      out.Put("x-step", String(m_.step(m_.field(fields.front()).step).name));
    }
    return out;
  }

  JsonNode Fact(const FactPath& path) {
    const Field& field = m_.field(path.field);
    JsonNode out = JsonNode::Object();
    PutTexts("title", field.title, out);
    PutTexts("description", field.ask, out);
    Change change;
    change.path = path;
    out.Put("x-privacy", String(absl::StrCat("p", static_cast<int>(PrivacyOf(m_, change)))));
    if (field.step.valid()) out.Put("x-step", String(m_.step(field.step).name));
    if (!field.by.empty()) {
      JsonNode& roles = out.Put("x-asked-of", JsonNode::Array());
      for (RoleId role : field.by) roles.Push(String(m_.roles[role.value].name));
    }
    if (field.type.kind == TypeKind::kList) {
      out.Put("x-max-elements", Whole(MostElements(field, limits_)));
    }
    JsonNode value = Value(path);
    if (!field.or_none) {
      Merge(out, std::move(value));
      return out;
    }
    JsonNode none = defs_.None();
    PutTexts("title", field.none_title, none);
    Merge(out, SchemaAnyOf({std::move(value), std::move(none)}));
    return out;
  }

  JsonNode Value(const FactPath& path) {
    const Field& field = m_.field(path.field);
    switch (field.type.kind) {
      case TypeKind::kRecord:
        return SchemaClosed(Members(field.scope, path.elements, field.name + "."));
      case TypeKind::kList: {
        const JsonNode array = Elements(path, false);
        return SchemaAnyOf({array, AtLeast(array)});
      }
      case TypeKind::kSet: {
        const JsonNode array = field.elements.valid() ? Elements(path, true) : Set(field);
        return SchemaAnyOf({array, AtLeast(array, 1)});
      }
      default:
        return defs_.Value(field.type, field.bounds);
    }
  }

  JsonNode Set(const Field& field) {
    JsonNode array = Array(defs_.Member(field.type, field.bounds));
    array.Put("maxItems", Whole(MostElements(field, limits_)));
    return array;
  }

  // The array of a list, or of a set of references whose pairs have facts.
  JsonNode Elements(const FactPath& path, bool references) {
    const Field& field = m_.field(path.field);
    return defs_.Refer(Name("list", path), [&] {
      std::vector<PathStep> around = path.elements;
      around.push_back({field.elements, "*"});
      JsonNode members = SchemaObject(
          {{"key", defs_.Key()}, {"withdrawn", SchemaObject({{"type", String("boolean")}})}});
      Merge(members, Members(field.elements, around, ""));
      JsonNode array;
      if (references) {
        JsonNode pair = SchemaClosed(std::move(members), {"key"});
        array = Array(SchemaAnyOf({defs_.Key(), std::move(pair)}));
      } else {
        array = Array(SchemaClosed(std::move(members)));
      }
      PutMost(MostElements(field, limits_), array);
      return array;
    });
  }

  // "list.sessions.people": the name of a definition, fit for the end of a URI.
  std::string Name(const char* kind, const FactPath& path) const {
    const std::string place =
        path.field.valid() ? FormatPath(m_, path) : FormatElements(m_, path.elements);
    return absl::StrCat(kind, ".", absl::StrReplaceAll(place, {{"[*]", ""}}));
  }

  JsonNode Answered(const Item& item) {
    JsonNode out = JsonNode::Object();
    PutTexts("title", item.title, out);
    PutTexts("description", item.ask, out);
    out.Put("x-step", String(m_.step(item.step).name));
    Merge(out, defs_.Answer());
    return out;
  }

  // "preparation.sessions[vol].agreed", for whatever element.
  std::string ItemPattern(const Item& item) const {
    std::string around;
    for (BlockId id = item.block; id.valid(); id = m_.block(id).parent) {
      const Scope& scope = m_.scope(m_.block(id).loop.scope);
      std::string key = "[a-z0-9][a-z0-9-]{0,39}";
      if (scope.kind == ScopeKind::kEnum) {
        const auto& values = m_.enum_type(scope.enum_id).values;
        const auto name = [](std::string* out, const EnumValue& value) { *out += value.name; };
        key = absl::StrCat("(", absl::StrJoin(values, "|", name), ")");
      }
      around = absl::StrCat(scope.name, "\\[", key, "\\]\\.", around);
    }
    return absl::StrCat("^", m_.step(item.step).name, "\\.", around, item.name, "$");
  }

  const Method& m_;
  const Limits& limits_;
  SchemaDefinitions defs_;
};

bool IsIn(std::span<const CodeRange> ranges, char32_t value) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const CodeRange& range) {
    return value >= range.first && value <= range.last;
  });
}

// Characters that are not to be seen stand in patterns; JSON can name them instead.
std::string WithoutHidden(const std::string& json) {
  std::string out;
  const auto put = [&](char32_t unit) {
    constexpr char kHex[] = "0123456789abcdef";
    out += "\\u";
    for (int shift : {12, 8, 4, 0}) out += kHex[(unit >> shift) & 15];
  };
  for (size_t at = 0; at < json.size();) {
    const CodePoint point = DecodeUtf8(json, at);
    if (point.value < 0x80 || !(IsHidden(point.value) || IsIn(BlankRanges(), point.value))) {
      out.append(json, at, point.length);
    } else if (point.value < 0x10000) {
      put(point.value);
    } else {
      put(0xd800 + ((point.value - 0x10000) >> 10));
      put(0xdc00 + ((point.value - 0x10000) & 0x3ff));
    }
    at += point.length;
  }
  return out;
}

}  // namespace

std::string FactsSchema(const Method& method, const Limits& limits) {
  return WithoutHidden(Writer(method, limits).Write());
}

}  // namespace stapwijs::api
