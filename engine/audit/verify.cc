// SPDX-License-Identifier: EUPL-1.2
#include "engine/audit/verify.h"

#include "absl/strings/str_cat.h"
#include "engine/audit/chain.h"

namespace stapwijs::audit {
namespace {

using Kind = ChainBreak::Kind;

constexpr std::size_t kPage = 500;

std::string_view Describe(Kind kind) {
  switch (kind) {
    case Kind::kForeign:
      return "belongs to another tenant or trajectory";
    case Kind::kRevision:
      return "does not have the revision that follows";
    case Kind::kPosition:
      return "does not have the position that follows";
    case Kind::kPrevious:
      return "does not continue from the hash of the event before it in the trajectory";
    case Kind::kCommitment:
      return "has a private part that is not the one committed to";
    case Kind::kHash:
      return "has a field that was changed after it was stored";
    case Kind::kTenantPrevious:
      return "does not continue from the tenant's event before it";
    case Kind::kTenantHash:
      return "has a changed link in the tenant's chain";
  }
  return "";
}

ChainBreak MakeBreak(Kind kind, const store::Event& event) {
  const std::string_view what = Describe(kind);
  return ChainBreak{
      kind, event.trajectory, event.revision, event.position,
      absl::StrCat("event ", event.revision, " of trajectory ", event.trajectory, " (position ",
                   event.position, ") ", absl::string_view(what.data(), what.size()))};
}

// What holds of an event given only where its trajectory stood before.
std::optional<Kind> CheckEvent(const store::Event& event, std::int32_t revision,
                               const store::Digest& hash) {
  if (event.revision != revision + 1) return Kind::kRevision;
  if (event.previous_hash != hash) return Kind::kPrevious;
  // An erased event has neither salt nor private part; half erased is tampering.
  const bool erased = event.erased() && event.private_payload.empty();
  if (!erased && Commitment(event.salt, event.private_payload) != event.commitment) {
    return Kind::kCommitment;
  }
  if (EventHash(event) != event.hash) return Kind::kHash;
  return std::nullopt;
}

}  // namespace

std::optional<ChainBreak> VerifyTrajectory(const std::vector<store::Event>& events) {
  store::Digest hash{};
  std::int32_t revision = 0;
  for (const store::Event& event : events) {
    if (event.tenant != events.front().tenant || event.trajectory != events.front().trajectory) {
      return MakeBreak(Kind::kForeign, event);
    }
    if (const auto kind = CheckEvent(event, revision, hash)) return MakeBreak(*kind, event);
    revision = event.revision;
    hash = event.hash;
  }
  return std::nullopt;
}

std::optional<ChainBreak> TenantVerifier::Add(const store::Event& event) {
  if (event.tenant != tenant_) return MakeBreak(Kind::kForeign, event);
  if (event.position != position_ + 1) return MakeBreak(Kind::kPosition, event);
  Link& head = heads_[event.trajectory];
  if (const auto kind = CheckEvent(event, head.revision, head.hash)) return MakeBreak(*kind, event);
  if (event.tenant_previous != tenant_hash_) return MakeBreak(Kind::kTenantPrevious, event);
  if (TenantHash(event) != event.tenant_hash) return MakeBreak(Kind::kTenantHash, event);
  head = Link{event.revision, event.hash};
  position_ = event.position;
  tenant_hash_ = event.tenant_hash;
  return std::nullopt;
}

absl::StatusOr<std::optional<ChainBreak>> VerifyTenant(const store::Store& store,
                                                       std::string_view tenant) {
  TenantVerifier verifier{std::string(tenant)};
  std::int64_t after = 0;
  while (true) {
    const auto events = store.TenantEvents(tenant, after, kPage);
    if (!events.ok()) return events.status();
    for (const store::Event& event : *events) {
      if (auto found = verifier.Add(event)) return found;
    }
    if (events->size() < kPage) return std::optional<ChainBreak>();
    after = events->back().position;
  }
}

}  // namespace stapwijs::audit
