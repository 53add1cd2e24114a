// SPDX-License-Identifier: EUPL-1.2
#include "dsl/check/rules.h"
#include "dsl/check/types.h"

// Messages, and where rules come from.
namespace stapwijs::dsl::check {
namespace {

constexpr size_t kLongWhy = 1000;

Strength StrengthOf(const std::string& word) {
  constexpr const char* kWords[] = {"",        "fixed", "important", "preferred",
                                    "helpful", "pilot", "quote"};
  for (size_t i = 1; i < std::size(kWords); ++i) {
    if (word == kWords[i]) return static_cast<Strength>(i);
  }
  return Strength::kUnstated;
}

}  // namespace

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
  for (const Name& was : common.was) {
    out.was.push_back(was.text);
    earlier_.push_back({step, was});
  }
  for (const Name& word : common.allows) {
    (word.text == "drop" ? out.allows_drop : out.allows_lower) = true;
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
    if (c_.Find(last) != nullptr || c_.templates.contains(last)) return last;
    for (size_t s = 0; s < c_.rules.size(); ++s) {
      if (c_.rules[s].contains(last)) return c_.method.steps[s].name + "." + last;
    }
  }
  std::vector<std::string> candidates = c_.NamesOf({SymbolKind::kFact, SymbolKind::kLet});
  for (const auto& rules : c_.rules) {
    for (const auto& [name, rule] : rules) candidates.push_back(name);
  }
  for (const auto& [name, symbol] : c_.templates) candidates.push_back(name);
  c_.Unknown("@a_rule", path.steps.back().name, candidates);
  return "";
}

// What a rule was called earlier is free in its step: else two rules would have one history.
void Rules::CheckEarlierNames() {
  std::map<std::pair<StepId, std::string>, Span> seen;
  for (const Earlier& earlier : earlier_) {
    const std::string& name = earlier.name.text;
    const bool there = earlier.step.valid() ? c_.rules[earlier.step.value].contains(name)
                                            : c_.names.contains(name);
    auto [place, added] = seen.try_emplace({earlier.step, name}, earlier.name.span);
    const bool twice = !added && !(place->second == earlier.name.span);
    if (there || twice) c_.Report(DiagnosticKind::kStillThere, earlier.name.span, {name});
  }
}

}  // namespace stapwijs::dsl::check
