// SPDX-License-Identifier: EUPL-1.2
#include "engine/scenario/runner.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/eval/causes.h"
#include "engine/eval/state_names.h"
#include "engine/text/value_text.h"

namespace stapwijs {
namespace {

// How one thing stands, in the words of scenarios.
struct Standing {
  std::string state;
  std::vector<std::string> waiting_for;
  std::optional<Severity> severity;  // of a guard
};

// Everything an `expect` can name, by canonical path.
class Standings {
 public:
  Standings(const Method& method, const Assessment& assessment) : m_(method) {
    for (const StepResult& step : assessment.steps) {
      const std::string& name = m_.step(step.step).name;
      Add(step);
      by_path_[name] = {std::string(Name(step.status)), step.waiting_for, {}};
    }
    for (const TipResult& tip : assessment.tips) {
      by_path_[tip.path] = {std::string(Name(tip.state)), tip.waiting_for, {}};
      const std::string& name = m_.tip(tip.tip).name;
      for (const std::string& element : tip.elements) {
        by_path_[absl::StrCat(element, ".", name)] = {"shown", {}, {}};
      }
      for (const std::string& element : tip.undecided) {
        by_path_[absl::StrCat(element, ".", name)] = {"undecided", {}, {}};
      }
    }
    for (const GoalResult& goal : assessment.goals) {
      by_path_[goal.path] = {std::string(Name(goal.state)), goal.missing, {}};
    }
  }

  const Standing* Find(const std::string& path) const {
    auto place = by_path_.find(path);
    return place == by_path_.end() ? nullptr : &place->second;
  }
  const std::map<std::string, Standing>& all() const { return by_path_; }

 private:
  template <typename Part>
  void Add(const Part& part) {
    for (const ItemResult& item : part.items) {
      by_path_[item.path] = {std::string(Name(item.state)), item.waiting_for, {}};
    }
    for (const GuardResult& guard : part.guards) {
      by_path_[guard.path] = {std::string(Name(guard.state)), guard.waiting_for,
                              m_.guard(guard.guard).severity};
    }
    for (const ElementResult& element : part.elements) {
      Add(element);
      by_path_[element.path] = {std::string(Name(element.status)), element.waiting_for, {}};
    }
  }

  const Method& m_;
  std::map<std::string, Standing> by_path_;
};

class Run {
 public:
  Run(const Program& program, const Scenario& scenario, Coverage* coverage)
      : program_(program), m_(program.method()), scenario_(scenario), coverage_(coverage) {
    result_.name = scenario.name;
  }

  ScenarioResult Execute() {
    for (const Statement& statement : scenario_.statements) {
      at_ = statement.span;
      switch (statement.kind) {
        case Statement::Kind::kGiven:
          for (const Change& change : statement.changes) state_.facts.Apply(m_, change);
          break;
        case Statement::Kind::kStart:
          Start(statement.step);
          break;
        case Statement::Kind::kComplete:
          Complete(statement.step);
          break;
        case Statement::Kind::kReopen:
          Reopen(statement.step);
          break;
        case Statement::Kind::kWaive:
          state_.waivers[statement.path] = {statement.reason, statement.role, "", {}};
          break;
        case Statement::Kind::kExpect:
          Cover(statement.expect);
          break;
      }
      if (statement.kind != Statement::Kind::kExpect) now_.reset();
    }
    return std::move(result_);
  }

 private:
  // Judged once for all that is expected at the same place.
  const Assessment& AssessNow() {
    if (!now_.has_value()) now_ = Assess(program_, state_, Inputs{}, scenario_.on);
    return *now_;
  }

  void Fail(std::string nl, std::string en) {
    result_.failures.push_back({at_, {std::move(nl), std::move(en)}});
  }

  static std::string Blockers(const StepResult& step) {
    return absl::StrJoin(step.start_blockers, ", ", [](std::string* out, const Blocker& blocker) {
      absl::StrAppend(out, blocker.path);
    });
  }

  // The same as the commands of engine/trajectory refuse: repeating, and what is not asked for.
  void Start(StepId id) {
    const Assessment& now = AssessNow();
    const StepResult& step = now.steps[id.value];
    const std::string& name = m_.step(id).name;
    if (step.transition.phase != StepPhase::kNotStarted) {
      Fail(absl::StrCat("stap ", name, " is al begonnen of afgerond"),
           absl::StrCat("step ", name, " is started or completed already"));
    } else if (step.startable != Tristate::kYes) {
      Fail(absl::StrCat("stap ", name, " mag niet starten: ", Blockers(step)),
           absl::StrCat("step ", name, " may not start: ", Blockers(step)));
    }
    state_.MutableTransition(id).phase = StepPhase::kStarted;
  }

