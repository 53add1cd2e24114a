// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/utf8.h"
#include "engine/facts/describe.h"
#include "engine/facts/validate_value.h"
#include "engine/trajectory/command_parts.h"

// Commands that depart from the usual way: reopening, waiving, updating, closing.
namespace stapwijs {
namespace {

constexpr std::string_view kAfter = ".after";
constexpr int kMaxReferenceCharacters = 200;

template <typename Part>
const GuardResult* FindGuard(const Part& part, std::string_view path) {
  for (const GuardResult& guard : part.guards) {
    if (guard.path == path) return &guard;
  }
  for (const ElementResult& element : part.elements) {
    if (const GuardResult* found = FindGuard(element, path); found != nullptr) return found;
  }
  return nullptr;
}

const GuardResult* FindGuard(const Assessment& assessment, std::string_view path) {
  for (const StepResult& step : assessment.steps) {
    if (const GuardResult* found = FindGuard<StepResult>(step, path); found != nullptr) {
      return found;
    }
  }
  return nullptr;
}

// The step of `STEP.after`; invalid when the path is not of that form, or nothing comes before it.
StepId StepOfAfter(const Method& method, std::string_view path) {
  if (path.size() <= kAfter.size()) return StepId();
  const size_t dot = path.size() - kAfter.size();
  if (path.substr(dot) != kAfter) return StepId();
  StepId step = method.FindStep(path.substr(0, dot));
  return step.valid() && !method.step(step).after.empty() ? step : StepId();
}

// Whether the steps before it hold the step back, or would without the waiver that there is.
bool IsHeldBack(const Assessment& assessment, const TrajectoryRecord& record, StepId step,
                const std::string& path) {
  if (record.state.waivers.find(path) != record.state.waivers.end()) return true;
  for (const StepResult& result : assessment.steps) {
    if (result.step != step) continue;
    return std::any_of(
        result.start_blockers.begin(), result.start_blockers.end(),
        [](const Blocker& blocker) { return blocker.kind == Blocker::Kind::kAfter; });
  }
  return false;
}

void CheckWords(const Method& method, const WantedWaiver& wanted, Date on, const Limits& limits,
                std::vector<Violation>& out) {
  if (!method.FindRole(wanted.role).valid()) {
    std::vector<std::string> names;
    for (const Role& role : method.roles) names.push_back(role.name);
    Text hint = Suggestion(wanted.role, names);
    Text shown = ShownName(wanted.role);
    out.push_back({"role",
                   "UNKNOWN_ROLE",
                   {absl::StrCat(shown.nl, " is geen rol in deze methode. ", hint.nl),
                    absl::StrCat(shown.en, " is no role of this method. ", hint.en)}});
  }
  const int characters = CharactersIn(wanted.reason);
  if (HasHidden(wanted.reason, true)) {
    out.push_back({"reason",
                   "MALFORMED",
                   {"De reden heeft tekens die niet te zien zijn.",
                    "The reason has characters that cannot be seen."}});
  } else if (IsBlank(wanted.reason)) {
    out.push_back({"reason",
                   "REQUIRED",
                   {"Geef de reden: waarom wijkt u hiervan af?",
                    "Give the reason: why do you depart from this?"}});
  } else if (characters > limits.max_text_characters) {
    out.push_back(
        {"reason",
         "TEXT_TOO_LONG",
         {absl::StrCat("De reden is te lang: hoogstens ", limits.max_text_characters, " tekens."),
          absl::StrCat("The reason is too long: at most ", limits.max_text_characters,
                       " characters.")}});
  }
  const std::string& reference = wanted.reference;
  if (CharactersIn(reference) > kMaxReferenceCharacters || !IsOneLine(reference) ||
      (!reference.empty() && IsBlank(reference))) {
    out.push_back({"reference",
                   "MALFORMED",
                   {absl::StrCat("Verwacht wordt een kenmerk van hoogstens ",
                                 kMaxReferenceCharacters, " tekens op één regel."),
                    absl::StrCat("Expected is a reference of at most ", kMaxReferenceCharacters,
                                 " characters on one line.")}});
  }
  if (wanted.until && *wanted.until < on) {
    out.push_back({"until",
                   "OUT_OF_RANGE",
                   {"De laatste dag ligt in het verleden.", "The last day is in the past."}});
  }
}

Violation UnknownGuard(std::string_view path) {
  Text shown = ShownName(path);
  return {"guard",
          "UNKNOWN_GUARD",
          {absl::StrCat(shown.nl, " is geen regel van dit traject, en niet STAP.after."),
           absl::StrCat(shown.en, " is no guard of this trajectory, and not STEP.after.")}};
}

}  // namespace

CommandResult ReopenStep(const Program& program, const TrajectoryRecord& record,
                         std::string_view step_name) {
  if (auto closed = RefusedWhenClosed(record)) return *std::move(closed);
  CommandResult out;
  StepId id = FindStep(program.method(), step_name, out);
  if (!id.valid()) return out;
  if (record.state.transition(id).phase == StepPhase::kCompleted) {
    return Accepted(program, StepReopened{id});
  }
  return Refused(kStepNotCompleted,
                 AboutStep(program.method().step(id), "is niet afgerond.", "is not completed."));
}

CommandResult WaiveGuard(const Program& program, const TrajectoryRecord& record,
                         const WantedWaiver& wanted, Date on, const Inputs& inputs,
                         const Limits& limits) {
  if (auto closed = RefusedWhenClosed(record)) return *std::move(closed);
  const Method& method = program.method();
  std::vector<Violation> wrong;
  CheckWords(method, wanted, on, limits, wrong);
  const StepId after_step = StepOfAfter(method, wanted.path);
  const bool after = after_step.valid();
  const Assessment assessment = Assess(program, record.state, inputs, on);
  const GuardResult* guard = after ? nullptr : FindGuard(assessment, wanted.path);
  if (!after && guard == nullptr) wrong.push_back(UnknownGuard(wanted.path));
  if (!wrong.empty()) return Wrong(std::move(wrong));
  if (guard != nullptr && method.guard(guard->guard).unwaivable) {
    return Refused(kUnwaivable,
                   {"Van deze regel is niet af te wijken.", "This guard cannot be waived."});
  }
  const bool holds_back = after ? IsHeldBack(assessment, record, after_step, wanted.path)
                                : guard->state == GuardState::kViolated ||
                                      guard->state == GuardState::kUndetermined ||
                                      guard->state == GuardState::kWaived;
  if (!holds_back) {
    return Refused(kNothingToWaive,
                   {"Deze regel houdt nu niets tegen.", "This guard holds back nothing now."});
  }
  return Accepted(
      program,
      GuardWaived{wanted.path, {wanted.reason, wanted.role, wanted.reference, wanted.until}});
}

CommandResult RevokeWaiver(const Program& program, const TrajectoryRecord& record,
                           std::string_view path) {
  if (auto closed = RefusedWhenClosed(record)) return *std::move(closed);
  if (record.state.waivers.find(std::string(path)) != record.state.waivers.end()) {
    return Accepted(program, WaiverRevoked{std::string(path)});
  }
  return Refused(kNoWaiver, {"Van deze regel is niet afgeweken.", "This guard is not waived."});
}

CommandResult UpdateTrajectory(const Program& program, const TrajectoryRecord& record,
                               const TrajectoryUpdated& wanted, const Limits& limits) {
  if (auto closed = RefusedWhenClosed(record)) return *std::move(closed);
  std::vector<Violation> out;
  if (wanted.label) CheckLabel(*wanted.label, limits, out);
  if (wanted.case_ref) CheckCaseRef(*wanted.case_ref, out);
  if (!wanted.label && !wanted.sets_case_ref) {
    out.push_back({"update_mask",
                   "REQUIRED",
                   {"Er staat niets in om te wijzigen.", "There is nothing in it to change."}});
  }
  return out.empty() ? Accepted(program, wanted) : Wrong(std::move(out));
}

CommandResult CloseTrajectory(const Program& program, const TrajectoryRecord& record, bool ended) {
  if (auto closed = RefusedWhenClosed(record)) return *std::move(closed);
  return Accepted(program, TrajectoryClosed{ended});
}

}  // namespace stapwijs
