// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "engine/base/text.h"
#include "engine/model/method.h"

// The one place where values become words, in Dutch or English.
namespace stapwijs {

// "9 april 2024", "april 2024" (a whole month), "150 minuten", "minstens 3", "onbekend", the title
// of an enum value. None gives `none_title` when there is one.
std::string ValueInWords(const Method& method, const Type& type, const Value& value,
                         Language language, const Text& none_title = {});

std::string DateInWords(int64_t days, Language language);

}  // namespace stapwijs
