// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "engine/store/store.h"

namespace stapwijs::store {
namespace {

bool Contains(const std::vector<std::string>& types, const std::string& type) {
  return std::find(types.begin(), types.end(), type) != types.end();
}

}  // namespace

bool TrajectoryFilter::Accepts(const TrajectorySummary& summary) const {
  const std::optional<CaseRef>& own = summary.case_ref;
  return (method_id.empty() || summary.method_id == method_id) &&
         (case_source.empty() || (own && own->source == case_source)) &&
         (!case_id || (own && own->id == *case_id)) && AcceptsType(summary.last_type) &&
         summary.changed_at >= changed_since;
}

bool TrajectoryFilter::AcceptsType(const std::string& last_type) const {
  return (last_types.empty() || Contains(last_types, last_type)) &&
         !Contains(not_last_types, last_type);
}

}  // namespace stapwijs::store
