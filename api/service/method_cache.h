// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "api/service/error.h"
#include "api/service/lru_cache.h"
#include "engine/eval/program.h"
#include "engine/store/store.h"

namespace stapwijs::api {

struct FoundMethod {
  std::shared_ptr<const Program> program;
  int64_t published_at = 0;  // microseconds UTC
};

// Published methods ready for evaluation, by content hash: a tenant's own first, then the
// library's. Thread-safe.
class MethodCache {
 public:
  // The store is not owned and outlives this object.
  MethodCache(const store::Store& store, size_t limit_bytes) : store_(store), cache_(limit_bytes) {}

  // The latest release when `version` is empty. kNoMethod; kRecordUnreadable when the stored text
  // has another meaning for this program than for the one that published it.
  Result<FoundMethod> Find(const std::string& tenant, const std::string& id,
                           const std::string& version);

  Result<std::shared_ptr<const Program>> ByHash(const std::string& tenant,
                                                const store::Digest& hash);

  // Keeps a program that was just published.
  void Keep(std::shared_ptr<const Program> program, size_t source_bytes);

  // For who looks after the server.
  const LruCache<Program>& cache() const { return cache_; }

 private:
  Result<std::shared_ptr<const Program>> Load(const store::MethodRecord& record);

  const store::Store& store_;
  LruCache<Program> cache_;
};

}  // namespace stapwijs::api
