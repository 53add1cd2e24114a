// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/base/text.h"
#include "engine/facts/facts.h"
#include "engine/model/change.h"
#include "engine/model/method.h"

// Whether changes fit the method. A rule never refuses a fact; only types, names, ranges and limits
// do.
namespace stapwijs {

// One thing wrong with what a caller wants to record.
struct Violation {
  std::string field;   // where in the request: "facts_json.sessions[0].on", "changes[3].value"
  std::string reason;  // stable: UNKNOWN_FACT, WRONG_TYPE, OUT_OF_RANGE, NOT_AN_ENUM_VALUE,
                       // NONE_NOT_ALLOWED, BAD_KEY, DUPLICATE_KEY, TOO_MANY_ELEMENTS,
                       // TEXT_TOO_LONG, NOT_A_LIST, BAD_DATE, EMPTY_RANGE, NULL_NOT_ALLOWED,
                       // NOT_AN_ANSWER, TOO_MANY_CHANGES, MALFORMED, CLASS_NOT_ENABLED,
                       // UNKNOWN_ITEM, UNKNOWN_ELEMENT, NOT_RECORDED_HERE
  Text message;        // names the fact, says what is wrong and what would be right
};

struct Limits {
  int max_changes = 500;
  int max_list_elements = 200;  // whatever a method declares; hard top 10,000
  int max_text_characters = 1000;
  int max_label_characters = 80;
  int max_evidence_characters = 200;     // of a reference to what shows that an item is done
  Privacy highest_class = Privacy::kP3;  // what the tenant enabled; above it: CLASS_NOT_ENABLED
  bool free_text = true;                 // false: free text too is CLASS_NOT_ENABLED
};

// The hard top of elements of one list, withdrawn ones included.
inline constexpr int kHardMaxElements = 10000;
// Whole numbers lie within what every JSON reader keeps exactly (RFC 8785): +-(2^53 - 1); decimals
// have at most 15 digits, 6 of them after the point.
inline constexpr int64_t kMaxInt = (int64_t{1} << 53) - 1;
inline constexpr int64_t kMaxDecimal = 999999999999999;

// Appends every violation of `change` to `out`; `field` is the place in the request.
void ValidateChange(const Method& method, const Change& change, const std::string& field,
                    const Limits& limits, std::vector<Violation>& out);

// Appends a violation for each list that `changes` (all valid, applied in order to `facts`) would
// make longer than declared or allowed; `field(i)` is the place of change i in the request.
void ValidateLengths(const Method& method, const Facts& facts, const std::vector<Change>& changes,
                     const Limits& limits, const std::function<std::string(size_t)>& field,
                     std::vector<Violation>& out);

// The class of privacy a change touches: the highest of its field and all that it lies in, at least
// p2 for free text. Of an answer: that of the elements its item is in.
Privacy PrivacyOf(const Method& method, const Change& change);

}  // namespace stapwijs
