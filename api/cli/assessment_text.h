// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "engine/base/text.h"
#include "stapwijs/v1/assessment.pb.h"
#include "stapwijs/v1/method.pb.h"

namespace stapwijs::api::cli {

struct AssessmentTextOptions {
  Language language = Language::kDutch;  // the texts of the assessment must be in it
  bool colour = false;
  std::string label;  // of the trajectory; may be empty
  bool all = false;   // every tip with its source, every fact that something waits for
};

// The assessment for people: an overview of the steps, then for each step what blocks and warns and
// where that comes from, what is to be done, what is unknown and which facts would decide it, and
// tips; then what it does for policies. `method` gives the names of facts; with an empty one
// their paths are shown. What `assess` and `progress` print.
std::string AssessmentText(const v1::Assessment& assessment, const v1::Method& method,
                           const AssessmentTextOptions& options);

}  // namespace stapwijs::api::cli
