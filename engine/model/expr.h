// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/span.h"
#include "engine/model/type.h"
#include "engine/model/value.h"

// Checked expressions: every name resolved, every type known. They live in Method::exprs and refer
// to each other by ExprId. What each operator means for unknown is in dsl/REFERENCE.md.
namespace stapwijs {

enum class Op : uint8_t {
  kConst,      // `constant`
  kParameter,  // the value of `parameter`
  kToday,      // the evaluation date
  kField,      // field `field` of the element `access` leads to
  kLet,        // let `let` of that element
  kElement,    // the element itself: its key (type kRef); an enum loop name: its value (type kEnum)
  kAnd,
  kOr,  // args: two or more
  kNot,
  kNotYet,
  kOtherwise,  // args: two; both tell the same thing
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,  // args: two ordered values of one type
  kIs,            // args: two values of one type (sets as sets, references by key)
  kIsEmpty,       // args: a set; or no args and `container`: a list
  kIsNone,        // args: one
  kIsWithdrawn,   // the element `access` leads to
  kIn,            // args: value, set
  kInRange,       // args: value, low, high (both ends included)
  kAdd,
  kSub,
  kMul,
  kAt,         // args: date, time -> moment
  kToDecimal,  // args: int
  kSetOf,      // args: members -> set
  kRecorded,   // field `field` of `access`
  kProgress,   // `step`
  kCount,      // of the container, or args[0] a set
  kSum,
  kMin,
  kMax,  // over the container: value(loop)
  kSome,
  kEvery,    // over the container
  kOutcome,  // `outcome` of a rule, step or element
};

// How to reach an element from the loops around an expression.
//   base: kRoot (the trajectory itself) or the slot of a loop name.
struct Hop {
  enum class Kind : uint8_t {
    kChild,   // the element with `key` of child scope `scope` (a list key or the name of an enum
              // value)
    kRef,     // from here, the element that the single reference `field` names
    kTarget,  // from an element of a set of references to the element it refers to
  };
  Kind kind = Kind::kChild;
  ScopeId scope;    // kChild: the child scope; kRef and kTarget: the scope arrived at
  FieldId field;    // kRef
  std::string key;  // kChild; "*" is the unseen element
};

struct Access {
  static constexpr int kRoot = -1;
  int base = kRoot;
  std::vector<Hop> hops;
  ScopeId scope;  // of the element arrived at
};

enum class RuleKind : uint8_t { kItem, kGuard, kStep, kElement };
enum class Outcome : uint8_t { kViolated, kWaived, kDone, kOpen, kComplete, kApplicable };

// A loop over the elements of one container, binding `slots` consecutive loop names (1; 2 for
// ordered pairs of different elements: `some a, b in L`).
struct Loop {
  Access owner;   // the element that has the container
  ScopeId scope;  // of the elements
  int slot = 0;   // first slot
  int slots = 1;
  ExprId where;  // invalid: no filter
  ExprId body;   // kSome, kEvery: the condition; kSum, kMin, kMax: the value
};

struct Expr {
  Op op = Op::kConst;
  Type type;
  Span span;
  std::vector<ExprId> args;
  Value constant;         // kConst
  Access access;          // kField, kLet, kElement, kIsWithdrawn, kRecorded, kOutcome
  FieldId field;          // kField, kRecorded
  LetId let;              // kLet
  ParameterId parameter;  // kParameter
  Loop loop;              // kSome, kEvery, kCount, kSum, kMin, kMax, kIsEmpty over a container
  StepId step;            // kProgress; kOutcome of a step, or of an element (`access`) of that step
  RuleKind rule = RuleKind::kItem;  // kOutcome
  ItemId item;                      // kOutcome
  GuardId guard;                    // kOutcome
  Outcome outcome = Outcome::kViolated;
};

}  // namespace stapwijs
