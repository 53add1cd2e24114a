// SPDX-License-Identifier: EUPL-1.2
#include "engine/audit/chain.h"

#include <gtest/gtest.h>

#include <functional>
#include <vector>

namespace stapwijs::audit {
namespace {

store::Event Fixed() {
  store::Event event;
  event.tenant = "nijmegen";
  event.trajectory = "0d6f5a4e-2f0b-4c59-9a3e-1d2c3b4a5968";
  event.revision = 2;
  event.position = 17;
  event.type = "facts_recorded";
  event.type_version = 1;
  event.recorded_at = 1'646'092'800'000'000;
  event.occurred_on = "2022-02-28";
  event.actor = {"case-system", "recorder", "u-17"};
  event.request_id = "request-1";
  event.method = {"welkome_wijk", "1.0.0", Sha256("method"), Sha256("overlay")};
  event.payload = "{\"sessions\":3}";
  event.private_payload = "{\"remark\":\"personal\"}";
  event.salt = "0123456789abcdef";
  event.request_digest = SaltedRequestDigest(event.salt, Sha256("request"));
  event.previous_hash = Sha256("previous");
  event.tenant_previous = Sha256("tenant previous");
  Seal(event);
  return event;
}

TEST(Chain, Sha256IsTheStandardOne) {
  EXPECT_EQ(ToHex(Sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

// Frozen: every stored chain depends on these figures (made by a second implementation, in Python).
// A change of the encoding needs a new tag and both for ever.
TEST(Chain, FixedEventHasFixedHashes) {
  const store::Event event = Fixed();
  EXPECT_EQ(ToHex(event.commitment),
            "3e2d276c0da026b5bd600ba50c7250c6f948c10c82fb9653481ade443354b944");
  EXPECT_EQ(ToHex(event.request_digest),
            "4dcffaf767008486668d131c73fc4ac35438f7341750f5c3a782ed95c2307ebc");
  EXPECT_EQ(ToHex(event.hash), "0f53234a6d4d2419765664f0ff3e116c2196fbdb309d96ea6d7da62140a155b0");
  EXPECT_EQ(ToHex(event.tenant_hash),
            "0f91108770a8e0092ba8c6de0c9963015c9098769993ff5855b83d8f00dabef4");
}

TEST(Chain, CommitmentIsSaltThenPrivatePart) {
  EXPECT_EQ(Commitment("salt", "private"), Sha256("saltprivate"));
}

TEST(Chain, HexGoesBothWays) {
  EXPECT_EQ(FromHex(ToHex(Sha256("abc"))), Sha256("abc"));
  EXPECT_EQ(FromHex("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"),
            Sha256("abc"));
  EXPECT_EQ(FromHex("abc"), std::nullopt);
  EXPECT_EQ(FromHex(std::string(64, 'g')), std::nullopt);
}

TEST(Chain, EveryFieldCounts) {
  using Change = std::function<void(store::Event&)>;
  const std::vector<Change> changes = {
      [](auto& e) { e.tenant += "x"; },
      [](auto& e) { e.trajectory += "x"; },
      [](auto& e) { ++e.revision; },
      [](auto& e) { ++e.position; },
      [](auto& e) { e.type += "x"; },
      [](auto& e) { ++e.type_version; },
      [](auto& e) { ++e.recorded_at; },
      [](auto& e) { e.occurred_on = "2022-02-27"; },
      [](auto& e) { e.occurred_on = ""; },
      [](auto& e) { e.occurred_on.reset(); },
      [](auto& e) { e.actor.client += "x"; },
      [](auto& e) { e.actor.role += "x"; },
      [](auto& e) { e.actor.reference += "x"; },
      [](auto& e) { e.request_id += "x"; },
      [](auto& e) { ++e.request_digest[31]; },
      [](auto& e) { e.method.id += "x"; },
      [](auto& e) { e.method.version += "x"; },
      [](auto& e) { ++e.method.hash[0]; },
      [](auto& e) { ++(*e.method.overlay_hash)[0]; },
      [](auto& e) { e.method.overlay_hash.reset(); },
      [](auto& e) { e.payload += " "; },
      [](auto& e) { ++e.commitment[5]; },
      [](auto& e) { ++e.previous_hash[5]; },
      // The same bytes, divided otherwise.
      [](auto& e) { e.actor.client = "case-systemr", e.actor.role = "ecorder"; },
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    store::Event changed = Fixed();
    changes[i](changed);
    EXPECT_NE(EventHash(changed), Fixed().hash) << "change " << i;
  }
}

TEST(Chain, ErasureChangesNoHash) {
  store::Event erased = Fixed();
  erased.private_payload.clear();
  erased.salt.clear();
  EXPECT_EQ(EventHash(erased), Fixed().hash);
}

TEST(Chain, TenantHashCoversItsFourParts) {
  const std::vector<std::function<void(store::Event&)>> changes = {
      [](auto& e) { ++e.tenant_previous[0]; },
      [](auto& e) { e.trajectory += "x"; },
      [](auto& e) { ++e.revision; },
      [](auto& e) { ++e.hash[0]; },
  };
  for (const auto& change : changes) {
    store::Event changed = Fixed();
    change(changed);
    EXPECT_NE(TenantHash(changed), Fixed().tenant_hash);
  }
}

}  // namespace
}  // namespace stapwijs::audit
