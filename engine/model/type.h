// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>

#include "engine/base/id.h"

namespace stapwijs {

using EnumId = Id<struct EnumTag>;
using ScopeId = Id<struct ScopeTag>;
using FieldId = Id<struct FieldTag>;
using LetId = Id<struct LetTag>;
using ExprId = Id<struct ExprTag>;
using StepId = Id<struct StepTag>;
using BlockId = Id<struct BlockTag>;
using ItemId = Id<struct ItemTag>;
using GuardId = Id<struct GuardTag>;
using TipId = Id<struct TipTag>;
using PolicyId = Id<struct PolicyTag>;
using GoalId = Id<struct GoalTag>;
using SourceId = Id<struct SourceTag>;
using RoleId = Id<struct RoleTag>;
using ParameterId = Id<struct ParameterTag>;
using InputId = Id<struct InputTag>;

enum class TypeKind : uint8_t {
  kYesNo,
  kInt,
  kDecimal,
  kLabel,
  kText,
  kDate,
  kTime,
  kMoment,
  kDuration,
  kReference,
  kEnum,
  kRef,     // the key of an element of the list whose elements live in `scope`
  kSet,     // of `element`
  kList,    // elements live in `scope`
  kRecord,  // a nested record as a whole: only none or not; its facts are fields of their own
};

// The four kinds of duration never mix: a month is no number of days.
enum class DurationUnit : uint8_t { kMinutes, kDays, kMonths, kWorkingDays };

struct Type {
  TypeKind kind = TypeKind::kYesNo;
  TypeKind element = TypeKind::kYesNo;         // kSet: the kind of its members
  DurationUnit unit = DurationUnit::kMinutes;  // kDuration
  EnumId enum_id;                              // kEnum, and kSet of kEnum
  ScopeId scope;  // kRef and kSet of kRef: where the list's elements live; kList: its own elements
  friend constexpr bool operator==(const Type&, const Type&) = default;
};

}  // namespace stapwijs
