// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/memory/memory_data.h"
#include "engine/store/writer/backend.h"

// The medium of the memory store.

namespace stapwijs::store::memory {

// Two layers: what readers see, and what the open group adds. Commit moves the second into the
// first.
class MemoryBackend final : public writer::Backend {
  struct Staged {
    EventPtr event;
    std::optional<std::optional<CaseRef>> case_ref;  // nullopt: as it was
  };

  // The open group first, then what was committed. Only the writer changes `committed_`, so it
  // reads it unlocked.
  template <typename Find, typename... Keys>
  auto Either(std::string_view tenant, Find find, const Keys&... keys) const {
    const auto* found = find(open_.Find(tenant), keys...);
    return found != nullptr ? found : find(committed_.Find(tenant), keys...);
  }

 public:
  absl::Status Begin() override { return absl::OkStatus(); }

  absl::Status Commit() override {
    const std::unique_lock lock(mutex_);
    for (const Staged& each : staged_) {
      committed_.Add(each.event, each.case_ref ? &*each.case_ref : nullptr);
    }
    for (const MethodRecord& record : staged_methods_) committed_.Add(record);
    Clear();
    return absl::OkStatus();
  }

  void Rollback() override { Clear(); }
  absl::Status Maintain() override { return absl::OkStatus(); }

  absl::StatusOr<std::optional<Event>> RequestEvent(std::string_view tenant,
                                                    std::string_view request_id) override {
    const Event* event = Either(tenant, RequestOf, request_id);
    return event == nullptr ? std::optional<Event>() : *event;
  }

  absl::StatusOr<Head> HeadOf(std::string_view tenant, std::string_view trajectory) override {
    const Event* last = Either(tenant, LastOf, trajectory);
    return last == nullptr ? Head{} : Head{true, last->revision, last->hash};
  }

  absl::StatusOr<writer::TenantHead> TenantHeadOf(std::string_view tenant) override {
    const Event* last = Either(tenant, [](const TenantData* data) -> const Event* {
      return data == nullptr || data->events.empty() ? nullptr : data->events.back().get();
    });
    if (last == nullptr) return writer::TenantHead{};
    return writer::TenantHead{last->position, last->recorded_at, last->tenant_hash};
  }

  absl::StatusOr<std::optional<std::string>> CaseRefHolder(std::string_view tenant,
                                                           std::string_view method_id,
                                                           const CaseRef& case_ref) override {
    // What the open group did to case references last counts before what is committed.
    std::set<std::string_view> changed;
    for (auto staged = staged_.rbegin(); staged != staged_.rend(); ++staged) {
      const Event& event = *staged->event;
      if (event.tenant != tenant || !staged->case_ref) continue;
      if (!changed.insert(event.trajectory).second || *staged->case_ref != case_ref) continue;
      if (*CreatedUnder(tenant, event.trajectory) == method_id) return event.trajectory;
    }
    const std::string* holder = HolderOf(committed_.Find(tenant), method_id, case_ref);
    if (holder == nullptr || changed.contains(*holder)) return std::optional<std::string>();
    return *holder;
  }

  absl::StatusOr<std::string> CreatedUnder(std::string_view tenant,
                                           std::string_view trajectory) override {
    const TrajectorySummary* summary = Either(tenant, SummaryOf, trajectory);
    return summary == nullptr ? std::string() : summary->method_id;
  }

  absl::StatusOr<std::optional<writer::MethodMark>> MethodVersion(
      std::string_view tenant, std::string_view id, std::string_view version) override {
    const MethodRecord* record = Either(tenant, MethodOf, id, version);
    if (record == nullptr) return std::optional<writer::MethodMark>();
    return writer::MethodMark{record->hash, record->published_at};
  }

  absl::Status Append(const Event& event, const std::optional<CaseRef>* case_ref) override {
    auto shared = std::make_shared<const Event>(event);
    open_.Add(shared, nullptr);
    staged_.push_back({shared, {}});
    if (case_ref != nullptr) staged_.back().case_ref.emplace(*case_ref);
    return absl::OkStatus();
  }

  absl::Status AppendMethod(const MethodRecord& record) override {
    open_.Add(record);
    staged_methods_.push_back(record);
    return absl::OkStatus();
  }

  // For readers on any thread: runs `read` on the committed data of a tenant (null: nothing there).
  template <typename Read>
  auto Shared(std::string_view tenant, Read read) const {
    const std::shared_lock lock(mutex_);
    return read(committed_.Find(tenant));
  }

 private:
  void Clear() {
    open_ = Data();
    staged_.clear();
    staged_methods_.clear();
  }

  mutable std::shared_mutex mutex_;
  Data committed_;
  Data open_;
  std::vector<Staged> staged_;
  std::vector<MethodRecord> staged_methods_;
};

}  // namespace stapwijs::store::memory
