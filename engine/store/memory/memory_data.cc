// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/memory/memory_data.h"

namespace stapwijs::store::memory {

const TenantData* Data::Find(std::string_view tenant) const {
  const auto found = tenants_.find(tenant);
  return found == tenants_.end() ? nullptr : &found->second;
}

void Data::Add(const EventPtr& event, const CaseRef* case_ref) {
  TenantData& tenant = tenants_[event->tenant];
  tenant.events.push_back(event);
  tenant.trajectories[event->trajectory].push_back(event);
  tenant.requests.emplace(event->request_id, event);
  if (event->revision != 1) return;
  TrajectorySummary summary;
  summary.trajectory = event->trajectory;
  summary.method_id = event->method.id;
  summary.created_position = event->position;
  if (case_ref != nullptr) {
    summary.case_ref = *case_ref;
    tenant.cases.emplace(CaseKey(event->method.id, case_ref->source, case_ref->id),
                         event->trajectory);
  }
  tenant.created.push_back(std::move(summary));
}

void Data::Add(const MethodRecord& record) {
  tenants_[record.tenant].methods.emplace(MethodKey(record.id, record.version), record);
}

const Event* LastOf(const TenantData* tenant, std::string_view trajectory) {
  if (tenant == nullptr) return nullptr;
  const auto found = tenant->trajectories.find(std::string(trajectory));
  return found == tenant->trajectories.end() ? nullptr : found->second.back().get();
}

const Event* RequestOf(const TenantData* tenant, std::string_view request_id) {
  if (tenant == nullptr) return nullptr;
  const auto found = tenant->requests.find(std::string(request_id));
  return found == tenant->requests.end() ? nullptr : found->second.get();
}

const std::string* HolderOf(const TenantData* tenant, std::string_view method_id,
                            const CaseRef& case_ref) {
  if (tenant == nullptr) return nullptr;
  const auto found =
      tenant->cases.find(CaseKey(std::string(method_id), case_ref.source, case_ref.id));
  return found == tenant->cases.end() ? nullptr : &found->second;
}

const MethodRecord* MethodOf(const TenantData* tenant, std::string_view id,
                             std::string_view version) {
  if (tenant == nullptr) return nullptr;
  const auto found = tenant->methods.find(MethodKey(std::string(id), std::string(version)));
  return found == tenant->methods.end() ? nullptr : &found->second;
}

}  // namespace stapwijs::store::memory
