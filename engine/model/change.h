// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>

#include "engine/model/path.h"
#include "engine/model/value.h"

namespace stapwijs {

// One change to what is recorded. Scenarios, FACTS.json, the API and stored events all come down to
// a list of these; engine/facts folds them.
struct Change {
  enum class Kind : uint8_t {
    kSet,              // path.field := value (none included)
    kWithdraw,         // path.field is no longer recorded; for a list: nor any of its elements
    kAddElement,       // the element exists (again); a list not recorded becomes "at least"
    kWithdrawElement,  // the element leaves the list; its facts stay readable over references
    kReplaceElements,  // the list path.field is recorded whole: what is not added after this is
                       // withdrawn
    kAllElements,      // "these are all": the list path.field is complete
    kMayHaveMore,      // the list path.field is at least what is recorded
    kAnswer,           // item `item` (canonical path) answered: value yes or no; unknown withdraws
  };
  Kind kind = Kind::kSet;
  FactPath path;
  RecordedValue value;
  std::string item;      // kAnswer
  std::string evidence;  // kAnswer: opaque reference, may be empty
  friend bool operator==(const Change&, const Change&) = default;
};

}  // namespace stapwijs
