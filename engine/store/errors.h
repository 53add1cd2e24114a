// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"

// Why a store said no: a reason that programs can test, carried inside an absl::Status.

namespace stapwijs::store {

enum class Reason {
  kBadCommand,  // INVALID_ARGUMENT: an empty or oversized field; the caller's programming mistake
  kRequestIdReused,   // ALREADY_EXISTS: this request id was used for other content
  kStaleRevision,     // ABORTED: expected_revision is not the current one; see CurrentRevision
  kTrajectoryExists,  // ALREADY_EXISTS: creation under an id that is taken
  kCaseRefTaken,      // ALREADY_EXISTS: the case has a trajectory of this method; see
                      // ExistingTrajectory
  kNoTrajectory,      // NOT_FOUND
  kMethodExists,      // ALREADY_EXISTS: this method version is stored with another hash
  kNoMethod,          // NOT_FOUND
  kQueueFull,         // RESOURCE_EXHAUSTED: nothing stored, try again later
  kDiskFull,          // RESOURCE_EXHAUSTED: nothing acknowledged; works again when there is room
  kStoreStopped,      // UNAVAILABLE: Stop() was called, or the store failed before: nothing stored
  kOutcomeUnknown,    // UNAVAILABLE: writing failed; repeat with the same request id after a
                      // restart
  kOpenRefused,    // FAILED_PRECONDITION: the file cannot be opened (newer schema, second process,
                   // not ours)
  kReadFailed,     // INTERNAL: reading failed
  kBackupRefused,  // FAILED_PRECONDITION: a backup cannot be made there, or is not fit to be
                   // restored; the message says which and what to do
  kNotSupported,   // UNIMPLEMENTED: this kind of store cannot do that
};

// The reason in upper snake case, "STALE_REVISION".
std::string_view ReasonName(Reason reason);

// A status with the code of the reason (see above), the message and the reason.
absl::Status MakeError(Reason reason, std::string_view message);

// ABORTED with the current revision.
absl::Status StaleRevision(std::int32_t expected, std::int32_t current);

// ALREADY_EXISTS with the id of the trajectory that has the case reference.
absl::Status CaseRefTaken(std::string_view existing_trajectory);

// The reason of a status made by a store; nullopt for any other status (such as an error returned
// by `decide`).
std::optional<Reason> ReasonOf(const absl::Status& status);

// The revision in a kStaleRevision status.
std::optional<std::int32_t> CurrentRevision(const absl::Status& status);

// The trajectory in a kCaseRefTaken status.
std::optional<std::string> ExistingTrajectory(const absl::Status& status);

}  // namespace stapwijs::store
