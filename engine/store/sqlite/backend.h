// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "absl/container/flat_hash_map.h"
#include "engine/store/sqlite/db.h"
#include "engine/store/sqlite/head_cache.h"
#include "engine/store/sqlite/index.h"
#include "engine/store/sqlite/request_filter.h"
#include "engine/store/sqlite/sqlite_store.h"
#include "engine/store/sqlite/tail.h"
#include "engine/store/writer/backend.h"

// The writing half of the SQLite store: the one connection that commits and checkpoints.
//
// An event costs a row at the right edge of its table and an entry in the tail. What a command must
// know comes from memory: the filter of request ids, the heads of tenants and trajectories. All of
// it follows from the file; a group that fails leaves nothing of itself there.

namespace stapwijs::store::sqlite {

class SqliteBackend final : public writer::Backend {
 public:
  explicit SqliteBackend(const SqliteOptions& options);
  ~SqliteBackend() override;

  absl::Status Open(const SqliteOptions& options);
  // What is not yet in the index tables, for readers.
  const Tail& tail() const { return tail_; }

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
  // Null when there is no such trajectory.
  int Known(std::string_view tenant, std::string_view trajectory, KnownHead*& known);
  int InsertEvent(const Event& event, std::int64_t number);
  int InsertTrajectory(const Event& event, const std::optional<CaseRef>* case_ref);
  int UpdateCaseRef(const Event& event, const std::optional<CaseRef>& case_ref);

  Db db_;
  Tail tail_;
  IndexWriter index_;
  RequestFilter filter_;
  HeadCache heads_;
  absl::flat_hash_map<std::string, writer::TenantHead> tenants_;
  std::int64_t sequence_ = 0;         // of the last event
  std::int64_t sequence_before_ = 0;  // at the beginning of the group
  std::size_t group_events_ = 0;
  int checkpoint_pages_ = 0;
  int wal_pages_ = 0;    // set by SQLite's hook at each commit
  bool failed_ = false;  // after which nothing may be written any more, not even at closing
};

}  // namespace stapwijs::store::sqlite
