// SPDX-License-Identifier: EUPL-1.2
#include "dsl/check/scenarios.h"

#include <algorithm>
#include <set>

#include "dsl/syntax/dump.h"
#include "engine/base/id.h"

namespace stapwijs::dsl::check {
namespace {

using Step = syntax::PathStep;

// The states a thing can be in, as scenarios name them.
const std::set<std::string>& StatesOf(int kind) {
  static const std::set<std::string> kStates[] = {
      {},
      {"done", "open", "unknown", "not_applicable", "applicable"},
      {"holds", "violated", "undetermined", "not_applicable", "waived", "applicable", "blocks",
       "warns", "advises"},
      {"shown", "not_shown", "undecided"},
      {"not_applicable", "blocked", "incomplete", "unknown", "complete", "applicable"},
      {"linked", "partly", "unlinked", "unknown"}};
  return kStates[kind];
}

// The last name of a path that may end with a key.
const Name& LastName(const syntax::Path& path) {
  const auto last = std::find_if(path.steps.rbegin(), path.steps.rend(),
                                 [](const Step& step) { return step.kind == Step::Kind::kName; });
  return last == path.steps.rend() ? path.steps.front().name : last->name;
}

}  // namespace

std::vector<Scenario> Scenarios::Check() {
  CheckExamples();
  std::vector<Scenario> out;
  for (const File& file : c_.files) {
    file_ = &file;
    for (const syntax::ScenarioDecl& decl : file.scenarios) out.push_back(CheckOne(decl));
  }
  return out;
}

// An example may use examples that stand before it.
void Scenarios::CheckExamples() {
  std::map<std::string, Span> seen;
  for (const File& file : c_.files) {
    file_ = &file;
    for (const syntax::ExampleDecl& decl : file.examples) {
      auto [place, added] = seen.try_emplace(decl.name.text, decl.name.span);
      if (!added) {
        c_.Report(Diagnostic(DiagnosticKind::kDuplicateName, decl.name.span, {decl.name.text})
                      .At(place->second, "@first_here"));
        continue;
      }
      Changes changes;
      for (const syntax::GivenStatement& given : decl.givens) {
        Changes more = Given(given);
        changes.insert(changes.end(), more.begin(), more.end());
      }
      examples_[decl.name.text] = std::move(changes);
    }
  }
}

Scenario Scenarios::CheckOne(const syntax::ScenarioDecl& decl) {
  Scenario out;
  out.name = decl.title.text;
  out.span = decl.span;
  if (decl.on) out.on = FromCivil({decl.on->year, decl.on->month, decl.on->day});
  for (const syntax::Statement& statement : decl.statements) {
    Statement one;
    if (const auto* given = std::get_if<syntax::GivenStatement>(&statement)) {
      one.span = given->span;
      one.changes = Given(*given);
      out.statements.push_back(std::move(one));
    } else if (const auto* move = std::get_if<syntax::TransitionStatement>(&statement)) {
      one.span = move->span;
      one.kind = move->verb.text == "start"      ? Statement::Kind::kStart
                 : move->verb.text == "complete" ? Statement::Kind::kComplete
                                                 : Statement::Kind::kReopen;
      one.step = c_.StepOf(move->step);
      if (one.step.valid()) out.statements.push_back(std::move(one));
    } else if (const auto* waive = std::get_if<syntax::WaiveStatement>(&statement)) {
      one.span = waive->span;
      one.kind = Statement::Kind::kWaive;
      one.role = waive->role.text;
      c_.RoleOf(waive->role);
      one.reason = waive->reason.text;
      bool after = waive->guard.steps.size() == 2 && waive->guard.steps[1].name.text == "after";
      if (after && c_.StepOf(waive->guard.steps[0].name).valid()) {
        one.path = waive->guard.steps[0].name.text + ".after";
        out.statements.push_back(std::move(one));
        continue;
      }
      Target target = FindTarget(waive->guard);
      if (target.kind == Target::Kind::kNone && !waive->guard.empty() && !after) {
        c_.Unknown("@a_rule", LastName(waive->guard), RuleNames());
        continue;
      }
      if (target.kind != Target::Kind::kGuard) {
        c_.Report(DiagnosticKind::kNotAGuard, waive->guard.span, {});
        continue;
      }
      if (c_.method.guards[target.index].unwaivable) {
        c_.Report(DiagnosticKind::kUnwaivable, waive->guard.span, {target.path});
      }
      one.path = target.path;
      out.statements.push_back(std::move(one));
    } else {
      Expect(std::get<syntax::ExpectStatement>(statement), out.statements);
    }
  }
  return out;
}

Scenarios::Changes Scenarios::Given(const syntax::GivenStatement& given) {
  Changes out;
  for (const syntax::GivenEntry& entry : given.entries) GivenEntry(entry, out);
  return out;
}

void Scenarios::GivenEntry(const syntax::GivenEntry& entry, Changes& out) {
  if (!entry.example.empty()) {
    auto example = examples_.find(entry.example.text);
    if (example == examples_.end()) {
      std::vector<std::string> all;
      for (const auto& [name, changes] : examples_) all.push_back(name);
      c_.Unknown("@an_example", entry.example, all);
      return;
    }
    out.insert(out.end(), example->second.begin(), example->second.end());
    return;
  }
  if (entry.path.empty() || entry.value.kind == syntax::ValueKind::kMissing) return;
  // An item without `done when` is answered under its path.
  Target target = FindTarget(entry.path);
  Env facts;
  facts.file = file_;
  const bool fact = x_.Find(entry.path, facts).kind == Place::Kind::kField;
  if (target.kind == Target::Kind::kItem && !fact) {
    if (c_.method.items[target.index].done.valid()) {
      c_.Report(DiagnosticKind::kItemFollows, entry.path.span, {target.path});
      return;
    }
    Change change;
    change.kind = Change::Kind::kAnswer;
    change.item = target.path;
    bool yesno = entry.value.kind == syntax::ValueKind::kLiteral &&
                 entry.value.literal.kind == syntax::LiteralKind::kBool;
    if (yesno) {
      change.value.value = Value::Bool(entry.value.literal.truth);
    } else if (entry.value.kind != syntax::ValueKind::kUnknown) {
      c_.Report(DiagnosticKind::kBadRecordedValue, entry.value.span, {target.path, "@type_yesno"});
      return;
    }
    out.push_back(std::move(change));
    return;
  }
  Env env;
  env.file = file_;
  Place place = x_.Find(entry.path, env);
  std::vector<PathStep> at;
  for (const Hop& hop : place.access.hops) {
    // Nobody records anything of the unseen element.
    bool seen = c_.method.scope(hop.scope).kind == ScopeKind::kEnum || hop.key != "*";
    if (hop.kind == Hop::Kind::kChild && seen) at.push_back({hop.scope, hop.key});
  }
  bool direct = place.access.hops.size() == at.size();
  if (place.kind == Place::Kind::kField && direct) {
    FieldValue(at, place.field, entry.value, out);
  } else if (place.kind == Place::Kind::kElement && direct && !at.empty()) {
    ScopeId scope = at.back().scope;
    bool enum_value = c_.method.scope(scope).kind == ScopeKind::kEnum;
    if (entry.value.kind == syntax::ValueKind::kWithdrawn && !enum_value) {
      out.push_back({Change::Kind::kWithdrawElement, {at, FieldId()}, {}, "", ""});
    } else if (entry.value.kind == syntax::ValueKind::kRecord ||
               (entry.value.kind == syntax::ValueKind::kSet && entry.value.entries.empty())) {
      if (c_.method.scope(scope).kind == ScopeKind::kList) {
        out.push_back({Change::Kind::kAddElement, {at, FieldId()}, {}, "", ""});
      }
      Element(at, scope, "", entry.value.entries, out);
    } else {
      c_.Report(DiagnosticKind::kBadRecordedValue, entry.value.span,
                {TextOf(entry.path.steps, 0), "@type_element"});
    }
  } else if (place.kind == Place::Kind::kNothing) {
    x_.PathValue(entry.path, env, nullptr);
  } else {
    c_.Report(DiagnosticKind::kNotAFact, entry.path.span, {TextOf(entry.path.steps, 0)});
  }
}

std::vector<std::string> Scenarios::RuleNames() const {
  std::vector<std::string> names;
  for (const auto& step : c_.rules) {
    for (const auto& [name, rule] : step) names.push_back(name);
  }
  return names;
}

std::string Scenarios::TextOf(const std::vector<Step>& steps, size_t first) {
  std::string out;
  for (size_t i = first; i < steps.size(); ++i) {
    if (steps[i].kind == Step::Kind::kName) {
      out += (out.empty() ? "" : ".") + steps[i].name.text;
    } else {
      out += "[" + (steps[i].kind == Step::Kind::kAny ? "*" : steps[i].name.text) + "]";
    }
  }
  return out;
}

// Whether `steps` from `first` up to the last name are just the elements around the rule.
bool Scenarios::FitsNest(const Rule& rule, const std::vector<Step>& steps, size_t first) {
  std::vector<ScopeId> nest;
  for (BlockId b = rule.block; b.valid(); b = c_.method.block(b).parent) {
    nest.insert(nest.begin(), c_.method.block(b).loop.scope);
  }
  if (steps.size() - first != nest.size() * 2 + 1) return false;
  for (size_t i = 0; i < nest.size(); ++i) {
    const Step& name = steps[first + 2 * i];
    const Step& key = steps[first + 2 * i + 1];
    const Scope& scope = c_.method.scope(nest[i]);
    if (name.kind != Step::Kind::kName || key.kind == Step::Kind::kName) return false;
    if (name.name.text != scope.name) return false;
    bool any = key.kind == Step::Kind::kAny;
    if (scope.kind == ScopeKind::kEnum) {
      if (any || !c_.method.FindEnumValue(scope.enum_id, key.name.text)) return false;
    } else if (!any && !IsElementKey(key.name.text)) {
      return false;
    }
  }
  return true;
}

// Whether `STEP.sessions[vol]` is an element that a `for each` of the step judges.
bool Scenarios::HasElement(StepId step, const std::vector<Step>& steps) {
  std::vector<Step> with_rule = steps;
  with_rule.emplace_back();
  for (size_t b = 0; b < c_.method.blocks.size(); ++b) {
    Rule rule;
    rule.block = BlockId(b);
    if (c_.method.blocks[b].step == step && FitsNest(rule, with_rule, 1)) return true;
  }
  return false;
}

Scenarios::Target Scenarios::FindTarget(const syntax::Path& path) {
  Target out;
  const std::vector<Step>& steps = path.steps;
  if (steps.empty() || steps[0].kind != Step::Kind::kName) return out;
  StepId step = c_.method.FindStep(steps[0].name.text);
  size_t first = step.valid() ? 1 : 0;
  if (step.valid() && steps.size() == 1) return {Target::Kind::kStatus, steps[0].name.text, 0};
  const std::string& last = steps.back().name.text;
  int found = 0;
  for (size_t s = 0; s < c_.rules.size() && steps.back().kind == Step::Kind::kName; ++s) {
    if (step.valid() && step.value != s) continue;
    auto [from, to] = c_.rules[s].equal_range(last);
    for (auto it = from; it != to; ++it) {
      // A tip shows once, whatever its elements: it may be named without them.
      const bool whole_tip = it->second.kind == Rule::Kind::kTip && steps.size() == first + 1;
      if (!whole_tip && !FitsNest(it->second, steps, first)) continue;
      constexpr Target::Kind kKinds[] = {Target::Kind::kItem, Target::Kind::kGuard,
                                         Target::Kind::kTip};
      out = {kKinds[static_cast<size_t>(it->second.kind)],
             c_.method.steps[s].name + "." + TextOf(steps, first), it->second.index};
      ++found;
    }
  }
  if (found > 1) c_.Report(DiagnosticKind::kAmbiguousPath, path.span, {last});
  if (found > 0) return out;
  if (step.valid() && steps.back().kind != Step::Kind::kName && HasElement(step, steps)) {
    return {Target::Kind::kStatus, steps[0].name.text + "." + TextOf(steps, 1), 0};
  }
  auto symbol = c_.names.find(last);
  bool goal = symbol != c_.names.end() && symbol->second.kind == SymbolKind::kGoal;
  if (goal && steps.size() <= 2) {
    const Goal& declared = c_.method.goals[symbol->second.index];
    return {Target::Kind::kGoal, c_.method.policy(declared.policy).name + "." + last,
            symbol->second.index};
  }
  return out;
}

void Scenarios::Expect(const syntax::ExpectStatement& decl, std::vector<Statement>& out) {
  if (decl.kind == syntax::ExpectKind::kNothingElseFires ||
      decl.kind == syntax::ExpectKind::kStartAllowed ||
      decl.kind == syntax::ExpectKind::kStartRefused) {
    Statement one;
    one.kind = Statement::Kind::kExpect;
    one.span = decl.span;
    one.expect.kind = Expectation::Kind::kNothingElseFires;
    if (decl.kind != syntax::ExpectKind::kNothingElseFires) {
      one.expect.kind = Expectation::Kind::kStart;
      one.expect.allowed = decl.kind == syntax::ExpectKind::kStartAllowed;
      one.expect.step = c_.StepOf(decl.step);
      if (!one.expect.step.valid()) return;
    }
    out.push_back(std::move(one));
    return;
  }
  for (const syntax::Path& path : decl.paths) ExpectOne(decl, path, out);
}

void Scenarios::ExpectOne(const syntax::ExpectStatement& decl, const syntax::Path& path,
                          std::vector<Statement>& out) {
  if (path.empty()) return;
  Statement one;
  one.kind = Statement::Kind::kExpect;
  one.span = decl.span;
  Expectation& expect = one.expect;
  expect.negated = decl.negated;
  if (decl.waiting_for) {
    std::vector<std::string> waits;
    for (const syntax::Path& wait : *decl.waiting_for) {
      if (auto text = WaitingPath(wait); text) waits.push_back(*text);
    }
    std::sort(waits.begin(), waits.end());
    expect.waiting_for = std::move(waits);
  }
  Target target = FindTarget(path);
  if (target.kind == Target::Kind::kNone) {
    if (ExpectValueOf(decl, path, expect)) out.push_back(std::move(one));
    return;
  }
  expect.path = target.path;
  Span word_span = decl.span;
  switch (decl.kind) {
    case syntax::ExpectKind::kHolds:
      expect.state = "holds";
      break;
    case syntax::ExpectKind::kBlocks:
      expect.state = "blocks";
      break;
    case syntax::ExpectKind::kWarns:
      expect.state = "warns";
      break;
    case syntax::ExpectKind::kAdvises:
      expect.state = "advises";
      break;
    default:
      expect.state =
          decl.value.kind == syntax::ValueKind::kUnknown ? "unknown" : decl.value.word.text;
      word_span = decl.value.span;
      break;
  }
  if (target.kind == Target::Kind::kGuard) CheckSeverity(decl, path, target);
  // `is not applicable` is that state, not the lack of one.
  if (expect.negated && expect.state == "applicable") {
    expect.negated = false;
    expect.state = "not_applicable";
  }
  const auto& states = StatesOf(static_cast<int>(target.kind));
  if (!states.contains(expect.state)) {
    std::string all;
    for (const std::string& state : states) all += (all.empty() ? "" : ", ") + state;
    // Of a value that is no word of the language: as it was written.
    const std::string seen = expect.state.empty() ? syntax::Dump(decl.value) : expect.state;
    const std::vector<std::string_view> names(states.begin(), states.end());
    c_.Report(Diagnostic(DiagnosticKind::kNoSuchState, word_span, {seen, all})
                  .Suggest(word_span, Closest(seen, names)));
    return;
  }
  out.push_back(std::move(one));
}

// `expect g blocks` of a guard that warns can never come true.
void Scenarios::CheckSeverity(const syntax::ExpectStatement& decl, const syntax::Path& path,
                              const Target& target) {
  constexpr const char* kWords[] = {"blocks", "warns", "advises"};
  constexpr syntax::ExpectKind kKinds[] = {syntax::ExpectKind::kBlocks, syntax::ExpectKind::kWarns,
                                           syntax::ExpectKind::kAdvises};
  const auto declared = static_cast<size_t>(c_.method.guards[target.index].severity);
  for (size_t i = 0; i < std::size(kKinds); ++i) {
    if (decl.kind != kKinds[i] || i == declared) continue;
    c_.Report(DiagnosticKind::kOtherSeverity, path.span,
              {TextOf(path.steps, 0), kWords[i], kWords[declared]});
  }
}

// `expect FACT is VALUE`.
bool Scenarios::ExpectValueOf(const syntax::ExpectStatement& decl, const syntax::Path& path,
                              Expectation& out) {
  Env env;
  env.file = file_;
  if (decl.kind != syntax::ExpectKind::kIs) {
    c_.Unknown("@a_rule", LastName(path), RuleNames());
    return false;
  }
  Place place = x_.Find(path, env);
  bool value_like = place.kind == Place::Kind::kField || place.kind == Place::Kind::kLet ||
                    place.kind == Place::Kind::kElement;
  if (!value_like) {
    std::vector<std::string> all =
        c_.NamesOf({SymbolKind::kFact, SymbolKind::kLet, SymbolKind::kStep, SymbolKind::kGoal});
    for (const auto& step : c_.rules) {
      for (const auto& [name, rule] : step) all.push_back(name);
    }
    c_.Unknown("@a_rule_or_fact", LastName(path), all);
    return false;
  }
  out.kind = Expectation::Kind::kValue;
  out.path = TextOf(path.steps, 0);
  out.value_of = x_.PathValue(path, env, nullptr);
  if (!out.value_of.valid()) return false;
  if (decl.value.kind == syntax::ValueKind::kUnknown) return true;
  if (decl.value.kind == syntax::ValueKind::kNone) {
    out.value = Value::None();
    return true;
  }
  Type type = x_.TypeOf(out.value_of);
  if (type.kind == TypeKind::kSet) {
    SetValue set;
    set.complete = decl.value.kind != syntax::ValueKind::kAtLeast;
    const syntax::Value& members = set.complete                 ? decl.value
                                   : decl.value.entries.empty() ? decl.value
                                                                : decl.value.entries[0].value;
    Type member = type;
    member.kind = type.element;
    for (const syntax::ValueEntry& entry : members.entries) {
      auto one = Scalar(member, entry.value);
      if (!one) return false;
      if (one->value.text() != nullptr) set.members.emplace_back(*one->value.text());
      if (one->value.exact()) set.members.emplace_back(*one->value.exact());
    }
    std::sort(set.members.begin(), set.members.end());
    out.value = Value::Of(std::move(set));
    return true;
  }
  auto value = Scalar(type, decl.value);
  if (!value) {
    BadValue(decl.value, out.path, type);
    return false;
  }
  out.value = value->value;
  return true;
}

// A fact, a list, or an item that people answer.
std::optional<std::string> Scenarios::WaitingPath(const syntax::Path& path) {
  if (path.empty()) return std::nullopt;
  Target target = FindTarget(path);
  if (target.kind == Target::Kind::kItem) return target.path;
  Env env;
  env.file = file_;
  Place place = x_.Find(path, env);
  bool fact = place.kind == Place::Kind::kField;
  for (const Hop& hop : place.access.hops) fact = fact && hop.kind == Hop::Kind::kChild;
  if (fact) return TextOf(path.steps, 0);
  if (place.kind == Place::Kind::kNothing) {
    x_.PathValue(path, env, nullptr);
  } else {
    c_.Report(DiagnosticKind::kNotAFact, path.span, {TextOf(path.steps, 0)});
  }
  return std::nullopt;
}

}  // namespace stapwijs::dsl::check
