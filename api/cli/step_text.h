// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "api/cli/page.h"
#include "api/cli/step_findings.h"
#include "stapwijs/v1/assessment.pb.h"

namespace stapwijs::api::cli {

// Writes what there is to say about one step below its heading. `guards` are those of all steps,
// `tips` those of this one.
void WriteStep(const v1::StepAssessment& step, const GuardIndex& guards,
               const std::vector<const v1::Tip*>& tips, Page& page);

}  // namespace stapwijs::api::cli
