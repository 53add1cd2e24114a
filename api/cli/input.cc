// SPDX-License-Identifier: EUPL-1.2
#include "api/cli/input.h"

#include <cerrno>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iostream>

#include "CLI/App.hpp"
#include "CLI/Config.hpp"
#include "CLI/Formatter.hpp"
#include "absl/strings/str_cat.h"
#include "api/cli/layout.h"
#include "api/cli/verbs.h"
#include "dsl/diagnostics/render.h"
#include "engine/json/facts_reader.h"

namespace stapwijs::api::cli {
namespace {

// As much as one request may carry.
constexpr size_t kMaxFactsBytes = size_t{4} << 20;

std::optional<std::string> ReadAll(std::istream& in, const std::string& path) {
  std::string text(kMaxFactsBytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad()) {
    Complain(absl::StrCat(path, ": cannot be read"));
    return std::nullopt;
  }
  text.resize(static_cast<size_t>(in.gcount()));
  if (text.size() > kMaxFactsBytes) {
    Complain(absl::StrCat(path, ": longer than ", kMaxFactsBytes, " bytes"));
    return std::nullopt;
  }
  return text;
}

std::optional<std::string> ReadFile(const std::string& path) {
  if (path == "-") return ReadAll(std::cin, "standard input");
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    Complain(absl::StrCat(path, ": ", std::strerror(errno)));
    return std::nullopt;
  }
  return ReadAll(in, path);
}

}  // namespace

void AddFormat(CLI::App& verb, Options& options) {
  verb.add_option("--format", options.format, "text (for people) or json (for programs)")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
}

void AddLanguage(CLI::App& verb, Options& options) {
  verb.add_option("--language", options.language, "nl or en")
      ->check(CLI::IsMember({"nl", "en"}))
      ->capture_default_str();
}

void AddDate(CLI::App& verb, Options& options) {
  verb.add_option("--on", options.on, "judge on this date, such as 2022-03-01; else today")
      ->check([](const std::string& text) {
        return ParseDate(text).has_value() ? std::string()
                                           : absl::StrCat("'", text, "' is no date (2022-03-01)");
      });
}

std::optional<Date> DateOf(const Options& options) {
  if (!options.on.empty()) return ParseDate(options.on);
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  if (localtime_r(&now, &local) == nullptr) return std::nullopt;
  return FromCivil({local.tm_year + 1900, local.tm_mon + 1, local.tm_mday});
}

std::optional<dsl::CheckedMethod> LoadChecked(const std::string& path, const Options& options,
                                              int& exit_code) {
  absl::StatusOr<dsl::Loaded> loaded = dsl::LoadMethod(path);
  if (!loaded.ok()) {
    Complain(std::string(loaded.status().message()));
    exit_code = kWrongUse;
    return std::nullopt;
  }
  if (loaded->diagnostics.ok() && loaded->checked.has_value()) return *std::move(loaded->checked);
  std::cerr << dsl::RenderText(loaded->diagnostics, loaded->sources, options.Spoken());
  exit_code = kAnswerIsNo;
  return std::nullopt;
}

std::optional<TrajectoryState> LoadFacts(const Method& method, const std::string& path,
                                         const Options& options) {
  const std::optional<std::string> text = ReadFile(path);
  if (!text.has_value()) return std::nullopt;
  const FactsReading reading = ReadFactsJson(method, *text);
  std::vector<Violation> violations = reading.violations;
  TrajectoryState state;
  if (violations.empty()) {
    ValidateLengths(
        method, state.facts, reading.changes, {}, [](size_t) { return std::string(); }, violations);
  }
  for (const Violation& violation : violations) {
    std::cerr << Visible(path) << ": " << violation.field << (violation.field.empty() ? "" : ": ")
              << Visible(violation.message.In(options.Spoken())) << " [" << violation.reason
              << "]\n";
  }
  if (!violations.empty()) return std::nullopt;
  for (const Change& change : reading.changes) state.facts.Apply(method, change);
  return state;
}

void Complain(const std::string& message) { std::cerr << "stapwijs: " << Visible(message) << "\n"; }

}  // namespace stapwijs::api::cli
