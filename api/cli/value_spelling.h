// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "engine/json/json_node.h"
#include "engine/model/method.h"
#include "engine/model/value.h"

namespace stapwijs::api::cli {

// A value in the JSON spelling of recorded facts (dsl/REFERENCE.md); a moment, which no fact can
// be, is "2024-04-09 13:30". `value` is not unknown.
JsonNode SpellJson(const Method& method, const Type& type, const Value& value);

// The same as the language writes it: 7, yes, 2024-04-09, at least 2, {a, b}, none.
std::string SpellText(const JsonNode& value);

}  // namespace stapwijs::api::cli
