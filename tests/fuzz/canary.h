// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace stapwijs::fuzz {

// A test of the test: reads past the end of a buffer for a text that has both a date that does not
// exist and a scenario that says something. No seed is such a text; a fuzzer that works finds one
// within a minute. Only built into canary_fuzz.
void PlantedBug(std::string_view input);

}  // namespace stapwijs::fuzz
