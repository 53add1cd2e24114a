// SPDX-License-Identifier: EUPL-1.2
#include "dsl/check/context.h"

#include <algorithm>

namespace stapwijs::dsl::check {

Context::Context(const std::vector<File>& parsed, Diagnostics& sink)
    : files(parsed), diagnostics(sink) {
  for (const Diagnostic& diagnostic : sink.Sorted()) unread_.push_back(diagnostic.span);
}

bool Context::ReadWhole(Span declaration) const {
  return std::none_of(unread_.begin(), unread_.end(), [&](Span mistake) {
    return mistake.file == declaration.file && mistake.begin >= declaration.begin &&
           mistake.begin <= declaration.end;
  });
}

void Context::Report(Diagnostic diagnostic) {
  const Span span = diagnostic.span;
  bool fresh =
      reported_.insert({diagnostic.kind, span.file, span.begin, span.end, diagnostic.args}).second;
  if (fresh) diagnostics.Report(std::move(diagnostic));
}

void Context::Report(DiagnosticKind kind, Span span, std::vector<std::string> args) {
  Report(Diagnostic(kind, span, std::move(args)));
}

void Context::Unknown(const char* what, const Name& word,
                      const std::vector<std::string>& candidates) {
  if (word.empty() || lost.contains(word.text)) return;
  Gathered& gathered = unknown_[{what, word.text}];
  // Whoever has so many names wrong gets no suggestions for the rest: looking for them costs as
  // many comparisons as there are names, and diagnostics beyond the hundredth are not told.
  constexpr size_t kMostSuggestions = 100;
  if (gathered.places.empty() && unknown_.size() <= kMostSuggestions) {
    std::vector<std::string_view> views(candidates.begin(), candidates.end());
    gathered.suggestion = Closest(word.text, views);
    // The same name in another place, written with that place.
    for (const std::string& candidate : candidates) {
      const bool elsewhere =
          candidate.size() > word.text.size() + 1 && candidate.ends_with("." + word.text);
      if (elsewhere) gathered.suggestion = candidate;
    }
  }
  gathered.places.push_back(word.span);
}

void Context::Flush() {
  for (auto& [key, gathered] : unknown_) {
    std::sort(gathered.places.begin(), gathered.places.end(),
              [](Span a, Span b) { return std::tie(a.file, a.begin) < std::tie(b.file, b.begin); });
    // A record is read at each place where it is used: the same word of it is one place.
    gathered.places.erase(std::unique(gathered.places.begin(), gathered.places.end()),
                          gathered.places.end());
    Diagnostic diagnostic(DiagnosticKind::kUnknownName, gathered.places[0],
                          {key.first, key.second});
    for (size_t i = 1; i < gathered.places.size(); ++i) {
      diagnostic.places.push_back({gathered.places[i], "@also_here"});
    }
    Report(std::move(diagnostic).Suggest(gathered.places[0], gathered.suggestion));
  }
  unknown_.clear();
}

bool Context::DeclareIn(std::map<std::string, Symbol>& table, SymbolKind kind, size_t index,
                        const Name& name) {
  if (name.empty()) return false;
  auto [place, added] =
      table.try_emplace(name.text, Symbol{kind, static_cast<uint32_t>(index), name.span, false});
  if (added) return true;
  Report(Diagnostic(DiagnosticKind::kDuplicateName, name.span, {name.text})
             .At(place->second.span, "@first_here"));
  return false;
}

void Context::Adopt() {
  auto add = [&](SymbolKind kind, size_t index, const std::string& name) {
    names.emplace(name, Symbol{kind, static_cast<uint32_t>(index), Span{}, true});
  };
  for (FieldId id : method.scope(Method::kRoot).fields) {
    const std::string& name = method.field(id).name;
    if (name.find('.') == std::string::npos) add(SymbolKind::kFact, id.value, name);
  }
  for (LetId id : method.scope(Method::kRoot).lets) {
    add(SymbolKind::kLet, id.value, method.let(id).name);
  }
  for (size_t i = 0; i < method.enums.size(); ++i) add(SymbolKind::kEnum, i, method.enums[i].name);
  for (size_t i = 0; i < method.steps.size(); ++i) add(SymbolKind::kStep, i, method.steps[i].name);
  for (size_t i = 0; i < method.goals.size(); ++i) add(SymbolKind::kGoal, i, method.goals[i].name);
  for (size_t i = 0; i < method.parameters.size(); ++i) {
    add(SymbolKind::kParameter, i, method.parameters[i].name);
  }
  rules.resize(method.steps.size());
  auto rule = [&](Rule::Kind kind, size_t index, const auto& declared) {
    rules[declared.step.value].emplace(
        declared.name, Rule{kind, static_cast<uint32_t>(index), declared.step, declared.block, {}});
  };
  for (size_t i = 0; i < method.items.size(); ++i) rule(Rule::Kind::kItem, i, method.items[i]);
  for (size_t i = 0; i < method.guards.size(); ++i) rule(Rule::Kind::kGuard, i, method.guards[i]);
  for (size_t i = 0; i < method.tips.size(); ++i) rule(Rule::Kind::kTip, i, method.tips[i]);
}

Symbol* Context::Find(const std::string& name) {
  auto place = names.find(name);
  if (place == names.end()) return nullptr;
  place->second.used = true;
  return &place->second;
}

std::vector<std::string> Context::NamesOf(std::initializer_list<SymbolKind> kinds) const {
  std::vector<std::string> out;
  for (const auto& [name, symbol] : names) {
    if (std::find(kinds.begin(), kinds.end(), symbol.kind) != kinds.end()) out.push_back(name);
  }
  return out;
}

Text Context::TextOf(const syntax::Text& text, const Name& owner, bool required) {
  Text out;
  for (const syntax::TextPart& part : text.parts) {
    const syntax::TextPart* first = text.Find(part.language.text);
    if (first != &part) ReportTwice(part.language.span, first->language.span, part.language.text);
    if (part.language.text == "nl") {
      out.nl = part.text;
    } else if (part.language.text == "en") {
      out.en = part.text;
    } else {
      Report(DiagnosticKind::kUnknownLanguage, part.language.span, {part.language.text});
    }
  }
  // A text that must stand here and does not has been reported by the parser, but for a step's.
  if (text.empty() && !required) return out;
  if (owner.empty()) return out;
  if (out.nl.empty()) {
    Report(DiagnosticKind::kNoDutchText, owner.span, {owner.text});
  } else if (out.en.empty()) {
    Report(DiagnosticKind::kNoEnglishText, owner.span, {owner.text});
  }
  return out;
}

void Context::ReportTwice(Span second, Span first, const std::string& word) {
  Report(Diagnostic(DiagnosticKind::kClauseTwice, second, {word}).At(first, "@first_here"));
}

RoleId Context::RoleOf(const Name& name) {
  auto place = roles.find(name.text);
  if (place != roles.end()) {
    place->second.used = true;
    return RoleId(place->second.index);
  }
  std::vector<std::string> all;
  for (const auto& [role, symbol] : roles) all.push_back(role);
  Unknown("@a_role", name, all);
  return RoleId();
}

StepId Context::StepOf(const Name& name) {
  Symbol* symbol = Find(name.text);
  if (symbol != nullptr && symbol->kind == SymbolKind::kStep) return StepId(symbol->index);
  Unknown("@a_step", name, NamesOf({SymbolKind::kStep}));
  return StepId();
}

}  // namespace stapwijs::dsl::check
