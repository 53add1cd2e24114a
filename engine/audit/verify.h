// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "engine/store/event.h"
#include "engine/store/store.h"

// Verification of the chain: the first broken place, or none.

namespace stapwijs::audit {

// The first place where a chain does not hold.
struct ChainBreak {
  enum class Kind {
    kForeign,         // an event of another tenant or trajectory
    kRevision,        // revisions are not dense from 1
    kPosition,        // positions are not dense from 1
    kPrevious,        // previous_hash is not the hash of the event before
    kCommitment,      // the private part is not what was committed to
    kHash,            // a field of the event was changed
    kTenantPrevious,  // tenant_previous is not the tenant_hash before
    kTenantHash,      // the link of the tenant's chain was changed
  };
  Kind kind = Kind::kForeign;
  std::string trajectory;
  std::int32_t revision = 0;
  std::int64_t position = 0;
  std::string message;  // English, names the place
};

// Verifies a whole trajectory, its events in order from revision 1. Erased private parts are fine.
std::optional<ChainBreak> VerifyTrajectory(const std::vector<store::Event>& events);

// Verifies a tenant event by event, both levels at once; memory grows with the number of
// trajectories.
class TenantVerifier {
 public:
  explicit TenantVerifier(std::string tenant) : tenant_(std::move(tenant)) {}
  // Takes the next event in order of position. After a break its answers mean nothing.
  std::optional<ChainBreak> Add(const store::Event& event);
  std::int64_t events() const { return position_; }

 private:
  struct Link {
    std::int32_t revision = 0;
    store::Digest hash{};
  };
  std::string tenant_;
  std::int64_t position_ = 0;
  store::Digest tenant_hash_{};
  absl::flat_hash_map<std::string, Link> heads_;
};

// Verifies everything a store holds of a tenant, page by page. Reading failures are the status.
absl::StatusOr<std::optional<ChainBreak>> VerifyTenant(const store::Store& store,
                                                       std::string_view tenant);

}  // namespace stapwijs::audit
