// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "engine/model/expr.h"
#include "engine/model/value.h"

// The operators of the language on values alone: Kleene's logic, ranges, sets. Pure; what they give
// for unknown, none and ranges is the table in dsl/REFERENCE.md.
namespace stapwijs {

enum class Logic : uint8_t { kNo, kYes, kUnknown };

Logic Not(Logic a);
Logic And(Logic a, Logic b);
Logic Or(Logic a, Logic b);
// A value as a condition: none counts as no.
Logic AsCondition(const Value& value);
Value ToValue(Logic logic);

// a < b (or a <= b). With none on either side: no ("nothing is before none").
Logic Less(const Value& a, const Value& b, bool or_equal);
// Equal by value; sets as sets.
Logic Equal(const Value& a, const Value& b);
// x in S. With none on either side: no.
Logic In(const Value& x, const Value& set);
Logic IsEmpty(const Value& set);

// Sum, difference, product and `at`, by the types of their operands. None if either is none. What
// no number can hold, and what lies beyond the years 1 to 9999, is unknown. A time may pass
// midnight: 23:00 + 2 hours is after 23:59, and at a day it lies on the next.
Value Arithmetic(Op op, const Value& a, const Type& a_type, const Value& b, const Type& b_type);
Value ToDecimal(const Value& value);

// Both tell the same thing. `contradiction` is set when they cannot both be right.
Value Combine(const Value& a, const Value& b, bool& contradiction);

}  // namespace stapwijs
