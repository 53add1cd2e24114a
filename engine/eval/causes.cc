// SPDX-License-Identifier: EUPL-1.2
#include "engine/eval/causes.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace stapwijs {
namespace {

using Kind = RefusalCause::Kind;

Text SourceOf(const Method& method, const Provenance& provenance) {
  Text out;
  for (const Provenance::Citation& cite : provenance.cites) {
    std::string one = method.sources[cite.source.value].title;
    if (!cite.locator.empty()) absl::StrAppend(&one, ", ", cite.locator);
    absl::StrAppend(&out.nl, out.nl.empty() ? "" : "; ", one);
  }
  if (out.nl.empty() && provenance.own) {
    out = provenance.own_text.empty() ? Text{"eigen regel van deze methode", "rule of this method"}
                                      : provenance.own_text;
  } else {
    out.en = out.nl;
  }
  return out;
}

Text WaitingText(const std::vector<std::string>& paths) {
  if (paths.empty()) return {};
  std::string all = absl::StrJoin(paths, ", ");
  return {absl::StrCat(" Nog nodig: ", all, "."), absl::StrCat(" Still needed: ", all, ".")};
}

std::string TitleOr(const Text& title, Language language, const std::string& otherwise) {
  return title.empty() ? otherwise : title.In(language);
}

class Collector {
 public:
  Collector(const Program& program, const Assessment& assessment)
      : m_(program.method()), assessment_(assessment) {}

  std::vector<RefusalCause> Start(StepId step) {
    for (const Blocker& blocker : ResultOf(step).start_blockers) {
      if (blocker.kind == Blocker::Kind::kAfter) {
        After(m_.FindStep(blocker.path));
      } else if (blocker.kind == Blocker::Kind::kGuard) {
        EveryGuard([&](const GuardResult& guard) {
          if (guard.path == blocker.path) Guard_(guard);
        });
      }
    }
    return std::move(out_);
  }

  std::vector<RefusalCause> Completion(StepId step) {
    const StepResult& result = ResultOf(step);
    if (result.status == Status::kComplete) return {};
    if (result.status == Status::kNotApplicable) {
      Add(Kind::kNotApplicable, m_.step(step).name,
          {"Deze stap is hier niet van toepassing.", "This step does not apply here."});
      return std::move(out_);
    }
    EveryGuard([&](const GuardResult& guard) {
      if (HoldsBack(m_.guard(guard.guard), step)) Guard_(guard);
    });
    Items(result);
    return std::move(out_);
  }

 private:
  const StepResult& ResultOf(StepId step) const { return assessment_.steps[step.value]; }

  RefusalCause& Add(Kind kind, std::string path, Text message) {
    RefusalCause cause;
    cause.kind = kind;
    cause.path = std::move(path);
    cause.message = std::move(message);
    return out_.emplace_back(std::move(cause));
  }

  void After(StepId step) {
    const std::string& name = m_.step(step).name;
    const Text& title = m_.step(step).title;
    RefusalCause& cause = Add(Kind::kAfter, name,
                              {absl::StrCat("De stap \"", TitleOr(title, Language::kDutch, name),
                                            "\" is nog niet volledig."),
                               absl::StrCat("The step \"", TitleOr(title, Language::kEnglish, name),
                                            "\" is not complete yet.")});
    cause.waiting_for = ResultOf(step).waiting_for;
  }

  // Whether a violated guard keeps this step from being complete.
  static bool HoldsBack(const Guard& guard, StepId step) {
    if (guard.severity != Severity::kBlocks) return false;
    if (guard.targets.empty()) return guard.step == step;
    return std::any_of(guard.targets.begin(), guard.targets.end(), [&](const GuardTarget& target) {
      return target.step == step && !target.start;
    });
  }

  void Guard_(const GuardResult& result) {
    bool violated = result.state == GuardState::kViolated;
    if (!violated && result.state != GuardState::kUndetermined) return;
    const Guard& guard = m_.guard(result.guard);
    Text message = violated ? result.message : Text{};
    if (message.empty()) {
      std::string nl = TitleOr(guard.title, Language::kDutch, guard.name);
      std::string en = TitleOr(guard.title, Language::kEnglish, guard.name);
      Text needed = WaitingText(result.waiting_for);
      message =
          violated
              ? Text{absl::StrCat("De regel \"", nl, "\" is overtreden."),
                     absl::StrCat("The rule \"", en, "\" is violated.")}
              : Text{absl::StrCat("De regel \"", nl, "\" is nog niet te beoordelen.", needed.nl),
                     absl::StrCat("The rule \"", en, "\" cannot be judged yet.", needed.en)};
    }
    RefusalCause& cause = Add(violated ? Kind::kGuardViolated : Kind::kGuardUndetermined,
                              result.path, std::move(message));
    cause.guard = result.guard;
    cause.source = SourceOf(m_, guard.provenance);
    cause.waiting_for = result.waiting_for;
  }

  void Item_(const ItemResult& result) {
    const Item& item = m_.item(result.item);
    bool open = result.state == ItemState::kOpen;
    if (!item.required || (!open && result.state != ItemState::kUnknown)) return;
    Text needed = WaitingText(result.waiting_for);
    const std::string nl = TitleOr(item.title, Language::kDutch, item.name);
    const std::string en = TitleOr(item.title, Language::kEnglish, item.name);
    RefusalCause& cause = Add(
        open ? Kind::kItemOpen : Kind::kItemUnknown, result.path,
        open ? Text{absl::StrCat("\"", nl, "\" is nog niet gedaan."),
                    absl::StrCat("\"", en, "\" is not done yet.")}
             : Text{absl::StrCat("Van \"", nl, "\" is niet bekend of het gedaan is.", needed.nl),
                    absl::StrCat("It is not known whether \"", en, "\" is done.", needed.en)});
    cause.item = result.item;
    cause.source = SourceOf(m_, item.provenance);
    cause.waiting_for = result.waiting_for;
  }

  // Of a step or an element of it, with all elements inside.
  template <typename Part>
  void Items(const Part& part) {
    for (const ItemResult& item : part.items) Item_(item);
    for (const ElementResult& element : part.elements) Items(element);
  }

  template <typename Part, typename Visit>
  void GuardsIn(const Part& part, const Visit& visit) {
    for (const GuardResult& guard : part.guards) visit(guard);
    for (const ElementResult& element : part.elements) GuardsIn(element, visit);
  }

  template <typename Visit>
  void EveryGuard(const Visit& visit) {
    for (const StepResult& step : assessment_.steps) GuardsIn(step, visit);
  }

  const Method& m_;
  const Assessment& assessment_;
  std::vector<RefusalCause> out_;
};

}  // namespace

std::string_view Name(RefusalCause::Kind kind) {
  switch (kind) {
    case Kind::kAfter:
      return "AFTER_NOT_COMPLETE";
    case Kind::kGuardViolated:
      return "GUARD_VIOLATED";
    case Kind::kGuardUndetermined:
      return "GUARD_UNDETERMINED";
    case Kind::kItemOpen:
      return "ITEM_OPEN";
    case Kind::kItemUnknown:
      return "ITEM_UNKNOWN";
    case Kind::kNotApplicable:
      return "NOT_APPLICABLE";
  }
  return "";
}

std::vector<RefusalCause> StartCauses(const Program& program, const Assessment& assessment,
                                      StepId step) {
  return Collector(program, assessment).Start(step);
}

std::vector<RefusalCause> CompletionCauses(const Program& program, const Assessment& assessment,
                                           StepId step) {
  return Collector(program, assessment).Completion(step);
}

}  // namespace stapwijs
