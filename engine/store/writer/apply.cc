// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/writer/apply.h"

#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <limits>

#include "absl/strings/str_cat.h"
#include "engine/audit/chain.h"

namespace stapwijs::store::writer {
namespace {

constexpr std::size_t kSaltSize = 16;
constexpr std::size_t kTenantLimit = 200;
constexpr std::size_t kTrajectoryLimit = 64;
constexpr std::size_t kRequestIdLimit = 200;
constexpr std::size_t kTypeLimit = 64;
constexpr std::size_t kCaseRefLimit = 500;
// Far above any message the API lets in; keeps a row far below what SQLite can hold.
constexpr std::size_t kPayloadLimit = std::size_t{64} << 20;

std::int64_t SystemClock() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

void FillFromSystem(unsigned char* bytes, std::size_t size) {
  // Without randomness no salt hides anything: better no process than predictable salts.
  if (RAND_bytes(bytes, static_cast<int>(size)) != 1) std::abort();
}

// By the kibibyte, for each call to the generator costs more than the salt it gives.
void SystemRandom(unsigned char* bytes, std::size_t size) {
  thread_local std::array<unsigned char, 1024> drawn;
  thread_local std::size_t used = drawn.size();
  if (size > drawn.size()) return FillFromSystem(bytes, size);
  if (size > drawn.size() - used) {
    FillFromSystem(drawn.data(), drawn.size());
    used = 0;
  }
  std::copy_n(drawn.begin() + static_cast<std::ptrdiff_t>(used), size, bytes);
  std::fill_n(drawn.begin() + static_cast<std::ptrdiff_t>(used), size, 0);  // known to one only
  used += size;
}

absl::Status Sized(const char* field, const std::string& text, std::size_t most) {
  if (!text.empty() && text.size() <= most) return absl::OkStatus();
  return MakeError(Reason::kBadCommand,
                   absl::StrCat(field, " must have 1 to ", most, " bytes, has ", text.size()));
}

absl::Status CheckDraft(const EventDraft& draft) {
  if (auto status = Sized("type", draft.type, kTypeLimit); !status.ok()) return status;
  if (draft.type_version < 1)
    return MakeError(Reason::kBadCommand, "type_version must be 1 or more");
  if (auto status = Sized("method.id", draft.method.id, kTypeLimit); !status.ok()) return status;
  if (auto status = Sized("payload", draft.payload, kPayloadLimit); !status.ok()) return status;
  if (draft.private_payload.size() > kPayloadLimit) {
    return MakeError(Reason::kBadCommand, "private_payload is too large");
  }
  return absl::OkStatus();
}

// The answer to a request id that is stored already.
absl::StatusOr<Appended> Repeat(const Command& command, Event earlier) {
  const bool same =
      !earlier.erased() && (command.create || earlier.trajectory == command.trajectory) &&
      audit::SaltedRequestDigest(earlier.salt, command.request_digest) == earlier.request_digest;
  if (!same) {
    return MakeError(Reason::kRequestIdReused,
                     "this request id was used before, for a request with other content");
  }
  return Appended{std::move(earlier), true};
}

absl::Status CheckHead(const Command& command, const Head& head) {
  if (command.create && head.exists) {
    return MakeError(Reason::kTrajectoryExists, "a trajectory with this id exists");
  }
  if (!command.create && !head.exists) {
    return MakeError(Reason::kNoTrajectory, "there is no such trajectory");
  }
  if (command.expected_revision && *command.expected_revision != head.revision) {
    return StaleRevision(*command.expected_revision, head.revision);
  }
  if (head.revision == std::numeric_limits<std::int32_t>::max()) {
    return MakeError(Reason::kBadCommand, "the trajectory has no revisions left");
  }
  return absl::OkStatus();
}

Event MakeEvent(const Options& options, const Command& command, EventDraft draft, const Head& head,
                const TenantHead& tenant) {
  Event event;
  event.tenant = command.tenant;
  event.trajectory = command.trajectory;
  event.revision = head.revision + 1;
  event.position = tenant.position + 1;
  event.type = std::move(draft.type);
  event.type_version = draft.type_version;
  // Never back within a tenant: "as of a time" must cut the sequence in one place.
  event.recorded_at = std::max(options.clock(), tenant.recorded_at);
  event.occurred_on = std::move(draft.occurred_on);
  event.actor = std::move(draft.actor);
  event.request_id = command.request_id;
  event.method = std::move(draft.method);
  event.payload = std::move(draft.payload);
  event.private_payload = std::move(draft.private_payload);
  event.salt.resize(kSaltSize);
  options.random(reinterpret_cast<unsigned char*>(event.salt.data()), event.salt.size());
  event.request_digest = audit::SaltedRequestDigest(event.salt, command.request_digest);
  event.previous_hash = head.hash;
  event.tenant_previous = tenant.tenant_hash;
  audit::Seal(event);
  return event;
}

// Who has the case reference that the command gives its trajectory; nullopt when it is free, or the
// trajectory's own already.
absl::StatusOr<std::optional<std::string>> OtherHolder(Backend& backend, const Command& command,
                                                       const EventDraft& draft) {
  if (!command.case_ref) return std::optional<std::string>();
  std::string method_id = draft.method.id;
  if (!command.create) {
    auto created = backend.CreatedUnder(command.tenant, command.trajectory);
    if (!created.ok()) return created.status();
    method_id = *std::move(created);
  }
  auto holder = backend.CaseRefHolder(command.tenant, method_id, *command.case_ref);
  if (holder.ok() && *holder == command.trajectory) return std::optional<std::string>();
  return holder;
}

// From the decision on: draft, case reference, event.
absl::Status AppendDraft(Backend& backend, const Options& options, const Command& command,
                         EventDraft draft, const Head& head, absl::StatusOr<Appended>& result) {
  if (auto bad = CheckDraft(draft); !bad.ok()) {
    result = bad;
    return absl::OkStatus();
  }
  const auto holder = OtherHolder(backend, command, draft);
  if (!holder.ok()) return holder.status();
  if (holder->has_value()) {
    result = CaseRefTaken(**holder);
    return absl::OkStatus();
  }
  auto tenant = backend.TenantHeadOf(command.tenant);
  if (!tenant.ok()) return tenant.status();
  Event event = MakeEvent(options, command, std::move(draft), head, *tenant);
  const bool gives_case_ref = command.create || command.sets_case_ref;
  const auto* case_ref = gives_case_ref ? &command.case_ref : nullptr;
  if (auto failed = backend.Append(event, case_ref); !failed.ok()) return failed;
  result = Appended{std::move(event), false};
  return absl::OkStatus();
}

}  // namespace

Options WithDefaults(Options options) {
  if (!options.clock) options.clock = SystemClock;
  if (!options.random) options.random = SystemRandom;
  options.queue_limit = std::max<std::size_t>(options.queue_limit, 1);
  options.group_limit = std::max<std::size_t>(options.group_limit, 1);
  return options;
}

absl::Status CheckCommand(const Command& command) {
  if (auto status = Sized("tenant", command.tenant, kTenantLimit); !status.ok()) return status;
  if (auto status = Sized("trajectory", command.trajectory, kTrajectoryLimit); !status.ok()) {
    return status;
  }
  if (auto status = Sized("request_id", command.request_id, kRequestIdLimit); !status.ok()) {
    return status;
  }
  if (!command.decide) return MakeError(Reason::kBadCommand, "a command needs a decision");
  if (command.create && command.sets_case_ref) {
    return MakeError(Reason::kBadCommand, "sets_case_ref changes a trajectory that exists");
  }
  if (!command.case_ref) return absl::OkStatus();
  if (!command.create && !command.sets_case_ref) {
    return MakeError(Reason::kBadCommand,
                     "a case reference is given at creation, or with sets_case_ref");
  }
  if (auto status = Sized("case_ref.source", command.case_ref->source, kCaseRefLimit);
      !status.ok()) {
    return status;
  }
  return Sized("case_ref.id", command.case_ref->id, kCaseRefLimit);
}

absl::Status CheckMethod(const MethodRecord& record) {
  if (auto status = Sized("tenant", record.tenant, kTenantLimit); !status.ok()) return status;
  if (auto status = Sized("id", record.id, kTypeLimit); !status.ok()) return status;
  if (auto status = Sized("version", record.version, kTypeLimit); !status.ok()) return status;
  return Sized("dump", record.dump, kPayloadLimit);
}

absl::Status ApplyCommand(Backend& backend, const Options& options, const Command& command,
                          absl::StatusOr<Appended>& result) {
  auto earlier = backend.RequestEvent(command.tenant, command.request_id);
  if (!earlier.ok()) return earlier.status();
  if (earlier->has_value()) {
    result = Repeat(command, std::move(**earlier));
    return absl::OkStatus();
  }
  const auto head = backend.HeadOf(command.tenant, command.trajectory);
  if (!head.ok()) return head.status();
  if (auto refused = CheckHead(command, *head); !refused.ok()) {
    result = refused;
    return absl::OkStatus();
  }
  absl::StatusOr<EventDraft> draft = command.decide(*head);
  if (!draft.ok()) {
    result = draft.status();
    return absl::OkStatus();
  }
  return AppendDraft(backend, options, command, *std::move(draft), *head, result);
}

absl::Status ApplyMethod(Backend& backend, const Options& options, MethodRecord& record,
                         absl::StatusOr<MethodStored>& result) {
  const auto mark = backend.MethodVersion(record.tenant, record.id, record.version);
  if (!mark.ok()) return mark.status();
  if (mark->has_value()) {
    if ((*mark)->hash == record.hash) {
      result = MethodStored{true, (*mark)->published_at};
    } else {
      result = MakeError(Reason::kMethodExists,
                         absl::StrCat("version ", record.version, " of method ", record.id,
                                      " is published with other content; raise the version"));
    }
    return absl::OkStatus();
  }
  record.published_at = options.clock();
  if (auto failed = backend.AppendMethod(record); !failed.ok()) return failed;
  result = MethodStored{false, record.published_at};
  return absl::OkStatus();
}

}  // namespace stapwijs::store::writer
