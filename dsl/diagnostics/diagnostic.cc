// SPDX-License-Identifier: EUPL-1.2
#include "dsl/diagnostics/diagnostic.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace stapwijs::dsl {
namespace {

// Optimal string alignment: no part is edited twice, which is all that typing mistakes need.
size_t Distance(std::string_view a, std::string_view b) {
  std::vector<size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replace});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

Diagnostic::Diagnostic(DiagnosticKind of_kind, Span at, std::vector<std::string> arguments)
    : kind(of_kind), severity(InfoOf(of_kind).severity), span(at), args(std::move(arguments)) {}

Diagnostic&& Diagnostic::At(Span place, std::string note) && {
  places.push_back({place, std::move(note)});
  return std::move(*this);
}

Diagnostic&& Diagnostic::Suggest(Span at, std::optional<std::string> replacement) && {
  if (replacement) suggestion = Suggestion{at, *std::move(replacement)};
  return std::move(*this);
}

void Diagnostics::Report(Diagnostic diagnostic) {
  const bool is_error = diagnostic.severity == Severity::kError;
  ++(is_error ? errors_ : warnings_);
  if (kept_.size() < kLimit) {
    kept_.push_back(std::move(diagnostic));
    return;
  }
  if (!is_error) return;
  const auto warning = std::find_if(kept_.rbegin(), kept_.rend(), [](const Diagnostic& d) {
    return d.severity == Severity::kWarning;
  });
  if (warning != kept_.rend()) *warning = std::move(diagnostic);
}

void Diagnostics::Take(Diagnostics&& other) {
  errors_ += other.errors_;
  warnings_ += other.warnings_;
  for (Diagnostic& diagnostic : other.kept_) {
    --(diagnostic.severity == Severity::kError ? errors_ : warnings_);
    Report(std::move(diagnostic));
  }
}

std::vector<Diagnostic> Diagnostics::Sorted() const {
  std::vector<Diagnostic> sorted = kept_;
  std::stable_sort(sorted.begin(), sorted.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.span.file, a.span.begin) < std::tie(b.span.file, b.span.begin);
  });
  return sorted;
}

std::optional<std::string> Closest(std::string_view word,
                                   const std::vector<std::string_view>& candidates) {
  if (word.size() > 64) return std::nullopt;  // no name is that long; the work stays small
  const size_t allowed = std::max<size_t>(1, word.size() / 3);
  std::optional<std::string> best;
  size_t best_distance = allowed + 1;
  for (std::string_view candidate : candidates) {
    const size_t longer = std::max(candidate.size(), word.size());
    if (longer - std::min(candidate.size(), word.size()) >= best_distance) continue;
    const size_t distance = Distance(word, candidate);
    // A word of one letter is near every other one: that is no suggestion.
    if (distance < best_distance && distance < longer && word.size() > 1) {
      best = std::string(candidate);
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace stapwijs::dsl
