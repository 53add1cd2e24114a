// SPDX-License-Identifier: EUPL-1.2
#include "api/service/error.h"

#include "absl/strings/str_cat.h"
#include "engine/store/errors.h"

namespace stapwijs::api {
namespace {

constexpr int64_t kRetryAfterMs = 500;

Text StoreText(ErrorReason reason) {
  switch (reason) {
    case ErrorReason::kRequestIdReused:
      return {"Dit request_id is al gebruikt, voor een verzoek met een andere inhoud.",
              "This request_id was used before, for a request with other content."};
    case ErrorReason::kTrajectoryExists:
      return {"Er is al een traject met dit id.", "There is a trajectory with this id already."};
    case ErrorReason::kCaseRefTaken:
      return {"Deze zaak heeft al een traject volgens deze methode.",
              "This case has a trajectory of this method already."};
    case ErrorReason::kMethodExists:
      return {"Deze versie van de methode is al gepubliceerd, met een andere inhoud.",
              "This version of the method was published before, with other content."};
    case ErrorReason::kNoTrajectory:
      return {"Er is geen traject met dit id.", "There is no trajectory with this id."};
    case ErrorReason::kNoMethod:
      return {"Er is geen methode met dit id en deze versie.",
              "There is no method with this id and version."};
    case ErrorReason::kQueueFull:
      return {"Er wachten te veel verzoeken; er is niets opgeslagen.",
              "Too many requests are waiting; nothing was stored."};
    case ErrorReason::kDiskFull:
      return {"De schijf van de server is vol; er is niets opgeslagen.",
              "The server's disk is full; nothing was stored."};
    case ErrorReason::kStoreStopped:
      return {"De server kan nu niets opslaan.", "The server cannot store anything now."};
    case ErrorReason::kOutcomeUnknown:
      return {"Het opslaan mislukte; of het verzoek is opgeslagen blijkt na een herstart.",
              "Storing failed; whether the request was stored will be known after a restart."};
    default:
      return {"Er ging iets mis in de server.", "Something went wrong in the server."};
  }
}

ErrorReason FromReason(store::Reason reason) {
  switch (reason) {
    case store::Reason::kRequestIdReused:
      return ErrorReason::kRequestIdReused;
    case store::Reason::kStaleRevision:
      return ErrorReason::kStaleRevision;
    case store::Reason::kTrajectoryExists:
      return ErrorReason::kTrajectoryExists;
    case store::Reason::kCaseRefTaken:
      return ErrorReason::kCaseRefTaken;
    case store::Reason::kNoTrajectory:
      return ErrorReason::kNoTrajectory;
    case store::Reason::kMethodExists:
      return ErrorReason::kMethodExists;
    case store::Reason::kNoMethod:
      return ErrorReason::kNoMethod;
    case store::Reason::kQueueFull:
      return ErrorReason::kQueueFull;
    case store::Reason::kDiskFull:
      return ErrorReason::kDiskFull;
    case store::Reason::kStoreStopped:
      return ErrorReason::kStoreStopped;
    case store::Reason::kOutcomeUnknown:
      return ErrorReason::kOutcomeUnknown;
    case store::Reason::kBadCommand:
    case store::Reason::kOpenRefused:
    case store::Reason::kReadFailed:
    case store::Reason::kBackupRefused:
    case store::Reason::kNotSupported:
      return ErrorReason::kInternal;
  }
  return ErrorReason::kInternal;
}

}  // namespace

const std::vector<ErrorInfo>& AllErrors() {
  static const std::vector<ErrorInfo> all = {
#define STAPWIJS_ERROR(name, reason, code, http, cure_nl, cure_en) \
  {ErrorReason::k##name, reason, absl::StatusCode::code, http, cure_nl, cure_en},
#include "api/service/errors.def"
#undef STAPWIJS_ERROR
  };
  return all;
}

const ErrorInfo& InfoOf(ErrorReason reason) { return AllErrors().at(static_cast<size_t>(reason)); }

ServiceError MakeError(ErrorReason reason, Text message) {
  ServiceError error;
  error.reason = reason;
  error.message = std::move(message);
  return error;
}

ServiceError InvalidRequest(std::vector<Violation> violations) {
  // Who reads only the message sees the first of them.
  const size_t count = violations.size();
  const Violation first = violations.empty() ? Violation{} : violations.front();
  ServiceError error =
      MakeError(ErrorReason::kInvalidRequest,
                {absl::StrCat("Het verzoek klopt op ", count, count == 1 ? " plaats" : " plaatsen",
                              " niet; ", first.field, ": ", first.message.nl),
                 absl::StrCat("The request is wrong in ", count, count == 1 ? " place" : " places",
                              "; ", first.field, ": ", first.message.en)});
  error.violations = std::move(violations);
  return error;
}

ServiceError FromStore(const absl::Status& status) {
  const auto stored = store::ReasonOf(status);
  const ErrorReason reason = stored ? FromReason(*stored) : ErrorReason::kInternal;
  ServiceError error = MakeError(reason, StoreText(reason));
  if (reason == ErrorReason::kStaleRevision) {
    const int32_t current = store::CurrentRevision(status).value_or(0);
    error.message = {absl::StrCat("Het traject staat al op revisie ", current, "."),
                     absl::StrCat("The trajectory is at revision ", current, " already.")};
    error.metadata["current_revision"] = absl::StrCat(current);
  }
  if (const auto holder = store::ExistingTrajectory(status)) {
    error.metadata["trajectory_id"] = *holder;
  }
  if (reason == ErrorReason::kQueueFull) error.retry_after_ms = kRetryAfterMs;
  return error;
}

ServiceError MessageTooLarge(size_t bytes, size_t limit) {
  ServiceError error =
      MakeError(ErrorReason::kMessageTooLarge,
                {absl::StrCat("Het verzoek is ", bytes, " bytes groot; hoogstens ", limit, " mag."),
                 absl::StrCat("The request has ", bytes, " bytes; ", limit, " is the most.")});
  error.metadata["limit_bytes"] = absl::StrCat(limit);
  return error;
}

ServiceError TenantNotAllowed() {
  return MakeError(ErrorReason::kTenantNotAllowed,
                   {"Deze tenant is hier niet te gebruiken.", "This tenant cannot be used here."});
}

ServiceError TooBusy() {
  ServiceError error = MakeError(ErrorReason::kQueueFull,
                                 {"Er wachten te veel verzoeken.", "Too many requests wait."});
  error.retry_after_ms = kRetryAfterMs;
  return error;
}

}  // namespace stapwijs::api
