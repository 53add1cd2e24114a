// SPDX-License-Identifier: EUPL-1.2
#include "api/service/write.h"

#include <algorithm>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "api/convert/languages.h"
#include "api/convert/provenance.h"
#include "api/service/calendar.h"
#include "engine/audit/chain.h"
#include "engine/trajectory/request_digest.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"

namespace stapwijs::api {
namespace {

constexpr Languages kBoth{true, true};

ErrorReason ReasonOfRefusal(std::string_view reason) {
  if (reason == kStepNotStartable) return ErrorReason::kStepNotStartable;
  if (reason == kStepNotComplete) return ErrorReason::kStepNotComplete;
  if (reason == kStepAlreadyStarted) return ErrorReason::kStepAlreadyStarted;
  if (reason == kStepAlreadyCompleted) return ErrorReason::kStepAlreadyCompleted;
  if (reason == kStepNotCompleted) return ErrorReason::kStepNotCompleted;
  if (reason == kUnwaivable) return ErrorReason::kUnwaivable;
  if (reason == kNothingToWaive) return ErrorReason::kNothingToWaive;
  if (reason == kNoWaiver) return ErrorReason::kNoWaiver;
  if (reason == kTrajectoryClosed) return ErrorReason::kTrajectoryClosed;
  return ErrorReason::kInternal;
}

struct BlockerForm {
  v1::BlockerKind kind;
  bool decided;
};

BlockerForm FormOf(RefusalCause::Kind kind) {
  switch (kind) {
    case RefusalCause::Kind::kAfter:
      return {v1::BLOCKER_KIND_AFTER, true};
    case RefusalCause::Kind::kGuardViolated:
      return {v1::BLOCKER_KIND_GUARD, true};
    case RefusalCause::Kind::kGuardUndetermined:
      return {v1::BLOCKER_KIND_GUARD, false};
    case RefusalCause::Kind::kItemOpen:
      return {v1::BLOCKER_KIND_ITEM, true};
    case RefusalCause::Kind::kItemUnknown:
      return {v1::BLOCKER_KIND_ITEM, false};
    case RefusalCause::Kind::kNotApplicable:
      return {v1::BLOCKER_KIND_NOT_APPLICABLE, true};
  }
  return {v1::BLOCKER_KIND_UNSPECIFIED, false};
}

void FillReason(const Method& method, const RefusalCause& cause, v1::RefusalReason& out) {
  const BlockerForm form = FormOf(cause.kind);
  out.mutable_blocker()->set_kind(form.kind);
  out.mutable_blocker()->set_decided(form.decided);
  out.mutable_blocker()->set_path(cause.path);
  FillText(cause.message, kBoth, *out.mutable_message());
  FillPaths(cause.waiting_for, *out.mutable_waiting_for());
  if (cause.guard.valid()) {
    FillProvenance(method, method.guard(cause.guard).provenance, kBoth, *out.mutable_provenance());
  } else if (cause.item.valid()) {
    FillProvenance(method, method.item(cause.item).provenance, kBoth, *out.mutable_provenance());
  }
}

}  // namespace

store::Actor ActorOf(const std::string& reference) { return {"loopback", "", reference}; }

store::Digest DigestOf(std::string_view call, const google::protobuf::Message& request,
                       std::string_view trajectory_id, const JsonNode* facts) {
  // A tenant that is left out is the default one, whichever way that is said.
  const std::unique_ptr<google::protobuf::Message> meant(request.New());
  meant->CopyFrom(request);
  const auto* tenant = meant->GetDescriptor()->FindFieldByName("tenant");
  if (tenant != nullptr && meant->GetReflection()->GetString(*meant, tenant) == kDefaultTenant) {
    meant->GetReflection()->ClearField(meant.get(), tenant);
  }
  // Fields in the order of their numbers, those that are not set left out, and no maps: the same
  // content gives the same bytes, for ever.
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream out(&bytes);
    google::protobuf::io::CodedOutputStream coded(&out);
    coded.SetSerializationDeterministic(true);
    meant->SerializeToCodedStream(&coded);
  }
  JsonNode content = JsonNode::Object();
  content.Put("request", JsonNode::String(audit::ToHex(audit::Sha256(bytes))));
  if (facts != nullptr) content.Put("facts", *facts);
  return RequestDigest(call, trajectory_id, content);
}

