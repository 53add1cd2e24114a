// SPDX-License-Identifier: EUPL-1.2
#include "dsl/check/rules.h"

// Policies and their goals.
namespace stapwijs::dsl::check {

void Rules::DeclarePolicies() {
  for (const File& file : c_.files) {
    for (const syntax::PolicyDecl& policy : file.policies) {
      PolicyId id(c_.method.policies.size());
      if (!c_.DeclareIn(c_.policies, SymbolKind::kGoal, id.value, policy.name)) continue;
      if (StepId step = c_.method.FindStep(policy.name.text); step.valid()) {
        // POLICY.goal and STEP.rule are both paths.
        c_.Report(Diagnostic(DiagnosticKind::kDuplicateName, policy.name.span, {policy.name.text})
                      .At(c_.method.step(step).span, "@first_here"));
      }
      c_.method.policies.emplace_back();
      c_.method.policies.back().name = policy.name.text;
      for (const syntax::GoalDecl& goal : policy.goals) {
        GoalId goal_id(c_.method.goals.size());
        if (!c_.Declare(SymbolKind::kGoal, goal_id.value, goal.name)) continue;
        c_.method.policies[id.value].goals.push_back(goal_id);
        c_.method.goals.emplace_back();
        c_.method.goals.back().name = goal.name.text;
        c_.method.goals.back().policy = id;
      }
    }
  }
}

void Rules::CheckPolicies() {
  for (const File& file : c_.files) {
    for (const syntax::PolicyDecl& decl : file.policies) {
      auto known = c_.policies.find(decl.name.text);
      if (known == c_.policies.end() || !(known->second.span == decl.name.span)) continue;
      Policy& policy = c_.method.policies[known->second.index];
      policy.title = c_.TextOf(decl.title, decl.name);
      if (const auto* domain = c_.Once(decl.domains, "domain"); domain != nullptr) {
        policy.domain = c_.TextOf(domain->text, decl.name);
      }
      policy.provenance = ProvenanceOf(decl.common, decl.name, StepId(), false);
      for (const syntax::GoalDecl& goal : decl.goals) {
        Symbol* symbol = c_.Find(goal.name.text);
        if (symbol == nullptr || !(symbol->span == goal.name.span)) continue;
        CheckGoal(file, goal, c_.method.goals[symbol->index]);
      }
    }
  }
}

void Rules::CheckGoal(const File& file, const syntax::GoalDecl& decl, Goal& goal) {
  Env env;
  env.file = &file;
  goal.title = c_.TextOf(decl.title, decl.name);
  for (const syntax::VerdictClause& clause : decl.verdicts) {
    constexpr const char* kWords[] = {"linked", "partly", "unlinked", "unclear"};
    Goal::Case one;
    for (size_t i = 0; i < std::size(kWords); ++i) {
      if (clause.verdict.text == kWords[i]) one.verdict = static_cast<Verdict>(i);
    }
    one.text = c_.TextOf(clause.title, clause.verdict);
    one.when = x_.Condition(clause.condition, env);
    goal.cases.push_back(std::move(one));
  }
  for (const syntax::PathsClause& evidence : decl.evidence) {
    for (const syntax::Path& path : evidence.paths) {
      ExprId value = x_.PathValue(path, env, nullptr);
      if (!value.valid()) continue;
      goal.evidence.push_back(value);
      std::string text;
      for (const syntax::PathStep& step : path.steps) {
        if (step.kind == syntax::PathStep::Kind::kName) {
          text += (text.empty() ? "" : ".") + step.name.text;
        } else {
          text += "[" + (step.name.empty() ? "*" : step.name.text) + "]";
        }
      }
      goal.evidence_paths.push_back(std::move(text));
    }
  }
  goal.provenance = ProvenanceOf(decl.common, decl.name, StepId(), false);
}

}  // namespace stapwijs::dsl::check
