// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "engine/eval/assessment.h"
#include "engine/facts/state.h"
#include "engine/json/json_node.h"
#include "engine/model/change.h"
#include "engine/model/method.h"
#include "engine/store/event.h"
#include "engine/store/store.h"

// What events say, and how that lies in their payloads. The format is for ever: a change of it is a
// new type version beside the old one, which stays readable.
namespace stapwijs {

struct TrajectoryCreated {
  static constexpr char kType[] = "trajectory_created";
  std::string label;
  std::optional<store::CaseRef> case_ref;
};

struct FactsRecorded {
  static constexpr char kType[] = "facts_recorded";
  std::vector<Change> changes;
};

struct ItemAnswered {
  static constexpr char kType[] = "item_answered";
  Change answer;  // kAnswer
};

struct StepStarted {
  static constexpr char kType[] = "step_started";
  StepId step;
};

struct StepCompleted {
  static constexpr char kType[] = "step_completed";
  StepId step;
  Status status = Status::kComplete;  // as it was judged then
};

// A completed step is open again: started. That it was completed stays in the history.
struct StepReopened {
  static constexpr char kType[] = "step_reopened";
  StepId step;
};

struct GuardWaived {
  static constexpr char kType[] = "guard_waived";
  std::string path;  // canonical, of a guard or STEP.after
  Waiver waiver;     // its reason and reference lie in the private payload
};

struct WaiverRevoked {
  static constexpr char kType[] = "waiver_revoked";
  std::string path;
};

// What is given replaces what was; nullopt leaves it.
struct TrajectoryUpdated {
  static constexpr char kType[] = "trajectory_updated";
  std::optional<std::string> label;
  bool sets_case_ref = false;
  std::optional<store::CaseRef> case_ref;  // sets_case_ref without it: there is none any more
};

// The last event: nothing is written after it. Reading goes on.
struct TrajectoryClosed {
  static constexpr char kType[] = "trajectory_closed";
  bool ended = false;  // the way was gone to its end; else it was broken off
};

using EventContent =
    std::variant<TrajectoryCreated, FactsRecorded, ItemAnswered, StepStarted, StepCompleted,
                 StepReopened, GuardWaived, WaiverRevoked, TrajectoryUpdated, TrajectoryClosed>;

// The version in which every type is written now.
inline constexpr int32_t kEventTypeVersion = 1;

// Both canonical JSON (RFC 8785); `private_payload` is empty when nothing private is said.
// A change is {"op", "path", "value"}, its value spelled as in engine/json/README.md; a value of
// class p2 or p3, free text, or own words ("about"), is {"private": n}: member n of the array in
// the private payload. So is the evidence of an answer at an element of such a class.
struct EncodedContent {
  std::string type;
  std::string payload;
  std::string private_payload;
};
EncodedContent Encode(const Method& method, const EventContent& content);
EncodedContent EncodeFactsRecorded(const Method& method, const std::vector<Change>& changes);

// The changes as one array with every value in it, for digests of requests.
JsonNode ChangesNode(const Method& method, const std::vector<Change>& changes);

// What an event says. Where its private part was erased, values come as ErasedValue() (recorded,
// but unknown) and evidence as empty. UNIMPLEMENTED: a type or a version that this program does not
// know; DATA_LOSS: a payload that is not what Encode wrote for this method.
absl::StatusOr<EventContent> Decode(const Method& method, const store::Event& event);

}  // namespace stapwijs
