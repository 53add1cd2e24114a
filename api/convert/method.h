// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "api/convert/languages.h"
#include "engine/facts/validate.h"
#include "engine/model/method.h"
#include "stapwijs/v1/method.pb.h"

namespace stapwijs::api {

// A method as the API gives it, without published_at. Paths in it have [*] for elements; the JSON
// Schema of its facts is in both languages and for a reader with these limits.
v1::Method MethodToProto(const Method& method, Languages languages, const Limits& limits = {});

// The canonical path of a fact, with [*] for each element around it: "sessions[*].from".
std::string PathPattern(const Method& method, FieldId field);

}  // namespace stapwijs::api
