// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "dsl/check/context.h"

// Warnings about conditions that mean something else than they seem to.
namespace stapwijs::dsl::check {

// `not` before a comparison that may be with none (with none it is yes), and items that an empty
// list makes done. After all expressions are checked.
void LintConditions(Context& context);

}  // namespace stapwijs::dsl::check
