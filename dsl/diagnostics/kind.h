// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/text.h"

namespace stapwijs::dsl {

enum class Severity : uint8_t { kError, kWarning };

// Every diagnostic there is; kinds.def says how to add one (a single entry).
enum class DiagnosticKind : uint16_t {
#define STAPWIJS_DIAGNOSTIC(name, code, severity, en, nl, help_en, help_nl) k##name,
#include "dsl/diagnostics/kinds.def"
#undef STAPWIJS_DIAGNOSTIC
};

// What is registered for a kind. A template has {0}, {1}... for the arguments; help may be empty.
struct KindInfo {
  DiagnosticKind kind;
  std::string_view name;
  std::string_view code;  // "S1001": stable, never reused for something else
  Severity severity;
  std::string_view sentence[2];  // [0] Dutch, [1] English: by Language
  std::string_view help[2];
};

const KindInfo& InfoOf(DiagnosticKind kind);

// All kinds in the order of kinds.def.
const std::vector<KindInfo>& AllKinds();

// The phrase of phrases.def with this key (without "@"); the key itself when there is none.
std::string_view Phrase(std::string_view key, Language language);

}  // namespace stapwijs::dsl
