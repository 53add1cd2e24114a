// SPDX-License-Identifier: EUPL-1.2
#include <charconv>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "engine/eval/state_names.h"
#include "engine/json/value_json.h"
#include "engine/trajectory/change_ops.h"
#include "engine/trajectory/event_codec.h"

namespace stapwijs {
namespace {

using Kind = JsonNode::Kind;

class Decoder {
 public:
  Decoder(const Method& method, const store::Event& event) : m_(method), event_(event) {}

  absl::StatusOr<EventContent> Run() {
    absl::StatusOr<JsonNode> payload = ParseJson(event_.payload);
    if (!payload.ok()) return Lost("the payload is no JSON");
    if (!event_.private_payload.empty()) {
      absl::StatusOr<JsonNode> apart = ParseJson(event_.private_payload);
      if (!apart.ok() || !apart->Is(Kind::kArray)) return Lost("the private payload is no array");
      private_ = *std::move(apart);
    }
    if (event_.type == TrajectoryCreated::kType) return Created(*payload);
    if (event_.type == FactsRecorded::kType) return Recorded(*payload);
    if (event_.type == ItemAnswered::kType) return Answered(*payload);
    if (event_.type == StepStarted::kType) return Started(*payload);
    if (event_.type == StepCompleted::kType) return Completed(*payload);
    if (event_.type == StepReopened::kType) return Reopened(*payload);
    if (event_.type == GuardWaived::kType) return Waived(*payload);
    if (event_.type == WaiverRevoked::kType) return Revoked(*payload);
    if (event_.type == TrajectoryUpdated::kType) return Updated(*payload);
    return Closed(*payload);
  }

 private:
  absl::Status Lost(std::string_view why) const {
    return absl::DataLossError(absl::StrCat("event ", event_.revision, " of trajectory ",
                                            event_.trajectory, ": ", std::string(why)));
  }

  // The text of a member; null when it is not there or no text.
  static const std::string* Words(const JsonNode& node, std::string_view key) {
    const JsonNode* member = node.Member(key);
    return member != nullptr && member->Is(Kind::kString) ? &member->text : nullptr;
  }

  absl::StatusOr<EventContent> Created(const JsonNode& payload) {
    TrajectoryCreated out;
    const std::string* label = Words(payload, "label");
    if (label == nullptr) return Lost("it has no label");
    out.label = *label;
    if (const JsonNode* ref = payload.Member("case_ref"); ref != nullptr) {
      const std::string *source = Words(*ref, "source"), *id = Words(*ref, "id");
      if (source == nullptr || id == nullptr) return Lost("its case reference is not whole");
      out.case_ref = store::CaseRef{*source, *id};
    }
    return out;
  }

  absl::StatusOr<EventContent> Recorded(const JsonNode& payload) {
    FactsRecorded out;
    const JsonNode* changes = payload.Member("changes");
    if (changes == nullptr || !changes->Is(Kind::kArray)) return Lost("it has no changes");
    for (const JsonNode& node : changes->items) {
      absl::StatusOr<Change> change = One(node);
      if (!change.ok()) return change.status();
      out.changes.push_back(*std::move(change));
    }
    return out;
  }

  absl::StatusOr<EventContent> Answered(const JsonNode& payload) {
    absl::StatusOr<Change> answer = Answer(payload);
    if (!answer.ok()) return answer.status();
    return ItemAnswered{*std::move(answer)};
  }

  absl::StatusOr<EventContent> Started(const JsonNode& payload) {
    const std::string* name = Words(payload, "step");
    StepId step = name == nullptr ? StepId() : m_.FindStep(*name);
    if (!step.valid()) return Lost("it names no step of the method");
    return StepStarted{step};
  }

  absl::StatusOr<EventContent> Completed(const JsonNode& payload) {
    const std::string *name = Words(payload, "step"), *status = Words(payload, "status");
    StepId step = name == nullptr ? StepId() : m_.FindStep(*name);
    if (!step.valid()) return Lost("it names no step of the method");
    for (Status one : {Status::kNotApplicable, Status::kBlocked, Status::kIncomplete,
                       Status::kUnknown, Status::kComplete}) {
      if (status != nullptr && Name(one) == *status) return StepCompleted{step, one};
    }
    return Lost("it has no known status");
  }

  absl::StatusOr<EventContent> Reopened(const JsonNode& payload) {
    const std::string* name = Words(payload, "step");
    StepId step = name == nullptr ? StepId() : m_.FindStep(*name);
    if (!step.valid()) return Lost("it names no step of the method");
    return StepReopened{step};
  }

  absl::StatusOr<EventContent> Waived(const JsonNode& payload) {
    GuardWaived out;
    const std::string *path = Words(payload, "path"), *role = Words(payload, "role");
    if (path == nullptr || role == nullptr) return Lost("a waiver is not whole");
    out.path = *path;
    out.waiver.role = *role;
    if (const std::string* until = Words(payload, "until"); until != nullptr) {
      out.waiver.until = ParseDate(*until);
      if (!out.waiver.until) return Lost("the last day of a waiver is no date");
    }
    if (event_.erased()) return out;  // why, and who decided, is gone
    const bool whole = private_.items.size() == 2 && private_.items[0].Is(Kind::kString) &&
                       private_.items[1].Is(Kind::kString);
    if (!whole) return Lost("the reason of a waiver is missing");
    out.waiver.reason = private_.items[0].text;
    out.waiver.reference = private_.items[1].text;
    return out;
  }

