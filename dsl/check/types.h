// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "engine/model/type.h"

// What can stand beside what.
namespace stapwijs::dsl::check {

Type Simple(TypeKind kind);
// Has values of which one comes before another.
bool Ordered(const Type& type);
// A number as written ("-2.50") in millionths; nullopt when it has more than 6 digits behind the
// point or 12 before it.
std::optional<int64_t> Millionths(std::string text);
// How many characters people see of it.
size_t Characters(const std::string& text);
// Whether values of the two types can be equal.
bool Alike(const Type& a, const Type& b);

}  // namespace stapwijs::dsl::check
