// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/eval/operations.h"
#include "engine/eval/program.h"
#include "engine/model/change.h"

// Everything that can be recorded of a few facts with small domains, and how an expression fares
// with each of it.
namespace stapwijs::conformance {

// One way in which a fact can stand.
struct Standing {
  std::string json;         // what records it, as FACTS.json; applied in the order of the facts
  std::vector<int> leaves;  // the exact standings it can still become; an exact one: itself
  bool start = true;        // tried as what is recorded at first
};

// A fact that can be recorded, named as `waiting_for` names it.
struct Variable {
  std::string path;
  std::vector<Standing> standings;
  bool exact(int standing) const;
  // Whether `to` says all that `from` says, or more.
  bool Refines(int from, int to) const;
};

// What the engine says of one expression.
struct Outcome {
  Value value;
  Logic logic = Logic::kUnknown;
  std::vector<std::string> waits;
  bool contradicts = false;
};

// An expression over a few variables, evaluated for each combination of their standings.
class Universe {
 public:
  Universe(const Program& program, const std::string& expression, std::vector<Variable> variables);

  const std::vector<Variable>& variables() const { return variables_; }
  size_t size() const { return outcomes_.size(); }
  const Outcome& at(size_t combination) const { return outcomes_[combination]; }
  // The standing of one variable in a combination, and the combination where it stands otherwise.
  int StandingOf(size_t combination, size_t variable) const;
  size_t With(size_t combination, size_t variable, int standing) const;
  bool Starts(size_t combination) const;
  std::string Describe(size_t combination) const;

  // What an undecided condition waits for, by brute force: the facts of every assignment of exact
  // values that decides it and of which no part decides it.
  std::vector<std::string> Oracle(size_t combination) const;

 private:
  std::vector<Variable> variables_;
  std::vector<size_t> strides_;
  std::vector<Outcome> outcomes_;
};

// Facts of methods/small.stap.
Variable YesNo(const std::string& path);
Variable Int(const std::string& path);
Variable FewInts(const std::string& path);  // fewer of them, for three at once
Variable Mood(const std::string& path);
Variable Moods(const std::string& path);
Variable Day(const std::string& path);
Variable Time(const std::string& path);
// The list `things` with `known` elements a, b: facts `ok` and, when asked for, `size` of each, and
// the list itself, which may get more elements, up to three in all.
std::vector<Variable> Things(int known, bool ok, bool size);

}  // namespace stapwijs::conformance
