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
    const std::vector<CheckedRule> parts = RulesOf(method_, judged_.assessment, check.id);
    out.set_id(check.id);
    if (!check.question.empty()) FillText(check.question, languages_, *out.mutable_question());
    out.set_answer(AnswerOf(parts));
    std::set<std::string> evidence;
    std::set<std::string> missing;
    for (const CheckedRule& part : parts) {
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
      const Text title = TitleOf(path);
      FillText({absl::StrCat(title.nl, ": hier is twee keer iets anders vastgelegd"),
                absl::StrCat(title.In(Language::kEnglish), ": here two different things are told")},
               languages_, *finding.mutable_message());
    }
  }

 private:
  void Fill(const CheckedRule& part, v1::CheckPart& out) const {
    out.set_path(*part.path);
    if (!part.title->empty()) FillText(*part.title, languages_, *out.mutable_title());
    if (part.goal != nullptr) out.set_verdict(ToProto(part.goal->state));
    if (part.item != nullptr) out.set_item_state(ToProto(part.item->state));
    if (part.guard != nullptr) out.set_guard_state(ToProto(part.guard->state));
    if (part.tip != nullptr) out.set_tip_state(ToProto(part.tip->state));
  }

  // Of a fact, or of what follows from facts; else the path itself.
  Text TitleOf(const std::string& path) const {
    const LetId let = method_.FindLet(Method::kRoot, path);
    if (let.valid() && !method_.let(let).title.empty()) return method_.let(let).title;
    const auto parsed = ParseFactPath(method_, path);
    if (parsed.ok() && parsed->field.valid()) return method_.field(parsed->field).title;
    return {path, path};
  }

  // What a rule rests on that is recorded, and what it waits for.
  void AddPaths(const CheckedRule& part, std::set<std::string>& evidence,
                std::set<std::string>& missing) const {
    std::set<FieldId> read;
    if (part.goal != nullptr) {
      evidence.insert(part.goal->evidence.begin(), part.goal->evidence.end());
      missing.insert(part.goal->missing.begin(), part.goal->missing.end());
      if (part.goal->state != GoalState::kUnlinked) AddUntold(*part.goal, missing);
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

  // Evidence that this trajectory could tell and does not: a date, a list of names.
  void AddUntold(const GoalResult& result, std::set<std::string>& missing) const {
    for (const std::string& path : method_.goal(result.goal).evidence_paths) {
      const auto& told = result.evidence;
      if (std::find(told.begin(), told.end(), path) != told.end()) continue;
      const auto parsed = ParseFactPath(method_, path);
      if (parsed.ok() && parsed->field.valid() && IsRecordable(parsed->field)) missing.insert(path);
    }
  }

  // Whether a fact is one of this trajectory's own: not read of another.
  bool IsRecordable(FieldId id) const {
    const Field& field = method_.field(id);
    if (field.input.valid()) return false;
    return !field.record.valid() || !method_.field(field.record).input.valid();
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
