// SPDX-License-Identifier: EUPL-1.2
#include "api/convert/report.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "api/convert/assessment.h"
#include "api/convert/instant.h"
#include "api/convert/provenance.h"
#include "api/convert/value.h"
#include "engine/facts/validate.h"
#include "engine/model/path.h"
#include "engine/text/value_text.h"

namespace stapwijs::api {
namespace {

bool Carries(const Provenance& provenance, const std::string& ref) {
  const auto& refs = provenance.refs;
  return std::find(refs.begin(), refs.end(), ref) != refs.end();
}

// A rule that carries a check's id, with how it was judged.
struct Part {
  const std::string* path = nullptr;
  const Text* title = nullptr;
  const GoalResult* goal = nullptr;  // one of the four
  const ItemResult* item = nullptr;
  const GuardResult* guard = nullptr;
  const TipResult* tip = nullptr;
};

// Calls `found` with every item and guard of a step and its elements that carries `ref`.
template <typename Judged>
void CollectIn(const Method& method, const Judged& judged, const std::string& ref,
               std::vector<Part>& out) {
  for (const ItemResult& item : judged.items) {
    const Item& rule = method.item(item.item);
    if (Carries(rule.provenance, ref)) out.push_back({&item.path, &rule.title, nullptr, &item});
  }
  for (const GuardResult& guard : judged.guards) {
    const Guard& rule = method.guard(guard.guard);
    if (Carries(rule.provenance, ref)) {
      out.push_back({&guard.path, &rule.title, nullptr, nullptr, &guard});
    }
  }
  for (const ElementResult& element : judged.elements) CollectIn(method, element, ref, out);
}

std::vector<Part> PartsOf(const Method& method, const Assessment& assessment,
                          const std::string& ref) {
  std::vector<Part> out;
  for (const GoalResult& goal : assessment.goals) {
    const Goal& rule = method.goal(goal.goal);
    if (Carries(rule.provenance, ref)) out.push_back({&goal.path, &rule.title, &goal});
  }
  for (const StepResult& step : assessment.steps) CollectIn(method, step, ref, out);
  for (const TipResult& tip : assessment.tips) {
    const Tip& rule = method.tip(tip.tip);
    if (Carries(rule.provenance, ref)) {
      out.push_back({&tip.path, &rule.title, nullptr, nullptr, nullptr, &tip});
    }
  }
  return out;
}

v1::CheckAnswer AnswerOf(GoalState state) {
  switch (state) {
    case GoalState::kLinked:
      return v1::CHECK_ANSWER_YES;
    case GoalState::kPartly:
      return v1::CHECK_ANSWER_PARTLY;
    case GoalState::kUnlinked:
      return v1::CHECK_ANSWER_NO;
    case GoalState::kUnknown:
      return v1::CHECK_ANSWER_UNKNOWN;
  }
  return v1::CHECK_ANSWER_UNKNOWN;
}

v1::CheckAnswer AnswerOf(ItemState state) {
  switch (state) {
    case ItemState::kDone:
      return v1::CHECK_ANSWER_YES;
    case ItemState::kOpen:
      return v1::CHECK_ANSWER_NO;
    case ItemState::kUnknown:
      return v1::CHECK_ANSWER_UNKNOWN;
    case ItemState::kNotApplicable:
      return v1::CHECK_ANSWER_UNSPECIFIED;
  }
  return v1::CHECK_ANSWER_UNKNOWN;
}

// A waived guard is no answer: somebody decided that it may be as it is, not that it is in order.
v1::CheckAnswer AnswerOf(GuardState state) {
  switch (state) {
    case GuardState::kHolds:
      return v1::CHECK_ANSWER_YES;
    case GuardState::kViolated:
    case GuardState::kWaived:
      return v1::CHECK_ANSWER_NO;
    case GuardState::kUndetermined:
      return v1::CHECK_ANSWER_UNKNOWN;
    case GuardState::kNotApplicable:
      return v1::CHECK_ANSWER_UNSPECIFIED;
  }
  return v1::CHECK_ANSWER_UNKNOWN;
}

// A tip shows where something could be better.
v1::CheckAnswer AnswerOf(TipState state) {
  switch (state) {
    case TipState::kShown:
      return v1::CHECK_ANSWER_NO;
    case TipState::kNotShown:
      return v1::CHECK_ANSWER_YES;
    case TipState::kUndecided:
      return v1::CHECK_ANSWER_UNKNOWN;
  }
  return v1::CHECK_ANSWER_UNKNOWN;
}

v1::CheckAnswer AnswerOf(const Part& part) {
  if (part.goal != nullptr) return AnswerOf(part.goal->state);
  if (part.item != nullptr) return AnswerOf(part.item->state);
  if (part.guard != nullptr) return AnswerOf(part.guard->state);
  return AnswerOf(part.tip->state);
}

// All yes: yes; all no: no; some of both: partly, whatever is not known; else not known.
v1::CheckAnswer AnswerOf(const std::vector<Part>& parts) {
  if (parts.empty()) return v1::CHECK_ANSWER_BY_FORM;
  int yes = 0;
  int no = 0;
  int unknown = 0;
  for (const Part& part : parts) {
    const v1::CheckAnswer answer = AnswerOf(part);
    const bool partly = answer == v1::CHECK_ANSWER_PARTLY;
    yes += answer == v1::CHECK_ANSWER_YES || partly ? 1 : 0;
    no += answer == v1::CHECK_ANSWER_NO || partly ? 1 : 0;
    unknown += answer == v1::CHECK_ANSWER_UNKNOWN ? 1 : 0;
  }
  if (yes > 0 && no > 0) return v1::CHECK_ANSWER_PARTLY;
  if (unknown > 0 || yes + no == 0) return v1::CHECK_ANSWER_UNKNOWN;
  return yes > 0 ? v1::CHECK_ANSWER_YES : v1::CHECK_ANSWER_NO;
}

// The facts that an expression reads, as patterns with [*]: `sessions[*].from`.
void CollectFacts(const Method& method, ExprId id, std::set<FieldId>& out) {
  if (!id.valid()) return;
  const Expr& expr = method.expr(id);
  if (expr.field.valid()) out.insert(expr.field);
  if (expr.let.valid()) CollectFacts(method, method.let(expr.let).expr, out);
  for (const ExprId arg : expr.args) CollectFacts(method, arg, out);
  CollectFacts(method, expr.loop.where, out);
  CollectFacts(method, expr.loop.body, out);
}

class Reporter {
 public:
  Reporter(const JudgedFacts& judged, Languages languages)
      : judged_(judged),
        method_(judged.program.method()),
        languages_(languages),
        facts_(judged.state.facts) {
    for (const Change& change : judged.inputs.values) facts_.Apply(method_, change);
  }

