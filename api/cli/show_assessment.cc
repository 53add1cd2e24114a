// SPDX-License-Identifier: EUPL-1.2
#include "api/cli/show_assessment.h"

#include <iostream>

#include "CLI/App.hpp"
#include "CLI/Config.hpp"
#include "CLI/Formatter.hpp"
#include "api/cli/assessment_text.h"
#include "api/cli/layout.h"
#include "api/cli/verbs.h"
#include "api/convert/json.h"

namespace stapwijs::api::cli {

void AddAssessmentOptions(CLI::App& verb, AssessmentOptions& options) {
  AddDate(verb, options);
  AddFormat(verb, options);
  AddLanguage(verb, options);
  verb.add_flag("--all", options.all, "text: every tip, and every fact that something waits for");
}

int ShowAssessmentJson(const v1::Assessment& assessment) {
  const auto json = ToJson(assessment, {true});
  if (!json.ok()) {
    Complain(std::string(json.status().message()));
    return kWrongUse;
  }
  std::cout << *json << "\n";
  return kFine;
}

int ShowAssessmentText(const v1::Assessment& assessment, const v1::Method& method,
                       const AssessmentOptions& options, const std::string& label) {
  AssessmentTextOptions how;
  how.language = options.Spoken();
  how.colour = ColourWanted();
  how.all = options.all;
  how.label = label;
  std::cout << AssessmentText(assessment, method, how);
  return kFine;
}

}  // namespace stapwijs::api::cli
