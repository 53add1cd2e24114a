// SPDX-License-Identifier: EUPL-1.2
// How each kind of diagnostic is shown: golden/kinds.txt has for each the text of a case and what a
// terminal shows in both languages, help included; golden/kinds.jsonl the same as `check --format
// json` gives it. With STAPWIJS_UPDATE_GOLDEN=1 both are written anew: read the difference.
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "dsl/diagnostics/render.h"
#include "tests/dsl/check/check_support.h"

namespace stapwijs::dsl::testing {
namespace {

// No text leads to it: the tree is made by hand (method_test.cc, AWordOfIsStandsNowhereElse).
const std::set<std::string> kByHand = {"S2105"};

const std::string kFolder = std::string(STAPWIJS_ROOT) + "/tests/dsl/check/golden/";

struct Shown {
  std::string text;
  std::string json;
};

// The first case that has the kind, and the first diagnostic of that kind in it.
std::optional<Shown> Show(const KindInfo& kind, const std::vector<Case>& cases) {
  const std::string code(kind.code);
  for (const Case& one : cases) {
    if (!CodesOf({one}).contains(code)) continue;
    const Loaded loaded = LoadText(one.text);
    for (const Diagnostic& d : loaded.diagnostics.Sorted()) {
      if (d.kind != kind.kind) continue;
      Shown shown;
      shown.text = absl::StrCat("== ", code, " ", std::string(kind.name), " (", one.name, ")\n");
      for (size_t i = 0; i < loaded.sources.size(); ++i) {
        std::istringstream lines(loaded.sources.file(static_cast<uint16_t>(i)).text);
        if (i > 0) shown.text += "| %%\n";
        for (std::string line; std::getline(lines, line);) shown.text += "| " + line + "\n";
      }
      Diagnostics alone;
      alone.Report(d);
      for (Language language : {Language::kEnglish, Language::kDutch}) {
        shown.text += RenderText(d, loaded.sources, language);
        shown.json += RenderJson(alone, loaded.sources, language) + "\n";
      }
      return shown;
    }
  }
  return std::nullopt;
}

void ExpectGolden(const std::string& name, const std::string& actual) {
  if (std::getenv("STAPWIJS_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(kFolder + name, std::ios::binary) << actual;
  }
  std::ifstream in(kFolder + name, std::ios::binary);
  std::stringstream golden;
  golden << in.rdbuf();
  // The first line that differs, or a failure would fill the screen.
  std::istringstream left(actual), right(golden.str());
  std::string is, should;
  for (int line = 1; std::getline(left, is); ++line) {
    std::getline(right, should);
    ASSERT_EQ(is, should) << name << " line " << line;
    should.clear();
  }
  EXPECT_FALSE(std::getline(right, should)) << name << " has more: " << should;
}

TEST(Kinds, EachHasACase) {
  const std::set<std::string> seen = CodesOf(AllCases());
  for (const KindInfo& kind : AllKinds()) {
    const std::string code(kind.code);
    EXPECT_NE(seen.contains(code), kByHand.contains(code))
        << code << " " << kind.name << ": add a row to a table of kinds_*_test.cc";
  }
}

TEST(Kinds, AreShownAsTheGoldenFilesSay) {
  const std::vector<Case> cases = AllCases();
  std::string text =
      "Each kind of diagnostic: a text (| before each line, $ filled in), then what is shown of "
      "it.\n"
      "Written by kinds_golden_test.cc.\n\n";
  std::string json;
  for (const KindInfo& kind : AllKinds()) {
    const std::optional<Shown> shown = Show(kind, cases);
    if (!shown) continue;
    text += shown->text + "\n";
    json += shown->json;
  }
  ExpectGolden("kinds.txt", text);
  ExpectGolden("kinds.jsonl", json);
}

TEST(Kinds, EverySentenceIsCompleteInBothLanguages) {
  for (const Case& one : AllCases()) {
    const Loaded loaded = LoadText(one.text);
    for (const Diagnostic& d : loaded.diagnostics.Sorted()) {
      for (Language language : {Language::kDutch, Language::kEnglish}) {
        const std::string said = Sentence(d, language) + Help(d, language);
        for (std::string_view rest : {"@", "{0}", "{1}", "{2}", "``"}) {
          EXPECT_EQ(said.find(rest), std::string::npos) << one.name << ": " << said;
        }
      }
      for (const std::string& arg : d.args) {
        if (!arg.starts_with('@') || arg.size() == 1) continue;
        for (Language language : {Language::kDutch, Language::kEnglish}) {
          EXPECT_NE(Phrase(arg.substr(1), language), arg.substr(1)) << one.name << " " << arg;
        }
      }
    }
  }
}

}  // namespace
}  // namespace stapwijs::dsl::testing
