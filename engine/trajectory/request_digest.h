// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "engine/json/json_node.h"
#include "engine/store/event.h"

namespace stapwijs {

// SHA-256 over the canonical form of a request: what was called, on which trajectory (empty where
// the server chose it) and what was asked, as the client meant it. So `facts_json` goes in as
// parsed, before keys are made for elements, and typed changes as ChangesNode (event_codec.h) or as
// sent: the same request sent again has the same digest, whatever happened in between.
store::Digest RequestDigest(std::string_view call, std::string_view trajectory,
                            const JsonNode& content);

}  // namespace stapwijs
