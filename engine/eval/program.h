// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/base/date.h"
#include "engine/eval/assessment.h"
#include "engine/facts/state.h"
#include "engine/model/change.h"
#include "engine/model/method.h"

namespace stapwijs {

// A method made ready for evaluation. Immutable; may be used from any thread.
class Program {
 public:
  static std::shared_ptr<const Program> Compile(std::shared_ptr<const Method> method);

  const Method& method() const { return *method_; }
  std::shared_ptr<const Method> shared_method() const { return method_; }
  // The guards that name `step` as a target, wherever they are declared.
  const std::vector<GuardId>& guards_on(StepId step) const { return guards_on_[step.value]; }

 private:
  explicit Program(std::shared_ptr<const Method> method);
  std::shared_ptr<const Method> method_;
  std::vector<std::vector<GuardId>> guards_on_;
};

// What a trajectory reads of others of its tenant (Method::inputs), as it would be recorded. What
// is not given is unknown. ReadInputs in inputs.h makes them.
struct Inputs {
  std::vector<Change> values;
};

// The pure function in the middle of the house: the same arguments give the same answer, always.
// No clock, no randomness, no I/O. Cost is bounded by the lists' lengths.
Assessment Assess(const Program& program, const TrajectoryState& state, const Inputs& inputs,
                  Date on);

// One expression of the program's method (for `eval` and `expect PATH is VALUE`), evaluated at the
// trajectory itself: it must not use loop names from around it.
struct Evaluation {
  Value value;
  std::vector<std::string> waiting_for;  // sorted; of an unknown or a range
  // Where the same thing was told twice, differently: a let, or the facts that disagree.
  std::vector<std::string> contradictions;
  bool too_large = false;  // unknown, because of more than can be calculated with
};
Evaluation Evaluate(const Program& program, const TrajectoryState& state, const Inputs& inputs,
                    Date on, ExprId expr);

}  // namespace stapwijs