  void Fill(const Policy& policy, v1::PolicyLinkage& out) const {
    out.set_name(policy.name);
    FillText(policy.title, languages_, *out.mutable_title());
    if (!policy.domain.empty()) FillText(policy.domain, languages_, *out.mutable_domain());
    FillProvenance(method_, policy.provenance, languages_, *out.mutable_provenance());
    for (const GoalResult& result : judged_.assessment.goals) {
      const Goal& goal = method_.goal(result.goal);
      if (&method_.policy(goal.policy) != &policy) continue;
      v1::GoalLinkage& linkage = *out.add_goals();
      *linkage.mutable_assessment() = ToProto(method_, result, languages_);
      AddEvidence(result.evidence, *linkage.mutable_evidence());
      AddMissing(result.missing, *linkage.mutable_missing());
    }
  }

  void Fill(const CheckDefinition& check, v1::PolicyCheck& out) const {
    const std::vector<Part> parts = PartsOf(method_, judged_.assessment, check.id);
    out.set_id(check.id);
    if (!check.question.empty()) FillText(check.question, languages_, *out.mutable_question());
    out.set_answer(AnswerOf(parts));
    std::set<std::string> evidence;
    std::set<std::string> missing;
    for (const Part& part : parts) {
      Fill(part, *out.add_parts());
      AddPaths(part, evidence, missing);
    }
    AddEvidence({evidence.begin(), evidence.end()}, *out.mutable_evidence());
    AddMissing({missing.begin(), missing.end()}, *out.mutable_missing());
  }

