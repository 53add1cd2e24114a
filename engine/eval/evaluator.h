// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "engine/base/date.h"
#include "engine/eval/instances.h"
#include "engine/eval/operations.h"
#include "engine/eval/relevance.h"
#include "engine/facts/state.h"
#include "engine/model/method.h"

// Evaluates expressions over one trajectory by walking their trees. Internal to engine/eval: the
// rest of the house sees only program.h, behind which a compiled form can take this one's place.
namespace stapwijs {

// A value and, as long as it is not exact, the places whose recording could make it so.
struct Result {
  Value value;
  Waits waits;
  ShapePtr shape = nullptr;  // of a number that is not exact: how it came about
  // Of an undecided condition: what recording more can make of it.
  bool can_be_yes = true;
  bool can_be_no = true;

  Logic logic() const { return AsCondition(value); }
};

Result Not(Result condition);

// Conditions joined by `and` (or by `or`), and what they wait for together: a condition that can
// only keep the others company is left out when the company can never be complete.
class Junction {
 public:
  explicit Junction(bool conjunction) : and_(conjunction), all_(ToLogic(conjunction)) {}
  void Add(const Result& condition);
  Result Take();

 private:
  static Logic ToLogic(bool yes) { return yes ? Logic::kYes : Logic::kNo; }

  bool and_;
  Logic all_;
  Waits enders_;  // of those that alone can end it (a no among and)
  Waits company_;
  bool can_end_ = false;
  bool can_complete_ = true;
};

// a and b, with the waits of what is undecided.
Result Both(const Result& a, const Result& b);

// The loop names around an expression: slot -> element.
using Frame = std::vector<InstanceId>;

// An element of a container that is there, or may be.
struct Candidate {
  InstanceId instance;
  Logic presence;  // yes or unknown
  Waits waits;     // of an unknown presence
};

// What only the rules can tell an expression.
class RuleOutcomes {
 public:
  virtual ~RuleOutcomes() = default;
  // `asking`: the loop names around the expression.
  virtual Result OutcomeOf(const Expr& expr, InstanceId element, const Frame& asking) = 0;
  // The recorded facts that keep the outcome from being `wanted`.
  virtual Waits KeptFrom(const Expr& expr, InstanceId element, const Frame& asking,
                         Logic wanted) = 0;
  virtual Result ProgressOf(StepId step) = 0;
};

class Evaluator {
 public:
  // All arguments must outlive the evaluator.
  Evaluator(const Method& method, const TrajectoryState& state, Date on, RuleOutcomes& outcomes);

  Result Eval(ExprId expr, Frame& frame);
  // yes when `expr` is not written (an invalid id).
  Result Condition(ExprId expr, Frame& frame);

  std::vector<Candidate> Candidates(InstanceId owner, ScopeId scope);
  InstanceId Reach(const Access& access, const Frame& frame);

  // The recorded facts that keep the condition from being as wanted: what would have to change.
  Waits KeptFrom(ExprId expr, Frame& frame, Logic wanted);

  Instances& instances() { return instances_; }
  const TrajectoryState& state() const { return state_; }
  Date on() const { return on_; }

  // Where a contradiction found from now on is reported.
  void set_place(std::string place) { place_ = std::move(place); }
  const std::string& place() const { return place_; }
  const std::set<std::string>& contradictions() const { return contradictions_; }
  // Whether something calculated so far was more than can be calculated with.
  bool too_large() const { return too_large_; }

 private:
  Result ReadField(InstanceId instance, FieldId field);
  Result ReadRecord(InstanceId instance, FieldId field);
  Result ReadList(InstanceId instance, FieldId field);
  Result ReadLet(InstanceId instance, LetId let);
  Result ReadElement(InstanceId instance);
  Result Recorded(const Expr& e, Frame& frame);
  Result IsWithdrawn(const Expr& e, Frame& frame);

  Result Connect(const Expr& e, Frame& frame);
  Result Otherwise(const Expr& e, Frame& frame);
  Result Relate(const Expr& e, Frame& frame);
  Result InRange(const Result& value, const Result& low, const Result& high);
  Result Compute(const Expr& e, Frame& frame);
  Result SetOf(const Expr& e, Frame& frame);
  Result Empty(const Expr& e, Frame& frame);

  // Calls `visit(filter)` for each element (or pair) of the loop with its slots bound; the filter
  // is: it is there, and `where` holds.
  template <typename Visit>
  void ForEach(const Loop& loop, Frame& frame, Visit visit);
  Result Quantify(const Expr& e, Frame& frame);
  Result Count(const Expr& e, Frame& frame);
  Result Sum(const Expr& e, Frame& frame);
  Result Extreme(const Expr& e, Frame& frame);

  Waits KeptFromLoop(const Expr& e, Frame& frame, Logic wanted);
  Waits Reads(ExprId expr, Frame& frame);
  Result Note(InstanceId instance, FieldId field, Result result);

  const Method& method_;
  const TrajectoryState& state_;
  Date on_;
  RuleOutcomes& outcomes_;
  Instances instances_;
  absl::flat_hash_map<std::pair<LetId, InstanceId>, Result> lets_;
  std::string place_;
  std::set<std::string> contradictions_;
  bool too_large_ = false;
  Waits* reads_ = nullptr;  // when set: every fact read is noted here
};

}  // namespace stapwijs
