// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "api/service/error.h"
#include "api/service/parts.h"
#include "api/service/request_check.h"
#include "engine/json/json_node.h"
#include "engine/store/store.h"
#include "engine/trajectory/commands.h"
#include "google/protobuf/message.h"

// What every write does alike. Internal to api/service.
namespace stapwijs::api {

// What every write says beside its content.
struct Envelope {
  std::string tenant;
  std::string trajectory_id;
  std::string request_id;
  std::optional<int32_t> expected_revision;
  std::optional<std::string> occurred_on;
  store::Actor actor;
  store::Digest digest{};
  bool sets_case_ref = false;  // as of store::Command
  std::optional<store::CaseRef> case_ref;
};

// Who calls. Until clients are identified: everybody on this machine.
store::Actor ActorOf(const std::string& reference);

// SHA-256 over a canonical form of what the client asked: which call, and every field that is set,
// facts_json as it is meant and not as it is laid out. Fields added to the contract later do not
// change the digest of requests that do not use them.
store::Digest DigestOf(std::string_view call, const google::protobuf::Message& request,
                       std::string_view trajectory_id, const JsonNode* facts = nullptr);

// Checks the fields that all writes have; wrong ones are added to `check`.
template <typename Request>
Envelope ReadEnvelope(const Request& request, RequestCheck& check) {
  Envelope envelope;
  envelope.tenant = check.Tenant(request.tenant());
  envelope.trajectory_id = request.trajectory_id();
  check.RequestId(request.request_id());
  envelope.request_id = request.request_id();
  check.Opaque("actor_reference", request.actor_reference());
  envelope.actor = ActorOf(request.actor_reference());
  if (check.OptionalDate("occurred_on", request.occurred_on())) {
    envelope.occurred_on = request.occurred_on();
  }
  return envelope;
}

// For writes to a trajectory that exists.
template <typename Request>
Envelope ReadTrajectoryEnvelope(const Request& request, RequestCheck& check) {
  Envelope envelope = ReadEnvelope(request, check);
  check.Required("trajectory_id", request.trajectory_id());
  envelope.expected_revision = check.ExpectedRevision(request);
  return envelope;
}

store::Command CommandOf(const Envelope& envelope);

// Answers a write whose response says nothing but the receipt.
template <typename Response>
std::function<void(Result<store::Event>)> ReceiptOnly(Done<Response> done);

// Judges a command against the trajectory as it stands, on the store's writer thread.
using Decision = std::function<Result<CommandResult>(const LiveTrajectory&)>;

// The error of a request whose form is wrong already: with it, what the command itself would find
// wrong, so that all of it is said at once.
ServiceError AllWrong(Services::Parts& parts, const Envelope& envelope, const Decision& decide,
                      RequestCheck& check);

// Whether the tenant has an event with this request id. Then the store answers with it (or refuses
// other content), whatever else would be wrong with the request by now.
bool IsRepeated(const Services::Parts& parts, const Envelope& envelope);

// Sends a command to the store and answers with the event that it made (or had made before).
void Write(Services::Parts& parts, const Envelope& envelope, Decision decide,
           std::function<void(Result<store::Event>)> done);

// The error of a refused command.
ServiceError FromRefusal(const Method& method, const CommandResult& result);

void FillReceipt(const store::Event& event, v1::WriteReceipt& out);

template <typename Response>
std::function<void(Result<store::Event>)> ReceiptOnly(Done<Response> done) {
  return [done = std::move(done)](Result<store::Event> event) {
    if (!event.ok()) return done(std::move(event).error());
    Response response;
    FillReceipt(event.value(), *response.mutable_receipt());
    done(std::move(response));
  };
}

}  // namespace stapwijs::api