  void FillFindings(v1::LinkageReport& out) const {
    for (const GoalResult& goal : judged_.assessment.goals) {
      if (!goal.unclear) continue;
      v1::Finding& finding = *out.add_findings();
      finding.set_path(goal.path);
      const Text& title = method_.goal(goal.goal).title;
      FillText({absl::StrCat(title.nl, ": ", goal.reason.nl),
                title.en.empty() ? "" : absl::StrCat(title.en, ": ", goal.reason.en)},
               languages_, *finding.mutable_message());
    }
    for (const std::string& path : judged_.assessment.contradictions) {
      v1::Finding& finding = *out.add_findings();
      finding.set_path(path);
      FillText({"Hier is twee keer iets anders vastgelegd.", "Here two different things are told."},
               languages_, *finding.mutable_message());
    }
  }

 private:
  void Fill(const Part& part, v1::CheckPart& out) const {
    out.set_path(*part.path);
    if (!part.title->empty()) FillText(*part.title, languages_, *out.mutable_title());
    if (part.goal != nullptr) out.set_verdict(ToProto(part.goal->state));
    if (part.item != nullptr) out.set_item_state(ToProto(part.item->state));
    if (part.guard != nullptr) out.set_guard_state(ToProto(part.guard->state));
    if (part.tip != nullptr) out.set_tip_state(ToProto(part.tip->state));
  }

  // What a rule rests on that is recorded, and what it waits for.
  void AddPaths(const Part& part, std::set<std::string>& evidence,
                std::set<std::string>& missing) const {
    std::set<FieldId> read;
    if (part.goal != nullptr) {
      evidence.insert(part.goal->evidence.begin(), part.goal->evidence.end());
      missing.insert(part.goal->missing.begin(), part.goal->missing.end());
    } else if (part.item != nullptr) {
      missing.insert(part.item->waiting_for.begin(), part.item->waiting_for.end());
      CollectFacts(method_, method_.item(part.item->item).done, read);
    } else if (part.guard != nullptr) {
      missing.insert(part.guard->waiting_for.begin(), part.guard->waiting_for.end());
      CollectFacts(method_, method_.guard(part.guard->guard).condition, read);
    } else {
      missing.insert(part.tip->waiting_for.begin(), part.tip->waiting_for.end());
      CollectFacts(method_, method_.tip(part.tip->tip).when, read);
    }
    // Facts of elements are many, and of areas of others: the rule's own state tells of them.
    for (const FieldId field : read) {
      if (method_.field(field).scope != Method::kRoot) continue;
      if (facts_.root().Find(field) != nullptr) evidence.insert(method_.field(field).name);
    }
  }

  void AddEvidence(const std::vector<std::string>& paths,
                   google::protobuf::RepeatedPtrField<v1::Evidence>& out) const {
    for (const std::string& path : paths) {
      v1::Evidence& evidence = *out.Add();
      evidence.set_path(path);
      const auto parsed = ParseFactPath(method_, path);
      if (parsed.ok() && parsed->field.valid()) {
        FillFact(*parsed, evidence);
      } else {
        FillLet(path, evidence);
      }
      const auto date = judged_.dates.find(path);
      if (date == judged_.dates.end()) continue;
      evidence.set_recorded_at(FormatInstant(date->second.recorded_at));
      evidence.set_revision(date->second.revision);
      evidence.set_occurred_on(date->second.occurred_on);
    }
  }

