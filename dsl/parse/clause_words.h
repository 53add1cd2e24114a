// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "dsl/parse/token.h"

namespace stapwijs::dsl::parse {

// Clause words are free as names, so a word is taken for the beginning of a clause, when looking
// for a place to go on, only if what follows it fits.
enum class Follow : uint8_t {
  kAny,
  kWhen,    // done when
  kText,    // ask nl "..."
  kString,  // ref "..."
  kName,
  kNameString,  // cite handreiking "..."
  kNumber,
};

struct ClauseWord {
  std::string_view word;
  Follow follow = Follow::kAny;
};

// A kind of block: what can begin in it.
struct BlockInfo {
  std::string_view clause;  // phrase: "@clause_of_item"
  std::span<const ClauseWord> words;
  bool is_file = false;
};

extern const BlockInfo kFileBlock, kHeaderBlock, kRecordBlock, kDossierBlock, kStepBlock,
    kForEachBlock, kItemBlock, kGuardBlock, kTipBlock, kNoteBlock, kPolicyBlock, kGoalBlock,
    kTemplateBlock, kSectionBlock, kExampleBlock, kScenarioBlock;

// The block of a body, by the phrase for what is missing when it is not there: "@body_of_tip". Null
// for any other phrase.
const BlockInfo* BlockOfBody(std::string_view phrase);

// Whether a clause of the block begins at the token.
bool BeginsClause(const Token* at, const BlockInfo& block);

// Whether a declaration begins at the token, whatever the block: its words are reserved.
bool BeginsDeclaration(const Token* at);

// Whether what follows the token is what follows this word.
bool Follows(const Token* at, Follow follow);

// The words of the block, and those that may go on before it: to be suggested.
std::vector<std::string_view> ClauseWordsOf(const BlockInfo& block);
const std::vector<std::string_view>& OtherWords();
// Every word with a meaning of its own in some place, sorted, each once: reserved words, what
// begins a clause, what goes on in one, functions.
const std::vector<std::string_view>& WordsOfTheLanguage();

}  // namespace stapwijs::dsl::parse
