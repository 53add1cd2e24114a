// SPDX-License-Identifier: EUPL-1.2
#include "api/service/method_cache.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "api/service/method_source.h"
#include "api/service/request_check.h"
#include "engine/audit/chain.h"
#include "engine/store/semantic_version.h"

namespace stapwijs::api {
namespace {

// A program in memory against its source text, measured roughly on the methods of examples/.
constexpr size_t kBytesPerSourceByte = 16;

ServiceError NoMethod(const std::string& id, const std::string& version) {
  const std::string name = version.empty() ? id : absl::StrCat(id, " ", version);
  ServiceError error =
      MakeError(ErrorReason::kNoMethod, {absl::StrCat("Er is geen methode \"", name, "\"."),
                                         absl::StrCat("There is no method \"", name, "\".")});
  error.metadata["method_id"] = id;
  if (!version.empty()) error.metadata["method_version"] = version;
  return error;
}

// What is listed of the version, or of the latest release when `version` is empty; nullopt:
// nothing.
std::optional<store::MethodSummary> Choose(const std::vector<store::MethodSummary>& listed,
                                           const std::string& id, const std::string& version) {
  const store::MethodSummary* chosen = nullptr;
  for (const store::MethodSummary& summary : listed) {
    if (summary.id != id || (!version.empty() && summary.version != version)) continue;
    if (chosen == nullptr || store::IsLater(summary.version, chosen->version)) chosen = &summary;
  }
  return chosen == nullptr ? std::nullopt : std::optional(*chosen);
}

bool IsNoMethod(const absl::Status& status) {
  return store::ReasonOf(status) == store::Reason::kNoMethod;
}

}  // namespace

Result<FoundMethod> MethodCache::Find(const std::string& tenant, const std::string& id,
                                      const std::string& version) {
  // The list is short; the text of a method, which is long, is only read when it is not kept.
  for (const std::string& owner : {tenant, std::string(kLibraryTenant)}) {
    const auto listed = store_.ListMethods(owner);
    if (!listed.ok()) return FromStore(listed.status());
    const auto found = Choose(*listed, id, version);
    if (!found) continue;
    auto program = ByHash(owner, found->hash);
    if (!program.ok()) return std::move(program).error();
    return FoundMethod{std::move(program).value(), found->published_at};
  }
  return NoMethod(id, version);
}

Result<std::shared_ptr<const Program>> MethodCache::ByHash(const std::string& tenant,
                                                           const store::Digest& hash) {
  if (auto kept = cache_.Get(audit::ToHex(hash))) return kept;
  absl::StatusOr<store::MethodRecord> record = store_.GetMethodByHash(tenant, hash);
  if (IsNoMethod(record.status())) record = store_.GetMethodByHash(kLibraryTenant, hash);
  if (!record.ok()) return FromStore(record.status());
  return Load(*record);
}

Result<std::shared_ptr<const Program>> MethodCache::Load(const store::MethodRecord& record) {
  const std::string hash = audit::ToHex(record.hash);
  if (auto kept = cache_.Get(hash)) return kept;
  LoadedSource loaded = LoadSource(record.sources);
  if (loaded.method == nullptr || loaded.method->hash != hash) {
    return MakeError(ErrorReason::kRecordUnreadable,
                     {absl::StrCat("De opgeslagen methode ", record.id, " ", record.version,
                                   " betekent voor deze versie van het programma iets anders."),
                      absl::StrCat("The stored method ", record.id, " ", record.version,
                                   " means something else to this version of the program.")});
  }
  std::shared_ptr<const Program> program = Program::Compile(std::move(loaded.method));
  size_t bytes = 0;
  for (const auto& [name, text] : record.sources) bytes += text.size();
  Keep(program, bytes);
  return program;
}

void MethodCache::Keep(std::shared_ptr<const Program> program, size_t source_bytes) {
  const std::string hash = program->method().hash;
  cache_.Put(hash, std::move(program), source_bytes * kBytesPerSourceByte);
}

}  // namespace stapwijs::api
