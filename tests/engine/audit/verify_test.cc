// SPDX-License-Identifier: EUPL-1.2
#include "engine/audit/verify.h"

#include <gtest/gtest.h>

#include <functional>
#include <future>
#include <vector>

#include "engine/audit/chain.h"
#include "engine/store/memory/memory_store.h"

namespace stapwijs::audit {
namespace {

using Kind = ChainBreak::Kind;
using store::Event;

// Six events by turns of two trajectories, chained by hand.
std::vector<Event> Six() {
  std::vector<Event> events;
  for (int i = 0; i < 6; ++i) {
    Event event;
    event.tenant = "nijmegen";
    event.trajectory = i % 2 == 0 ? "t1" : "t2";
    event.revision = i / 2 + 1;
    event.position = i + 1;
    event.payload = "{}";
    event.private_payload = "{\"p\":" + std::to_string(i) + "}";
    event.salt = "0123456789abcde" + std::to_string(i);
    if (i >= 2) event.previous_hash = events[i - 2].hash;
    if (i >= 1) event.tenant_previous = events[i - 1].tenant_hash;
    Seal(event);
    events.push_back(event);
  }
  return events;
}

std::vector<Event> OfFirst(const std::vector<Event>& events) {
  std::vector<Event> own;
  for (const Event& event : events) {
    if (event.trajectory == "t1") own.push_back(event);
  }
  return own;
}

std::optional<ChainBreak> Whole(const std::vector<Event>& events) {
  TenantVerifier verifier("nijmegen");
  for (const Event& event : events) {
    if (auto found = verifier.Add(event)) return found;
  }
  return std::nullopt;
}

TEST(Verify, IntactChainsHold) {
  EXPECT_EQ(VerifyTrajectory(OfFirst(Six())).has_value(), false);
  EXPECT_EQ(Whole(Six()).has_value(), false);
}

TEST(Verify, ErasedPrivatePartsHold) {
  auto events = Six();
  for (Event& event : events) {
    event.private_payload.clear();
    event.salt.clear();
  }
  EXPECT_FALSE(Whole(events).has_value());
}

struct Damage {
  Kind kind;
  std::int64_t position;  // where it must be found
  std::function<void(std::vector<Event>&)> apply;
};

TEST(Verify, FirstBrokenPlaceIsNamed) {
  const std::vector<Damage> damages = {
      {Kind::kForeign, 3, [](auto& e) { e[2].tenant = "arnhem"; }},
      {Kind::kPosition, 4, [](auto& e) { e.erase(e.begin() + 2); }},
      {Kind::kPosition, 4, [](auto& e) { std::swap(e[2], e[3]); }},
      {Kind::kRevision, 3, [](auto& e) { e[2].revision = 3; }},
      {Kind::kPrevious, 3, [](auto& e) { ++e[2].previous_hash[0]; }},
      {Kind::kCommitment, 3, [](auto& e) { e[2].private_payload = "{}"; }},
      {Kind::kCommitment, 3, [](auto& e) { e[2].private_payload.clear(); }},
      {Kind::kCommitment, 3, [](auto& e) { e[2].salt.clear(); }},
      {Kind::kHash, 3, [](auto& e) { e[2].payload = "{\"a\":1}"; }},
      {Kind::kHash, 3, [](auto& e) { e[2].recorded_at = 5; }},
      {Kind::kTenantPrevious, 3, [](auto& e) { ++e[2].tenant_previous[0]; }},
      {Kind::kTenantHash, 3, [](auto& e) { ++e[2].tenant_hash[0]; }},
      // Sealed again after the change: its successors show it.
      {Kind::kTenantPrevious, 4, [](auto& e) { e[2].payload = "{\"a\":1}", Seal(e[2]); }},
      {Kind::kHash, 6, [](auto& e) { e[5].hash = e[4].hash; }},
  };
  for (std::size_t i = 0; i < damages.size(); ++i) {
    auto events = Six();
    damages[i].apply(events);
    const auto found = Whole(events);
    ASSERT_TRUE(found.has_value()) << "damage " << i;
    EXPECT_EQ(found->kind, damages[i].kind) << "damage " << i << ": " << found->message;
    EXPECT_EQ(found->position, damages[i].position) << "damage " << i << ": " << found->message;
  }
}

TEST(Verify, TrajectoryShowsWhatWasSealedAgain) {
  auto events = OfFirst(Six());
  events[1].payload = "{\"a\":1}";
  Seal(events[1]);
  const auto found = VerifyTrajectory(events);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->kind, Kind::kPrevious);
  EXPECT_EQ(found->revision, 3);
}

TEST(Verify, TrajectoryMustBeWholeAndOne) {
  auto events = OfFirst(Six());
  events.erase(events.begin());
  EXPECT_EQ(VerifyTrajectory(events)->kind, Kind::kRevision);
  EXPECT_EQ(VerifyTrajectory(Six())->kind, Kind::kForeign);
}

TEST(Verify, ATenantIsReadPageByPage) {
  const auto store = store::MakeMemoryStore();
  constexpr int kEvents = 1201;  // more than two pages
  for (int i = 0; i < kEvents; ++i) {
    store::Command command;
    command.tenant = "nijmegen";
    command.trajectory = "t" + std::to_string(i);
    command.request_id = command.trajectory;
    command.create = true;
    command.decide = [](const store::Head&) {
      store::EventDraft draft;
      draft.type = "trajectory_created";
      draft.method = {"m", "1.0.0", {}, {}};
      draft.payload = "{}";
      return draft;
    };
    std::promise<bool> done;
    store->Submit(command, [&](const auto& result) { done.set_value(result.ok()); });
    ASSERT_TRUE(done.get_future().get());
  }
  const auto found = VerifyTenant(*store, "nijmegen");
  ASSERT_TRUE(found.ok());
  EXPECT_FALSE(found->has_value());
}

}  // namespace
}  // namespace stapwijs::audit
