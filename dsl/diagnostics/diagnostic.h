// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/diagnostics/kind.h"
#include "engine/base/span.h"

namespace stapwijs::dsl {

// A second place that explains the first, such as the brace that was never closed.
struct Place {
  Span span;
  std::string note;  // an argument as below, mostly a phrase: "@opened_here"
};

// "Did you mean": the text to put in the place of `span`.
struct Suggestion {
  Span span;
  std::string replacement;
};

// One mistake of an author (or a lint). Immutable data; the sentences are made when it is shown.
//
// `args` fill {0}, {1}... of the kind's sentence. An argument is shown as it is, unless it starts
// with "@": then it is the key of a phrase in phrases.def, shown in the reader's language.
struct Diagnostic {
  DiagnosticKind kind;
  Severity severity;
  Span span;
  std::vector<std::string> args;
  std::vector<Place> places;
  std::optional<Suggestion> suggestion;

  // Severity as registered for the kind.
  Diagnostic(DiagnosticKind kind, Span span, std::vector<std::string> args = {});

  Diagnostic&& At(Span place, std::string note) &&;
  // Does nothing when there is nothing to suggest (see Closest).
  Diagnostic&& Suggest(Span at, std::optional<std::string> replacement) &&;
};

// Collects the diagnostics of one run. Keeps at most kLimit; when full, an error still takes the
// place of a warning that was kept. Everything else is only counted. Not thread-safe.
class Diagnostics {
 public:
  static constexpr size_t kLimit = 100;

  void Report(Diagnostic diagnostic);

  // Reports what another collected, counting what that one did not keep.
  void Take(Diagnostics&& other);

  // What is kept, by file and position; at one place in the order of reporting.
  std::vector<Diagnostic> Sorted() const;

  // Counted over everything reported, kept or not.
  size_t errors() const { return errors_; }
  size_t warnings() const { return warnings_; }
  size_t dropped() const { return errors_ + warnings_ - kept_.size(); }
  bool ok() const { return errors_ == 0; }

 private:
  std::vector<Diagnostic> kept_;
  size_t errors_ = 0;
  size_t warnings_ = 0;
};

// The candidate nearest to `word` in Damerau-Levenshtein distance (insert, delete, replace, swap of
// neighbours), if at most a third of its length (at least 1) away; of equals the first.
std::optional<std::string> Closest(std::string_view word,
                                   const std::vector<std::string_view>& candidates);

}  // namespace stapwijs::dsl
