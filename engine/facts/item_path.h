// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/model/method.h"
#include "engine/model/path.h"

namespace stapwijs {

// An item at one element: `preparation.sessions[vol].agreed`.
struct ItemPlace {
  ItemId item;
  std::vector<PathStep> elements;  // one for each `for each` around the item
};

// Finds the item named by canonical text; keys of lists are not required to exist, enum values are.
// nullopt when it names no item of the method.
std::optional<ItemPlace> ParseItemPath(const Method& method, std::string_view text);

}  // namespace stapwijs
