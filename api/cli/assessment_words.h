// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "api/cli/layout.h"
#include "engine/base/text.h"
#include "stapwijs/v1/assessment.pb.h"

// Words for the states of an assessment, for people who do not know the engine.
namespace stapwijs::api::cli {

struct Word {
  std::string_view text;
  Colour colour = Colour::kPlain;
};

Word WordFor(v1::Status status, Language language);
Word WordFor(v1::GoalVerdict verdict, Language language);
std::string_view WordFor(v1::Strength strength, Language language);  // empty: not stated
std::string_view WordFor(v1::TransitionState state, Language language);

// "11 van 14 klaar, 1 open, 2 onbekend"; what does not apply is left out.
std::string CountsInWords(const v1::Counts& counts, Language language);

// `Handreiking Welkome Wijk, "Stap 1, Partnerschappen" (voorkeur)`, several joined; a rule of this
// tool says so. Empty when there is nothing to say.
std::string SourceInWords(const v1::Provenance& provenance, Language language);

// "2022-03-01" gives "1 maart 2022"; what is no date stays as it is.
std::string DayInWords(const std::string& date, Language language);

}  // namespace stapwijs::api::cli
