// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "engine/base/text.h"
#include "engine/facts/validate.h"
#include "stapwijs/v1/error_details.pb.h"

// Why a call failed, free of any transport. Servers turn it into their own errors.
namespace stapwijs::api {

inline constexpr std::string_view kErrorDomain = "stapwijs";

enum class ErrorReason : uint8_t {
#define STAPWIJS_ERROR(name, reason, code, http, cure_nl, cure_en) k##name,
#include "api/service/errors.def"
#undef STAPWIJS_ERROR
};

// What errors.def says of a reason.
struct ErrorInfo {
  ErrorReason id;
  std::string_view reason;  // "STALE_REVISION"
  absl::StatusCode code;
  int http_status;
  std::string_view cure_nl;
  std::string_view cure_en;
};
const ErrorInfo& InfoOf(ErrorReason reason);
const std::vector<ErrorInfo>& AllErrors();

struct ServiceError {
  ErrorReason reason = ErrorReason::kInternal;
  Text message;                       // names the thing; the cure comes with the reason
  std::vector<Violation> violations;  // kInvalidRequest: all of them
  v1::RefusalDetail refusal;          // kStep...: every reason
  v1::DiagnosticsDetail diagnostics;  // kMethodNotValid: all of them
  std::map<std::string, std::string> metadata;
  std::optional<int64_t> retry_after_ms;
};

ServiceError MakeError(ErrorReason reason, Text message);
ServiceError InvalidRequest(std::vector<Violation> violations);

// For servers: a request that is not read, or not taken, at all.
ServiceError MessageTooLarge(size_t bytes, size_t limit);
ServiceError TooBusy();
// Without the name: who asks learns nothing of which tenants there are.
ServiceError TenantNotAllowed();

// The error of a failed store (engine/store/errors.h). A status that no store made is kInternal:
// its words stay inside the process.
ServiceError FromStore(const absl::Status& status);

// The answer to a call, or why there is none.
template <typename T>
class Result {
 public:
  Result(T value) : data_(std::in_place_index<0>, std::move(value)) {}             // NOLINT
  Result(ServiceError error) : data_(std::in_place_index<1>, std::move(error)) {}  // NOLINT

  bool ok() const { return data_.index() == 0; }
  // Only when ok().
  const T& value() const& { return std::get<0>(data_); }
  T&& value() && { return std::get<0>(std::move(data_)); }
  // Only when not ok().
  const ServiceError& error() const& { return std::get<1>(data_); }
  ServiceError&& error() && { return std::get<1>(std::move(data_)); }

 private:
  std::variant<T, ServiceError> data_;
};

}  // namespace stapwijs::api
