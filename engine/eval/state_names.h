// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "engine/eval/assessment.h"

// The one spelling of every state, in scenarios, text and JSON.
namespace stapwijs {

std::string_view Name(ItemState state);    // done open unknown not_applicable
std::string_view Name(GuardState state);   // holds violated undetermined not_applicable waived
std::string_view Name(Status status);      // not_applicable blocked incomplete unknown complete
std::string_view Name(TipState state);     // shown not_shown undecided
std::string_view Name(GoalState state);    // linked partly unlinked unknown
std::string_view Name(Severity severity);  // blocks warns advises
std::string_view Name(
    Strength strength);  // fixed important preferred helpful pilot quote; "" unstated
std::string_view Name(Tristate value);  // no yes unknown

}  // namespace stapwijs
