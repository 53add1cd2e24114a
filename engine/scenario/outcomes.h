// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>
#include <vector>

#include "engine/eval/program.h"

// Which outcomes a rule can have at all, so that nobody is asked for a scenario that cannot be.
// Decided by the form of the conditions alone, never by what facts may hold together: an outcome
// that is left out cannot be; one that is named may still be out of reach (`n > 5 and n < 3`).
// What the form rules out:
//   - no `applies when` and no filter around the rule that can be no: never not_applicable;
//   - `recorded(x)` is never no, `not yet C` never unknown; figures, `today` and the values of an
//     enum are always known; and what follows for `and`, `or`, `not`, quantifiers and lets;
//   - a step without a guard that blocks it is never blocked, one without a required item that can
//     be open never incomplete.
namespace stapwijs {

// How a condition can turn out.
struct Can {
  bool yes = true;
  bool no = true;
  bool unknown = true;
  friend bool operator==(const Can&, const Can&) = default;
};

// Of a yesno expression of the method; an invalid id is a condition nobody wrote: always yes.
Can CanBe(const Method& method, ExprId condition);

// State names of engine/eval/state_names.h, in the order in which reports name them. A guard's
// `waived` is not among them: it is what people do with a rule, not an outcome of it.
std::vector<std::string_view> OutcomesOf(const Method& method, const Guard& guard);
std::vector<std::string_view> OutcomesOf(const Method& method, const Item& item);
std::vector<std::string_view> OutcomesOf(const Method& method, const Tip& tip);
std::vector<std::string_view> OutcomesOf(const Method& method, const Goal& goal);
std::vector<std::string_view> OutcomesOf(const Program& program, StepId step);

}  // namespace stapwijs
