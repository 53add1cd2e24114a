// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "api/convert/assessment.h"
#include "api/convert/instant.h"
#include "api/service/page.h"
#include "api/service/parts.h"
#include "api/service/request_check.h"
#include "api/service/services.h"
#include "engine/store/semantic_version.h"

namespace stapwijs::api {
namespace {

struct Listed {
  store::MethodSummary summary;
  bool from_library = false;
};

// The tenant's own and those of the library that are not hidden by one of its own.
Result<std::vector<Listed>> VisibleMethods(const store::Store& store, const std::string& tenant,
                                           const std::string& method_id) {
  std::vector<Listed> out;
  for (const std::string& owner : {tenant, std::string(kLibraryTenant)}) {
    const bool library = owner == kLibraryTenant;
    if (library && tenant == kLibraryTenant) break;
    const auto listed = store.ListMethods(owner);
    if (!listed.ok()) return FromStore(listed.status());
    for (const store::MethodSummary& summary : *listed) {
      if (!method_id.empty() && summary.id != method_id) continue;
      const bool hidden =
          library && std::any_of(out.begin(), out.end(), [&](const Listed& own) {
            return own.summary.id == summary.id && own.summary.version == summary.version;
          });
      if (!hidden) out.push_back({summary, library || tenant == kLibraryTenant});
    }
  }
  std::sort(out.begin(), out.end(), [](const Listed& a, const Listed& b) {
    if (a.summary.id != b.summary.id) return a.summary.id < b.summary.id;
    return store::CompareVersions(a.summary.version, b.summary.version) < 0;
  });
  return out;
}

}  // namespace

void Services::ListMethods(const v1::ListMethodsRequest& request,
                           Done<v1::ListMethodsResponse> done) {
  RequestCheck check;
  const std::string tenant = check.Tenant(request.tenant());
  const Languages languages = check.LanguagesOf(request.languages());
  check.Length("method_id", request.method_id());
  const Page page = ReadPage(request, parts_->tokens, check);
  if (!check.ok()) return done(check.TakeError());
  auto visible = VisibleMethods(*parts_->store, tenant, request.method_id());
  if (!visible.ok()) return done(std::move(visible).error());
  const std::vector<Listed>& methods = visible.value();
  v1::ListMethodsResponse response;
  const size_t first = std::min(static_cast<size_t>(page.after), methods.size());
  const size_t last = std::min(first + page.size, methods.size());
  for (size_t i = first; i < last; ++i) {
    const store::MethodSummary& summary = methods[i].summary;
    auto found = parts_->methods->Find(tenant, summary.id, summary.version);
    if (!found.ok()) return done(std::move(found).error());
    const Method& method = found.value().program->method();
    v1::MethodSummary& out = *response.add_methods();
    *out.mutable_ref() = ToProto(method);
    FillText(method.title, languages, *out.mutable_title());
    out.set_published_at(FormatInstant(summary.published_at));
    out.set_published_by(summary.published_by);
    out.set_from_library(methods[i].from_library);
  }
  if (last < methods.size()) {
    response.set_next_page_token(parts_->tokens.Make(page.scope, static_cast<int64_t>(last)));
  }
  done(std::move(response));
}

}  // namespace stapwijs::api
