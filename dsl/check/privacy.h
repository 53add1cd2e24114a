// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "dsl/check/context.h"

namespace stapwijs::dsl::check {

// Reports what would let facts on people out: a message that shows one, a share above class p1. Of
// people only counts are shown. Also that a shared let reads no input, as its readers would have to
// be judged first.
void CheckPrivacy(Context& context);

// Warns of a guard or item that only facts on people can decide: where a tenant does not record
// these it would stay undecided for ever. Rules on the people themselves (in a `for each` over
// them) are not judged at all there, and are left alone.
void LintPersonalRules(Context& context);

}  // namespace stapwijs::dsl::check