  static std::string_view StateOf(RefusalCause::Kind kind) {
    switch (kind) {
      case RefusalCause::Kind::kGuardViolated:
        return Name(GuardState::kViolated);
      case RefusalCause::Kind::kGuardUndetermined:
        return Name(GuardState::kUndetermined);
      case RefusalCause::Kind::kItemOpen:
        return Name(ItemState::kOpen);
      case RefusalCause::Kind::kItemUnknown:
        return Name(ItemState::kUnknown);
      case RefusalCause::Kind::kAfter:
        return Name(Status::kIncomplete);
      case RefusalCause::Kind::kNotApplicable:
        break;
    }
    return Name(Status::kNotApplicable);
  }

  // ": plan.much is undetermined, waits for n; plan.counted is open", as a refusal lists them.
  static Text CausesInWords(const std::vector<RefusalCause>& causes) {
    Text out;
    for (const RefusalCause& cause : causes) {
      // That it does not apply is said already.
      if (cause.kind == RefusalCause::Kind::kNotApplicable) continue;
      const std::string waits = absl::StrJoin(cause.waiting_for, ", ");
      const std::string is = absl::StrCat(out.empty() ? ": " : "; ", cause.path, " is ",
                                          std::string(StateOf(cause.kind)));
      absl::StrAppend(&out.nl, is, waits.empty() ? "" : ", wacht op ", waits);
      absl::StrAppend(&out.en, is, waits.empty() ? "" : ", waits for ", waits);
    }
    return out;
  }

  void Complete(StepId id) {
    const Assessment& now = AssessNow();
    const StepResult& step = now.steps[id.value];
    const std::string& name = m_.step(id).name;
    if (step.transition.phase == StepPhase::kCompleted) {
      Fail(absl::StrCat("stap ", name, " is al afgerond"),
           absl::StrCat("step ", name, " is completed already"));
    } else if (step.status != Status::kComplete) {
      const std::string status(Name(step.status));
      const Text causes = CausesInWords(CompletionCauses(program_, now, id));
      Fail(absl::StrCat("stap ", name, " is niet klaar maar ", status, causes.nl),
           absl::StrCat("step ", name, " is not complete but ", status, causes.en));
    }
    Transition& transition = state_.MutableTransition(id);
    transition.phase = StepPhase::kCompleted;
    transition.ever_completed = true;
  }

  void Reopen(StepId id) {
    Transition& transition = state_.MutableTransition(id);
    if (transition.phase != StepPhase::kCompleted) {
      const std::string& name = m_.step(id).name;
      Fail(absl::StrCat("stap ", name, " is niet afgerond"),
           absl::StrCat("step ", name, " is not completed"));
    }
    transition.phase = StepPhase::kStarted;
  }

  void Cover(const Expectation& expect) {
    const size_t failures = result_.failures.size();
    Expect(expect);
    if (coverage_ == nullptr) return;
    coverage_->See(AssessNow());
    if (result_.failures.size() == failures) coverage_->Expect(expect);
  }

  void Expect(const Expectation& expect) {
    switch (expect.kind) {
      case Expectation::Kind::kNothingElseFires:
        ExpectNothingElse();
        break;
      case Expectation::Kind::kStart:
        ExpectStart(expect);
        break;
      case Expectation::Kind::kState:
        ExpectState(expect);
        break;
      case Expectation::Kind::kValue:
        ExpectValue(expect);
        break;
    }
  }

  void ExpectNothingElse() {
    std::set<std::string> named;
    for (const Statement& statement : scenario_.statements) named.insert(statement.expect.path);
    const Assessment& now = AssessNow();
    Standings standings(m_, now);
    for (const auto& [path, standing] : standings.all()) {
      bool fires = standing.severity.has_value() && *standing.severity != Severity::kAdvises &&
                   standing.state == "violated";
      if (!fires || named.contains(path)) continue;
      Fail(absl::StrCat(path, " gaat af, maar het scenario noemt deze niet"),
           absl::StrCat(path, " fires, but the scenario does not name it"));
    }
  }

