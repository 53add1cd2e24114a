// SPDX-License-Identifier: EUPL-1.2
#include "engine/eval/state_names.h"

#include <array>

namespace stapwijs {
namespace {

template <typename E, size_t N>
std::string_view At(const std::array<std::string_view, N>& names, E value) {
  return names[static_cast<size_t>(value)];
}

}  // namespace

std::string_view Name(ItemState state) {
  constexpr std::array<std::string_view, 4> kNames = {"done", "open", "unknown", "not_applicable"};
  return At(kNames, state);
}

std::string_view Name(GuardState state) {
  constexpr std::array<std::string_view, 5> kNames = {"holds", "violated", "undetermined",
                                                      "not_applicable", "waived"};
  return At(kNames, state);
}

std::string_view Name(Status status) {
  constexpr std::array<std::string_view, 5> kNames = {"not_applicable", "blocked", "incomplete",
                                                      "unknown", "complete"};
  return At(kNames, status);
}

std::string_view Name(TipState state) {
  constexpr std::array<std::string_view, 3> kNames = {"shown", "not_shown", "undecided"};
  return At(kNames, state);
}

std::string_view Name(GoalState state) {
  constexpr std::array<std::string_view, 4> kNames = {"linked", "partly", "unlinked", "unknown"};
  return At(kNames, state);
}

std::string_view Name(Severity severity) {
  constexpr std::array<std::string_view, 3> kNames = {"blocks", "warns", "advises"};
  return At(kNames, severity);
}

std::string_view Name(Strength strength) {
  constexpr std::array<std::string_view, 7> kNames = {"",        "fixed", "important", "preferred",
                                                      "helpful", "pilot", "quote"};
  return At(kNames, strength);
}

std::string_view Name(Tristate value) {
  constexpr std::array<std::string_view, 3> kNames = {"no", "yes", "unknown"};
  return At(kNames, value);
}

}  // namespace stapwijs