  absl::StatusOr<EventContent> Revoked(const JsonNode& payload) {
    const std::string* path = Words(payload, "path");
    if (path == nullptr) return Lost("it names no waiver");
    return WaiverRevoked{*path};
  }

  absl::StatusOr<EventContent> Updated(const JsonNode& payload) {
    TrajectoryUpdated out;
    if (const std::string* label = Words(payload, "label"); label != nullptr) out.label = *label;
    const JsonNode* ref = payload.Member("case_ref");
    if (ref == nullptr) return out;
    out.sets_case_ref = true;
    const std::string *source = Words(*ref, "source"), *id = Words(*ref, "id");
    if ((source == nullptr) != (id == nullptr)) return Lost("its case reference is not whole");
    if (source != nullptr) out.case_ref = store::CaseRef{*source, *id};
    return out;
  }

  absl::StatusOr<EventContent> Closed(const JsonNode& payload) {
    const JsonNode* ended = payload.Member("ended");
    if (ended == nullptr || !ended->Is(Kind::kBool)) return Lost("it does not say how it closed");
    return TrajectoryClosed{ended->boolean};
  }

  // Replaces {"private": n} by what lies there; null once it was erased.
  absl::StatusOr<const JsonNode*> Whole(const JsonNode& node) const {
    const JsonNode* index = node.Member("private");
    if (index == nullptr) return &node;
    if (event_.erased()) return nullptr;
    size_t n = 0;
    const char* end = index->text.data() + index->text.size();
    auto read = std::from_chars(index->text.data(), end, n);
    bool number = index->Is(Kind::kNumber) && read.ec == std::errc() && read.ptr == end;
    if (!number || n >= private_.items.size()) return Lost("a private value is missing");
    return &private_.items[n];
  }

  absl::StatusOr<Change> One(const JsonNode& node) {
    const std::string* op = Words(node, "op");
    for (const auto& [kind, name] : kChangeOps) {
      if (op == nullptr || *op != name) continue;
      return kind == Change::Kind::kAnswer ? Answer(node) : OnFact(kind, node);
    }
    return Lost("it has a change of an unknown kind");
  }

  absl::StatusOr<Change> OnFact(Change::Kind kind, const JsonNode& node) {
    Change out;
    out.kind = kind;
    const std::string* path = Words(node, "path");
    if (path == nullptr) return Lost("a change has no path");
    absl::StatusOr<FactPath> at = ParseFactPath(m_, *path);
    if (!at.ok())
      return Lost(std::string_view(at.status().message().data(), at.status().message().size()));
    out.path = *std::move(at);
    if (kind != Change::Kind::kSet) return out;
    const JsonNode* value = node.Member("value");
    if (value == nullptr || !out.path.field.valid()) return Lost("a change has no value");
    absl::StatusOr<const JsonNode*> whole = Whole(*value);
    if (!whole.ok()) return whole.status();
    if (*whole == nullptr) {
      out.value = ErasedValue();
      return out;
    }
    std::vector<Violation> violations;
    std::optional<RecordedValue> read = ReadValueNode(m_, out.path, **whole, *path, violations);
    if (!read) return Lost(absl::StrCat("the value of ", *path, " does not fit"));
    out.value = *std::move(read);
    return out;
  }

  absl::StatusOr<Change> Answer(const JsonNode& node) {
    Change out;
    out.kind = Change::Kind::kAnswer;
    const std::string *item = Words(node, "item"), *answer = Words(node, "answer");
    bool known = answer != nullptr && (*answer == kAnswerDone || *answer == kAnswerNotDone ||
                                       *answer == kAnswerWithdrawn);
    if (item == nullptr || !known) return Lost("an answer is not whole");
    out.item = *item;
    if (*answer != kAnswerWithdrawn) out.value.value = Value::Bool(*answer == kAnswerDone);
    const JsonNode* evidence = node.Member("evidence");
    if (evidence == nullptr) return out;
    absl::StatusOr<const JsonNode*> whole = Whole(*evidence);
    if (!whole.ok()) return whole.status();
    if (*whole == nullptr) return out;
    if (!(*whole)->Is(Kind::kString)) return Lost("evidence is no text");
    out.evidence = (*whole)->text;
    return out;
  }

  const Method& m_;
  const store::Event& event_;
  JsonNode private_ = JsonNode::Array();
};

bool IsKnownType(const std::string& type) {
  return type == TrajectoryCreated::kType || type == FactsRecorded::kType ||
         type == ItemAnswered::kType || type == StepStarted::kType ||
         type == StepCompleted::kType || type == StepReopened::kType ||
         type == GuardWaived::kType || type == WaiverRevoked::kType ||
         type == TrajectoryUpdated::kType || type == TrajectoryClosed::kType;
}

}  // namespace

absl::StatusOr<EventContent> Decode(const Method& method, const store::Event& event) {
  if (!IsKnownType(event.type) || event.type_version != kEventTypeVersion) {
    return absl::UnimplementedError(absl::StrCat("event type ", event.type, " version ",
                                                 event.type_version,
                                                 " is not known to this version of the program"));
  }
  return Decoder(method, event).Run();
}

}  // namespace stapwijs
