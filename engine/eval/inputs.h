// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/date.h"
#include "engine/eval/program.h"
#include "engine/facts/state.h"
#include "engine/model/method.h"

// From what other trajectories of the tenant share to what one trajectory reads of them. Pure: who
// finds the trajectories (the store, a test) is not known here.
namespace stapwijs {

// Another trajectory. Both pointers outlive the call.
struct Sharer {
  std::string key;  // a valid element key: its id
  const Program* program = nullptr;
  const TrajectoryState* state = nullptr;
};

// What was found for each input of the reader's method, by InputId. A portfolio becomes a complete
// list with an element for each sharer. A dossier is read when there is exactly one; none or
// several: unknown. Names the sharer's version does not share, or has with another type, are
// unknown. Shared lets are judged on `on`, without inputs of their own.
using Sharers = std::map<InputId, std::vector<Sharer>>;
Inputs ReadInputs(const Method& reader, const Sharers& sharers, Date on);

// Whether a semantic version is one of `versions` as a dossier names them ("1.x", "1.2.x",
// "1.2.3").
bool InVersions(std::string_view version, std::string_view versions);

}  // namespace stapwijs
