// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/facts/validate.h"
#include "engine/json/json_node.h"
#include "engine/model/method.h"
#include "engine/model/path.h"

// One recorded value between the engine and its JSON spelling (README.md).
namespace stapwijs {

// The value in JSON, canonical (RFC 8785). Of a list or a nested record only none can be written.
// What erasure left of a value is {"erased":true}, which no reader takes back.
std::string WriteValueJson(const Method& method, FieldId field, const RecordedValue& value);
JsonNode ValueNode(const Method& method, const Field& field, const RecordedValue& value);

// Reads the value of a kSet; types only, neither ranges nor limits. nullopt when something is
// wrong, which is then in `out`. A list or nested record takes only none here.
std::optional<RecordedValue> ReadValueNode(const Method& method, const FactPath& path,
                                           const JsonNode& node, const std::string& place,
                                           std::vector<Violation>& out);

// What stays of a value whose private part was erased: recorded, but nothing is known of it.
RecordedValue ErasedValue();

// {"none": true}, and nothing else.
bool IsNoneNode(const JsonNode& node);
// The array in {"at_least": [...]}, when the node is that; else null.
const JsonNode* AtLeastArray(const JsonNode& node);

// The place of a member in a request: "sessions[0].on".
std::string PlaceOf(const std::string& around, std::string_view member);

// A violation "expected is ..." of the fact at `path`.
void AddUnfit(const Method& method, const FactPath& path, const JsonNode& node, const char* reason,
              const std::string& place, std::vector<Violation>& out);

}  // namespace stapwijs
