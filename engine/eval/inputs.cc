// SPDX-License-Identifier: EUPL-1.2
#include "engine/eval/inputs.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/facts/validate.h"

namespace stapwijs {
namespace {

std::optional<int64_t> SameWord(const Method& from, EnumId in, const Method& to, EnumId out,
                                int64_t value) {
  const auto& values = from.enum_type(in).values;
  if (value < 0 || value >= static_cast<int64_t>(values.size())) return std::nullopt;
  const auto index = to.FindEnumValue(out, values[static_cast<size_t>(value)].name);
  return index ? std::optional<int64_t>(*index) : std::nullopt;
}

// A value of one method as a value of another: words of enums go by their names. What does not mean
// the same there is unknown.
Value Carried(const Method& from, const Type& in, const Method& to, const Type& out,
              const Value& value) {
  const bool same = in.kind == out.kind && in.element == out.element && in.unit == out.unit;
  if (!same || value.is_unknown() || value.is_none()) return same ? value : Value::Unknown();
  const bool words =
      in.kind == TypeKind::kEnum || (in.kind == TypeKind::kSet && in.element == TypeKind::kEnum);
  if (!words) return value;
  if (const SetValue* set = value.set(); set != nullptr) {
    SetValue carried{{}, set->complete};
    for (const Atom& atom : set->members) {
      const auto* word = std::get_if<int64_t>(&atom);
      const auto index =
          word == nullptr ? std::nullopt : SameWord(from, in.enum_id, to, out.enum_id, *word);
      if (index) carried.members.emplace_back(*index);
      carried.complete = carried.complete && index.has_value();
    }
    std::sort(carried.members.begin(), carried.members.end());
    return Value::Of(std::move(carried));
  }
  const auto word = value.exact();
  const auto index = word ? SameWord(from, in.enum_id, to, out.enum_id, *word) : std::nullopt;
  return index ? Value::Exactly(*index) : Value::Unknown();
}

// What the sharer tells under this name, as a value of the reader's `field`.
RecordedValue Told(const Sharer& sharer, const Method& reader, const Field& field,
                   std::string_view name, Date on) {
  const Method& m = sharer.program->method();
  const auto shared = std::find_if(m.shares.begin(), m.shares.end(),
                                   [&](const Shared& s) { return s.name == name; });
  if (shared == m.shares.end()) return {};
  if (shared->field.valid()) {
    const RecordedValue* value = sharer.state->facts.root().Find(shared->field);
    if (value == nullptr) return {};
    RecordedValue out = *value;
    out.value = Carried(m, m.field(shared->field).type, reader, field.type, value->value);
    return out;
  }
  const Let& let = m.let(shared->let);
  const Value value = Evaluate(*sharer.program, *sharer.state, Inputs{}, on, let.expr).value;
  return {Carried(m, let.type, reader, field.type, value), "", false};
}

void Add(const Sharer& sharer, const Method& reader, FieldId id, std::string_view name,
         std::vector<PathStep> elements, Date on, std::vector<Change>& out) {
  RecordedValue value = Told(sharer, reader, reader.field(id), name, on);
  if (value.value.is_unknown() && !value.about) return;
  Change change;
  change.kind = Change::Kind::kSet;
  change.path = {std::move(elements), id};
  change.value = std::move(value);
  out.push_back(std::move(change));
}

void AddPortfolio(const Method& reader, const Input& input, const std::vector<Sharer>& sharers,
                  Date on, std::vector<Change>& out) {
  const ScopeId scope = reader.field(input.field).elements;
  const bool all = sharers.size() <= static_cast<size_t>(kHardMaxElements);
  Change list;
  list.kind = all ? Change::Kind::kReplaceElements : Change::Kind::kMayHaveMore;
  list.path = {{}, input.field};
  out.push_back(std::move(list));
  for (size_t i = 0; i < std::min(sharers.size(), static_cast<size_t>(kHardMaxElements)); ++i) {
    const std::vector<PathStep> element = {{scope, sharers[i].key}};
    Change change;
    change.kind = Change::Kind::kAddElement;
    change.path = {element, FieldId()};
    out.push_back(std::move(change));
    for (FieldId field : reader.scope(scope).fields) {
      Add(sharers[i], reader, field, reader.field(field).name, element, on, out);
    }
  }
}

void AddDossier(const Method& reader, const Input& input, const Sharer& sharer, Date on,
                std::vector<Change>& out) {
  for (size_t i = 0; i < reader.fields.size(); ++i) {
    const Field& field = reader.fields[i];
    if (field.record != input.field) continue;
    Add(sharer, reader, FieldId(i), std::string_view(field.name).substr(input.name.size() + 1), {},
        on, out);
  }
}

}  // namespace

Inputs ReadInputs(const Method& reader, const Sharers& sharers, Date on) {
  Inputs out;
  for (const auto& [id, found] : sharers) {
    const Input& input = reader.input(id);
    if (input.kind == Input::Kind::kPortfolio) {
      AddPortfolio(reader, input, found, on, out.values);
    } else if (found.size() == 1) {
      AddDossier(reader, input, found.front(), on, out.values);
    }
  }
  return out;
}

bool InVersions(std::string_view version, std::string_view versions) {
  const size_t open = versions.find('x');
  if (open == std::string_view::npos) return version == versions;
  const std::string_view prefix = versions.substr(0, open);
  // A pre-release is not yet the version it leads to.
  return version.substr(0, prefix.size()) == prefix && version.find('-') == std::string_view::npos;
}

}  // namespace stapwijs
