// SPDX-License-Identifier: EUPL-1.2
#include "tests/dsl/check/check_support.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "dsl/diagnostics/render.h"

namespace stapwijs::dsl::testing {

Loaded LoadText(std::string declarations) {
  constexpr std::string_view kNextFile = "\n%%\n";
  const bool whole = declarations.starts_with("method") || declarations.starts_with("part of") ||
                     declarations.starts_with("# whole\n");
  if (!whole) declarations = "method m 1.0.0 $\n" + declarations;
  const std::string text = absl::StrReplaceAll(declarations, {{"$", "nl \"T\" en \"T\""}});
  SourceSet sources;
  for (size_t at = 0; at != std::string::npos;) {
    const size_t end = text.find(kNextFile, at);
    const std::string name =
        sources.size() == 0 ? "m.stap" : absl::StrCat("m", sources.size() + 1, ".stap");
    EXPECT_TRUE(sources.Add(name, text.substr(at, end - at)).ok());
    at = end == std::string::npos ? end : end + kNextFile.size();
  }
  return LoadMethod(std::move(sources));
}

std::vector<std::string> Lines(const Loaded& loaded) {
  std::vector<std::string> lines;
  for (const Diagnostic& d : loaded.diagnostics.Sorted()) {
    lines.push_back(absl::StrCat(std::string(InfoOf(d.kind).code), " ",
                                 std::string(loaded.sources.Text(d.span)), ": ",
                                 Sentence(d, Language::kEnglish)));
  }
  return lines;
}

void PrintTo(const Case& one, std::ostream* out) { *out << one.name; }

std::set<std::string> CodesOf(const std::vector<Case>& cases) {
  std::set<std::string> codes;
  for (const Case& one : cases) {
    for (const std::string& line : one.lines) codes.insert(line.substr(0, 5));
  }
  return codes;
}

std::vector<Case> AllCases() {
  std::vector<Case> all;
  for (const auto* table :
       {&ParseCases(), &NameCases(), &RuleCases(), &ScenarioCases(), &InputCases()}) {
    all.insert(all.end(), table->begin(), table->end());
  }
  return all;
}

}  // namespace stapwijs::dsl::testing
