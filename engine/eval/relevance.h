// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/eval/instances.h"
#include "engine/eval/operations.h"

// Which facts an undecided comparison waits for: those whose recording takes part in deciding it.
// A range alone does not tell; how it came about does. Internal to engine/eval.
namespace stapwijs {

// One summand of a number. Its values are the multiples of `step` within `range`; `waits` are the
// facts that make it exact. When `filter` is not empty it is perhaps no summand at all.
struct Part {
  Range range;
  int64_t step = 1;
  Waits waits;
  Waits filter;
};

// One of those of which the first or the last is taken.
struct Term {
  Range range;
  bool sure = true;  // there is such a one, and it has a value
  Waits waits;
  Waits filter;
};

// How a number that is not exact came about: as the sum of `parts`, or as the first or last of
// `terms`.
struct Shape {
  std::vector<Part> parts;
  std::vector<Term> terms;
  bool minimum = true;
};
using ShapePtr = std::shared_ptr<const Shape>;

// A number in a comparison; without a shape it is one part.
struct Operand {
  const Value& value;
  const Waits& waits;
  const ShapePtr& shape;
};

enum class Relation : uint8_t { kLess, kLessEqual, kEqual };

// What `a relation b` waits for; the comparison must be undecided.
Waits WaitsToCompare(Relation relation, const Operand& a, const Operand& b);

// The summands of a number, and those of its product with `factor`.
std::vector<Part> PartsOf(const Operand& operand);
std::vector<Part> Scaled(std::vector<Part> parts, int64_t factor);

}  // namespace stapwijs
