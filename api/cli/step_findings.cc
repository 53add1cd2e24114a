// SPDX-License-Identifier: EUPL-1.2
#include "api/cli/step_findings.h"

#include <algorithm>

namespace stapwijs::api::cli {
namespace {

template <typename Judged>
void Index(const Judged& judged, GuardIndex& index) {
  for (const v1::GuardAssessment& guard : judged.guards()) index[guard.path()] = &guard;
  for (const v1::ElementAssessment& element : judged.elements()) Index(element, index);
}

void Sort(const v1::GuardAssessment& guard, StepFindings& out) {
  const bool blocks = guard.severity() == v1::SEVERITY_BLOCKS;
  switch (guard.state()) {
    case v1::GUARD_STATE_VIOLATED:
      (blocks                                   ? out.blocking
       : guard.severity() == v1::SEVERITY_WARNS ? out.warnings
                                                : out.advice)
          .push_back(&guard);
      break;
    case v1::GUARD_STATE_UNDETERMINED:
      (blocks ? out.may_block : out.undecided).push_back(&guard);
      break;
    case v1::GUARD_STATE_WAIVED:
      out.waived.push_back(&guard);
      break;
    default:
      break;
  }
}

void Sort(const v1::ItemAssessment& item, StepFindings& out) {
  if (item.state() == v1::ITEM_STATE_OPEN) {
    (item.required() ? out.open : out.open_recommended).push_back(&item);
  } else if (item.state() == v1::ITEM_STATE_UNKNOWN) {
    (item.required() ? out.unknown : out.unknown_recommended).push_back(&item);
  }
}

template <typename Judged>
void Collect(const Judged& judged, StepFindings& out) {
  for (const v1::GuardAssessment& guard : judged.guards()) Sort(guard, out);
  for (const v1::ItemAssessment& item : judged.items()) Sort(item, out);
  for (const v1::ElementAssessment& element : judged.elements()) {
    out.elements.push_back(&element);
    Collect(element, out);
  }
}

}  // namespace

GuardIndex IndexGuards(const v1::Assessment& assessment) {
  GuardIndex index;
  for (const v1::StepAssessment& step : assessment.steps()) Index(step, index);
  return index;
}

StepFindings FindingsOf(const v1::StepAssessment& step, const GuardIndex& guards) {
  StepFindings found;
  Collect(step, found);
  // Guards of other steps that block this one too.
  for (const std::string& path : step.blocked_by()) {
    const auto guard = guards.find(path);
    if (guard == guards.end()) continue;
    if (std::find(found.blocking.begin(), found.blocking.end(), guard->second) ==
        found.blocking.end()) {
      found.blocking.push_back(guard->second);
    }
  }
  return found;
}

}  // namespace stapwijs::api::cli
