// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/facts/validate.h"

// The value side of ValidateChange, and what it shares with the JSON reader. Internal to
// engine/facts and engine/json.
namespace stapwijs {

// Appends what is wrong with the value of a kSet whose path fits the method.
void ValidateValue(const Method& method, const Change& change, const std::string& place,
                   const Limits& limits, std::vector<Violation>& out);

// Without the key itself: a wrong one may well be a name.
void AddBadKey(const std::string& place, std::vector<Violation>& out);
void AddTooMany(const Method& method, const FactPath& list, int most, const std::string& place,
                std::vector<Violation>& out);

// How many elements or members `field` may have.
int MostElements(const Field& field, const Limits& limits);

// Code points of UTF-8 text; a byte that is no start of one counts for none.
int CharactersIn(std::string_view text);

}  // namespace stapwijs
