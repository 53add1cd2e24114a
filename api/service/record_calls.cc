// SPDX-License-Identifier: EUPL-1.2
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "api/convert/changes.h"
#include "api/service/ids.h"
#include "api/service/parts.h"
#include "api/service/request_check.h"
#include "api/service/services.h"
#include "api/service/write.h"
#include "engine/json/facts_reader.h"
#include "engine/trajectory/commands.h"
#include "engine/trajectory/event_codec.h"

namespace stapwijs::api {
namespace {

// The facts of a RecordFacts request against a trajectory as it stands.
struct FactsToRecord {
  std::vector<Change> changes;
  std::vector<Violation> violations;
};

FactsToRecord ReadFacts(const v1::RecordFactsRequest& request, const LiveTrajectory& live,
                        const Limits& limits) {
  const Method& method = live.program->method();
  if (request.facts_json().empty()) {
    ChangesReading read = ReadChanges(method, request.changes(), limits, MakeElementKey);
    return {std::move(read.changes), std::move(read.violations)};
  }
  FactsReading read =
      ReadFactsJson(method, request.facts_json(), limits, "facts_json", &live.record.state.facts);
  return {std::move(read.changes), std::move(read.violations)};
}

// Elements that the server gave keys depend on what is there; so facts_json is read again when the
// trajectory went on since it was read.
Decision RecordDecision(const v1::RecordFactsRequest& request, FactsToRecord facts, int32_t read_at,
                        const Limits& limits) {
  const bool json = !request.facts_json().empty();
  auto kept = std::make_shared<const FactsToRecord>(std::move(facts));
  auto again =
      std::make_shared<const v1::RecordFactsRequest>(json ? request : v1::RecordFactsRequest());
  return [=](const LiveTrajectory& live) {
    const char* field = json ? "facts_json" : "changes";
    if (!kept->violations.empty()) return CommandResult{{}, kept->violations, {}};
    if (!json || live.record.revision == read_at) {
      return stapwijs::RecordFacts(*live.program, live.record, kept->changes, limits, field);
    }
    FactsToRecord fresh = ReadFacts(*again, live, limits);
    if (!fresh.violations.empty()) return CommandResult{{}, std::move(fresh.violations), {}};
    return stapwijs::RecordFacts(*live.program, live.record, fresh.changes, limits, field);
  };
}

void CheckOneSpelling(const v1::RecordFactsRequest& request, RequestCheck& check) {
  if (request.changes().empty() == request.facts_json().empty()) {
    check.Add(
        "changes", "MALFORMED",
        {"geef changes of facts_json, een van beide", "give changes or facts_json, one of them"});
  }
}

store::Digest DigestOfFacts(const v1::RecordFactsRequest& request) {
  if (request.facts_json().empty()) {
    return DigestOf("RecordFacts", request, request.trajectory_id());
  }
  v1::RecordFactsRequest rest = request;
  rest.clear_facts_json();
  const absl::StatusOr<JsonNode> facts = ParseJson(request.facts_json());
  if (!facts.ok()) return {};  // refused before it is used
  return DigestOf("RecordFacts", rest, request.trajectory_id(), &*facts);
}

v1::RecordFactsResponse AnswerRecorded(const Method& method, const store::Event& event) {
  v1::RecordFactsResponse response;
  FillReceipt(event, *response.mutable_receipt());
  const absl::StatusOr<EventContent> content = Decode(method, event);
  if (!content.ok()) return response;  // it was written and folded by this program
  if (const auto* recorded = std::get_if<FactsRecorded>(&*content)) {
    for (const Change& change : recorded->changes) {
      if (change.kind != Change::Kind::kAddElement) continue;
      response.add_added_elements(FormatElements(method, change.path.elements));
    }
  }
  return response;
}

}  // namespace

void Services::RecordFacts(const v1::RecordFactsRequest& request,
                           Done<v1::RecordFactsResponse> done) {
  RequestCheck check;
  Envelope envelope = ReadTrajectoryEnvelope(request, check);
  CheckOneSpelling(request, check);
  for (int i = 0; i < request.changes_size(); ++i) {
    check.Length(absl::StrCat("changes[", i, "].path"), request.changes(i).path());
  }
  auto loaded = parts_->trajectories.Load(envelope.tenant, envelope.trajectory_id);
  if (!loaded.ok()) return done(check.ok() ? std::move(loaded).error() : check.TakeError());
  const Snapshot live = std::move(loaded).value();
  const Limits limits = parts_->LimitsOf(envelope.tenant);
  const bool well_formed = check.ok();
  FactsToRecord facts = ReadFacts(request, *live, limits);
  check.Add(facts.violations);
  // What was recorded once is answered again, also when it would be refused by now.
  if (!well_formed || (!check.ok() && !IsRepeated(*parts_, envelope))) {
    return done(check.TakeError());
  }
  envelope.digest = DigestOfFacts(request);
  Write(*parts_, envelope, RecordDecision(request, std::move(facts), live->record.revision, limits),
        [done = std::move(done), program = live->program](Result<store::Event> event) {
          if (!event.ok()) return done(std::move(event).error());
          done(AnswerRecorded(program->method(), event.value()));
        });
}

}  // namespace stapwijs::api
