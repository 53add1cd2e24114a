// SPDX-License-Identifier: EUPL-1.2
#include "engine/trajectory/commands.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/facts/describe.h"
#include "engine/facts/item_path.h"
#include "engine/trajectory/command_parts.h"

namespace stapwijs {
namespace {

// Whether the last of `path` is there; a pair is when its reference is in the set. What an enum
// gives is always there; what was withdrawn is not.
bool IsThere(const Method& method, const Facts& facts, std::vector<PathStep> path) {
  const PathStep last = path.back();
  const Scope& scope = method.scope(last.scope);
  if (scope.kind == ScopeKind::kEnum) return true;
  const Element* found = facts.Find(path);
  if (scope.kind == ScopeKind::kList) return found != nullptr && !found->withdrawn;
  path.pop_back();
  const Element* owner = facts.Find(path);
  const RecordedValue* value = owner == nullptr ? nullptr : owner->Find(scope.field);
  const SetValue* set = value == nullptr ? nullptr : value->value.set();
  return set != nullptr &&
         std::find(set->members.begin(), set->members.end(), Atom(last.key)) != set->members.end();
}

// The keys that are there beside the last of `path`, at most the first 20.
std::vector<std::string> KeysBeside(const Method& method, const Facts& facts,
                                    std::vector<PathStep> path) {
  constexpr size_t kMostShown = 20;
  const ScopeId scope = path.back().scope;
  path.pop_back();
  std::vector<std::string> keys;
  const Element* owner = facts.Find(path);
  const Elements* all = owner == nullptr ? nullptr : owner->FindChildren(scope);
  if (all == nullptr) return keys;
  for (const auto& element : all->all()) {
    path.push_back({scope, element->key});
    if (keys.size() < kMostShown && IsThere(method, facts, path)) keys.push_back(element->key);
    path.pop_back();
  }
  return keys;
}

// A violation for the first of `elements` that is not there, so that nothing is said of an element
// that nobody recorded.
void NeedElements(const Method& method, const Facts& facts, const std::vector<PathStep>& elements,
                  const std::string& place, std::vector<Violation>& out) {
  std::vector<PathStep> path;
  for (const PathStep& step : elements) {
    path.push_back(step);
    if (IsThere(method, facts, path)) continue;
    Text hint = Suggestion(step.key, KeysBeside(method, facts, path));
    if (hint.nl.empty()) hint = {"Er is er nog geen.", "There is none yet."};
    const std::string shown = FormatElements(method, path);
    out.push_back({place,
                   "UNKNOWN_ELEMENT",
                   {absl::StrCat("Het element ", shown, " is er niet. ", hint.nl),
                    absl::StrCat("The element ", shown, " is not there. ", hint.en)}});
    return;
  }
}

void NeedElementsOfItem(const Method& method, const Facts& facts, const Change& answer,
                        const std::string& place, std::vector<Violation>& out) {
  // An answer can always be taken back.
  if (answer.value.value.is_unknown()) return;
  std::optional<ItemPlace> item = ParseItemPath(method, answer.item);
  if (item) NeedElements(method, facts, item->elements, place, out);
}

}  // namespace

CommandResult CreateTrajectory(const Program& program, const TrajectoryCreated& wanted,
                               const Limits& limits) {
  std::vector<Violation> out;
  CheckLabel(wanted.label, limits, out);
  if (wanted.case_ref) CheckCaseRef(*wanted.case_ref, out);
  return out.empty() ? Accepted(program, wanted) : Wrong(std::move(out));
}

CommandResult RecordFacts(const Program& program, const TrajectoryRecord& record,
                          const std::vector<Change>& changes, const Limits& limits,
                          std::string_view field) {
  if (auto closed = RefusedWhenClosed(record)) return *std::move(closed);
  const Method& method = program.method();
  std::vector<Violation> out;
  std::string place(field);
  auto place_of = [&](size_t i) { return absl::StrCat(place, "[", i, "]"); };
  if (changes.empty()) {
    out.push_back({place,
                   "MALFORMED",
                   {"Er staat niets in om vast te leggen.", "There is nothing in it to record."}});
  } else if (changes.size() > static_cast<size_t>(std::max(limits.max_changes, 0))) {
    out.push_back({place,
                   "TOO_MANY_CHANGES",
                   {absl::StrCat("Dit zijn ", changes.size(), " wijzigingen; hoogstens ",
                                 limits.max_changes, " tegelijk."),
                    absl::StrCat("These are ", changes.size(), " changes; at most ",
                                 limits.max_changes, " at once.")}});
  }
  for (size_t i = 0; i < changes.size(); ++i) {
    ValidateChange(method, changes[i], place_of(i), limits, out);
  }
  if (out.empty()) {
    ValidateLengths(method, record.state.facts, changes, limits, place_of, out);
  }
  if (out.empty()) {
    Facts after = record.state.facts;
    for (size_t i = 0; i < changes.size(); ++i) {
      // facts_json spells what left a list with the list itself, also where it is recorded late.
      bool withdraws = changes[i].kind == Change::Kind::kWithdrawElement && field == "changes";
      const Element* known = withdraws ? after.Find(changes[i].path.elements) : nullptr;
      if (withdraws && known == nullptr) {
        NeedElements(method, after, changes[i].path.elements, place_of(i), out);
      }
      after.Apply(method, changes[i]);
    }
    for (size_t i = 0; i < changes.size(); ++i) {
      if (changes[i].kind != Change::Kind::kAnswer) continue;
      NeedElementsOfItem(method, after, changes[i], place_of(i), out);
    }
  }
  return out.empty() ? Accepted(program, FactsRecorded{changes}) : Wrong(std::move(out));
}

CommandResult AnswerItem(const Program& program, const TrajectoryRecord& record,
                         std::string_view item, ItemAnswer answer, std::string_view evidence,
                         const Limits& limits) {
  if (auto closed = RefusedWhenClosed(record)) return *std::move(closed);
  Change change;
  change.kind = Change::Kind::kAnswer;
  change.item = std::string(item);
  change.evidence = std::string(evidence);
  if (answer != ItemAnswer::kWithdraw) {
    change.value.value = Value::Bool(answer == ItemAnswer::kDone);
  }
  std::vector<Violation> out;
  ValidateChange(program.method(), change, "item", limits, out);
  if (out.empty()) NeedElementsOfItem(program.method(), record.state.facts, change, "item", out);
  return out.empty() ? Accepted(program, ItemAnswered{std::move(change)}) : Wrong(std::move(out));
}

CommandResult StartStep(const Program& program, const TrajectoryRecord& record,
                        std::string_view step_name, Date on, const Inputs& inputs) {
  if (auto closed = RefusedWhenClosed(record)) return *std::move(closed);
  CommandResult out;
  StepId id = FindStep(program.method(), step_name, out);
  if (!id.valid()) return out;
  const Step& step = program.method().step(id);
  StepPhase phase = record.state.transition(id).phase;
  if (phase == StepPhase::kStarted) {
    return Refused(kStepAlreadyStarted, AboutStep(step, "is al gestart.", "was started already."),
                   {});
  }
  if (phase == StepPhase::kCompleted) {
    return Refused(kStepAlreadyCompleted,
                   AboutStep(step, "is al afgerond.", "was completed already."), {});
  }
  Assessment assessment = Assess(program, record.state, inputs, on);
  if (assessment.steps[id.value].startable == Tristate::kYes) {
    return Accepted(program, StepStarted{id});
  }
  return Refused(kStepNotStartable,
                 AboutStep(step, "kan nog niet starten.", "cannot be started yet."),
                 StartCauses(program, assessment, id));
}

CommandResult CompleteStep(const Program& program, const TrajectoryRecord& record,
                           std::string_view step_name, Date on, const Inputs& inputs) {
  if (auto closed = RefusedWhenClosed(record)) return *std::move(closed);
  CommandResult out;
  StepId id = FindStep(program.method(), step_name, out);
  if (!id.valid()) return out;
  const Step& step = program.method().step(id);
  if (record.state.transition(id).phase == StepPhase::kCompleted) {
    return Refused(kStepAlreadyCompleted,
                   AboutStep(step, "is al afgerond.", "was completed already."), {});
  }
  Assessment assessment = Assess(program, record.state, inputs, on);
  Status status = assessment.steps[id.value].status;
  if (status == Status::kComplete) return Accepted(program, StepCompleted{id, status});
  return Refused(kStepNotComplete,
                 AboutStep(step, "kan nog niet worden afgerond.", "cannot be completed yet."),
                 CompletionCauses(program, assessment, id));
}

}  // namespace stapwijs
