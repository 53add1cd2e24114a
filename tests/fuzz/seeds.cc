// SPDX-License-Identifier: EUPL-1.2
#include "tests/fuzz/seeds.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <sstream>
#include <string_view>

#include "dsl/parse/clause_words.h"
#include "engine/json/facts_writer.h"
#include "engine/trajectory/event_codec.h"
#include "tests/engine/testing/random_changes.h"
#include "tests/engine/testing/small_method.h"
#include "tests/fuzz/targets.h"

namespace stapwijs::fuzz {
namespace {

namespace fs = std::filesystem;

std::string ReadAll(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<fs::path> FilesBelow(const fs::path& folder, std::string_view extension) {
  std::vector<fs::path> files;
  if (!fs::exists(folder)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const bool fits = extension.empty() || entry.path().extension() == extension;
    if (entry.is_regular_file() && fits) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// The blocks between ```stap and ```.
void AddReference(const std::string& root, std::vector<Seed>& seeds) {
  std::istringstream lines(ReadAll(fs::path(root) / "dsl/REFERENCE.md"));
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (line == "```stap") {
      seeds.push_back({"reference_" + std::to_string(seeds.size()), ""});
      inside = true;
    } else if (line == "```") {
      inside = false;
    } else if (inside) {
      seeds.back().text += line + "\n";
    }
  }
}

// Declarations of a file, each a text of its own. They begin at the margin.
void AddDeclarations(const fs::path& file, std::vector<Seed>& seeds) {
  constexpr size_t kLongest = 3000;
  std::istringstream lines(ReadAll(file));
  std::string piece;
  const auto add = [&] {
    if (piece.size() > 40) {
      const bool headed = piece.starts_with("method") || piece.starts_with("part of");
      seeds.push_back({file.stem().string() + "_" + std::to_string(seeds.size()),
                       (headed ? "" : "part of m\n") + piece});
    }
    piece.clear();
  };
  for (std::string line; std::getline(lines, line);) {
    const bool begins = !line.empty() && line[0] >= 'a' && line[0] <= 'z';
    if (begins && piece.size() > 400) add();
    if (piece.size() < kLongest) piece += line + "\n";
  }
  add();
}

// The texts in tests/dsl/check/golden/kinds.txt, one for each kind; their lines begin with "| ".
void AddKinds(const std::string& root, std::vector<Seed>& seeds) {
  std::istringstream lines(ReadAll(fs::path(root) / "tests/dsl/check/golden/kinds.txt"));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("== ")) {
      seeds.push_back({"kind_" + line.substr(3, 5), ""});
    } else if (line.starts_with("| ") && !seeds.empty()) {
      seeds.back().text += line.substr(2) + "\n";
    }
  }
}

}  // namespace

std::vector<Seed> ParseSeeds(const std::string& root) {
  std::vector<Seed> seeds;
  AddReference(root, seeds);
  for (const fs::path& file : FilesBelow(fs::path(root) / "tests/dsl/parse", ".stap")) {
    seeds.push_back({file.stem().string(), ReadAll(file)});
  }
  for (const fs::path& file : FilesBelow(fs::path(root) / "examples/methods", ".stap")) {
    AddDeclarations(file, seeds);
  }
  AddKinds(root, seeds);
  return seeds;
}

std::vector<Seed> CheckSeeds(const std::string& root) {
  std::vector<Seed> seeds;
  AddReference(root, seeds);
  seeds.push_back(
      {"language_example", ReadAll(fs::path(root) / "tests/dsl/parse/language_example.stap")});
  seeds.push_back({"two_files", "method m 1.0.0 nl \"M\" en \"M\"\n%%\npart of m\nlet a = 1\n"});
  AddKinds(root, seeds);
  return seeds;
}

std::vector<Seed> FactsSeeds() {
  const std::shared_ptr<const Method> method = testing::SmallMethod();
  std::vector<Seed> seeds;
  std::mt19937 random(1);
  for (int size : {1, 3, 8, 20, 60}) {
    for (int run = 0; run < 6; ++run) {
      stapwijs::Facts facts;
      for (int i = 0; i < size; ++i) facts.Apply(*method, testing::RandomChange(*method, random));
      seeds.push_back({"facts_" + std::to_string(seeds.size()), WriteFactsJson(*method, facts)});
    }
  }
  return seeds;
}

std::vector<Seed> EventSeeds() {
  const std::shared_ptr<const Method> method = testing::SmallMethod();
  std::vector<Seed> seeds;
  const auto add = [&](const EncodedContent& content) {
    const std::string separator(kSeparator);
    std::string text = content.type + "\n" + separator + content.payload;
    if (!content.private_payload.empty()) text += separator + content.private_payload;
    seeds.push_back({content.type + "_" + std::to_string(seeds.size()), text});
  };
  std::mt19937 random(2);
  for (int size : {1, 2, 5, 12}) {
    for (int run = 0; run < 10; ++run) {
      std::vector<Change> changes;
      for (int i = 0; i < size; ++i) changes.push_back(testing::RandomChange(*method, random));
      add(EncodeFactsRecorded(*method, changes));
    }
  }
  add(Encode(*method, TrajectoryCreated{"Wijk", store::CaseRef{"zaak", "1"}}));
  add(Encode(*method, StepStarted{StepId(0)}));
  add(Encode(*method, StepCompleted{StepId(0), Status::kComplete}));
  add(Encode(*method,
             ItemAnswered{testing::AnswerTo("area.goal_discussed", Value::Bool(true), "d")}));
  return seeds;
}

std::vector<Seed> SeedsOf(const std::string& target, const std::string& root) {
  if (target == "parse") return ParseSeeds(root);
  if (target == "check") return CheckSeeds(root);
  if (target == "facts") return FactsSeeds();
  return EventSeeds();
}

std::vector<Seed> Regressions(const std::string& target, const std::string& root) {
  std::vector<Seed> seeds;
  for (const fs::path& file : FilesBelow(fs::path(root) / "tests/fuzz/corpus" / target, "")) {
    seeds.push_back({file.filename().string(), ReadAll(file)});
  }
  return seeds;
}

std::string Dictionary() {
  const std::vector<std::string_view>& of_grammar = dsl::parse::WordsOfTheLanguage();
  std::set<std::string> entries(of_grammar.begin(), of_grammar.end());
  for (const std::string_view more : {"yesno",
                                      "int",
                                      "decimal",
                                      "label",
                                      "text",
                                      "date",
                                      "time",
                                      "duration",
                                      "reference",
                                      "list of",
                                      "up to",
                                      "set of",
                                      "ref",
                                      "blocks",
                                      "warns",
                                      "advises",
                                      "required",
                                      "recommended",
                                      "violated",
                                      "waived",
                                      "done",
                                      "open",
                                      "complete",
                                      "applicable",
                                      "holds",
                                      "is none",
                                      "is not empty",
                                      "minutes",
                                      "working days",
                                      "weeks",
                                      "months",
                                      "2024-02-29",
                                      "13:30",
                                      "2022-06",
                                      "1.x",
                                      "1.0.0-rc.1",
                                      "0.000001",
                                      "999999999999999999",
                                      "<=",
                                      ">=",
                                      "..",
                                      "nl \\\"T\\\" en \\\"T\\\"",
                                      "{a}",
                                      "{{",
                                      "}}",
                                      "[*]",
                                      "[k]",
                                      "%%\\x0A",
                                      "\\xE2\\x80\\xAE",
                                      "\\xEF\\xBB\\xBF",
                                      "\\xE2\\x80\\x9C",
                                      "\\xC3",
                                      "\\x0D\\x0A"}) {
    entries.insert(std::string(more));
  }
  std::string out;
  for (const std::string& entry : entries) out += "\"" + entry + "\"\n";
  return out;
}

}  // namespace stapwijs::fuzz