  void ExpectStart(const Expectation& expect) {
    const Assessment& now = AssessNow();
    const StepResult& step = now.steps[expect.step.value];
    bool allowed = step.startable == Tristate::kYes;
    if (allowed == expect.allowed) return;
    const std::string& name = m_.step(expect.step).name;
    Fail(
        absl::StrCat("start van ", name, allowed ? " mag" : " mag niet: ", Blockers(step)),
        absl::StrCat("start of ", name, allowed ? " is allowed" : " is refused: ", Blockers(step)));
  }

  static bool Matches(const Expectation& expect, const Standing& standing) {
    if (expect.state == "applicable") return standing.state != "not_applicable";
    if (expect.state == "blocks" || expect.state == "warns" || expect.state == "advises") {
      return standing.state == "violated" && standing.severity.has_value() &&
             Name(*standing.severity) == expect.state;
    }
    return standing.state == expect.state;
  }

  void ExpectState(const Expectation& expect) {
    const Assessment& now = AssessNow();
    Standings standings(m_, now);
    const Standing* standing = standings.Find(expect.path);
    // A tip on an element it does not show on is not listed there.
    Standing absent{"not_shown", {}, {}};
    bool tip = expect.state == "shown" || expect.state == "not_shown";
    if (standing == nullptr && tip) standing = &absent;
    if (standing == nullptr) {
      Fail(absl::StrCat(expect.path, " bestaat hier niet"),
           absl::StrCat("there is no ", expect.path, " here"));
      return;
    }
    if (Matches(expect, *standing) == expect.negated) {
      FailState(expect, *standing);
    } else if (expect.waiting_for && *expect.waiting_for != standing->waiting_for) {
      FailWaiting(expect.path, *expect.waiting_for, standing->waiting_for);
    }
  }

  void FailState(const Expectation& expect, const Standing& standing) {
    std::string waits = absl::StrJoin(standing.waiting_for, ", ");
    std::string severity = standing.severity.has_value()
                               ? absl::StrCat(" (", std::string(Name(*standing.severity)), ")")
                               : "";
    Fail(absl::StrCat("verwacht: ", expect.path, expect.negated ? " is niet " : " is ",
                      expect.state, "; het is ", standing.state, severity,
                      waits.empty() ? "" : "; wacht op ", waits),
         absl::StrCat("expected: ", expect.path, expect.negated ? " is not " : " is ", expect.state,
                      "; it is ", standing.state, severity, waits.empty() ? "" : "; waits for ",
                      waits));
  }

  void FailWaiting(const std::string& path, const std::vector<std::string>& expected,
                   const std::vector<std::string>& actual) {
    std::string want = absl::StrJoin(expected, ", "), is = absl::StrJoin(actual, ", ");
    Fail(absl::StrCat(path, " wacht op [", is, "], verwacht was [", want, "]"),
         absl::StrCat(path, " waits for [", is, "], expected was [", want, "]"));
  }

  void ExpectValue(const Expectation& expect) {
    Evaluation is = Evaluate(program_, state_, Inputs{}, scenario_.on, expect.value_of);
    const Type& type = m_.expr(expect.value_of).type;
    if ((is.value == expect.value) == expect.negated) {
      auto words = [&](const Value& value, Language language) {
        return ValueInWords(m_, type, value, language);
      };
      Fail(absl::StrCat("verwacht: ", expect.path, expect.negated ? " is niet " : " is ",
                        words(expect.value, Language::kDutch), "; het is ",
                        words(is.value, Language::kDutch)),
           absl::StrCat("expected: ", expect.path, expect.negated ? " is not " : " is ",
                        words(expect.value, Language::kEnglish), "; it is ",
                        words(is.value, Language::kEnglish)));
    } else if (expect.waiting_for && *expect.waiting_for != is.waiting_for) {
      FailWaiting(expect.path, *expect.waiting_for, is.waiting_for);
    }
  }

  const Program& program_;
  const Method& m_;
  const Scenario& scenario_;
  Coverage* coverage_;
  TrajectoryState state_;
  std::optional<Assessment> now_;  // of `state_`
  Span at_;
  ScenarioResult result_;
};

}  // namespace

ScenarioResult RunScenario(const Program& program, const Scenario& scenario, Coverage* coverage) {
  return Run(program, scenario, coverage).Execute();
}

}  // namespace stapwijs
