// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>

#include "engine/store/store.h"

// A store in memory: the twin of the SQLite store for tests, embedding and trying out. Nothing
// survives the process.

namespace stapwijs::store {

std::unique_ptr<Store> MakeMemoryStore(Options options = {});

}  // namespace stapwijs::store
