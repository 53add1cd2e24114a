// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dsl/check/context.h"
#include "dsl/check/declare.h"
#include "dsl/check/expressions.h"

// Items, guards, tips, notes, goals, templates: first their names, then what they say.
namespace stapwijs::dsl::check {

class Rules {
 public:
  Rules(Context& context, Declarer& declarer, Expressions& expressions)
      : c_(context), declarer_(declarer), x_(expressions) {}

  // Gives every rule its id, so that expressions can ask for outcomes.
  void DeclareNames();
  // Checks all conditions and texts. After DeclareNames.
  void Check();

 private:
  struct PlacedBody {
    const syntax::Body* body;
    StepId step;
    BlockId block;
    Env env;
  };

  // A name that a rule had earlier.
  struct Earlier {
    StepId step;  // invalid: of a policy, goal, note or template
    Name name;
  };

  template <typename Decl, typename IdType>
  void DeclareRule(Rule::Kind kind, const Decl& decl, const PlacedBody& at, IdType id);
  void DeclareBody(const PlacedBody& at);
  void CheckSteps();
  void CheckBlocks();
  void CheckBody(const PlacedBody& at);
  void CheckItem(const syntax::ItemDecl& decl, Item& item, Env env);
  void CheckGuard(const syntax::GuardDecl& decl, Guard& guard, Env env);
  void CheckTip(const syntax::TipDecl& decl, Tip& tip, Env env);
  void DeclarePolicies();
  void DeclareTemplates();
  void CheckTemplates();
  std::optional<TemplateRow> RowOf(const File& file, const syntax::TemplateRow& decl,
                                   std::map<std::string, Span>& names);
  void CheckEarlierNames();
  void CheckPolicies();
  void CheckGoal(const File& file, const syntax::GoalDecl& decl, Goal& goal);
  Note NoteOf(const syntax::NoteDecl& decl, StepId step);

  ExprId When(const std::vector<syntax::WhenClause>& clauses, const char* word, const Env& env);
  Message MessageOf(const syntax::Text& text, const Name& owner, const Env& env);
  // `rule`: items, guards and tips must say where they come from.
  Provenance ProvenanceOf(const syntax::Common& common, const Name& owner, StepId step, bool rule);
  std::string SeePath(const syntax::Path& path, StepId step);

  Context& c_;
  Declarer& declarer_;
  Expressions& x_;
  std::vector<PlacedBody> bodies_;
  std::vector<Earlier> earlier_;
  std::vector<const syntax::StepDecl*> steps_;  // by StepId
};

}  // namespace stapwijs::dsl::check
