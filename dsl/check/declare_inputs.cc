// SPDX-License-Identifier: EUPL-1.2
#include "dsl/check/declare.h"

// What is given beside the facts: parameters, and inputs from other trajectories (portfolio,
// dossiers) with what is shared with them.
namespace stapwijs::dsl::check {
namespace {

// Whether a value of this type means the same in another trajectory: it is one value, and its
// names are not those of elements here.
bool MayTravel(const Type& type) {
  switch (type.kind) {
    case TypeKind::kList:
    case TypeKind::kRecord:
    case TypeKind::kRef:
      return false;
    case TypeKind::kSet:
      return type.element != TypeKind::kRef;
    default:
      return true;
  }
}

}  // namespace

void Declarer::DeclareParameter(const syntax::ParameterDecl& decl) {
  Parameter parameter;
  parameter.name = decl.name.text;
  parameter.title = c_.TextOf(decl.title, decl.name);
  parameter.span = decl.name.span;
  switch (decl.type.kind) {
    case syntax::TypeKind::kYesNo:
    case syntax::TypeKind::kInt:
    case syntax::TypeKind::kDecimal:
    case syntax::TypeKind::kLabel:
    case syntax::TypeKind::kDate:
    case syntax::TypeKind::kTime:
    case syntax::TypeKind::kDuration: {
      Name ref;
      parameter.type = ElementType(decl.type, ref);
      if (decl.type.range != syntax::kNoExpr) {
        parameter.bounds = BoundsOf(decl.type, parameter.type.kind, decl.name.text);
      }
      break;
    }
    case syntax::TypeKind::kMissing:
      c_.lost.insert(decl.name.text);
      return;
    default:
      c_.Report(DiagnosticKind::kParameterType, decl.type.span, {decl.name.text});
      c_.lost.insert(decl.name.text);
      return;
  }
  const size_t index = c_.method.parameters.size();
  if (!c_.Declare(SymbolKind::kParameter, static_cast<uint32_t>(index), decl.name)) return;
  c_.method.parameters.push_back(std::move(parameter));
}

void Declarer::DeclareInputs() {
  for (const File& file : c_.files) {
    for (const syntax::NamesClause& share : file.shares) {
      for (const Name& name : share.names) DeclareShared(name);
    }
  }
  const Name* first = nullptr;
  for (const File& file : c_.files) {
    file_ = &file;
    for (const syntax::UseDecl& decl : file.portfolios) {
      if (first != nullptr) {
        c_.Report(Diagnostic(DiagnosticKind::kDuplicateName, decl.name.span, {"portfolio"})
                      .At(first->span, "@first_here"));
      }
      first = &decl.name;
      DeclarePortfolio(decl);
    }
    for (const syntax::DossierDecl& decl : file.dossiers) DeclareDossier(decl);
  }
}

void Declarer::DeclareShared(const Name& name) {
  if (name.empty()) return;
  Symbol* symbol = c_.Find(name.text);
  Shared shared;
  shared.name = name.text;
  if (symbol != nullptr && symbol->kind == SymbolKind::kFact) {
    shared.field = FieldId(symbol->index);
    const Field& field = c_.method.field(shared.field);
    if (!MayTravel(field.type) || field.input.valid()) {
      c_.Report(DiagnosticKind::kCannotShare, name.span, {name.text});
      return;
    }
  } else if (symbol != nullptr && symbol->kind == SymbolKind::kLet) {
    shared.let = LetId(symbol->index);
  } else {
    c_.Unknown("@a_fact_or_let", name, c_.NamesOf({SymbolKind::kFact, SymbolKind::kLet}));
    return;
  }
  auto [place, added] = taken_.try_emplace({ScopeId().value, name.text}, name.span);
  if (!added) {
    c_.Report(Diagnostic(DiagnosticKind::kDuplicateName, name.span, {name.text})
                  .At(place->second, "@first_here"));
    return;
  }
  c_.method.shares.push_back(std::move(shared));
}

// A list that nobody records: its elements have what this method shares.
void Declarer::DeclarePortfolio(const syntax::UseDecl& decl) {
  FieldId id(c_.method.fields.size());
  if (!c_.Declare(SymbolKind::kFact, id.value, decl.name)) return;
  InputId input(c_.method.inputs.size());
  c_.method.inputs.push_back({Input::Kind::kPortfolio, decl.name.text, "", "", id, decl.name.span});
  ScopeId elements = NewScope(ScopeKind::kList, Method::kRoot, decl.name.text);
  Field list;
  list.name = decl.name.text;
  list.scope = Method::kRoot;
  list.type.kind = TypeKind::kList;
  list.type.scope = elements;
  list.elements = elements;
  list.input = input;
  list.span = decl.name.span;
  c_.method.fields.push_back(std::move(list));
  c_.method.scopes[Method::kRoot.value].fields.push_back(id);
  c_.method.scopes[elements.value].field = id;
  for (const Shared& shared : c_.method.shares) {
    FieldId own(c_.method.fields.size());
    Field field;
    if (shared.field.valid()) {
      field = c_.method.field(shared.field);
      field.ask = Text();
      field.by.clear();
      field.was.clear();
    } else {
      field.title = c_.method.let(shared.let).title;
      c_.broken.insert(own);  // until its type is known: see Expressions::CheckLets
    }
    field.name = shared.name;
    field.scope = elements;
    field.step = StepId();
    field.record = FieldId();
    field.input = input;
    field.shared = shared.let;
    c_.method.fields.push_back(std::move(field));
    c_.method.scopes[elements.value].fields.push_back(own);
  }
}

// A record that nobody records here: what the one trajectory under another method shares.
void Declarer::DeclareDossier(const syntax::DossierDecl& decl) {
  FieldId id(c_.method.fields.size());
  if (!c_.Declare(SymbolKind::kFact, id.value, decl.name)) return;
  input_ = InputId(c_.method.inputs.size());
  c_.method.inputs.push_back({Input::Kind::kDossier, decl.name.text, decl.method.text,
                              decl.versions.text, id, decl.name.span});
  Field record;
  record.name = decl.name.text;
  record.scope = Method::kRoot;
  record.type.kind = TypeKind::kRecord;
  record.input = input_;
  record.span = decl.name.span;
  c_.method.fields.push_back(std::move(record));
  c_.method.scopes[Method::kRoot.value].fields.push_back(id);
  for (const syntax::FactDecl& fact : decl.facts) {
    const size_t before = c_.method.fields.size();
    DeclareFact(fact, Method::kRoot, StepId(), decl.name.text + ".", id, 1);
    if (before >= c_.method.fields.size()) continue;
    const Field& field = c_.method.fields[before];
    if (!MayTravel(field.type)) {
      c_.Report(DiagnosticKind::kCannotShare, fact.name.span, {fact.name.text});
    } else if (field.privacy > Privacy::kP1) {
      c_.Report(DiagnosticKind::kPersonalShared, fact.name.span, {fact.name.text});
    }
  }
  input_ = InputId();
}

// A name that something had earlier is free: else two things would have one history.
void Declarer::CheckEarlierNames() {
  std::map<std::pair<uint32_t, std::string>, Span> seen;
  for (const Earlier& earlier : earlier_) {
    const bool there = c_.method.FindField(earlier.scope, earlier.full).valid() ||
                       c_.method.FindLet(earlier.scope, earlier.full).valid();
    auto [place, added] = seen.try_emplace({earlier.scope.value, earlier.full}, earlier.name.span);
    const bool twice = !added && !(place->second == earlier.name.span);
    if (there || twice) {
      c_.Report(DiagnosticKind::kStillThere, earlier.name.span, {earlier.name.text});
    }
  }
}

std::optional<std::pair<Type, Range>> Declarer::RowType(const File& file,
                                                        const syntax::TypeNode& node,
                                                        const std::string& name) {
  file_ = &file;
  Field field;
  field.name = name;
  Name ref;
  type_known_ = true;
  field.type = TypeOf(node, field, ref);
  if (!type_known_) return std::nullopt;
  const bool refers =
      !ref.empty() || field.type.kind == TypeKind::kList || field.type.kind == TypeKind::kRecord;
  if (refers) {
    c_.Report(DiagnosticKind::kRowType, node.span, {name});
    return std::nullopt;
  }
  return std::make_pair(field.type, field.bounds);
}

}  // namespace stapwijs::dsl::check
