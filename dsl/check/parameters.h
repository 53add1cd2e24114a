// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "dsl/check/context.h"
#include "dsl/check/expressions.h"

namespace stapwijs::dsl::check {

// Gives every declared parameter its value and what an overlay may make of it. Before any
// expression is checked: the unit of a duration is that of its value.
void CheckParameters(Context& context, Expressions& expressions);

}  // namespace stapwijs::dsl::check
