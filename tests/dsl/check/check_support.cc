// SPDX-License-Identifier: EUPL-1.2
#include "tests/dsl/check/check_support.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "dsl/diagnostics/render.h"

namespace stapwijs::dsl::testing {

Loaded LoadText(std::string declarations) {
  if (declarations.rfind("method", 0) != 0) declarations = "method m 1.0.0 $\n" + declarations;
  SourceSet sources;
  auto added =
      sources.Add("m.stap", absl::StrReplaceAll(declarations, {{"$", "nl \"T\" en \"T\""}}));
  EXPECT_TRUE(added.ok());
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

}  // namespace stapwijs::dsl::testing
