// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>

#include "engine/json/json_node.h"
#include "engine/model/method.h"

// One single value between JSON and the numbers of engine/model/value.h. Internal to engine/json.
namespace stapwijs {

// What a single value of a type is: a set's members have the kind `element`.
struct ScalarType {
  TypeKind kind = TypeKind::kYesNo;
  DurationUnit unit = DurationUnit::kMinutes;
  EnumId enum_id;
};
ScalarType ScalarOf(const Type& type);
ScalarType MemberOf(const Type& set);

bool IsTextKind(TypeKind kind);     // its values are texts
bool IsOrderedKind(TypeKind kind);  // its values can be recorded in part

// A month or a year gives the range of its days. Without a range, `reason` says why (validate.h).
struct ScalarReading {
  std::optional<Range> range;
  const char* reason = "WRONG_TYPE";
};
ScalarReading ReadScalar(const Method& method, const ScalarType& type, const JsonNode& node);
JsonNode WriteScalar(const Method& method, const ScalarType& type, int64_t value);

// ISO 8601 of one kind: "PT2H30M" in minutes, "P2W3D" in days, "P1Y6M" in months; nullopt for
// anything else (working days have no ISO spelling).
std::optional<int64_t> ParseIsoDuration(std::string_view text, DurationUnit unit);

}  // namespace stapwijs
