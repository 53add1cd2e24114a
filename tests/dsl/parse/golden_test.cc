// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "dsl/diagnostics/render.h"
#include "tests/dsl/parse/parse_support.h"

// Each file golden/*.stap holds a text with mistakes and, in comments that begin with "#!", what is
// to be reported. With STAPWIJS_UPDATE_GOLDEN=1 the comments are written anew: read the difference.
namespace stapwijs::dsl::testing {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(STAPWIJS_ROOT) / "tests/dsl/parse/golden";

std::string ReadAll(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<std::string> GoldenNames() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> ExpectedIn(const std::string& text) {
  std::vector<std::string> expected;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("#! ")) expected.push_back(line.substr(3));
  }
  return expected;
}

std::string WithoutExpected(const std::string& text) { return text.substr(0, text.find("#! ")); }

class GoldenTest : public ::testing::TestWithParam<std::string> {};

TEST_P(GoldenTest, ReportsWhatTheFileSays) {
  const fs::path path = kFolder / (GetParam() + ".stap");
  const std::string text = ReadAll(path);
  // The text is parsed without the expectations, or a mistake at its end would depend on them.
  const std::vector<std::string> actual = Lines(ParseText(WithoutExpected(text)));
  if (std::getenv("STAPWIJS_UPDATE_GOLDEN") != nullptr) {
    std::ofstream out(path, std::ios::binary);
    out << WithoutExpected(text);
    for (const std::string& line : actual) out << "#! " << line << "\n";
  }
  EXPECT_EQ(actual, ExpectedIn(ReadAll(path)));
}

INSTANTIATE_TEST_SUITE_P(Files, GoldenTest, ::testing::ValuesIn(GoldenNames()),
                         [](const auto& one) { return one.param; });

TEST(GoldenCoverage, EveryKindOfThisPhaseIsReported) {
  std::set<std::string> seen;
  for (const std::string& name : GoldenNames()) {
    for (const std::string& line : ExpectedIn(ReadAll(kFolder / (name + ".stap")))) {
      seen.insert(line.substr(line.find(' ') + 1, 5));
    }
  }
  for (const KindInfo& kind : AllKinds()) {
    if (kind.code.starts_with("S1")) {
      EXPECT_TRUE(seen.contains(std::string(kind.code))) << kind.code << " " << kind.name;
    }
  }
}

TEST(GoldenCoverage, EverySentenceIsCompleteInBothLanguages) {
  for (const std::string& name : GoldenNames()) {
    const Parsed parsed = ParseText(WithoutExpected(ReadAll(kFolder / (name + ".stap"))));
    for (const Language language : {Language::kDutch, Language::kEnglish}) {
      for (const Diagnostic& d : parsed.diagnostics.Sorted()) {
        const std::string sentence = Sentence(d, language) + Help(d, language);
        EXPECT_EQ(sentence.find('@'), std::string::npos) << name << ": " << sentence;
        EXPECT_EQ(sentence.find("undefined"), std::string::npos) << name << ": " << sentence;
        EXPECT_FALSE(sentence.empty());
        for (const std::string& arg : d.args) {
          if (!arg.starts_with('@')) continue;
          EXPECT_NE(Phrase(arg.substr(1), language), arg.substr(1)) << name;
        }
      }
    }
  }
}

}  // namespace
}  // namespace stapwijs::dsl::testing
