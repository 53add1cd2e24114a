// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "engine/audit/chain.h"
#include "engine/trajectory/event_codec.h"
#include "engine/trajectory/fold.h"
#include "tests/engine/testing/small_method.h"

namespace stapwijs::testing {

// Makes the events of one trajectory as a store would, one after the other.
class Journal {
 public:
  store::Event Next(const EventContent& content) {
    EncodedContent encoded = Encode(*SmallMethod(), content);
    store::Event event;
    event.tenant = "default";
    event.trajectory = "t1";
    event.revision = ++revision_;
    event.position = revision_ * 10;
    event.type = encoded.type;
    event.type_version = kEventTypeVersion;
    event.recorded_at = revision_ * 1000;
    event.method.id = "small";
    event.payload = encoded.payload;
    event.private_payload = encoded.private_payload;
    event.salt = std::string(16, 's');
    event.previous_hash = last_;
    audit::Seal(event);
    last_ = event.hash;
    return event;
  }

 private:
  int32_t revision_ = 0;
  store::Digest last_{};
};

}  // namespace stapwijs::testing
