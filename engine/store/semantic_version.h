// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

// The order of semantic versions (semver.org 2.0.0, section 11), for "the latest version of a
// method".

namespace stapwijs::store {

// Below zero, zero or above zero as `a` comes before, with, or after `b`. Build metadata (after
// '+') does not count. What is no semantic version compares piece by piece in the same way, so
// that the order is total.
int CompareVersions(std::string_view a, std::string_view b);

// Whether the version is a pre-release ("1.0.0-rc.1").
bool IsPreRelease(std::string_view version);

// Whether `a` is to be preferred over `b` as the latest: any release over any pre-release, then
// the higher.
bool IsLater(std::string_view a, std::string_view b);

}  // namespace stapwijs::store
