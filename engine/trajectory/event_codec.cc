// SPDX-License-Identifier: EUPL-1.2
#include "engine/trajectory/event_codec.h"

#include "absl/strings/str_cat.h"
#include "engine/eval/state_names.h"
#include "engine/facts/validate.h"
#include "engine/json/value_json.h"
#include "engine/trajectory/change_ops.h"

namespace stapwijs {
namespace {

JsonNode StringNode(std::string_view text) { return JsonNode::String(std::string(text)); }

// {"about": "11 oktober"}: whatever the fact, what people say in own words may be about somebody.
bool InOwnWords(const JsonNode& value) {
  if (value.kind != JsonNode::Kind::kObject) return false;
  const JsonNode* about = value.Member("about");
  return about != nullptr && about->kind == JsonNode::Kind::kString;
}

class Encoder {
 public:
  // With `all_public` nothing is set apart: for digests, which are stored salted.
  Encoder(const Method& method, bool all_public) : m_(method), all_public_(all_public) {}

  EncodedContent Take(const char* type, const JsonNode& payload) {
    return {type, CanonicalJson(payload), private_.items.empty() ? "" : CanonicalJson(private_)};
  }

  JsonNode Changes(const std::vector<Change>& changes) {
    JsonNode out = JsonNode::Array();
    for (const Change& change : changes) out.Push(One(change));
    return out;
  }

  JsonNode Answer(const Change& change) {
    JsonNode out = JsonNode::Object();
    out.Put("item", StringNode(change.item));
    const Value& value = change.value.value;
    out.Put("answer", StringNode(value.is_unknown() ? kAnswerWithdrawn
                                 : value.is_yes()   ? kAnswerDone
                                                    : kAnswerNotDone));
    if (!change.evidence.empty()) {
      out.Put("evidence", Apart(change, StringNode(change.evidence)));
    }
    return out;
  }

 private:
  JsonNode One(const Change& change) {
    bool answer = change.kind == Change::Kind::kAnswer;
    JsonNode out = answer ? Answer(change) : JsonNode::Object();
    for (const auto& [kind, name] : kChangeOps) {
      if (kind == change.kind) out.Put("op", StringNode(name));
    }
    if (answer) return out;
    out.Put("path", StringNode(FormatPath(m_, change.path)));
    if (change.kind == Change::Kind::kSet) {
      out.Put("value", Apart(change, ValueNode(m_, m_.field(change.path.field), change.value)));
    }
    return out;
  }

  // The value itself, or where it lies in the private payload.
  JsonNode Apart(const Change& change, JsonNode value) {
    if (all_public_ || (PrivacyOf(m_, change) < Privacy::kP2 && !InOwnWords(value))) return value;
    JsonNode out = JsonNode::Object();
    out.Put("private", JsonNode::Number(absl::StrCat(private_.items.size())));
    private_.Push(std::move(value));
    return out;
  }

  const Method& m_;
  bool all_public_;
  JsonNode private_ = JsonNode::Array();
};

EncodedContent EncodeOne(const Method&, const TrajectoryCreated& created) {
  JsonNode out = JsonNode::Object();
  out.Put("label", JsonNode::String(created.label));
  if (created.case_ref) {
    JsonNode& ref = out.Put("case_ref", JsonNode::Object());
    ref.Put("source", JsonNode::String(created.case_ref->source));
    ref.Put("id", JsonNode::String(created.case_ref->id));
  }
  return {TrajectoryCreated::kType, CanonicalJson(out), ""};
}

EncodedContent EncodeOne(const Method& method, const FactsRecorded& recorded) {
  return EncodeFactsRecorded(method, recorded.changes);
}

EncodedContent EncodeOne(const Method& method, const ItemAnswered& answered) {
  Encoder encoder(method, false);
  JsonNode out = encoder.Answer(answered.answer);
  return encoder.Take(ItemAnswered::kType, out);
}

EncodedContent EncodeOne(const Method& method, const StepStarted& started) {
  JsonNode out = JsonNode::Object();
  out.Put("step", JsonNode::String(method.step(started.step).name));
  return {StepStarted::kType, CanonicalJson(out), ""};
}

EncodedContent EncodeOne(const Method& method, const StepCompleted& completed) {
  JsonNode out = JsonNode::Object();
  out.Put("step", JsonNode::String(method.step(completed.step).name));
  out.Put("status", StringNode(Name(completed.status)));
  return {StepCompleted::kType, CanonicalJson(out), ""};
}

EncodedContent EncodeOne(const Method& method, const StepReopened& reopened) {
  JsonNode out = JsonNode::Object();
  out.Put("step", JsonNode::String(method.step(reopened.step).name));
  return {StepReopened::kType, CanonicalJson(out), ""};
}

// Who decided, and why, may tell of people: it can be erased without touching the rest.
EncodedContent EncodeOne(const Method&, const GuardWaived& waived) {
  JsonNode out = JsonNode::Object();
  out.Put("path", JsonNode::String(waived.path));
  out.Put("role", JsonNode::String(waived.waiver.role));
  if (waived.waiver.until) out.Put("until", JsonNode::String(FormatDate(*waived.waiver.until)));
  JsonNode apart = JsonNode::Array();
  apart.Push(JsonNode::String(waived.waiver.reason));
  apart.Push(JsonNode::String(waived.waiver.reference));
  return {GuardWaived::kType, CanonicalJson(out), CanonicalJson(apart)};
}

EncodedContent EncodeOne(const Method&, const WaiverRevoked& revoked) {
  JsonNode out = JsonNode::Object();
  out.Put("path", JsonNode::String(revoked.path));
  return {WaiverRevoked::kType, CanonicalJson(out), ""};
}

EncodedContent EncodeOne(const Method&, const TrajectoryUpdated& updated) {
  JsonNode out = JsonNode::Object();
  if (updated.label) out.Put("label", JsonNode::String(*updated.label));
  if (updated.sets_case_ref) {
    JsonNode& ref = out.Put("case_ref", JsonNode::Object());
    if (updated.case_ref) {
      ref.Put("source", JsonNode::String(updated.case_ref->source));
      ref.Put("id", JsonNode::String(updated.case_ref->id));
    }
  }
  return {TrajectoryUpdated::kType, CanonicalJson(out), ""};
}

EncodedContent EncodeOne(const Method&, const TrajectoryClosed& closed) {
  JsonNode out = JsonNode::Object();
  out.Put("ended", JsonNode::Bool(closed.ended));
  return {TrajectoryClosed::kType, CanonicalJson(out), ""};
}

}  // namespace

EncodedContent Encode(const Method& method, const EventContent& content) {
  return std::visit([&](const auto& one) { return EncodeOne(method, one); }, content);
}

EncodedContent EncodeFactsRecorded(const Method& method, const std::vector<Change>& changes) {
  Encoder encoder(method, false);
  JsonNode out = JsonNode::Object();
  out.Put("changes", encoder.Changes(changes));
  return encoder.Take(FactsRecorded::kType, out);
}

JsonNode ChangesNode(const Method& method, const std::vector<Change>& changes) {
  return Encoder(method, true).Changes(changes);
}

}  // namespace stapwijs
