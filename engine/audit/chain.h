// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/store/event.h"

// The two-level hash chain over events, and its verification.
//
// Level one: each event's hash covers all its fields (of the private part only the commitment) and
// the hash of the event before it in the trajectory. Level two: each tenant_hash covers the
// tenant_hash before it, the trajectory, the revision and the event's hash. So a private part can
// be erased, and later a whole trajectory destroyed, while the rest still verifies. It shows
// tampering by who cannot rewrite everything after it; it does not prevent it.
//
// Encoding under SHA-256: a domain tag, then each field in a fixed order; text as its length (8
// bytes, big endian) and its bytes, numbers as 8 bytes big endian, digests as 32 bytes, an optional
// field behind one byte 0 or 1. Frozen by tests/engine/audit/chain_test.cc: a change would break
// every chain there is.

namespace stapwijs::audit {

// SHA-256 of bytes. Aborts the process when the cryptographic library refuses: no answer could be
// trusted.
store::Digest Sha256(std::string_view bytes);

// Lower-case hexadecimal, 64 characters.
std::string ToHex(const store::Digest& digest);

// The inverse of ToHex; nullopt for anything but 64 hexadecimal digits (either case).
std::optional<store::Digest> FromHex(std::string_view hex);

// SHA-256(salt || private_payload).
store::Digest Commitment(std::string_view salt, std::string_view private_payload);

// What an event stores of the request's digest: worthless without the salt, which erasure
// destroys.
store::Digest SaltedRequestDigest(std::string_view salt, const store::Digest& request_digest);

// The hash of an event: all fields except private_payload, salt, hash, tenant_previous and
// tenant_hash.
store::Digest EventHash(const store::Event& event);

// The next link of the tenant's chain, from tenant_previous, trajectory, revision and hash.
store::Digest TenantHash(const store::Event& event);

// Fills commitment, hash and tenant_hash; previous_hash and tenant_previous must be set.
void Seal(store::Event& event);

}  // namespace stapwijs::audit
