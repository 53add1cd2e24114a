// SPDX-License-Identifier: EUPL-1.2
#include "tests/conformance/cases.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <set>

#include "absl/strings/str_cat.h"
#include "yaml-cpp/yaml.h"

namespace stapwijs::conformance {
namespace {

[[noreturn]] void Refuse(const std::string& where, const std::string& why) {
  std::cerr << where << ": " << why << "\n";
  std::exit(2);
}

bool LooksLikeNumber(const std::string& text) {
  size_t at = !text.empty() && text[0] == '-' ? 1 : 0;
  return at < text.size() && text.find_first_not_of("0123456789.", at) == std::string::npos &&
         std::count(text.begin(), text.end(), '.') <= 1;
}

JsonNode ToJson(const YAML::Node& node) {
  switch (node.Type()) {
    case YAML::NodeType::Sequence: {
      JsonNode out = JsonNode::Array();
      for (const YAML::Node& item : node) out.Push(ToJson(item));
      return out;
    }
    case YAML::NodeType::Map: {
      JsonNode out = JsonNode::Object();
      for (const auto& member : node) out.Put(member.first.Scalar(), ToJson(member.second));
      return out;
    }
    case YAML::NodeType::Scalar: {
      const std::string& text = node.Scalar();
      if (node.Tag() == "!") return JsonNode::String(text);  // in quotes
      if (text == "true" || text == "false") return JsonNode::Bool(text == "true");
      return LooksLikeNumber(text) ? JsonNode::Number(text) : JsonNode::String(text);
    }
    default:
      return {};
  }
}

std::vector<std::string> Texts(const YAML::Node& node) {
  std::vector<std::string> out;
  for (const YAML::Node& item : node) out.push_back(item.Scalar());
  return out;
}

std::vector<std::string> Sorted(std::vector<std::string> texts) {
  std::sort(texts.begin(), texts.end());
  return texts;
}

bool IsWord(const JsonNode& node, const char* word) {
  return node.Is(JsonNode::Kind::kString) && node.text == word;
}

// Whether it may wait for something: a value that is not exact, a state that is not decided; a
// waived guard may have been undetermined, and a refused start has blockers.
bool MayWait(const JsonNode& answer) {
  for (const char* word : {"unknown", "undetermined", "undecided", "waived", "refused"}) {
    if (IsWord(answer, word)) return true;
  }
  return answer.Member("at_least") != nullptr || answer.Member("at_most") != nullptr;
}

// One table, opened: what its rows share.
struct Table {
  std::string name;
  Case shared;
  std::vector<std::string> facts;
  std::vector<std::string> questions;
};

Case CaseOf(const Table& table, const JsonNode& facts, size_t row, size_t answer,
            const YAML::Node& cell, const std::vector<std::string>& waits) {
  Case out = table.shared;
  out.name = absl::StrCat(table.name, ".", row, ".", answer + 1);
  out.question = table.questions[answer];
  out.facts = facts;
  out.waits = waits;
  const bool apart = cell.IsMap() && cell["is"];
  out.answer = ToJson(apart ? cell["is"] : cell);
  if (apart) {
    if (cell["waits"]) out.waits = Sorted(Texts(cell["waits"]));
    out.contradicts = cell["contradicts"] && cell["contradicts"].as<bool>();
  }
  if (IsWord(out.answer, "contradiction")) {
    out.answer = JsonNode::String("unknown");
    out.contradicts = true;
  }
  if (!MayWait(out.answer)) out.waits.clear();
  return out;
}

void ReadRow(const Table& table, const YAML::Node& row, size_t number, std::vector<Case>& out) {
  const size_t given = table.facts.size(), asked = table.questions.size();
  const bool waits = row.size() == given + asked + 1;
  if (!waits && row.size() != given + asked) {
    Refuse(absl::StrCat(table.name, ".", number), absl::StrCat("has ", row.size(), " cells"));
  }
  JsonNode facts = table.shared.facts;
  for (size_t i = 0; i < given; ++i) {
    if (!row[i].IsNull()) facts.Put(table.facts[i], ToJson(row[i]));
  }
  const auto waiting = waits ? Sorted(Texts(row[given + asked])) : std::vector<std::string>();
  for (size_t i = 0; i < asked; ++i) {
    out.push_back(CaseOf(table, facts, number, i, row[given + i], waiting));
  }
}

void ReadFile(const std::filesystem::path& path, std::vector<Case>& out) {
  const YAML::Node file = YAML::LoadFile(path.string());
  std::set<std::string> names;
  for (const YAML::Node& node : file["tables"]) {
    Table table;
    table.name = absl::StrCat(path.stem().string(), ".", node["name"].Scalar());
    if (!names.insert(table.name).second) Refuse(table.name, "occurs twice");
    table.shared.method = file["method"].Scalar();
    table.shared.date = file["date"].Scalar();
    table.shared.facts = node["given"] ? ToJson(node["given"]) : JsonNode::Object();
    table.shared.judged = !node["ask"];
    if (node["waive"]) table.shared.waived = Texts(node["waive"]);
    if (node["facts"]) table.facts = Texts(node["facts"]);
    table.questions = Texts(table.shared.judged ? node["judge"] : node["ask"]);
    if (table.questions.empty() || node["rows"].size() == 0) Refuse(table.name, "asks nothing");
    size_t number = 0;
    for (const YAML::Node& row : node["rows"]) ReadRow(table, row, ++number, out);
  }
}

}  // namespace

void PrintTo(const Case& one, std::ostream* out) { *out << one.name; }

std::vector<Case> ReadCases(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Case> out;
  for (const auto& file : files) {
    try {
      ReadFile(file, out);
    } catch (const YAML::Exception& error) {
      Refuse(file.filename().string(), error.what());
    }
  }
  return out;
}

}  // namespace stapwijs::conformance
