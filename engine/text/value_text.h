// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "engine/base/text.h"
#include "engine/model/method.h"

// The one place where values become words, in Dutch or English.
namespace stapwijs {

// "9 april 2024", "april 2024" (a whole month), "150 minuten", "minstens 3", "onbekend", the title
// of an enum value. None gives `none_title` when there is one, else "geen"; a set of nothing is
// "geen enkele". A time that was calculated beyond its day tells which day: "01:00 de volgende
// dag".
std::string ValueInWords(const Method& method, const Type& type, const Value& value,
                         Language language, const Text& none_title = {});

// As it was recorded: "meer dan 150 minuten" where somebody said `over`, "ongeveer 6000", or their
// own words ("11 oktober"); what was erased is "onbekend".
std::string RecordedInWords(const Method& method, const Type& type, const RecordedValue& recorded,
                            Language language, const Text& none_title = {});

// `days` must lie in the years 1 to 9999.
std::string DateInWords(int64_t days, Language language);

}  // namespace stapwijs
