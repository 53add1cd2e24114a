// SPDX-License-Identifier: EUPL-1.2
#include "dsl/check/rules.h"

#include <algorithm>

#include "dsl/check/types.h"

namespace stapwijs::dsl::check {
namespace {

constexpr size_t kLongItemTitle = 30;
constexpr size_t kLongAsk = 255;
constexpr int64_t kMostWeight = 1000;

}  // namespace

template <typename Decl, typename IdType>
void Rules::DeclareRule(Rule::Kind kind, const Decl& decl, const PlacedBody& at, IdType id) {
  auto& rules = c_.rules[at.step.value];
  auto known = rules.find(decl.name.text);
  if (known != rules.end() && !decl.name.empty()) {
    c_.Report(Diagnostic(DiagnosticKind::kDuplicateName, decl.name.span, {decl.name.text})
                  .At(known->second.span, "@first_here"));
  }
  rules.emplace(decl.name.text, Rule{kind, id.value, at.step, at.block, decl.name.span});
}

void Rules::DeclareNames() {
  for (const File& file : c_.files) {
    for (const syntax::StepDecl& decl : file.steps) {
      auto symbol = c_.names.find(decl.name.text);
      if (symbol == c_.names.end() || !(symbol->second.span == decl.name.span)) continue;
      StepId step(symbol->second.index);
      if (steps_.size() <= step.value) steps_.resize(step.value + 1);
      steps_[step.value] = &decl;
      Env env;
      env.file = &file;
      env.step = step;
      bodies_.push_back({&decl.body, step, BlockId(), env});
    }
  }
  for (const PlacedBlock& placed : declarer_.blocks()) {
    const Block& block = c_.method.block(placed.block);
    bodies_.push_back({&placed.decl->body, block.step, placed.block, placed.env});
    if (block.parent.valid()) {
      c_.method.blocks[block.parent.value].blocks.push_back(placed.block);
    } else {
      c_.method.steps[block.step.value].blocks.push_back(placed.block);
    }
  }
  for (const PlacedBody& body : bodies_) DeclareBody(body);
  DeclarePolicies();
  DeclareTemplates();
}

void Rules::DeclareBody(const PlacedBody& at) {
  Method& m = c_.method;
  auto& items = at.block.valid() ? m.blocks[at.block.value].items : m.steps[at.step.value].items;
  auto& guards = at.block.valid() ? m.blocks[at.block.value].guards : m.steps[at.step.value].guards;
  auto& tips = at.block.valid() ? m.blocks[at.block.value].tips : m.steps[at.step.value].tips;
  for (const syntax::ItemDecl& decl : at.body->items) {
    ItemId id(m.items.size());
    Item item;
    item.name = decl.name.text;
    item.step = at.step;
    item.block = at.block;
    item.span = decl.name.span;
    m.items.push_back(std::move(item));
    items.push_back(id);
    DeclareRule(Rule::Kind::kItem, decl, at, id);
  }
  for (const syntax::GuardDecl& decl : at.body->guards) {
    GuardId id(m.guards.size());
    Guard guard;
    guard.name = decl.name.text;
    guard.step = at.step;
    guard.block = at.block;
    guard.span = decl.name.span;
    m.guards.push_back(std::move(guard));
    guards.push_back(id);
    DeclareRule(Rule::Kind::kGuard, decl, at, id);
  }
  for (const syntax::TipDecl& decl : at.body->tips) {
    TipId id(m.tips.size());
    Tip tip;
    tip.name = decl.name.text;
    tip.step = at.step;
    tip.block = at.block;
    tip.span = decl.name.span;
    m.tips.push_back(std::move(tip));
    tips.push_back(id);
    DeclareRule(Rule::Kind::kTip, decl, at, id);
  }
}

void Rules::Check() {
  CheckSteps();
  CheckBlocks();
  for (const PlacedBody& body : bodies_) CheckBody(body);
  CheckPolicies();
  CheckTemplates();
  CheckEarlierNames();
}

void Rules::CheckSteps() {
  for (size_t i = 0; i < steps_.size(); ++i) {
    const syntax::StepDecl& decl = *steps_[i];
    Env env;
    env.step = StepId(i);
    for (const PlacedBody& body : bodies_) {
      if (body.body == &decl.body) env.file = body.env.file;
    }
    for (const Name& name : decl.after) {
      if (StepId before = c_.StepOf(name); before.valid()) {
        c_.method.steps[i].after.push_back(before);
      }
    }
    c_.method.steps[i].applies = When(decl.applies, "applies when", env);
    for (const syntax::NoteDecl& note : decl.body.notes) {
      c_.method.steps[i].notes.push_back(NoteOf(note, StepId(i)));
    }
  }
  for (const File& file : c_.files) {
    for (const syntax::NoteDecl& note : file.notes) {
      c_.method.notes.push_back(NoteOf(note, StepId()));
    }
  }
}

Note Rules::NoteOf(const syntax::NoteDecl& decl, StepId step) {
  Name owner{"note", decl.span};
  return {c_.TextOf(decl.text, owner), ProvenanceOf(decl.common, owner, step, false)};
}

void Rules::CheckBlocks() {
  for (const PlacedBlock& placed : declarer_.blocks()) {
    if (placed.decl->where == syntax::kNoExpr) continue;
    ExprId where = x_.Condition(placed.decl->where, placed.env);
    c_.method.blocks[placed.block.value].loop.where = where;
  }
}

void Rules::CheckBody(const PlacedBody& at) {
  Method& m = c_.method;
  const auto items = at.block.valid() ? m.block(at.block).items : m.step(at.step).items;
  const auto guards = at.block.valid() ? m.block(at.block).guards : m.step(at.step).guards;
  const auto tips = at.block.valid() ? m.block(at.block).tips : m.step(at.step).tips;
  for (size_t i = 0; i < items.size(); ++i) {
    CheckItem(at.body->items[i], m.items[items[i].value], at.env);
  }
  for (size_t i = 0; i < guards.size(); ++i) {
    CheckGuard(at.body->guards[i], m.guards[guards[i].value], at.env);
  }
  for (size_t i = 0; i < tips.size(); ++i) {
    CheckTip(at.body->tips[i], m.tips[tips[i].value], at.env);
  }
}

ExprId Rules::When(const std::vector<syntax::WhenClause>& clauses, const char* word,
                   const Env& env) {
  if (clauses.size() > 1) c_.ReportTwice(clauses[1].span, clauses[0].span, word);
  return clauses.empty() ? ExprId() : x_.Condition(clauses[0].condition, env);
}

void Rules::CheckItem(const syntax::ItemDecl& decl, Item& item, Env env) {
  item.required = decl.level.text != "recommended";
  item.title = c_.TextOf(decl.title, decl.name);
  if (Characters(item.title.nl) > kLongItemTitle) {
    c_.Report(DiagnosticKind::kLongText, decl.title.span, {"@item_title", "30"});
  }
  item.applies = When(decl.applies, "applies when", env);
  item.done = When(decl.done_when, "done when", env);
  item.open = When(decl.open_when, "open when", env);
  if (decl.done_when.empty() && !decl.open_when.empty() && c_.ReadWhole(decl.span)) {
    c_.Report(DiagnosticKind::kOpenWithoutDone, decl.open_when[0].span, {decl.name.text});
  }
  if (const auto* ask = c_.Once(decl.asks, "ask"); ask != nullptr) {
    item.ask = c_.TextOf(ask->text, decl.name);
    if (Characters(item.ask.nl) > kLongAsk) {
      c_.Report(DiagnosticKind::kLongText, ask->span, {"ask", "255"});
    }
  }
  if (const auto* weight = c_.Once(decl.weights, "weight"); weight != nullptr) {
    const bool fits = weight->value >= 0 && weight->value <= kMostWeight;
    if (!fits) c_.Report(DiagnosticKind::kBadWeight, weight->span);
    item.weight = fits ? static_cast<int>(weight->value) : 0;
  }
  item.provenance = ProvenanceOf(decl.common, decl.name, item.step, c_.ReadWhole(decl.span));
}

void Rules::CheckGuard(const syntax::GuardDecl& decl, Guard& guard, Env env) {
  guard.severity = decl.severity.text == "blocks"  ? stapwijs::Severity::kBlocks
                   : decl.severity.text == "warns" ? stapwijs::Severity::kWarns
                                                   : stapwijs::Severity::kAdvises;
  for (const syntax::GuardTarget& target : decl.targets) {
    if (StepId step = c_.StepOf(target.step); step.valid()) {
      guard.targets.push_back({step, target.start});
    }
  }
  for (const Name& name : decl.roles) {
    if (RoleId role = c_.RoleOf(name); role.valid()) guard.roles.push_back(role);
  }
  guard.title = c_.TextOf(decl.title, decl.name);
  guard.applies = When(decl.applies, "applies when", env);
  guard.unwaivable = c_.Once(decl.unwaivable, "unwaivable") != nullptr;
  const bool whole = c_.ReadWhole(decl.span);
  if (whole && decl.holds_when.empty() == decl.violated_when.empty()) {
    c_.Report(DiagnosticKind::kGuardCondition, decl.name.span, {decl.name.text});
  }
  guard.holds_form = !decl.holds_when.empty();
  env.not_yet = guard.holds_form;
  guard.condition = guard.holds_form ? When(decl.holds_when, "holds when", env)
                                     : When(decl.violated_when, "violated when", env);
  env.not_yet = false;
  if (const auto* message = c_.Once(decl.messages, "message"); message != nullptr) {
    guard.message = MessageOf(message->text, decl.name, env);
  } else if (whole) {
    c_.Report(DiagnosticKind::kNoMessage, decl.name.span, {decl.name.text});
  }
  guard.provenance = ProvenanceOf(decl.common, decl.name, guard.step, whole);
}

void Rules::CheckTip(const syntax::TipDecl& decl, Tip& tip, Env env) {
  for (const Name& name : decl.roles) {
    if (RoleId role = c_.RoleOf(name); role.valid()) tip.roles.push_back(role);
  }
  tip.priority = decl.priority ? static_cast<int>(decl.priority->value) : 0;
  tip.title = c_.TextOf(decl.title, decl.name);
  env.in_tip = true;
  tip.when = When(decl.whens, "when", env);
  const bool whole = c_.ReadWhole(decl.span);
  if (whole && decl.whens.empty()) {
    c_.Report(DiagnosticKind::kTipWithoutWhen, decl.name.span, {decl.name.text});
  }
  if (const auto* text = c_.Once(decl.texts, "text"); text != nullptr) {
    tip.text = MessageOf(text->text, decl.name, env);
  } else if (whole) {
    c_.Report(DiagnosticKind::kNoMessage, decl.name.span, {decl.name.text});
  }
  tip.provenance = ProvenanceOf(decl.common, decl.name, tip.step, whole);
}

}  // namespace stapwijs::dsl::check
