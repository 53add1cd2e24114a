// SPDX-License-Identifier: EUPL-1.2
#include "api/cli/coverage_text.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace stapwijs::api::cli {
namespace {

using Kind = CoveredRule::Kind;

struct KindWords {
  Kind kind;
  const char* nl;
  const char* nl_many;
  const char* en_many;
  std::vector<std::string_view> states;
};

const std::vector<KindWords>& Kinds() {
  static const std::vector<KindWords> kinds = {
      {Kind::kGuard,
       "regel",
       "regels",
       "guards",
       {"holds", "violated", "undetermined", "not_applicable"}},
      {Kind::kItem, "item", "items", "items", {"done", "open", "unknown", "not_applicable"}},
      {Kind::kTip, "tip", "tips", "tips", {"shown", "not_shown", "undecided"}},
      {Kind::kGoal, "doel", "doelen", "goals", {"linked", "partly", "unlinked", "unknown"}},
      {Kind::kStep,
       "stap",
       "stappen",
       "steps",
       {"complete", "incomplete", "blocked", "unknown", "not_applicable"}}};
  return kinds;
}

std::string Word(Kind kind, Language language) {
  for (const KindWords& words : Kinds()) {
    if (words.kind == kind && language == Language::kDutch) return words.nl;
  }
  return std::string(Name(kind));
}

std::vector<std::string> StatesAt(const CoveredRule& rule, Reach reach) {
  std::vector<std::string> states;
  for (const CoveredOutcome& outcome : rule.outcomes) {
    if (outcome.reach == reach) states.emplace_back(outcome.state);
  }
  return states;
}

std::string Gap(const CoveredRule& rule, Language language) {
  const bool nl = language == Language::kDutch;
  const std::vector<std::string> seen = StatesAt(rule, Reach::kSeen);
  const std::vector<std::string> never = StatesAt(rule, Reach::kNever);
  if (seen.empty() && never.empty()) return "";
  return absl::StrCat(
      Word(rule.kind, language), " ", rule.path, ": ",
      seen.empty() ? "" : (nl ? "gezien, nooit verwacht: " : "seen, never expected: "),
      absl::StrJoin(seen, ", "), seen.empty() || never.empty() ? "" : "; ",
      never.empty() ? "" : (nl ? "nooit gezien: " : "never seen: "), absl::StrJoin(never, ", "),
      "\n");
}

JsonNode Strings(const std::vector<std::string>& texts) {
  JsonNode node = JsonNode::Array();
  for (const std::string& text : texts) node.Push(JsonNode::String(text));
  return node;
}

JsonNode NodeOf(const CoveredRule& rule) {
  JsonNode node = JsonNode::Object();
  node.Put("kind", JsonNode::String(std::string(Name(rule.kind))));
  node.Put("path", JsonNode::String(rule.path));
  return node;
}

}  // namespace

std::optional<std::vector<Requirement>> ParseRequirements(const std::string& text,
                                                          std::string& wrong) {
  std::vector<Requirement> out;
  if (text.empty()) return out;
  for (const std::string& part : std::vector<std::string>(absl::StrSplit(text, ','))) {
    const size_t dot = part.find('.');
    const std::string kind = part.substr(0, dot);
    const std::string state = dot == std::string::npos ? "" : part.substr(dot + 1);
    const auto words = std::find_if(Kinds().begin(), Kinds().end(),
                                    [&](const KindWords& one) { return Name(one.kind) == kind; });
    if (words == Kinds().end()) {
      wrong = absl::StrCat("'", part, "' begins with no kind: guard, item, tip, goal, step");
      return std::nullopt;
    }
    const auto& states = words->states;
    const bool known = std::find(states.begin(), states.end(), state) != states.end();
    if (dot != std::string::npos && !known) {
      wrong = absl::StrCat("'", part, "' is no outcome; of a ", kind, " there are: ");
      for (const std::string_view one : states) {
        absl::StrAppend(&wrong, one == states.front() ? "" : ", ", std::string(one));
      }
      return std::nullopt;
    }
    out.push_back({words->kind, state});
  }
  return out;
}

std::vector<Missing> FindMissing(const Coverage& coverage,
                                 const std::vector<Requirement>& required) {
  std::vector<Missing> out;
  for (const CoveredRule& rule : coverage.rules()) {
    Missing missing{&rule, {}};
    for (const CoveredOutcome& outcome : rule.outcomes) {
      const bool asked = std::any_of(required.begin(), required.end(), [&](const Requirement& one) {
        return one.kind == rule.kind && (one.state.empty() || one.state == outcome.state);
      });
      if (asked && outcome.reach != Reach::kExpected) missing.states.emplace_back(outcome.state);
    }
    if (!missing.states.empty()) out.push_back(std::move(missing));
  }
  return out;
}

std::string CoverageText(const Coverage& coverage, Language language) {
  const bool nl = language == Language::kDutch;
  std::string out;
  for (const CoveredRule& rule : coverage.rules()) out += Gap(rule, language);
  for (const KindWords& words : Kinds()) {
    const CoverageTotal total = coverage.Total(words.kind);
    if (total.of() == 0) continue;
    absl::StrAppend(&out, nl ? words.nl_many : words.en_many, ": ", total.expected,
                    nl ? " van " : " of ", total.of(),
                    nl ? " uitkomsten verwacht, " : " outcomes expected, ", total.seen,
                    nl ? " alleen gezien, " : " only seen, ", total.never,
                    nl ? " nooit gezien\n" : " never seen\n");
  }
  return out;
}

std::string MissingText(const std::vector<Missing>& missing, Language language) {
  const bool nl = language == Language::kDutch;
  std::string out;
  for (const Missing& one : missing) {
    absl::StrAppend(&out, Word(one.rule->kind, language), " ", one.rule->path,
                    nl ? ": vereist, maar door geen scenario verwacht: "
                       : ": required, but expected by no scenario: ",
                    absl::StrJoin(one.states, ", "), "\n");
  }
  return out;
}

JsonNode CoverageJson(const Coverage& coverage) {
  JsonNode rules = JsonNode::Array();
  for (const CoveredRule& rule : coverage.rules()) {
    JsonNode node = NodeOf(rule);
    node.Put("expected", Strings(StatesAt(rule, Reach::kExpected)));
    node.Put("seen", Strings(StatesAt(rule, Reach::kSeen)));
    node.Put("never", Strings(StatesAt(rule, Reach::kNever)));
    rules.Push(std::move(node));
  }
  JsonNode totals = JsonNode::Array();
  for (const KindWords& words : Kinds()) {
    const CoverageTotal total = coverage.Total(words.kind);
    JsonNode node = JsonNode::Object();
    node.Put("kind", JsonNode::String(std::string(Name(words.kind))));
    node.Put("outcomes", JsonNode::Number(std::to_string(total.of())));
    node.Put("expected", JsonNode::Number(std::to_string(total.expected)));
    node.Put("seen", JsonNode::Number(std::to_string(total.seen)));
    node.Put("never", JsonNode::Number(std::to_string(total.never)));
    totals.Push(std::move(node));
  }
  JsonNode all = JsonNode::Object();
  all.Put("rules", std::move(rules));
  all.Put("totals", std::move(totals));
  return all;
}

JsonNode MissingJson(const std::vector<Missing>& missing) {
  JsonNode out = JsonNode::Array();
  for (const Missing& one : missing) {
    JsonNode node = NodeOf(*one.rule);
    node.Put("outcomes", Strings(one.states));
    out.Push(std::move(node));
  }
  return out;
}

}  // namespace stapwijs::api::cli