  void FillFact(const FactPath& path, v1::Evidence& out) const {
    const Field& field = method_.field(path.field);
    FillText(field.title, languages_, *out.mutable_title());
    Change change;
    change.path = path;
    const Element* element = facts_.Find(path.elements);
    const RecordedValue* recorded = element == nullptr ? nullptr : element->Find(path.field);
    if (recorded == nullptr || field.type.kind == TypeKind::kList ||
        PrivacyOf(method_, change) >= Privacy::kP2) {
      return;
    }
    *out.mutable_value() = ToProto(method_, path.field, *recorded);
    FillWords(
        [&](Language language) {
          return RecordedInWords(method_, field.type, *recorded, language, field.none_title);
        },
        out);
  }

  void FillLet(const std::string& name, v1::Evidence& out) const {
    const LetId id = method_.FindLet(Method::kRoot, name);
    if (!id.valid()) return;
    const Let& let = method_.let(id);
    FillText(let.title, languages_, *out.mutable_title());
    const Value value =
        Evaluate(judged_.program, judged_.state, judged_.inputs, judged_.assessment.on, let.expr)
            .value;
    FillWords([&](Language language) { return ValueInWords(method_, let.type, value, language); },
              out);
  }

  void FillWords(const std::function<std::string(Language)>& words, v1::Evidence& out) const {
    FillText({words(Language::kDutch), words(Language::kEnglish)}, languages_,
             *out.mutable_words());
  }

  void AddMissing(const std::vector<std::string>& paths,
                  google::protobuf::RepeatedPtrField<v1::MissingFact>& out) const {
    for (const std::string& path : paths) {
      v1::MissingFact& missing = *out.Add();
      missing.set_path(path);
      const auto parsed = ParseFactPath(method_, path);
      if (!parsed.ok() || !parsed->field.valid()) continue;
      const Field& field = method_.field(parsed->field);
      FillText(field.title, languages_, *missing.mutable_title());
      if (!field.ask.empty()) FillText(field.ask, languages_, *missing.mutable_ask());
      FillRoles(method_, field.by, languages_, *missing.mutable_asked_of());
    }
  }

  const JudgedFacts& judged_;
  const Method& method_;
  const Languages languages_;
  Facts facts_;  // those of other trajectories included
};

}  // namespace

std::vector<CheckDefinition> ChecksOf(const Method& method) {
  std::vector<CheckDefinition> out;
  for (const Template& form : method.templates) {
    const bool named =
        std::any_of(method.policies.begin(), method.policies.end(), [&](const Policy& policy) {
          const auto& see = policy.provenance.see;
          return std::find(see.begin(), see.end(), form.name) != see.end();
        });
    if (!named) continue;
    std::vector<const Text*> questions;
    for (const TemplateSection& section : form.sections) {
      for (const TemplateRow& row : section.rows) questions.push_back(&row.text);
    }
    const std::vector<std::string>& refs = form.provenance.refs;
    for (size_t i = 0; i < refs.size(); ++i) {
      out.push_back({refs[i], i < questions.size() ? *questions[i] : Text{}});
    }
  }
  return out;
}

v1::CheckAnswer AnswerOf(const Method& method, const Assessment& assessment,
                         const std::string& check) {
  return AnswerOf(PartsOf(method, assessment, check));
}

void FillReport(const JudgedFacts& judged, Languages languages, v1::LinkageReport& out) {
  const Method& method = judged.program.method();
  const Reporter reporter(judged, languages);
  for (const Policy& policy : method.policies) reporter.Fill(policy, *out.add_policies());
  for (const CheckDefinition& check : ChecksOf(method)) reporter.Fill(check, *out.add_checks());
  reporter.FillFindings(out);
  for (const auto& [path, waiver] : judged.state.waivers) {
    *out.add_waivers() = ToProto(method, path, waiver, judged.assessment.on, languages);
  }
}

}  // namespace stapwijs::api
