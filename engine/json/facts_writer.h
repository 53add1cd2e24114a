// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "engine/facts/facts.h"
#include "engine/json/json_node.h"
#include "engine/model/method.h"

namespace stapwijs {

// Everything recorded, as the plain object that ReadFactsJson reads (README.md), facts in the order
// of the method. Reading it into empty Facts gives the same Facts, but for values whose private
// part was erased ({"erased":true}: shown, but not taken back).
std::string WriteFactsJson(const Method& method, const Facts& facts);
JsonNode FactsNode(const Method& method, const Facts& facts);

}  // namespace stapwijs
