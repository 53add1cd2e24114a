// SPDX-License-Identifier: EUPL-1.2
#include "engine/model/method.h"

namespace stapwijs {
namespace {

// Index of the first of `all` called `name`; the invalid id when there is none.
template <typename IdType, typename Vector>
IdType FindByName(const Vector& all, std::string_view name) {
  for (size_t i = 0; i < all.size(); ++i) {
    if (all[i].name == name) return IdType(i);
  }
  return IdType();
}

}  // namespace

StepId Method::FindStep(std::string_view name) const { return FindByName<StepId>(steps, name); }

RoleId Method::FindRole(std::string_view name) const { return FindByName<RoleId>(roles, name); }

FieldId Method::FindField(ScopeId scope_id, std::string_view name) const {
  for (FieldId candidate : scope(scope_id).fields) {
    if (field(candidate).name == name) return candidate;
  }
  return FieldId();
}

LetId Method::FindLet(ScopeId scope_id, std::string_view name) const {
  for (LetId candidate : scope(scope_id).lets) {
    if (let(candidate).name == name) return candidate;
  }
  return LetId();
}

ScopeId Method::FindChild(ScopeId scope_id, std::string_view name) const {
  for (ScopeId candidate : scope(scope_id).children) {
    if (scope(candidate).name == name) return candidate;
  }
  return ScopeId();
}

std::optional<int> Method::FindEnumValue(EnumId enum_id, std::string_view name) const {
  const auto& values = enum_type(enum_id).values;
  for (size_t i = 0; i < values.size(); ++i) {
    if (values[i].name == name) return static_cast<int>(i);
  }
  return std::nullopt;
}

}  // namespace stapwijs
