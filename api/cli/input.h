// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "api/convert/languages.h"
#include "dsl/load.h"
#include "engine/base/date.h"
#include "engine/base/text.h"
#include "engine/facts/state.h"
#include "engine/model/method.h"

namespace CLI {
class App;
}

// What verbs take in: languages, dates, methods, facts. Whatever is wrong is told on standard
// error.
namespace stapwijs::api::cli {

// The options that several verbs have.
struct Options {
  std::string format = "text";  // text, json
  std::string language = "nl";  // nl, en
  std::string on;               // a date; empty: today

  bool json() const { return format == "json"; }
  Language Spoken() const { return language == "en" ? Language::kEnglish : Language::kDutch; }
  Languages Asked() const { return {language == "nl", language == "en"}; }
};

void AddFormat(CLI::App& verb, Options& options);
void AddLanguage(CLI::App& verb, Options& options);
void AddDate(CLI::App& verb, Options& options);

// The date in `options`, or today where this machine is.
std::optional<Date> DateOf(const Options& options);

// The method at a path without mistakes; otherwise its diagnostics are shown and the result is
// empty. `exit_code` then says whether the author (1) or the caller (2) is to blame.
std::optional<dsl::CheckedMethod> LoadChecked(const std::string& path, const Options& options,
                                              int& exit_code);

// The facts in a file ("-": standard input). Shows every violation.
std::optional<TrajectoryState> LoadFacts(const Method& method, const std::string& path,
                                         const Options& options);

// Shows "stapwijs: message" on standard error.
void Complain(const std::string& message);

}  // namespace stapwijs::api::cli
