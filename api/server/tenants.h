// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/service/error.h"

namespace stapwijs::api {

// Names the tenant of a call, where the configuration says that it may.
inline constexpr char kTenantHeader[] = "stapwijs-tenant";

// Whom a server serves while nobody has to say who they are: on loopback.
struct TenantRules {
  std::vector<std::string> tenants = {"default", "_library"};  // or one "*": any
  bool header = false;                                         // whether kTenantHeader may name one
};

// Decides of which tenant a call is, before anything else looks at it. Immutable.
class TenantGate {
 public:
  explicit TenantGate(TenantRules rules) : rules_(std::move(rules)) {}

  // `field`: what the request names; `headers`: the values of kTenantHeader, most often none.
  // The tenant: "default" when neither names one. kTenantNotAllowed: not one of the list, in the
  // same words whether it exists or not. kInvalidRequest: a header that the configuration does not
  // know, or names that differ.
  Result<std::string> Choose(const std::string& field,
                             const std::vector<std::string_view>& headers) const;

  // For a call that concerns no tenant: what is wrong with the headers.
  std::optional<ServiceError> Refuse(const std::vector<std::string_view>& headers) const;

 private:
  bool Allows(std::string_view tenant) const;

  const TenantRules rules_;
};

}  // namespace stapwijs::api
