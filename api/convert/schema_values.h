// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "engine/facts/validate.h"
#include "engine/json/json_node.h"
#include "engine/model/method.h"

// The parts of the JSON Schema of facts that are the same wherever they stand. Internal to
// api/convert.
namespace stapwijs::api {

using SchemaMembers = std::vector<std::pair<const char*, JsonNode>>;
JsonNode SchemaObject(SchemaMembers members);
JsonNode SchemaAnyOf(std::vector<JsonNode> choices);
// An object with these properties and no others.
JsonNode SchemaClosed(JsonNode properties, const std::vector<const char*>& required = {});

// What "$defs" has, each made when it is first referred to.
class SchemaDefinitions {
 public:
  SchemaDefinitions(const Method& method, const Limits& limits)
      : method_(method), limits_(limits) {}

  // A reference to the definition of this name; `make` gives it when it is not there yet.
  JsonNode Refer(const std::string& name, const std::function<JsonNode()>& make);

  // A single value of a type in all its forms but none; not of a set, list or record.
  JsonNode Value(const Type& type, const Range& bounds);
  // A value that is exactly one: a member of a set.
  JsonNode Member(const Type& set, const Range& bounds);
  JsonNode None();
  JsonNode Key();
  JsonNode Answer();

  JsonNode Take() { return std::move(definitions_); }

 private:
  // Where the ends of a range may lie.
  struct Ends {
    JsonNode at_least, over, at_most, under;
  };
  JsonNode InPart(Ends ends);
  JsonNode Words();
  JsonNode TextValue(TypeKind kind);
  JsonNode Enum(EnumId id);
  JsonNode Number(TypeKind kind, Range bounds, bool in_part);
  JsonNode WorkingDays(bool in_part);
  // Dates, times and durations, which are spelled as texts.
  JsonNode Spelled(const Type& type, TypeKind kind, bool in_part);

  const Method& method_;
  const Limits& limits_;
  JsonNode definitions_ = JsonNode::Object();
};

// Adds a text in Dutch as `name` and in English as "x-NAME-en", as far as there are any.
void PutTexts(const std::string& name, const Text& text, JsonNode& out);

}  // namespace stapwijs::api
