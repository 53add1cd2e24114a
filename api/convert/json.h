// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "api/convert/assessment.h"
#include "engine/eval/assessment.h"
#include "engine/model/method.h"
#include "google/protobuf/message.h"

namespace stapwijs::api {

struct JsonOptions {
  bool indent = false;  // on several lines, for people
};

// proto3 JSON as the API promises it: zeros and empty lists printed, enums by name, names in
// lowerCamelCase. INTERNAL when the message cannot be written.
absl::StatusOr<std::string> ToJson(const google::protobuf::Message& message,
                                   JsonOptions options = {});

// The Assessment in that JSON: what a server answers, and what `stapwijs assess --format json`
// prints.
absl::StatusOr<std::string> AssessmentJson(const Method& method, const Assessment& assessment,
                                           const AssessmentContext& context,
                                           JsonOptions options = {});

}  // namespace stapwijs::api
