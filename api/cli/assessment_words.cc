// SPDX-License-Identifier: EUPL-1.2
#include "api/cli/assessment_words.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "api/cli/path_names.h"
#include "engine/base/date.h"
#include "engine/text/value_text.h"

namespace stapwijs::api::cli {
namespace {

std::string_view Pick(Language language, std::string_view nl, std::string_view en) {
  return language == Language::kDutch ? nl : en;
}

}  // namespace

Word WordFor(v1::Status status, Language language) {
  switch (status) {
    case v1::STATUS_NOT_APPLICABLE:
      return {Pick(language, "niet van toepassing", "does not apply"), Colour::kDim};
    case v1::STATUS_BLOCKED:
      return {Pick(language, "geblokkeerd", "blocked"), Colour::kRed};
    case v1::STATUS_INCOMPLETE:
      return {Pick(language, "nog niet klaar", "not complete"), Colour::kYellow};
    case v1::STATUS_UNKNOWN:
      return {Pick(language, "nog onbekend", "not known"), Colour::kBlue};
    case v1::STATUS_COMPLETE:
      return {Pick(language, "klaar", "complete"), Colour::kGreen};
    default:
      return {"?"};
  }
}

Word WordFor(v1::GoalVerdict verdict, Language language) {
  switch (verdict) {
    case v1::GOAL_VERDICT_LINKED:
      return {Pick(language, "gekoppeld", "linked"), Colour::kGreen};
    case v1::GOAL_VERDICT_PARTLY:
      return {Pick(language, "deels gekoppeld", "partly linked"), Colour::kYellow};
    case v1::GOAL_VERDICT_UNLINKED:
      return {Pick(language, "niet gekoppeld", "not linked"), Colour::kRed};
    case v1::GOAL_VERDICT_UNKNOWN:
      return {Pick(language, "nog onbekend", "not known"), Colour::kBlue};
    default:
      return {"?"};
  }
}

std::string_view WordFor(v1::Strength strength, Language language) {
  switch (strength) {
    case v1::STRENGTH_FIXED:
      return Pick(language, "vast", "fixed");
    case v1::STRENGTH_IMPORTANT:
      return Pick(language, "belangrijk", "important");
    case v1::STRENGTH_PREFERRED:
      return Pick(language, "voorkeur", "preferred");
    case v1::STRENGTH_HELPFUL:
      return Pick(language, "helpend", "helpful");
    case v1::STRENGTH_PILOT:
      return Pick(language, "uit een pilot", "from a pilot");
    case v1::STRENGTH_QUOTE:
      return Pick(language, "uitspraak", "said by a participant");
    default:
      return "";
  }
}

std::string_view WordFor(v1::TransitionState state, Language language) {
  switch (state) {
    case v1::TRANSITION_STATE_STARTED:
      return Pick(language, "Begonnen", "Started");
    case v1::TRANSITION_STATE_COMPLETED:
      return Pick(language, "Afgerond", "Completed");
    default:
      return Pick(language, "Niet begonnen", "Not started");
  }
}

std::string CountsInWords(const v1::Counts& counts, Language language) {
  const int applicable = counts.total() - counts.not_applicable();
  const bool nl = language == Language::kDutch;
  std::string out = nl ? absl::StrCat(counts.done(), " van ", applicable, " klaar")
                       : absl::StrCat(counts.done(), " of ", applicable, " done");
  if (counts.open() > 0) absl::StrAppend(&out, ", ", counts.open(), " open");
  if (counts.unknown() > 0) {
    absl::StrAppend(&out, ", ", counts.unknown(), nl ? " onbekend" : " unknown");
  }
  return out;
}

std::string SourceInWords(const v1::Provenance& provenance, Language language) {
  std::vector<std::string> places;
  for (const v1::Citation& citation : provenance.citations()) {
    std::string place = absl::StrCat(citation.title(), ", \"", citation.locator(), "\"");
    const std::string_view strength = WordFor(citation.strength(), language);
    if (!strength.empty()) absl::StrAppend(&place, " (", std::string(strength), ")");
    places.push_back(std::move(place));
  }
  if (provenance.own()) {
    const std::string& own = In(provenance.own_text(), language);
    places.emplace_back(!own.empty() ? own
                                     : std::string(Pick(language, "eigen regel van dit hulpmiddel",
                                                        "this tool's own rule")));
  }
  return Visible(absl::StrJoin(places, "; "));
}

std::string DayInWords(const std::string& date, Language language) {
  const std::optional<Date> parsed = ParseDate(date);
  return parsed.has_value() ? DateInWords(parsed->days, language) : Visible(date);
}

}  // namespace stapwijs::api::cli
