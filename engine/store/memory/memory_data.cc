// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/memory/memory_data.h"

namespace stapwijs::store::memory {

const TenantData* Data::Find(std::string_view tenant) const {
  const auto found = tenants_.find(tenant);
  return found == tenants_.end() ? nullptr : &found->second;
}

CaseKey KeyOf(std::string_view method_id, const CaseRef& case_ref) {
  return {std::string(method_id), case_ref.source, case_ref.id};
}

void Data::Add(const EventPtr& event, const std::optional<CaseRef>* case_ref) {
  TenantData& tenant = tenants_[event->tenant];
  tenant.events.push_back(event);
  tenant.trajectories[event->trajectory].push_back(event);
  tenant.requests.emplace(event->request_id, event);
  if (event->revision == 1) {
    TrajectorySummary summary;
    summary.trajectory = event->trajectory;
    summary.method_id = event->method.id;
    summary.created_position = event->position;
    tenant.numbers.emplace(event->trajectory, tenant.created.size());
    tenant.created.push_back(std::move(summary));
  }
  const auto number = tenant.numbers.find(event->trajectory);
  if (number == tenant.numbers.end()) return;
  TrajectorySummary& summary = tenant.created[number->second];
  summary.revision = event->revision;
  summary.last_type = event->type;
  summary.changed_at = event->recorded_at;
  summary.last_position = event->position;
  summary.method = event->method;
  if (case_ref == nullptr) return;
  if (summary.case_ref) tenant.cases.erase(KeyOf(summary.method_id, *summary.case_ref));
  summary.case_ref = *case_ref;
  if (summary.case_ref) {
    tenant.cases.emplace(KeyOf(summary.method_id, *summary.case_ref), summary.trajectory);
  }
}

void Data::Add(const MethodRecord& record) {
  tenants_[record.tenant].methods.emplace(MethodKey(record.id, record.version), record);
}

const TrajectorySummary* SummaryOf(const TenantData* tenant, std::string_view trajectory) {
  if (tenant == nullptr) return nullptr;
  const auto number = tenant->numbers.find(std::string(trajectory));
  return number == tenant->numbers.end() ? nullptr : &tenant->created[number->second];
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
  const auto found = tenant->cases.find(KeyOf(method_id, case_ref));
  return found == tenant->cases.end() ? nullptr : &found->second;
}

const MethodRecord* MethodOf(const TenantData* tenant, std::string_view id,
                             std::string_view version) {
  if (tenant == nullptr) return nullptr;
  const auto found = tenant->methods.find(MethodKey(std::string(id), std::string(version)));
  return found == tenant->methods.end() ? nullptr : &found->second;
}

}  // namespace stapwijs::store::memory
