// SPDX-License-Identifier: EUPL-1.2
#include "dsl/parse/clause_words.h"

#include <algorithm>
#include <utility>

namespace stapwijs::dsl::parse {
namespace {

using enum Follow;

constexpr ClauseWord kFileWords[] = {
    {"use", kName},        {"source", kNameString}, {"role", kName},     {"fact", kName},
    {"let", kName},        {"step", kName},         {"note", kText},     {"enum", kName},
    {"record", kName},     {"parameter", kName},    {"share", kName},    {"portfolio", kName},
    {"dossier", kName},    {"policy", kName},       {"template", kName}, {"example", kName},
    {"scenario", kString}, {"set", kName},          {"raise", kName},    {"require", kName},
    {"drop", kName}};
constexpr ClauseWord kHeaderWords[] = {
    {"method", kName}, {"part", kName}, {"shared", kName}, {"overlay", kName}};
constexpr ClauseWord kRecordWords[] = {{"fact", kName}, {"let", kName}};
constexpr ClauseWord kDossierWords[] = {{"fact", kName}};
constexpr ClauseWord kStepWords[] = {{"applies", kWhen}, {"fact", kName},  {"let", kName},
                                     {"item", kName},    {"guard", kName}, {"tip", kName},
                                     {"note", kText},    {"for", kName}};
constexpr std::span<const ClauseWord> kForEachWords = std::span(kStepWords).subspan(1);

#define STAPWIJS_COMMON_WORDS                                                              \
  {"cite", kNameString}, {"ref", kString}, {"own", kText}, {"why", kText}, {"see", kName}, \
      {"was", kName}, {                                                                    \
    "allows", kName                                                                        \
  }
constexpr ClauseWord kItemWords[] = {{"applies", kWhen},  {"done", kWhen},
                                     {"open", kWhen},     {"ask", kText},
                                     {"weight", kNumber}, STAPWIJS_COMMON_WORDS};
constexpr ClauseWord kGuardWords[] = {{"applies", kWhen},   {"holds", kWhen},
                                      {"violated", kWhen},  {"message", kText},
                                      {"unwaivable", kAny}, STAPWIJS_COMMON_WORDS};
constexpr ClauseWord kTipWords[] = {{"when", kAny}, {"text", kText}, STAPWIJS_COMMON_WORDS};
constexpr ClauseWord kPolicyWords[] = {{"domain", kText}, {"goal", kName}, STAPWIJS_COMMON_WORDS};
constexpr ClauseWord kGoalWords[] = {{"linked", kWhen},   {"partly", kWhen},
                                     {"unlinked", kWhen}, {"unclear", kWhen},
                                     {"evidence", kName}, STAPWIJS_COMMON_WORDS};
constexpr ClauseWord kTemplateWords[] = {
    {"at", kNumber},  {"question", kName}, {"field", kName},     {"criteria", kName},
    {"point", kText}, {"section", kText},  STAPWIJS_COMMON_WORDS};
constexpr ClauseWord kNoteWords[] = {STAPWIJS_COMMON_WORDS};
#undef STAPWIJS_COMMON_WORDS
constexpr std::span<const ClauseWord> kSectionWords = std::span(kTemplateWords).first(5);
constexpr ClauseWord kExampleWords[] = {{"given", kName}};
constexpr ClauseWord kScenarioWords[] = {{"given", kName},  {"start", kName}, {"complete", kName},
                                         {"reopen", kName}, {"waive", kName}, {"expect", kName}};

bool IsNumber(const Token* at) {
  return at->kind == TokenKind::kInt || at->kind == TokenKind::kTime ||
         at->kind == TokenKind::kDecimal;
}

}  // namespace

const BlockInfo kFileBlock = {"@declaration", kFileWords, true};
const BlockInfo kHeaderBlock = {"@header", kHeaderWords, true};
const BlockInfo kRecordBlock = {"@clause_of_record", kRecordWords};
const BlockInfo kDossierBlock = {"@clause_of_dossier", kDossierWords};
const BlockInfo kStepBlock = {"@clause_of_step", kStepWords};
const BlockInfo kForEachBlock = {"@clause_of_for_each", kForEachWords};
const BlockInfo kItemBlock = {"@clause_of_item", kItemWords};
const BlockInfo kGuardBlock = {"@clause_of_guard", kGuardWords};
const BlockInfo kTipBlock = {"@clause_of_tip", kTipWords};
const BlockInfo kNoteBlock = {"@clause_of_note", kNoteWords};
const BlockInfo kPolicyBlock = {"@clause_of_policy", kPolicyWords};
const BlockInfo kGoalBlock = {"@clause_of_goal", kGoalWords};
const BlockInfo kTemplateBlock = {"@clause_of_template", kTemplateWords};
const BlockInfo kSectionBlock = {"@clause_of_section", kSectionWords};
const BlockInfo kExampleBlock = {"@clause_of_example", kExampleWords};
const BlockInfo kScenarioBlock = {"@clause_of_scenario", kScenarioWords};

const BlockInfo* BlockOfBody(std::string_view phrase) {
  static constexpr std::pair<std::string_view, const BlockInfo*> kBodies[] = {
      {"@body_of_record", &kRecordBlock},     {"@body_of_dossier", &kDossierBlock},
      {"@body_of_step", &kStepBlock},         {"@body_of_for_each", &kForEachBlock},
      {"@body_of_guard", &kGuardBlock},       {"@body_of_tip", &kTipBlock},
      {"@body_of_policy", &kPolicyBlock},     {"@body_of_goal", &kGoalBlock},
      {"@body_of_template", &kTemplateBlock}, {"@body_of_section", &kSectionBlock},
      {"@body_of_example", &kExampleBlock},   {"@body_of_scenario", &kScenarioBlock}};
  const auto* found = std::find_if(std::begin(kBodies), std::end(kBodies),
                                   [&](const auto& body) { return body.first == phrase; });
  return found == std::end(kBodies) ? nullptr : found->second;
}

bool Follows(const Token* at, Follow follow) {
  const Token* next = at + 1;
  const bool word = next->kind == TokenKind::kWord && !next->tag;
  switch (follow) {
    case kAny:
      return true;
    case kWhen:  // a verdict may have a text before it
      return (word && next->text == "when") || next->tag;
    case kText:
      return next->tag || next->kind == TokenKind::kString;
    case kString:
      return next->kind == TokenKind::kString;
    case kName:  // on the same line: `expect s is complete` is no beginning of the line after it
      return (word && !next->line_start && next->text != "of") || next->tag;
    case kNameString:
      return next->kind == TokenKind::kWord && next[1].kind == TokenKind::kString;
    case kNumber:
      return IsNumber(next);
  }
  return false;
}

bool BeginsClause(const Token* at, const BlockInfo& block) {
  if (at->kind != TokenKind::kWord || at->tag) return false;
  // Reserved words begin what they begin, whatever follows; `for` only before `each`.
  for (const ClauseWord& word : block.words) {
    if (at->text != word.word) continue;
    if (at->reserved && at->text != "at") return BeginsDeclaration(at);
    return Follows(at, word.follow);
  }
  return false;
}

bool BeginsDeclaration(const Token* at) {
  if (at->kind != TokenKind::kWord || !at->reserved) return false;
  const std::string_view next = at[1].text;
  if (at->text == "for") return next == "each";
  if (at->text == "set") return next != "of";
  if (at->text == "item" || at->text == "guard" || at->text == "tip") return true;
  const auto is = [&](const ClauseWord& word) { return word.word == at->text; };
  return std::any_of(std::begin(kFileWords), std::end(kFileWords), is);
}

std::vector<std::string_view> ClauseWordsOf(const BlockInfo& block) {
  std::vector<std::string_view> words;
  for (const ClauseWord& word : block.words) words.push_back(word.word);
  return words;
}

const std::vector<std::string_view>& OtherWords() {
  static const std::vector<std::string_view> words = {
      "and",       "or",      "otherwise",  "where",  "has",   "at",      "is",
      "not",       "in",      "when",       "for",    "after", "fixed",   "important",
      "preferred", "helpful", "pilot",      "quote",  "by",    "privacy", "ask",
      "year",      "url",     "adjustable", "waiting"};
  return words;
}

const std::vector<std::string_view>& WordsOfTheLanguage() {
  static const std::vector<std::string_view> all = [] {
    std::vector<std::string_view> words = OtherWords();
    words.insert(words.end(), ReservedWords().begin(), ReservedWords().end());
    for (const BlockInfo* block :
         {&kFileBlock, &kHeaderBlock, &kStepBlock, &kItemBlock, &kGuardBlock, &kTipBlock,
          &kPolicyBlock, &kGoalBlock, &kTemplateBlock, &kExampleBlock, &kScenarioBlock}) {
      const std::vector<std::string_view> begin = ClauseWordsOf(*block);
      words.insert(words.end(), begin.begin(), begin.end());
    }
    for (const std::string_view function : {"count", "sum", "min", "max", "recorded", "progress"}) {
      words.push_back(function);
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
  }();
  return all;
}

}  // namespace stapwijs::dsl::parse
