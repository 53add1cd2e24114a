// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "api/convert/assessment.h"
#include "api/convert/report.h"
#include "api/service/parts.h"
#include "api/service/request_check.h"
#include "api/service/services.h"
#include "api/service/trajectory_basics.h"
#include "engine/trajectory/event_codec.h"

namespace stapwijs::api {
namespace {

constexpr size_t kEventsPerRead = 500;

// When each fact of a trajectory was last recorded, up to a revision.
Result<RecordDates> DatesOf(const store::Store& store, const std::string& tenant,
                            const LiveTrajectory& live) {
  const Method& method = live.program->method();
  RecordDates dates;
  int32_t after = 0;
  while (after < live.record.revision) {
    const auto events = store.ReadEvents(tenant, live.id, after, kEventsPerRead);
    if (!events.ok()) return FromStore(events.status());
    for (const store::Event& event : *events) {
      after = event.revision;
      if (after > live.record.revision || event.type != FactsRecorded::kType) continue;
      const auto content = Decode(method, event);
      if (!content.ok()) continue;  // it was folded before, so this cannot be
      for (const Change& change : std::get<FactsRecorded>(*content).changes) {
        if (!change.path.field.valid()) continue;
        dates[FormatPath(method, change.path)] = {event.recorded_at, event.revision,
                                                  event.occurred_on.value_or("")};
      }
    }
    if (events->empty()) break;
  }
  return dates;
}

}  // namespace

void Services::GetLinkageReport(const v1::GetLinkageReportRequest& request,
                                Done<v1::GetLinkageReportResponse> done) {
  RequestCheck check;
  const std::string tenant = check.Tenant(request.tenant());
  check.Required("trajectory_id", request.trajectory_id());
  const Languages languages = check.LanguagesOf(request.languages());
  const int64_t position = check.ConsistencyToken(request.consistency_token());
  const std::optional<Date> on = check.OptionalDate("on", request.on());
  if (!check.ok()) return done(check.TakeError());
  if (auto error = parts_->WaitFor(tenant, position)) return done(*std::move(error));
  auto loaded = parts_->trajectories.Load(tenant, request.trajectory_id());
  if (!loaded.ok()) return done(std::move(loaded).error());
  const LiveTrajectory& live = *loaded.value();
  const Date day = on.value_or(parts_->Today(tenant));
  Result<Inputs> inputs = parts_->InputsOf(tenant, live, day);
  if (!inputs.ok()) return done(std::move(inputs).error());
  auto dates = DatesOf(*parts_->store, tenant, live);
  if (!dates.ok()) return done(std::move(dates).error());
  const Assessment assessment = Assess(*live.program, live.record.state, inputs.value(), day);

  v1::GetLinkageReportResponse response;
  v1::LinkageReport& report = *response.mutable_report();
  v1::Trajectory basics;
  FillBasics(live, basics);
  report.mutable_method()->Swap(basics.mutable_method());
  report.set_trajectory_id(live.id);
  report.set_label(basics.label());
  if (basics.has_case_ref()) *report.mutable_case_ref() = basics.case_ref();
  report.set_state(basics.state());
  report.set_revision(live.record.revision);
  report.set_evaluated_on(FormatDate(day));
  FillReport({*live.program, live.record.state, inputs.value(), assessment, dates.value()},
             languages, report);
  response.set_consistency_token(MakeConsistencyToken(live.record.position));
  done(std::move(response));
}

}  // namespace stapwijs::api
