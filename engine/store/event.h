// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

// What a store keeps: one event per accepted command, in its final format.
//
// The store knows nothing of methods, facts or rules: payloads are opaque bytes. Where the fields
// come from: "Events" in the decisions; how they are chained: engine/audit/chain.h.

namespace stapwijs::store {

// A SHA-256 value. All zeros stands for "nothing came before".
using Digest = std::array<std::uint8_t, 32>;

// Who did it. No names of people: a registered client, its role, and an opaque reference that only
// the client can resolve.
struct Actor {
  std::string client;
  std::string role;
  std::string reference;
  bool operator==(const Actor&) const = default;
};

// The method version that the command was judged with.
struct MethodRef {
  std::string id;
  std::string version;                 // semantic version, "1.2.0"
  Digest hash{};                       // content hash of the checked method
  std::optional<Digest> overlay_hash;  // the tenant's overlay, when there is one
  bool operator==(const MethodRef&) const = default;
};

// What a decision makes of a command. The store adds the numbers, the time, the salt and the
// hashes.
struct EventDraft {
  std::string type;                        // "facts_recorded"; 1..64 bytes
  std::int32_t type_version = 1;           // >= 1
  std::optional<std::string> occurred_on;  // date given by the caller, "2022-03-01"; shown only
  Actor actor;
  MethodRef method;             // its id: 1..64 bytes
  std::string payload;          // canonical JSON (RFC 8785); never empty
  std::string private_payload;  // values of class p2/p3 and free text, canonical JSON; empty when
                                // there are none
};

// One stored event. Never changes, except that erasure empties `private_payload` and `salt`.
struct Event {
  std::string tenant;
  std::string trajectory;     // UUID as text, lower case
  std::int32_t revision = 0;  // dense from 1 within the trajectory
  std::int64_t position = 0;  // dense from 1 within the tenant
  std::string type;
  std::int32_t type_version = 0;
  std::int64_t recorded_at = 0;  // microseconds since 1970 UTC; never falls within a tenant
  std::optional<std::string> occurred_on;
  Actor actor;
  std::string request_id;   // unique within the tenant, for ever
  Digest request_digest{};  // salted: audit::SaltedRequestDigest(salt, digest of the request)
  MethodRef method;
  std::string payload;
  std::string private_payload;  // empty: none, or erased
  std::string salt;             // 16 random bytes; empty: erased
  Digest commitment{};          // SHA-256(salt || private_payload), stays after erasure
  Digest previous_hash{};       // `hash` of the trajectory's event before, zeros for the first
  Digest hash{};                // over everything above except private_payload and salt
  Digest tenant_previous{};     // `tenant_hash` of the tenant's event before, zeros for the first
  Digest tenant_hash{};         // over tenant_previous, trajectory, revision and hash

  // Whether the private part was destroyed (a stored event always has a salt before that).
  bool erased() const { return salt.empty(); }
  bool operator==(const Event&) const = default;
};

}  // namespace stapwijs::store
