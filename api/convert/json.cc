// SPDX-License-Identifier: EUPL-1.2
#include "api/convert/json.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/util/json_util.h"

namespace stapwijs::api {

absl::StatusOr<std::string> ToJson(const google::protobuf::Message& message, JsonOptions options) {
  google::protobuf::util::JsonPrintOptions print;
  print.always_print_primitive_fields = true;
  print.add_whitespace = options.indent;
  std::string out;
  const auto status = google::protobuf::util::MessageToJsonString(message, &out, print);
  if (!status.ok()) {
    return absl::InternalError(absl::StrCat("cannot write JSON: ", status.ToString()));
  }
  return out;
}

absl::StatusOr<std::string> AssessmentJson(const Method& method, const Assessment& assessment,
                                           const AssessmentContext& context, JsonOptions options) {
  return ToJson(ToProto(method, assessment, context), options);
}

}  // namespace stapwijs::api
