// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "engine/store/sqlite/db.h"
#include "engine/store/sqlite/sqlite_store.h"
#include "engine/store/writer/backend.h"

// The writing half of the SQLite store: the one connection that commits and checkpoints.

namespace stapwijs::store::sqlite {

class SqliteBackend final : public writer::Backend {
 public:
  SqliteBackend() = default;
  ~SqliteBackend() override;

  absl::Status Open(const SqliteOptions& options);

  absl::Status Begin() override;
  absl::Status Commit() override;
  void Rollback() override;
  absl::Status Maintain() override;
  absl::StatusOr<std::optional<Event>> RequestEvent(std::string_view tenant,
                                                    std::string_view request_id) override;
  absl::StatusOr<Head> HeadOf(std::string_view tenant, std::string_view trajectory) override;
  absl::StatusOr<writer::TenantHead> TenantHeadOf(std::string_view tenant) override;
  absl::StatusOr<std::optional<std::string>> CaseRefHolder(std::string_view tenant,
                                                           std::string_view method_id,
                                                           const CaseRef& case_ref) override;
  absl::StatusOr<std::optional<writer::MethodMark>> MethodVersion(
      std::string_view tenant, std::string_view id, std::string_view version) override;
  absl::StatusOr<std::string> CreatedUnder(std::string_view tenant,
                                           std::string_view trajectory) override;
  absl::Status Append(const Event& event, const std::optional<CaseRef>* case_ref) override;
  absl::Status AppendMethod(const MethodRecord& record) override;

 private:
  absl::Status Check(int rc, std::string_view what);
  int InsertTrajectory(const Event& event, const std::optional<CaseRef>* case_ref);
  int UpdateCaseRef(const Event& event, const std::optional<CaseRef>& case_ref);

  Db db_;
  int checkpoint_pages_ = 0;
  int wal_pages_ = 0;    // set by SQLite's hook at each commit
  bool failed_ = false;  // after which nothing may be written any more, not even at closing
};

}  // namespace stapwijs::store::sqlite
