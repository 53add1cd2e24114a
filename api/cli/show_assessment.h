// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "api/cli/input.h"
#include "stapwijs/v1/assessment.pb.h"
#include "stapwijs/v1/method.pb.h"

// What verbs that give an assessment have in common: `assess` judges here, `progress` asks a
// server.
namespace stapwijs::api::cli {

struct AssessmentOptions : Options {
  bool all = false;
};

// --on, --format, --language and --all.
void AddAssessmentOptions(CLI::App& verb, AssessmentOptions& options);

// The assessment on standard output, as JSON or (see AssessmentText) as text. Give an exit code.
int ShowAssessmentJson(const v1::Assessment& assessment);
int ShowAssessmentText(const v1::Assessment& assessment, const v1::Method& method,
                       const AssessmentOptions& options, const std::string& label = "");

}  // namespace stapwijs::api::cli
