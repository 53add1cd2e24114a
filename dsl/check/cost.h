// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "dsl/check/context.h"

namespace stapwijs::dsl::check {

// Bounds what judging a method may cost, from the declared lengths of its lists, before it is ever
// run: reports the dearest rule or let when all together could take more than ten million steps.
// After all expressions are checked.
void BoundCost(Context& context);

}  // namespace stapwijs::dsl::check
