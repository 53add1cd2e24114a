// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <string>
#include <vector>

#include "stapwijs/v1/assessment.pb.h"

// What there is to say about one step, its elements included, sorted by what people do with it.
// Pointers are into the assessment.
namespace stapwijs::api::cli {

struct StepFindings {
  std::vector<const v1::GuardAssessment*> blocking;  // violated: this step, or what it names
  std::vector<const v1::GuardAssessment*> warnings;  // violated
  std::vector<const v1::GuardAssessment*> advice;    // violated
  std::vector<const v1::GuardAssessment*> waived;
  std::vector<const v1::GuardAssessment*> may_block;  // undetermined
  std::vector<const v1::GuardAssessment*> undecided;  // warnings and advice, undetermined
  std::vector<const v1::ItemAssessment*> open;        // required
  std::vector<const v1::ItemAssessment*> unknown;     // required
  std::vector<const v1::ItemAssessment*> open_recommended;
  std::vector<const v1::ItemAssessment*> unknown_recommended;
  std::vector<const v1::ElementAssessment*> elements;  // in order, inner ones after their outer
};

using GuardIndex = std::map<std::string, const v1::GuardAssessment*>;

// All guards by path.
GuardIndex IndexGuards(const v1::Assessment& assessment);

StepFindings FindingsOf(const v1::StepAssessment& step, const GuardIndex& guards);

}  // namespace stapwijs::api::cli
