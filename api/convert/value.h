// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>

#include "engine/model/method.h"
#include "engine/model/value.h"
#include "stapwijs/v1/value.pb.h"

namespace stapwijs::api {

// What is recorded of the fact. An unknown that is not "about" gives a Value without kind.
v1::Value ToProto(const Method& method, FieldId fact, const RecordedValue& recorded);

// The plain spelling of one whole number in the unit of its type (see Range): "5", "2.5",
// "2022-03-01", "19:30", "PT150M", the name of an enum value.
std::string NumberText(const Type& type, int64_t number);

}  // namespace stapwijs::api
