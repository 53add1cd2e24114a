// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/facts/validate.h"
#include "engine/model/change.h"
#include "engine/model/method.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "stapwijs/v1/value.pb.h"

namespace stapwijs::api {

struct ChangesReading {
  std::vector<Change> changes;  // one for each of the request's; only complete without violations
  std::vector<Violation> violations;  // all of them, with places like "changes[3].set"
};

// Turns typed changes into the engine's, and finds everything that is wrong with each of them by
// itself: no path of the method, a value of another kind than the fact's, out of range, too long.
// What is wrong with them together is found when they meet the trajectory (engine/trajectory). More
// than limits.max_changes are not read at all. `make_key` gives the key of an element that is added
// without one.
ChangesReading ReadChanges(const Method& method,
                           const google::protobuf::RepeatedPtrField<v1::Change>& changes,
                           const Limits& limits, const std::function<std::string()>& make_key);

}  // namespace stapwijs::api
