// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "dsl/check/context.h"

namespace stapwijs::dsl::check {

// Reports rules that ask for their own outcome, directly or through others, and steps that stand
// after themselves. After all expressions are checked.
void ReportCycles(Context& context);

}  // namespace stapwijs::dsl::check
