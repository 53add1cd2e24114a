// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "engine/store/event.h"
#include "engine/store/store.h"

// What a store's medium must do so that the shared writer can work on it. Called by the writer
// thread only.

namespace stapwijs::store::writer {

// Where a tenant's sequence stands; zeros for a new tenant.
struct TenantHead {
  std::int64_t position = 0;
  std::int64_t recorded_at = 0;
  Digest tenant_hash{};
};

// What is kept of a stored method version to compare a repeated publication with.
struct MethodMark {
  Digest hash{};
  std::int64_t published_at = 0;
};

// All reads see what the open group wrote. Every failed status carries one of two reasons:
// kDiskFull (the group is lost, the store can go on) or kOutcomeUnknown (the medium failed, the
// store must stop).
class Backend {
 public:
  virtual ~Backend() = default;

  virtual absl::Status Begin() = 0;
  // OK only when the group survives a power cut.
  virtual absl::Status Commit() = 0;
  // Ends the group after any failure.
  virtual void Rollback() = 0;
  // Between groups, after their answers are out: checkpoints. A failure stops the store.
  virtual absl::Status Maintain() = 0;

  virtual absl::StatusOr<std::optional<Event>> RequestEvent(std::string_view tenant,
                                                            std::string_view request_id) = 0;
  virtual absl::StatusOr<Head> HeadOf(std::string_view tenant, std::string_view trajectory) = 0;
  virtual absl::StatusOr<TenantHead> TenantHeadOf(std::string_view tenant) = 0;
  virtual absl::StatusOr<std::optional<std::string>> CaseRefHolder(std::string_view tenant,
                                                                   std::string_view method_id,
                                                                   const CaseRef& case_ref) = 0;
  virtual absl::StatusOr<std::optional<MethodMark>> MethodVersion(std::string_view tenant,
                                                                  std::string_view id,
                                                                  std::string_view version) = 0;

  // The method id that a trajectory that exists was created under.
  virtual absl::StatusOr<std::string> CreatedUnder(std::string_view tenant,
                                                   std::string_view trajectory) = 0;

  // Adds the event; for revision 1 the trajectory too. `case_ref`: what the trajectory's case
  // reference is from now on, null: as it was (at revision 1: none). A failure ends the group.
  virtual absl::Status Append(const Event& event, const std::optional<CaseRef>* case_ref) = 0;
  virtual absl::Status AppendMethod(const MethodRecord& record) = 0;
};

}  // namespace stapwijs::store::writer
