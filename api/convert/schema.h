// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "engine/facts/validate.h"
#include "engine/model/method.h"

namespace stapwijs::api {

// The JSON Schema (draft 2020-12) of the object that RecordFactsRequest.facts_json and FACTS.json
// take (engine/json/README.md), in one line, facts in the order of the method; those of a class of
// privacy that the limits do not enable are left out. It refuses nothing that a reader with these
// limits takes. What a schema cannot say is left to the reader: that a
// name or key occurs twice, that a lower bound lies above its upper bound, leap years, more than
// six digits behind a point, the length of a duration, and how many changes there are in all.
//
// Beside title (Dutch) and description (the question), each fact has x-title-en, x-description-en,
// x-privacy ("p0" to "p3"), x-step (where it was declared), x-asked-of (names of roles), and a list
// x-max-elements; what does not apply is left out. Patterns are regular expressions that ECMA 262,
// RE2 and Python read alike.
std::string FactsSchema(const Method& method, const Limits& limits = {});

}  // namespace stapwijs::api
