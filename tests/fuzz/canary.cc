// SPDX-License-Identifier: EUPL-1.2
#include "tests/fuzz/canary.h"

#include <algorithm>
#include <memory>

#include "dsl/parse/parse.h"

namespace stapwijs::fuzz {
namespace {

bool GivesAKey(const dsl::syntax::ParsedFile& file) {
  for (const dsl::syntax::ScenarioDecl& scenario : file.scenarios) {
    for (const auto& statement : scenario.statements) {
      const auto* given = std::get_if<dsl::syntax::GivenStatement>(&statement);
      if (given == nullptr) continue;
      for (const dsl::syntax::GivenEntry& entry : given->entries) {
        const auto& entries = entry.value.entries;
        if (!entries.empty() && !entries[0].key.empty()) return true;
      }
    }
  }
  return false;
}

}  // namespace

void PlantedBug(std::string_view input) {
  dsl::SourceSet sources;
  if (!sources.Add("m.stap", std::string(input)).ok()) return;
  dsl::Diagnostics diagnostics;
  const dsl::syntax::ParsedFile file = dsl::Parse(sources, 0, diagnostics);
  const std::vector<dsl::Diagnostic> sorted = diagnostics.Sorted();
  const bool wrong_date = std::any_of(sorted.begin(), sorted.end(), [](const dsl::Diagnostic& d) {
    return d.kind == dsl::DiagnosticKind::kNoSuchDate;
  });
  if (!wrong_date || !GivesAKey(file)) return;
  const auto buffer = std::make_unique<char[]>(4);
  const volatile char* begin = buffer.get();
  (void)begin[4];
}

}  // namespace stapwijs::fuzz
