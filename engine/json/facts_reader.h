// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>
#include <vector>

#include "engine/facts/validate.h"
#include "engine/model/change.h"
#include "engine/model/method.h"

namespace stapwijs {

struct FactsReading {
  std::vector<Change> changes;        // in the order of the text; only complete when no violations
  std::vector<Violation> violations;  // all of them, each with its place ("sessions[0].on")
};

// Reads the one JSON spelling of recorded facts (dsl/REFERENCE.md, "Facts as JSON"): one object
// from fact name to value. Duplicate keys, null, unknown names, wrong types and malformed JSON are
// violations, all found in one reading. Bounded: depth 64, and by `limits`. `prefix` goes before
// every place ("facts_json"). Elements without a key get new ones ("e1"...), unused in the text and
// in `recorded` (what the trajectory already has; may be null).
FactsReading ReadFactsJson(const Method& method, std::string_view json, const Limits& limits = {},
                           std::string_view prefix = "", const Facts* recorded = nullptr);

// The same spelling for one typed value, as the API's changes carry it. A list gives several
// changes; a path to an element (`sessions[vol]`) takes an object of its facts and adds the
// element.
FactsReading ReadValueJson(const Method& method, const FactPath& path, std::string_view json,
                           std::string_view place, const Limits& limits = {},
                           const Facts* recorded = nullptr);

}  // namespace stapwijs
