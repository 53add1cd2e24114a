// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "engine/json/json_node.h"

// The cases of tests/conformance/cases, one for each cell of an answer (README.md there).
namespace stapwijs::conformance {

struct Case {
  std::string name;                // "logic.and.3.1"
  std::string method;              // file name in methods/
  std::string date;                // "2024-05-01"
  JsonNode facts;                  // one object, as FACTS.json
  std::string question;            // an expression, or what is judged
  bool judged = false;             // `question` is what is judged
  JsonNode answer;                 // as it is written; waits and contradicts taken out
  std::vector<std::string> waits;  // sorted
  bool contradicts = false;
  std::vector<std::string> waived;
};
void PrintTo(const Case& one, std::ostream* out);

// Reads every *.yaml in `folder`, in the order of their names. Ends the program with a message when
// a file is not as README.md says: nothing can be tested then.
std::vector<Case> ReadCases(const std::string& folder);

}  // namespace stapwijs::conformance
