// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/memory/memory_store.h"

#include <algorithm>
#include <utility>

#include "engine/store/memory/memory_backend.h"
#include "engine/store/memory/memory_data.h"
#include "engine/store/semantic_version.h"
#include "engine/store/writer/group_writer.h"

namespace stapwijs::store {
namespace {

using memory::EventPtr;
using memory::MemoryBackend;
using memory::TenantData;

std::vector<Event> Slice(const std::vector<EventPtr>& events, std::int64_t after,
                         std::size_t limit) {
  std::vector<Event> slice;
  const auto from = static_cast<std::size_t>(std::max<std::int64_t>(after, 0));
  for (std::size_t i = from; i < events.size() && slice.size() < limit; ++i) {
    slice.push_back(*events[i]);  // revisions and positions are dense from 1
  }
  return slice;
}

class MemoryStore final : public Store {
 public:
  explicit MemoryStore(Options options) : writer_(backend_, std::move(options)) {}

  void Submit(Command command, Done done) override {
    writer_.Submit(std::move(command), std::move(done));
  }
  void PutMethod(MethodRecord record, MethodDone done) override {
    writer_.PutMethod(std::move(record), std::move(done));
  }
  absl::Status Failed() const override { return writer_.Failed(); }
  Stats GetStats() const override { return writer_.GetStats(); }
  void Stop() override { writer_.Stop(); }

  absl::StatusOr<std::vector<Event>> ReadEvents(std::string_view tenant,
                                                std::string_view trajectory,
                                                std::int32_t after_revision,
                                                std::size_t limit) const override {
    return backend_.Shared(tenant, [&](const TenantData* data) -> std::vector<Event> {
      if (memory::LastOf(data, trajectory) == nullptr) return {};
      return Slice(data->trajectories.at(std::string(trajectory)), after_revision, limit);
    });
  }

  absl::StatusOr<std::vector<Event>> TenantEvents(std::string_view tenant,
                                                  std::int64_t after_position,
                                                  std::size_t limit) const override {
    return backend_.Shared(tenant, [&](const TenantData* data) -> std::vector<Event> {
      if (data == nullptr) return {};
      return Slice(data->events, after_position, limit);
    });
  }

  absl::StatusOr<Head> ReadHead(std::string_view tenant,
                                std::string_view trajectory) const override {
    return backend_.Shared(tenant, [&](const TenantData* data) {
      const Event* last = memory::LastOf(data, trajectory);
      return last == nullptr ? Head{} : Head{true, last->revision, last->hash};
    });
  }

  absl::StatusOr<std::optional<Event>> FindByRequestId(std::string_view tenant,
                                                       std::string_view request_id) const override {
    return backend_.Shared(tenant, [&](const TenantData* data) {
      const Event* event = memory::RequestOf(data, request_id);
      return event == nullptr ? std::optional<Event>() : *event;
    });
  }

  absl::StatusOr<std::optional<std::string>> FindByCaseRef(std::string_view tenant,
                                                           std::string_view method_id,
                                                           const CaseRef& case_ref) const override {
    return backend_.Shared(tenant, [&](const TenantData* data) {
      const std::string* holder = memory::HolderOf(data, method_id, case_ref);
      return holder == nullptr ? std::optional<std::string>() : *holder;
    });
  }

  absl::StatusOr<std::vector<TrajectorySummary>> ListTrajectories(
      std::string_view tenant, const TrajectoryFilter& filter, std::int64_t after_position,
      std::size_t limit) const override {
    return backend_.Shared(tenant, [&](const TenantData* data) {
      std::vector<TrajectorySummary> list;
      if (data == nullptr) return list;
      auto next = std::upper_bound(data->created.begin(), data->created.end(), after_position,
                                   [](std::int64_t after, const TrajectorySummary& each) {
                                     return after < each.created_position;
                                   });
      for (; next != data->created.end() && list.size() < limit; ++next) {
        if (filter.Accepts(*next)) list.push_back(*next);
      }
      return list;
    });
  }

  absl::StatusOr<BackupInfo> Backup(const std::string& /*path*/) const override {
    return MakeError(Reason::kNotSupported,
                     "a store in memory cannot be backed up: serve from a file (--db PATH)");
  }

  absl::StatusOr<MethodRecord> GetMethod(std::string_view tenant, std::string_view id,
                                         std::string_view version) const override {
    return Best(tenant, [&](const MethodRecord& record) {
      return record.id == id && (version.empty() || record.version == version);
    });
  }

  absl::StatusOr<MethodRecord> GetMethodByHash(std::string_view tenant,
                                               const Digest& hash) const override {
    return Best(tenant, [&](const MethodRecord& record) { return record.hash == hash; });
  }

  absl::StatusOr<std::vector<MethodSummary>> ListMethods(std::string_view tenant) const override {
    return backend_.Shared(tenant, [&](const TenantData* data) {
      std::vector<MethodSummary> list;
      if (data == nullptr) return list;
      for (const auto& [key, record] : data->methods) {
        list.push_back(
            {record.id, record.version, record.hash, record.published_at, record.published_by});
      }
      std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
        return a.id != b.id ? a.id < b.id : CompareVersions(a.version, b.version) < 0;
      });
      return list;
    });
  }

 private:
  template <typename Match>
  absl::StatusOr<MethodRecord> Best(std::string_view tenant, Match match) const {
    return backend_.Shared(tenant, [&](const TenantData* data) -> absl::StatusOr<MethodRecord> {
      const MethodRecord* best = nullptr;
      if (data != nullptr) {
        for (const auto& [key, record] : data->methods) {
          if (!match(record)) continue;
          if (best == nullptr || IsLater(record.version, best->version)) best = &record;
        }
      }
      if (best == nullptr) return MakeError(Reason::kNoMethod, "there is no such method");
      return *best;
    });
  }

  MemoryBackend backend_;
  writer::GroupWriter writer_;
};

}  // namespace

std::unique_ptr<Store> MakeMemoryStore(Options options) {
  return std::make_unique<MemoryStore>(std::move(options));
}

}  // namespace stapwijs::store
