// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

namespace stapwijs::testing {

// Expects `actual` to be what the file tests/api/cli/golden/NAME holds. With
// STAPWIJS_UPDATE_GOLDEN=1 the file is written instead; then read what changed before it is
// committed.
void ExpectGolden(const std::string& name, const std::string& actual);

}  // namespace stapwijs::testing
