// SPDX-License-Identifier: EUPL-1.2
#include "api/cli/assessment_text.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "api/cli/page.h"
#include "api/cli/step_findings.h"
#include "api/cli/step_text.h"

namespace stapwijs::api::cli {
namespace {

constexpr int kStatusColumns = 14;
constexpr int kCountColumns = 9;

// Which method, which trajectory, when.
void WriteHead(const v1::Assessment& assessment, const v1::Method& method, Page& page) {
  const v1::MethodRef& ref = assessment.method();
  const std::string title = method.has_title() ? page.TextOf(method.title()) : Visible(ref.id());
  const std::string label = Visible(page.options().label);
  if (!label.empty()) page.Write(absl::StrCat(page.Painted(label, Colour::kBold), "\n"));
  page.Write(absl::StrCat(
      page.Painted(absl::StrCat(title, " ", Visible(ref.version())), Colour::kBold), "\n"));
  if (!assessment.trajectory_id().empty()) {
    page.Write(absl::StrCat(page.Say("traject ", "trajectory "),
                            Visible(assessment.trajectory_id()),
                            page.Say(", stand ", ", revision "), assessment.revision(), ", "));
  }
  page.Write(absl::StrCat(page.Say("bekeken op ", "judged on "),
                          DayInWords(assessment.evaluated_on(), page.language()), "\n\n"));
}

std::string DoneOf(const v1::Counts& counts, const Page& page) {
  return absl::StrCat(counts.done(), page.Say(" van ", " of "),
                      counts.total() - counts.not_applicable());
}

std::string TitleOf(const v1::GoalAssessment& goal, const Page& page) {
  return absl::StrCat(page.TextOf(goal.policy_title()), ": ", page.TextOf(goal.title()));
}

// One line for each step and goal.
void WriteOverview(const v1::Assessment& assessment, Page& page) {
  int widest = 0;
  for (const v1::StepAssessment& step : assessment.steps()) {
    widest = std::max(widest, ColumnsOf(page.TextOf(step.title())));
  }
  for (const v1::GoalAssessment& goal : assessment.goals()) {
    widest = std::max(widest, ColumnsOf(TitleOf(goal, page)));
  }
  int number = 0;
  for (const v1::StepAssessment& step : assessment.steps()) {
    page.Write(absl::StrCat(
        "  ", ++number, "  ", PadTo(page.TextOf(step.title()), widest), "  ",
        page.Painted(WordFor(step.status(), page.language()), kStatusColumns), "  ",
        page.Say("verplicht ", "required "), PadTo(DoneOf(step.required(), page), kCountColumns),
        "  ", page.Say("aanbevolen ", "recommended "), DoneOf(step.recommended(), page), "\n"));
  }
  for (const v1::GoalAssessment& goal : assessment.goals()) {
    page.Write(absl::StrCat("     ", PadTo(TitleOf(goal, page), widest), "  ",
                            page.Painted(WordFor(goal.verdict(), page.language())), "\n"));
  }
}

std::vector<const v1::Tip*> TipsOf(const v1::Assessment& assessment, const std::string& step) {
  const std::string prefix = absl::StrCat(step, ".");
  std::vector<const v1::Tip*> tips;
  for (const v1::Tip& tip : assessment.tips()) {
    if (tip.path().compare(0, prefix.size(), prefix) == 0) tips.push_back(&tip);
  }
  return tips;
}

void WriteGoal(const v1::GoalAssessment& goal, Page& page) {
  page.Heading(TitleOf(goal, page), WordFor(goal.verdict(), page.language()));
  if (goal.unclear()) {
    page.Line(page.Say("Wat is vastgelegd past niet bij elkaar.",
                       "What is recorded does not fit together."));
  }
  if (goal.has_reason()) page.Line(page.TextOf(goal.reason()));
  if (!goal.evidence().empty()) {
    page.MarkedLine("✓ ", Colour::kGreen,
                    absl::StrCat(page.Say("bewijs: ", "evidence: "),
                                 page.NamesOf(goal.evidence(), goal.evidence_size())));
  }
  if (!goal.missing().empty()) {
    page.MarkedLine("? ", Colour::kBlue,
                    absl::StrCat(page.Say("ontbreekt: ", "missing: "),
                                 page.NamesOf(goal.missing(), goal.missing_size())));
  }
  page.Source(goal.provenance());
}

}  // namespace

std::string AssessmentText(const v1::Assessment& assessment, const v1::Method& method,
                           const AssessmentTextOptions& options) {
  Page page(method, options);
  WriteHead(assessment, method, page);
  WriteOverview(assessment, page);
  const GuardIndex guards = IndexGuards(assessment);
  int number = 0;
  for (const v1::StepAssessment& step : assessment.steps()) {
    page.Heading(absl::StrCat(++number, ". ", page.TextOf(step.title())),
                 WordFor(step.status(), page.language()));
    if (step.status() == v1::STATUS_NOT_APPLICABLE) continue;
    WriteStep(step, guards, TipsOf(assessment, step.id()), page);
  }
  for (const v1::GoalAssessment& goal : assessment.goals()) WriteGoal(goal, page);
  if (!assessment.contradictions().empty()) {
    page.Title(page.Say("Twee keer verteld, en niet hetzelfde", "Told twice, and not the same"));
    for (const std::string& path : assessment.contradictions()) {
      page.MarkedLine("! ", Colour::kYellow, page.NameOf(path));
    }
  }
  return std::move(page).Take();
}

}  // namespace stapwijs::api::cli
