// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "engine/store/store.h"
#include "engine/store/writer/backend.h"

// What one command does, the same for every medium: the checks of Store::Submit in their order,
// then the sealed event.

namespace stapwijs::store::writer {

// The clock and the random source of Options, with the system's own where they are empty.
Options WithDefaults(Options options);

// kBadCommand for what may not even be queued.
absl::Status CheckCommand(const Command& command);
absl::Status CheckMethod(const MethodRecord& record);

// Applies inside the open group. The returned status is the medium's failure, which ends the
// group; what the command itself gets is `result`.
absl::Status ApplyCommand(Backend& backend, const Options& options, const Command& command,
                          absl::StatusOr<Appended>& result);
absl::Status ApplyMethod(Backend& backend, const Options& options, MethodRecord& record,
                         absl::StatusOr<MethodStored>& result);

}  // namespace stapwijs::store::writer
