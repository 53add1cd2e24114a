// SPDX-License-Identifier: EUPL-1.2
#include "dsl/diagnostics/kind.h"

#include <algorithm>

namespace stapwijs::dsl {
namespace {

struct PhraseInfo {
  std::string_view key, text[2];
};

constexpr PhraseInfo kPhrases[] = {
#define STAPWIJS_PHRASE(key, en, nl) {key, {nl, en}},
#include "dsl/diagnostics/phrases.def"
#undef STAPWIJS_PHRASE
};

std::vector<KindInfo> MakeKinds() {
  return {
#define STAPWIJS_DIAGNOSTIC(name, code, severity, en, nl, help_en, help_nl) \
  {DiagnosticKind::k##name, #name, code, Severity::k##severity, {nl, en}, {help_nl, help_en}},
#include "dsl/diagnostics/kinds.def"
#undef STAPWIJS_DIAGNOSTIC
  };
}

static_assert(static_cast<int>(Language::kDutch) == 0);
static_assert(static_cast<int>(Language::kEnglish) == 1);

}  // namespace

const std::vector<KindInfo>& AllKinds() {
  static const std::vector<KindInfo> kinds = MakeKinds();
  return kinds;
}

const KindInfo& InfoOf(DiagnosticKind kind) { return AllKinds()[static_cast<size_t>(kind)]; }

std::string_view Phrase(std::string_view key, Language language) {
  const auto* found = std::find_if(std::begin(kPhrases), std::end(kPhrases),
                                   [&](const PhraseInfo& phrase) { return phrase.key == key; });
  return found == std::end(kPhrases) ? key : found->text[static_cast<int>(language)];
}

}  // namespace stapwijs::dsl
