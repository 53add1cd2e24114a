// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "engine/store/store.h"

// The tables of the memory store. Not thread-safe: the store guards them.

namespace stapwijs::store::memory {

using EventPtr = std::shared_ptr<const Event>;
// Method id, source, case id.
using CaseKey = std::tuple<std::string, std::string, std::string>;
// Method id, version.
using MethodKey = std::pair<std::string, std::string>;

struct TenantData {
  std::vector<EventPtr> events;  // in order of position, without gaps
  std::unordered_map<std::string, std::vector<EventPtr>> trajectories;
  std::vector<TrajectorySummary> created;                // in order of creation
  std::unordered_map<std::string, std::size_t> numbers;  // trajectory -> place in `created`
  std::unordered_map<std::string, EventPtr> requests;
  std::map<CaseKey, std::string> cases;
  std::map<MethodKey, MethodRecord> methods;
};

class Data {
 public:
  // Null for a tenant without anything.
  const TenantData* Find(std::string_view tenant) const;
  // `case_ref` as of writer::Backend::Append. Events are added in order; the first of a
  // trajectory may be missing (an open group), then no summary is kept of it.
  void Add(const EventPtr& event, const std::optional<CaseRef>* case_ref);
  void Add(const MethodRecord& record);

 private:
  std::map<std::string, TenantData, std::less<>> tenants_;
};

// Null when absent.
const TrajectorySummary* SummaryOf(const TenantData* tenant, std::string_view trajectory);
const Event* LastOf(const TenantData* tenant, std::string_view trajectory);
const Event* RequestOf(const TenantData* tenant, std::string_view request_id);
const std::string* HolderOf(const TenantData* tenant, std::string_view method_id,
                            const CaseRef& case_ref);
const MethodRecord* MethodOf(const TenantData* tenant, std::string_view id,
                             std::string_view version);

}  // namespace stapwijs::store::memory
