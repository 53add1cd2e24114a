// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>

#include "api/service/error.h"
#include "google/rpc/status.pb.h"

namespace stapwijs::api {

// What of an error fits into the headers that every gRPC client takes unless told otherwise (8 KiB
// for all of them together).
inline constexpr size_t kDefaultErrorBytes = 6 * 1024;
// A client that takes more says how much in this request header.
inline constexpr char kErrorBytesHeader[] = "stapwijs-error-bytes";
inline constexpr size_t kMaxErrorBytes = 1024 * 1024;

// The error as google.rpc.Status, at most about `budget` bytes: ErrorInfo (reason, domain stapwijs,
// metadata), LocalizedMessage in Dutch and English, and by reason BadRequest and ViolationsDetail,
// PreconditionFailure and RefusalDetail, DiagnosticsDetail, RetryInfo. Of long lists the first
// entries that fit; the details say how many there are. A text that is longer than 500 bytes, or a
// name or value than 200, is cut and ends with an ellipsis. The message is English, with the cure.
google::rpc::Status ToRpcStatus(const ServiceError& error, size_t budget = kDefaultErrorBytes);

}  // namespace stapwijs::api
