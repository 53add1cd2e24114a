// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "engine/store/event.h"
#include "stapwijs/v1/event.pb.h"

namespace stapwijs::api {

// An event as the API gives it. Its private part only when asked for.
v1::Event ToProto(const store::Event& event, bool include_private);

}  // namespace stapwijs::api
