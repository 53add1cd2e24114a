// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/model/type.h"

namespace stapwijs {

class Method;

// One step from an element into a container of its: `sessions[vol]`, `audience[volunteers]`.
struct PathStep {
  ScopeId scope;    // of the element arrived at
  std::string key;  // element key, or the name of an enum value; "*" is the unseen element
  friend bool operator==(const PathStep&, const PathStep&) = default;
};

// Where a fact (or a whole element, when `field` is invalid) lives: `sessions[vol].from`.
struct FactPath {
  std::vector<PathStep> elements;
  FieldId field;
  friend bool operator==(const FactPath&, const FactPath&) = default;
};

// The canonical text: `sessions[vol].kickoff.state`. Inverse of ParseFactPath.
std::string FormatPath(const Method& method, const FactPath& path);
std::string FormatElements(const Method& method, const std::vector<PathStep>& elements);

// Finds the fact or element named by canonical text. INVALID_ARGUMENT says which part of the path
// names nothing and what it could be; keys of lists are not required to exist, enum values are.
absl::StatusOr<FactPath> ParseFactPath(const Method& method, std::string_view text);

}  // namespace stapwijs
