// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <random>

#include "engine/model/change.h"
#include "engine/model/method.h"

namespace stapwijs::testing {

// Some change that ValidateChange accepts, of every kind and on every fact of the method. The same
// generator state gives the same change.
Change RandomChange(const Method& method, std::mt19937& random);

}  // namespace stapwijs::testing
