// SPDX-License-Identifier: EUPL-1.2
#include "dsl/check/declare.h"

// Enums, sources, roles, records, steps and the bodies in them.
namespace stapwijs::dsl::check {

void Declarer::Run() {
  NewScope(ScopeKind::kRoot, ScopeId(), "");
  DeclareGlobals();
  DeclareSteps();
  DeclareInputs();
  PlaceBlocks();
  ResolveRefs(true);
  CheckPairs();
  CheckEarlierNames();
}

ScopeId Declarer::NewScope(ScopeKind kind, ScopeId parent, const std::string& name) {
  ScopeId id(c_.method.scopes.size());
  Scope scope;
  scope.kind = kind;
  scope.name = name;
  scope.parent = parent;
  scope.depth = parent.valid() ? c_.method.scope(parent).depth + 1 : 0;
  c_.method.scopes.push_back(std::move(scope));
  if (parent.valid()) c_.method.scopes[parent.value].children.push_back(id);
  return id;
}

void Declarer::DeclareEnum(const syntax::EnumDecl& decl) {
  EnumType type;
  type.name = decl.name.text;
  std::map<std::string, Span> seen;
  for (const syntax::EnumValue& value : decl.values) {
    auto [place, added] = seen.try_emplace(value.name.text, value.name.span);
    if (!added) {
      c_.Report(Diagnostic(DiagnosticKind::kDuplicateName, value.name.span, {value.name.text})
                    .At(place->second, "@first_here"));
      continue;
    }
    type.values.push_back({value.name.text, c_.TextOf(value.title, value.name)});
  }
  if (c_.Declare(SymbolKind::kEnum, static_cast<uint32_t>(c_.method.enums.size()), decl.name)) {
    c_.method.enums.push_back(std::move(type));
  }
}

void Declarer::DeclareGlobals() {
  for (const File& file : c_.files) {
    for (const syntax::SourceDecl& s : file.sources) {
      const size_t index = c_.method.sources.size();
      if (!c_.DeclareIn(c_.sources, SymbolKind::kFact, index, s.name)) continue;
      const auto* by = c_.Once(s.by, "by");
      const auto* url = c_.Once(s.url, "url");
      const auto* year = c_.Once(s.year, "year");
      c_.method.sources.push_back({s.name.text, s.title.text, by != nullptr ? by->text : "",
                                   url != nullptr ? url->text : "",
                                   year != nullptr ? static_cast<int>(year->value) : 0});
    }
    for (const syntax::RoleDecl& r : file.roles) {
      const size_t index = c_.method.roles.size();
      if (!c_.DeclareIn(c_.roles, SymbolKind::kFact, index, r.name)) continue;
      c_.method.roles.push_back({r.name.text, c_.TextOf(r.title, r.name)});
    }
    for (const syntax::EnumDecl& e : file.enums) DeclareEnum(e);
    for (const syntax::RecordDecl& r : file.records) {
      if (c_.Declare(SymbolKind::kRecord, static_cast<uint32_t>(c_.records.size()), r.name)) {
        c_.records.push_back({&file, &r});
      }
    }
  }
  for (const File& file : c_.files) {
    file_ = &file;
    for (const syntax::ParameterDecl& p : file.parameters) DeclareParameter(p);
  }
}

void Declarer::DeclareSteps() {
  struct Todo {
    const File* file;
    const syntax::StepDecl* decl;
    StepId step;
  };
  std::vector<Todo> todo;
  for (const File& file : c_.files) {
    for (const syntax::StepDecl& s : file.steps) {
      StepId id(c_.method.steps.size());
      if (!c_.Declare(SymbolKind::kStep, id.value, s.name)) continue;
      Step step;
      step.name = s.name.text;
      step.title = c_.TextOf(s.title, s.name, true);
      step.span = s.span;
      c_.method.steps.push_back(std::move(step));
      c_.rules.emplace_back();
      todo.push_back({&file, &s, id});
    }
  }
  for (const File& file : c_.files) {
    file_ = &file;
    for (const syntax::FactDecl& f : file.facts) {
      DeclareFact(f, Method::kRoot, StepId(), "", FieldId(), 0);
    }
    for (const syntax::LetDecl& l : file.lets) {
      Env env;
      env.file = &file;
      DeclareLet(l, Method::kRoot, "", env);
    }
  }
  for (const Todo& t : todo) {
    Env env;
    env.file = t.file;
    env.step = t.step;
    DeclareBody(*t.file, t.decl->body, t.step, BlockId(), env, Method::kRoot);
  }
}

// Facts and lets of a body; its `for each` blocks wait until their containers are known.
void Declarer::DeclareBody(const File& file, const syntax::Body& body, StepId step, BlockId block,
                           const Env& env, ScopeId scope) {
  file_ = &file;
  if (!scope.valid()) {
    for (const syntax::FactDecl& f : body.facts) c_.Report(DiagnosticKind::kFactPlace, f.name.span);
    for (const syntax::LetDecl& l : body.lets) c_.Report(DiagnosticKind::kFactPlace, l.name.span);
  } else {
    const FieldId list = c_.method.scope(scope).field;
    const bool elsewhere = list.valid() && c_.method.field(list).input.valid();
    for (const syntax::FactDecl& f : body.facts) {
      if (elsewhere) c_.Report(DiagnosticKind::kInputFact, f.name.span, {f.name.text});
    }
    for (const syntax::FactDecl& f : body.facts) DeclareFact(f, scope, step, "", FieldId(), 0);
    for (const syntax::LetDecl& l : body.lets) DeclareLet(l, scope, "", env);
  }
  for (const syntax::ForEachDecl& f : body.for_eaches) {
    pending_.push_back({&file, &f, step, block, env});
  }
}

}  // namespace stapwijs::dsl::check