store::Command CommandOf(const Envelope& envelope) {
  store::Command command;
  command.tenant = envelope.tenant;
  command.trajectory = envelope.trajectory_id;
  command.request_id = envelope.request_id;
  command.request_digest = envelope.digest;
  command.expected_revision = envelope.expected_revision;
  command.sets_case_ref = envelope.sets_case_ref;
  command.case_ref = envelope.case_ref;
  return command;
}

ServiceError AllWrong(Services::Parts& parts, const Envelope& envelope, const Decision& decide,
                      RequestCheck& check) {
  ServiceError error = check.TakeError();
  Result<Snapshot> live = parts.trajectories.Load(envelope.tenant, envelope.trajectory_id);
  if (!live.ok()) return error;
  Result<CommandResult> decided = decide(*live.value());
  if (!decided.ok()) return error;
  std::vector<Violation> all = std::move(error.violations);
  for (Violation& violation : std::move(decided).value().violations) {
    const bool said = std::any_of(all.begin(), all.end(), [&](const Violation& known) {
      return known.field == violation.field;
    });
    if (!said) all.push_back(std::move(violation));
  }
  return InvalidRequest(std::move(all));
}

bool IsRepeated(const Services::Parts& parts, const Envelope& envelope) {
  const auto event = parts.store->FindByRequestId(envelope.tenant, envelope.request_id);
  return event.ok() && event->has_value();
}

void Write(Services::Parts& parts, const Envelope& envelope, Decision decide,
           std::function<void(Result<store::Event>)> done) {
  // Why the decision was no, for `done`: a status could not carry it.
  const auto refused = std::make_shared<std::optional<ServiceError>>();
  store::Command command = CommandOf(envelope);
  command.decide = [&parts, envelope, decide = std::move(decide),
                    refused](const store::Head&) -> absl::StatusOr<store::EventDraft> {
    Result<Snapshot> newest = parts.trajectories.Newest(envelope.tenant, envelope.trajectory_id);
    if (!newest.ok()) {
      *refused = std::move(newest).error();
      return absl::CancelledError("refused");
    }
    Result<CommandResult> decided = decide(*newest.value());
    if (!decided.ok()) {
      *refused = std::move(decided).error();
      return absl::CancelledError("refused");
    }
    CommandResult result = std::move(decided).value();
    if (!result.draft) {
      *refused = FromRefusal(newest.value()->program->method(), result);
      return absl::CancelledError("refused");
    }
    result.draft->actor = envelope.actor;
    result.draft->occurred_on = envelope.occurred_on;
    return *std::move(result.draft);
  };
  parts.store->Submit(std::move(command),
                      [id = envelope.trajectory_id, refused,
                       done = std::move(done)](absl::StatusOr<store::Appended> appended) {
                        if (appended.ok()) return done(std::move(appended->event));
                        if (*refused) return done(**refused);
                        if (store::ReasonOf(appended.status()) == store::Reason::kNoTrajectory) {
                          return done(NoTrajectory(id));
                        }
                        done(FromStore(appended.status()));
                      });
}

ServiceError FromRefusal(const Method& method, const CommandResult& result) {
  if (!result.violations.empty()) return InvalidRequest(result.violations);
  if (!result.refusal) return MakeError(ErrorReason::kInternal, {"", ""});
  ServiceError error = MakeError(ReasonOfRefusal(result.refusal->reason), result.refusal->message);
  for (const RefusalCause& cause : result.refusal->causes) {
    FillReason(method, cause, *error.refusal.add_reasons());
  }
  return error;
}

void FillReceipt(const store::Event& event, v1::WriteReceipt& out) {
  out.set_revision(event.revision);
  out.set_recorded_at(FormatInstant(event.recorded_at));
  out.set_consistency_token(MakeConsistencyToken(event.position));
}

}  // namespace stapwijs::api
