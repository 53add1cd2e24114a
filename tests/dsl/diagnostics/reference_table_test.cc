// SPDX-License-Identifier: EUPL-1.2
// dsl/DIAGNOSTICS.md is made of kinds.def; STAPWIJS_UPDATE_GOLDEN=1 writes it anew.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "dsl/diagnostics/kind.h"

namespace stapwijs::dsl {
namespace {

constexpr char kIntroduction[] =
    R"(<!-- SPDX-License-Identifier: EUPL-1.2 -->
# Diagnostics

What `stapwijs check` can say of a text. Made of `dsl/diagnostics/kinds.def` by a test
(`STAPWIJS_UPDATE_GOLDEN=1` writes it anew). A code is stable: it is never used again for something else.
`{0}`, `{1}`... stand for words of the text. Where a word looks misspelt, "did you mean ...?" takes the
place of the cure. An example of each, as it is shown: `tests/dsl/check/golden/kinds.txt`.

`check --format json` prints one object, documented in [diagnostics/README.md](diagnostics/README.md).
)";

std::string InTable(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
  return out;
}

std::string TitleOf(std::string_view code) {
  if (code[1] == '1') return "The text";
  if (code[1] == '3') return "Lints";
  const char* titles[] = {"Names and files", "Types and values", "Rules", "Scenarios"};
  return titles[static_cast<size_t>(code[2] - '0')];
}

std::string Reference() {
  std::vector<const KindInfo*> kinds;
  for (const KindInfo& kind : AllKinds()) kinds.push_back(&kind);
  std::sort(kinds.begin(), kinds.end(),
            [](const KindInfo* a, const KindInfo* b) { return a->code < b->code; });
  std::string out = kIntroduction, title;
  for (const KindInfo* kind : kinds) {
    if (TitleOf(kind->code) != title) {
      title = TitleOf(kind->code);
      out += "\n## " + title + "\n\n| code | | what it says | the cure |\n|---|---|---|---|\n";
    }
    const auto both = [&](const std::string_view(&texts)[2]) {
      if (texts[0].empty()) return std::string();
      return InTable(texts[1]) + "<br>*nl:* " + InTable(texts[0]);
    };
    out += "| " + std::string(kind->code) + " " + std::string(kind->name) + " | " +
           (kind->severity == Severity::kError ? "error" : "warning") + " | " +
           both(kind->sentence) + " | " + both(kind->help) + " |\n";
  }
  return out;
}

TEST(ReferenceTable, IsWhatTheKindsSay) {
  const std::string path = STAPWIJS_ROOT "/dsl/DIAGNOSTICS.md";
  const std::string table = Reference();
  if (std::getenv("STAPWIJS_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << table;
  }
  std::ifstream in(path, std::ios::binary);
  std::stringstream written;
  written << in.rdbuf();
  EXPECT_EQ(table, written.str()) << "run this test with STAPWIJS_UPDATE_GOLDEN=1";
}

std::set<char> SlotsOf(std::string_view text) {
  std::set<char> slots;
  for (size_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i] == '{' && text[i + 2] == '}' && text[i + 1] >= '0' && text[i + 1] <= '9') {
      slots.insert(text[i + 1]);
    }
  }
  return slots;
}

// Both languages say as much, and the cure rests on nothing that the sentence was not given.
TEST(Kinds, FillTheSameArgumentsInBothLanguages) {
  for (const KindInfo& kind : AllKinds()) {
    const std::set<char> slots = SlotsOf(kind.sentence[0]);
    EXPECT_EQ(slots, SlotsOf(kind.sentence[1])) << kind.code;
    EXPECT_EQ(SlotsOf(kind.help[0]), SlotsOf(kind.help[1])) << kind.code;
    for (size_t i = 0; i < slots.size(); ++i) {
      EXPECT_TRUE(slots.contains(static_cast<char>('0' + i)) ||
                  SlotsOf(kind.help[0]).contains(static_cast<char>('0' + i)))
          << kind.code << " leaves out an argument before its last";
    }
  }
}

// The author's words stand in backticks, and every one of these is closed.
TEST(Kinds, CloseTheirBackticks) {
  for (const KindInfo& kind : AllKinds()) {
    for (const auto* texts : {&kind.sentence, &kind.help}) {
      for (const std::string_view text : *texts) {
        EXPECT_EQ(std::count(text.begin(), text.end(), '`') % 2, 0) << kind.code << " " << text;
      }
    }
  }
}

}  // namespace
}  // namespace stapwijs::dsl
