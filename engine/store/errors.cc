// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/errors.h"

#include <array>
#include <utility>

#include "absl/strings/cord.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace stapwijs::store {
namespace {

// Inside the process only: the service turns reasons into the errors of the API.
constexpr char kReasonUrl[] = "stapwijs.store/reason";
constexpr char kDetailUrl[] = "stapwijs.store/detail";

struct ReasonRow {
  Reason reason;
  std::string_view name;
  absl::StatusCode code;
};

constexpr std::array<ReasonRow, 16> kReasons = {{
    {Reason::kBadCommand, "BAD_COMMAND", absl::StatusCode::kInvalidArgument},
    {Reason::kRequestIdReused, "REQUEST_ID_REUSED", absl::StatusCode::kAlreadyExists},
    {Reason::kStaleRevision, "STALE_REVISION", absl::StatusCode::kAborted},
    {Reason::kTrajectoryExists, "TRAJECTORY_EXISTS", absl::StatusCode::kAlreadyExists},
    {Reason::kCaseRefTaken, "CASE_REF_TAKEN", absl::StatusCode::kAlreadyExists},
    {Reason::kNoTrajectory, "NO_TRAJECTORY", absl::StatusCode::kNotFound},
    {Reason::kMethodExists, "METHOD_EXISTS", absl::StatusCode::kAlreadyExists},
    {Reason::kNoMethod, "NO_METHOD", absl::StatusCode::kNotFound},
    {Reason::kQueueFull, "QUEUE_FULL", absl::StatusCode::kResourceExhausted},
    {Reason::kDiskFull, "DISK_FULL", absl::StatusCode::kResourceExhausted},
    {Reason::kStoreStopped, "STORE_STOPPED", absl::StatusCode::kUnavailable},
    {Reason::kOutcomeUnknown, "OUTCOME_UNKNOWN", absl::StatusCode::kUnavailable},
    {Reason::kOpenRefused, "OPEN_REFUSED", absl::StatusCode::kFailedPrecondition},
    {Reason::kReadFailed, "READ_FAILED", absl::StatusCode::kInternal},
    {Reason::kBackupRefused, "BACKUP_REFUSED", absl::StatusCode::kFailedPrecondition},
    {Reason::kNotSupported, "NOT_SUPPORTED", absl::StatusCode::kUnimplemented},
}};

const ReasonRow& Row(Reason reason) { return kReasons.at(static_cast<std::size_t>(reason)); }

std::optional<std::string> Payload(const absl::Status& status, const char* url) {
  auto payload = status.GetPayload(url);
  if (!payload.has_value()) return std::nullopt;
  return std::string(*payload);
}

absl::Status WithDetail(absl::Status status, std::string_view detail) {
  status.SetPayload(kDetailUrl, absl::Cord(absl::string_view(detail.data(), detail.size())));
  return status;
}

}  // namespace

std::string_view ReasonName(Reason reason) { return Row(reason).name; }

absl::Status MakeError(Reason reason, std::string_view message) {
  const ReasonRow& row = Row(reason);
  absl::Status status(row.code, absl::string_view(message.data(), message.size()));
  status.SetPayload(kReasonUrl, absl::Cord(absl::string_view(row.name.data(), row.name.size())));
  return status;
}

absl::Status StaleRevision(std::int32_t expected, std::int32_t current) {
  return WithDetail(MakeError(Reason::kStaleRevision,
                              absl::StrCat("expected revision ", expected,
                                           ", but the trajectory is at revision ", current)),
                    absl::StrCat(current));
}

absl::Status CaseRefTaken(std::string_view existing_trajectory) {
  return WithDetail(
      MakeError(Reason::kCaseRefTaken, absl::StrCat("the case reference belongs to trajectory ",
                                                    absl::string_view(existing_trajectory.data(),
                                                                      existing_trajectory.size()))),
      existing_trajectory);
}

std::optional<Reason> ReasonOf(const absl::Status& status) {
  const std::optional<std::string> name = Payload(status, kReasonUrl);
  if (!name) return std::nullopt;
  for (const ReasonRow& row : kReasons) {
    if (row.name == *name) return row.reason;
  }
  return std::nullopt;
}

std::optional<std::int32_t> CurrentRevision(const absl::Status& status) {
  if (ReasonOf(status) != Reason::kStaleRevision) return std::nullopt;
  std::int32_t revision = 0;
  const std::optional<std::string> detail = Payload(status, kDetailUrl);
  if (!detail || !absl::SimpleAtoi(*detail, &revision)) return std::nullopt;
  return revision;
}

std::optional<std::string> ExistingTrajectory(const absl::Status& status) {
  if (ReasonOf(status) != Reason::kCaseRefTaken) return std::nullopt;
  return Payload(status, kDetailUrl);
}

}  // namespace stapwijs::store
