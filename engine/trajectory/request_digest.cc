// SPDX-License-Identifier: EUPL-1.2
#include "engine/trajectory/request_digest.h"

#include <string>

#include "engine/audit/chain.h"

namespace stapwijs {

store::Digest RequestDigest(std::string_view call, std::string_view trajectory,
                            const JsonNode& content) {
  JsonNode request = JsonNode::Object();
  request.Put("call", JsonNode::String(std::string(call)));
  request.Put("trajectory", JsonNode::String(std::string(trajectory)));
  request.Put("content", content);
  return audit::Sha256(CanonicalJson(request));
}

}  // namespace stapwijs
