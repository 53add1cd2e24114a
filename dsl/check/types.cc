// SPDX-License-Identifier: EUPL-1.2
#include "dsl/check/types.h"

#include <algorithm>

namespace stapwijs::dsl::check {
namespace {

bool IsText(const Type& type) {
  return type.kind == TypeKind::kLabel || type.kind == TypeKind::kText ||
         type.kind == TypeKind::kReference;
}

}  // namespace

Type Simple(TypeKind kind) {
  Type type;
  type.kind = kind;
  return type;
}

std::optional<int64_t> Millionths(std::string digits) {
  const size_t point = digits.find('.');
  const size_t decimals = point == std::string::npos ? 0 : digits.size() - point - 1;
  if (point != std::string::npos) digits.erase(point, 1);
  const size_t sign = digits[0] == '-' || digits[0] == '+' ? 1 : 0;
  if (decimals > 6 || digits.size() - sign + 6 - decimals > 18) return std::nullopt;
  digits.append(6 - decimals, '0');
  return std::stoll(digits);
}

size_t Characters(const std::string& text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

bool Ordered(const Type& type) {
  switch (type.kind) {
    case TypeKind::kInt:
    case TypeKind::kDecimal:
    case TypeKind::kDate:
    case TypeKind::kTime:
    case TypeKind::kMoment:
    case TypeKind::kDuration:
      return true;
    default:
      return false;
  }
}

bool Alike(const Type& a, const Type& b) {
  if (IsText(a) && IsText(b)) return true;
  if (a.kind != b.kind) return false;
  if (a.kind == TypeKind::kEnum) return a.enum_id == b.enum_id;
  if (a.kind == TypeKind::kRef) return a.scope == b.scope || !a.scope.valid() || !b.scope.valid();
  if (a.kind == TypeKind::kDuration) return a.unit == b.unit;
  if (a.kind == TypeKind::kSet) {
    return a.element == b.element && a.enum_id == b.enum_id && a.scope == b.scope;
  }
  return a.kind != TypeKind::kRecord && a.kind != TypeKind::kList;
}

}  // namespace stapwijs::dsl::check
