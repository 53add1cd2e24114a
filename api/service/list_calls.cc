// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "api/convert/event.h"
#include "api/convert/instant.h"
#include "api/service/field_mask.h"
#include "api/service/parts.h"
#include "api/service/request_check.h"
#include "api/service/services.h"
#include "api/service/trajectory_basics.h"
#include "engine/trajectory/event_codec.h"

namespace stapwijs::api {
namespace {

// The events of a page may be large: a page ends when it has this much.
constexpr size_t kPageBytes = size_t{3} << 20;
constexpr size_t kEventsPerRead = 20;

// What of the wanted states the store can tell.
void ReadStates(const google::protobuf::RepeatedField<int>& states,
                store::TrajectoryFilter& filter) {
  if (states.empty()) return;
  const bool open = Passes(v1::TRAJECTORY_STATE_OPEN, states);
  const bool closed =
      Passes(v1::TRAJECTORY_STATE_ENDED, states) || Passes(v1::TRAJECTORY_STATE_BROKEN_OFF, states);
  // Closing is the last event of a trajectory, for ever.
  if (open && !closed) filter.not_last_types = {TrajectoryClosed::kType};
  if (closed && !open) filter.last_types = {TrajectoryClosed::kType};
}

store::TrajectoryFilter ReadFilter(const v1::ListTrajectoriesRequest& request,
                                   RequestCheck& check) {
  store::TrajectoryFilter filter;
  check.Length("method_id", request.method_id());
  check.Opaque("case_source", request.case_source());
  check.Opaque("case_id", request.case_id());
  filter.method_id = request.method_id();
  filter.case_source = request.case_source();
  if (!request.case_id().empty()) filter.case_id = request.case_id();
  if (filter.case_id && filter.case_source.empty()) {
    check.Add("case_source", "REQUIRED",
              {"noem bij case_id ook case_source", "name case_source beside case_id"});
  }
  check.Enums("states", request.states(), v1::TrajectoryState_IsValid);
  ReadStates(request.states(), filter);
  if (request.updated_since().empty()) return filter;
  if (const auto since = ParseInstant(request.updated_since())) {
    filter.changed_since = *since;
  } else {
    check.Add("updated_since", "BAD_DATE",
              {"updated_since is geen moment zoals 2022-03-01T12:00:00Z",
               "updated_since is no moment like 2022-03-01T12:00:00Z"});
  }
  return filter;
}

// A page of a tenant's feed or of one trajectory.
Result<std::vector<store::Event>> ReadPageOfEvents(const store::Store& store,
                                                   const std::string& tenant,
                                                   const std::string& trajectory, int64_t after,
                                                   size_t limit) {
  auto events = trajectory.empty()
                    ? store.TenantEvents(tenant, after, limit)
                    : store.ReadEvents(tenant, trajectory, static_cast<int32_t>(after), limit);
  if (!events.ok()) return FromStore(events.status());
  return *std::move(events);
}

void CheckAfter(const v1::ListEventsRequest& request, RequestCheck& check) {
  const bool one = !request.trajectory_id().empty();
  check.Length("trajectory_id", request.trajectory_id());
  if (request.after_revision() != 0 && !one) {
    check.Add("after_revision", "MALFORMED",
              {"after_revision hoort bij trajectory_id; in de hele tenant geldt after_position",
               "after_revision goes with trajectory_id; in the whole tenant it is after_position"});
  }
  if (request.after_position() != 0 && one) {
    check.Add("after_position", "MALFORMED",
              {"after_position geldt in de hele tenant; bij trajectory_id hoort after_revision",
               "after_position is of the whole tenant; with trajectory_id it is after_revision"});
  }
  if (request.after_revision() < 0) {
    check.Add("after_revision", "OUT_OF_RANGE",
              {"revisies tellen vanaf 0", "revisions count from 0"});
  }
  if (request.after_position() < 0) {
    check.Add("after_position", "OUT_OF_RANGE",
              {"posities tellen vanaf 0", "positions count from 0"});
  }
}

}  // namespace

void Services::ListTrajectories(const v1::ListTrajectoriesRequest& request,
                                Done<v1::ListTrajectoriesResponse> done) {
  RequestCheck check;
  const std::string tenant = check.Tenant(request.tenant());
  const store::TrajectoryFilter filter = ReadFilter(request, check);
  CheckMask("read_mask", request.read_mask(), *v1::Trajectory::descriptor(), check);
  const Page page = ReadPage(request, parts_->tokens, check);
  const int64_t position = check.ConsistencyToken(request.consistency_token());
  if (!check.ok()) return done(check.TakeError());
  if (auto error = parts_->WaitFor(tenant, position)) return done(*std::move(error));
  // One more than a page shows whether there is a page after it.
  auto listed = parts_->store->ListTrajectories(tenant, filter, page.after, page.size + 1);
  if (!listed.ok()) return done(FromStore(listed.status()));
  v1::ListTrajectoriesResponse response;
  int64_t newest = position;
  for (size_t i = 0; i < std::min(listed->size(), page.size); ++i) {
    auto live = parts_->trajectories.Load(tenant, (*listed)[i].trajectory);
    if (!live.ok()) return done(std::move(live).error());
    newest = std::max(newest, live.value()->record.position);
    v1::Trajectory trajectory;
    FillBasics(*live.value(), trajectory);
    if (!Passes(trajectory.state(), request.states())) continue;
    TrimToMask(request.read_mask(), trajectory);
    *response.add_trajectories() = std::move(trajectory);
  }
  if (listed->size() > page.size) {
    const int64_t last = (*listed)[page.size - 1].created_position;
    response.set_next_page_token(parts_->tokens.Make(page.scope, last));
  }
  if (newest > 0) response.set_consistency_token(MakeConsistencyToken(newest));
  done(std::move(response));
}

void Services::ListEvents(const v1::ListEventsRequest& request, Done<v1::ListEventsResponse> done) {
  RequestCheck check;
  const std::string tenant = check.Tenant(request.tenant());
  CheckAfter(request, check);
  const Page page = ReadPage(request, parts_->tokens, check);
  const int64_t position = check.ConsistencyToken(request.consistency_token());
  if (!check.ok()) return done(check.TakeError());
  if (auto error = parts_->WaitFor(tenant, position)) return done(*std::move(error));
  const std::string& id = request.trajectory_id();
  if (!id.empty()) {
    const auto head = parts_->store->ReadHead(tenant, id);
    if (!head.ok()) return done(FromStore(head.status()));
    if (!head->exists) return done(NoTrajectory(id));
  }
  const int64_t first = id.empty() ? request.after_position() : request.after_revision();
  v1::ListEventsResponse response;
  int64_t newest = position;
  int64_t after = std::max(page.after, first);
  size_t bytes = 0;
  bool more = true;
  while (more && bytes < kPageBytes && static_cast<size_t>(response.events_size()) < page.size) {
    const size_t room = page.size - static_cast<size_t>(response.events_size());
    const size_t wanted = std::min(room, kEventsPerRead);
    // One more than wanted shows whether there is anything after it.
    auto read = ReadPageOfEvents(*parts_->store, tenant, id, after, wanted + 1);
    if (!read.ok()) return done(std::move(read).error());
    const std::vector<store::Event>& events = read.value();
    size_t given = 0;
    while (given < std::min(events.size(), wanted) && bytes < kPageBytes) {
      const store::Event& event = events[given++];
      *response.add_events() = ToProto(event, request.include_private());
      bytes += response.events().rbegin()->ByteSizeLong();
      newest = std::max(newest, event.position);
      after = id.empty() ? event.position : event.revision;
    }
    more = given < events.size();
  }
  if (more) response.set_next_page_token(parts_->tokens.Make(page.scope, after));
  if (newest > 0) response.set_consistency_token(MakeConsistencyToken(newest));
  done(std::move(response));
}

}  // namespace stapwijs::api
