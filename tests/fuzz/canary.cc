// SPDX-License-Identifier: EUPL-1.2
#include "tests/fuzz/canary.h"

#include <algorithm>
#include <memory>

#include "dsl/parse/parse.h"

namespace stapwijs::fuzz {
void PlantedBug(std::string_view input) {
  dsl::SourceSet sources;
  if (!sources.Add("m.stap", std::string(input)).ok()) return;
  dsl::Diagnostics diagnostics;
  const dsl::syntax::ParsedFile file = dsl::Parse(sources, 0, diagnostics);
  const std::vector<dsl::Diagnostic> sorted = diagnostics.Sorted();
  const bool wrong_date = std::any_of(sorted.begin(), sorted.end(), [](const dsl::Diagnostic& d) {
    return d.kind == dsl::DiagnosticKind::kNoSuchDate;
  });
  const bool says_something = std::any_of(file.scenarios.begin(), file.scenarios.end(),
                                          [](const auto& one) { return !one.statements.empty(); });
  if (!wrong_date || !says_something) return;
  const auto buffer = std::make_unique<char[]>(4);
  const volatile char* begin = buffer.get();
  (void)begin[4];
}

}  // namespace stapwijs::fuzz
