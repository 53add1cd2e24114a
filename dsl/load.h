// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "dsl/check/check.h"
#include "dsl/diagnostics/diagnostic.h"
#include "dsl/source/source.h"
#include "engine/model/method.h"

// From method text to a checked method, in one call. For who embeds the engine: link stapwijs_dsl.
namespace stapwijs::dsl {

struct Loaded {
  SourceSet sources;                     // what the diagnostics point into
  Diagnostics diagnostics;               // all mistakes and lints of the text
  std::optional<CheckedMethod> checked;  // absent when there are errors
};

// Loads a file, or a folder with all its *.stap files. A status is a failure to read (see
// LoadSources); a mistake in the text is a diagnostic, not a status.
absl::StatusOr<Loaded> LoadMethod(const std::string& path);

// The same for texts in memory.
Loaded LoadMethod(SourceSet sources);

// One expression, checked against a method (which may be empty). `text` gets a file of its own in
// `sources`, for the diagnostics. Gives a copy of the method that holds the expression, and its id.
std::optional<std::pair<std::shared_ptr<const Method>, ExprId>> LoadExpression(
    const Method& base, const std::string& text, SourceSet& sources, Diagnostics& diagnostics);

}  // namespace stapwijs::dsl
