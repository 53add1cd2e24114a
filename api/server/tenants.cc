// SPDX-License-Identifier: EUPL-1.2
#include "api/server/tenants.h"

#include <algorithm>
#include <utility>

#include "api/service/request_check.h"

namespace stapwijs::api {
namespace {

ServiceError OfField(const char* reason, Text message) {
  return InvalidRequest({{"tenant", reason, std::move(message)}});
}

}  // namespace

bool TenantGate::Allows(std::string_view tenant) const {
  return std::any_of(rules_.tenants.begin(), rules_.tenants.end(), [&](const std::string& allowed) {
    return allowed == "*" || allowed == tenant;
  });
}

std::optional<ServiceError> TenantGate::Refuse(const std::vector<std::string_view>& headers) const {
  if (headers.empty()) return std::nullopt;
  if (!rules_.header) {
    return OfField(
        "HEADER_NOT_CONFIGURED",
        {"de header stapwijs-tenant staat op deze server niet aan; noem de tenant in het "
         "verzoek",
         "the header stapwijs-tenant is not enabled on this server; name the tenant in "
         "the request"});
  }
  for (const std::string_view value : headers) {
    if (value == headers.front()) continue;
    return OfField("TENANTS_DIFFER",
                   {"de header stapwijs-tenant staat er meermaals, met verschillende waarden",
                    "the header stapwijs-tenant is there more than once, with different values"});
  }
  return std::nullopt;
}

Result<std::string> TenantGate::Choose(const std::string& field,
                                       const std::vector<std::string_view>& headers) const {
  if (auto error = Refuse(headers)) return *std::move(error);
  std::string tenant = field;
  if (!headers.empty()) {
    if (!field.empty() && field != headers.front()) {
      return OfField("TENANTS_DIFFER",
                     {"het verzoek noemt een andere tenant dan de header stapwijs-tenant",
                      "the request names another tenant than the header stapwijs-tenant"});
    }
    tenant = headers.front();
  }
  if (tenant.empty()) tenant = kDefaultTenant;
  if (Allows(tenant)) return tenant;
  return TenantNotAllowed();
}

}  // namespace stapwijs::api
