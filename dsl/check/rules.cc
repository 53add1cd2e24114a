// SPDX-License-Identifier: EUPL-1.2
#include "dsl/check/rules.h"

#include <algorithm>

namespace stapwijs::dsl::check {
namespace {

constexpr size_t kLongItemTitle = 30;
constexpr size_t kLongAsk = 255;
constexpr size_t kLongWhy = 1000;

size_t Characters(const std::string& text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

Strength StrengthOf(const std::string& word) {
  constexpr const char* kWords[] = {"",        "fixed", "important", "preferred",
                                    "helpful", "pilot", "quote"};
  for (size_t i = 1; i < std::size(kWords); ++i) {
    if (word == kWords[i]) return static_cast<Strength>(i);
  }
  return Strength::kUnstated;
}

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
  for (const File& file : c_.files) {
    for (const syntax::PolicyDecl& policy : file.policies) {
      PolicyId id(c_.method.policies.size());
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
  if (decl.done_when.empty() && !decl.open_when.empty()) {
    c_.Report(DiagnosticKind::kOpenWithoutDone, decl.open_when[0].span, {decl.name.text});
  }
  if (const auto* ask = c_.Once(decl.asks, "ask"); ask != nullptr) {
    item.ask = c_.TextOf(ask->text, decl.name);
    if (Characters(item.ask.nl) > kLongAsk) {
      c_.Report(DiagnosticKind::kLongText, ask->span, {"ask", "255"});
    }
  }
  if (!decl.weights.empty()) {
    c_.Report(DiagnosticKind::kNotSupported, decl.weights[0].span, {"weight"});
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

Message Rules::MessageOf(const syntax::Text& text, const Name& owner, const Env& env) {
  c_.TextOf(text, owner);
  Message message;
  for (const syntax::TextPart& part : text.parts) {
    auto& pieces = part.language.text == "en" ? message.en : message.nl;
    for (const syntax::TextPiece& piece : part.pieces) {
      if (piece.expr == syntax::kNoExpr) {
        pieces.push_back({piece.literal, ExprId()});
      } else if (ExprId shown = x_.Value(piece.expr, env); shown.valid()) {
        pieces.push_back({"", shown});
      }
    }
  }
  return message;
}

Provenance Rules::ProvenanceOf(const syntax::Common& common, const Name& owner, StepId step,
                               bool rule) {
  Provenance out;
  for (const syntax::CiteClause& cite : common.cites) {
    auto source = c_.sources.find(cite.source.text);
    if (source == c_.sources.end()) {
      std::vector<std::string> all;
      for (const auto& [name, symbol] : c_.sources) all.push_back(name);
      c_.Unknown("@a_source", cite.source, all);
      continue;
    }
    source->second.used = true;
    out.cites.push_back({SourceId(source->second.index), cite.locator.text,
                         cite.strength ? StrengthOf(cite.strength->text) : Strength::kUnstated});
  }
  for (const syntax::StringNode& ref : common.refs) out.refs.push_back(ref.text);
  if (const auto* own = c_.Once(common.owns, "own"); own != nullptr) {
    out.own = true;
    out.own_text = c_.TextOf(own->text, owner);
  }
  if (const auto* why = c_.Once(common.whys, "why"); why != nullptr) {
    out.why = c_.TextOf(why->text, owner);
    if (Characters(out.why.nl) > kLongWhy) {
      c_.Report(DiagnosticKind::kLongText, why->span, {"why", "1000"});
    }
  }
  for (const syntax::PathsClause& see : common.sees) {
    for (const syntax::Path& path : see.paths) {
      if (std::string found = SeePath(path, step); !found.empty()) out.see.push_back(found);
    }
  }
  if (!common.was.empty()) c_.Report(DiagnosticKind::kNotSupported, common.was[0].span, {"was"});
  if (!common.allows.empty()) {
    c_.Report(DiagnosticKind::kNotSupported, common.allows[0].span, {"allows"});
  }
  if (rule && common.cites.empty() && !out.own && !owner.empty()) {
    c_.Report(DiagnosticKind::kNoSource, owner.span, {owner.text});
  }
  return out;
}

// `see` names a rule of the same step, STEP.rule, or a fact.
std::string Rules::SeePath(const syntax::Path& path, StepId step) {
  if (path.empty()) return "";
  const std::string& last = path.steps.back().name.text;
  if (path.steps.size() == 1 && step.valid() && c_.rules[step.value].contains(last)) {
    return c_.method.step(step).name + "." + last;
  }
  if (path.steps.size() == 2) {
    StepId other = c_.method.FindStep(path.steps[0].name.text);
    if (other.valid() && c_.rules[other.value].contains(last)) {
      return c_.method.step(other).name + "." + last;
    }
  }
  if (path.steps.size() == 1) {
    if (c_.Find(last) != nullptr) return last;
    for (size_t s = 0; s < c_.rules.size(); ++s) {
      if (c_.rules[s].contains(last)) return c_.method.steps[s].name + "." + last;
    }
  }
  std::vector<std::string> candidates = c_.NamesOf({SymbolKind::kFact, SymbolKind::kLet});
  for (const auto& rules : c_.rules) {
    for (const auto& [name, rule] : rules) candidates.push_back(name);
  }
  c_.Unknown("@a_rule", path.steps.back().name, candidates);
  return "";
}

void Rules::CheckPolicies() {
  size_t next = 0;
  for (const File& file : c_.files) {
    for (const syntax::PolicyDecl& decl : file.policies) {
      Policy& policy = c_.method.policies[next++];
      policy.title = c_.TextOf(decl.title, decl.name);
      if (const auto* domain = c_.Once(decl.domains, "domain"); domain != nullptr) {
        policy.domain = c_.TextOf(domain->text, decl.name);
      }
      policy.provenance = ProvenanceOf(decl.common, decl.name, StepId(), false);
      if (decl.goals.size() > 1) {
        c_.Report(DiagnosticKind::kOneGoal, decl.goals[1].name.span, {decl.name.text});
      }
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
