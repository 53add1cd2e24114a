// SPDX-License-Identifier: EUPL-1.2
// A store in memory: the twin of the SQLite store for tests, embedding and trying out. Nothing
// survives the process.
#ifndef STAPWIJS_ENGINE_STORE_MEMORY_MEMORY_STORE_H_
#define STAPWIJS_ENGINE_STORE_MEMORY_MEMORY_STORE_H_

#include <memory>

#include "engine/store/store.h"

namespace stapwijs::store {

std::unique_ptr<Store> MakeMemoryStore(Options options = {});

}  // namespace stapwijs::store

#endif  // STAPWIJS_ENGINE_STORE_MEMORY_MEMORY_STORE_H_
