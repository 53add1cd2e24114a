// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "engine/json/json_node.h"
#include "engine/model/type.h"
#include "stapwijs/v1/value.pb.h"

namespace stapwijs::api {

// Whether a typed value is of a kind that the type can record. None and "about" fit any type here.
bool FitsType(const v1::Value& value, const Type& type);

// The typed value in the one JSON spelling of recorded values (dsl/REFERENCE.md), so that there is
// one reader of values. For a value that fits `type`; a malformed number or duration becomes a
// string, which that reader refuses.
JsonNode ToNode(const v1::Value& value, const Type& type);

}  // namespace stapwijs::api
