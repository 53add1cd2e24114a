// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "engine/json/json_node.h"
#include "engine/model/method.h"
#include "engine/model/value.h"

namespace stapwijs::api::cli {

// A value in the JSON spelling of recorded facts (dsl/REFERENCE.md). What no fact can be: a moment
// is "2024-04-09 13:30", a time calculated beyond its day "01:00 +1 day" or "17:00 -1 day". `value`
// is not unknown.
JsonNode SpellJson(const Method& method, const Type& type, const Value& value);

}  // namespace stapwijs::api::cli
