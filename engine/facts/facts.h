// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "engine/model/change.h"
#include "engine/model/method.h"

// What is recorded of one trajectory, as a fold over changes. A value type: copies are independent.
namespace stapwijs {

class Elements;

// The trajectory itself or one element of a container: its recorded fields and its own containers.
struct Element {
  std::string key;         // empty for the trajectory itself
  bool withdrawn = false;  // only of a list: left it, but stays readable over references
  absl::flat_hash_map<FieldId, RecordedValue> fields;
  absl::flat_hash_map<ScopeId, Elements> children;

  // Null when not recorded. A fact inside a nested record that is none is none itself.
  const RecordedValue* Find(FieldId field) const;
  // The elements of one container in it, null when none was ever recorded.
  const Elements* FindChildren(ScopeId scope) const;
};

// The elements of one container in the order in which they were first recorded.
class Elements {
 public:
  const std::vector<std::shared_ptr<const Element>>& all() const { return elements_; }
  const Element* Find(std::string_view key) const;
  // A copy to change, made when absent (copy-on-write: other Facts keep what they have). Valid
  // until the next call.
  Element& Mutable(const std::string& key);

 private:
  std::vector<std::shared_ptr<const Element>> elements_;
  absl::flat_hash_map<std::string, size_t> index_;
};

struct Answer {
  bool done = false;
  std::string evidence;
  friend bool operator==(const Answer&, const Answer&) = default;
};

class Facts {
 public:
  // Folds one change that fits the method (see ValidateChange). Never fails: what does not fit is
  // left out. Beside what change.h says:
  //  * setting a fact of an element never recorded adds the element; of a withdrawn one it does
  //  not.
  //  * an element of a list that is none makes the list "at least"; of a complete list keeps it so.
  //  * none or withdrawn as a whole removes a list's elements, a set's pairs and a record's facts
  //    (`was there` is then a matter of history); replaced or withdrawn one by one they stay
  //    readable.
  //  * facts of a set's pairs stay when the reference leaves the set (the pair is then withdrawn).
  void Apply(const Method& method, const Change& change);

  const Element& root() const { return root_; }
  // The element at `path`, null when nothing is recorded there.
  const Element* Find(const std::vector<PathStep>& path) const;
  // The answer given to an item without `done when`, null when there is none.
  const Answer* FindAnswer(std::string_view item_path) const;
  const absl::flat_hash_map<std::string, Answer>& answers() const { return answers_; }

 private:
  Element& MutableElement(const Method& method, const std::vector<PathStep>& path);

  Element root_;
  absl::flat_hash_map<std::string, Answer> answers_;
};

// How a list stands: a list with elements but never called complete is "at least" these.
enum class ListState : uint8_t { kAtLeast, kComplete, kNone };
ListState StateOfList(const Element& owner, FieldId list);

// The first of "e1", "e2"... that no element of `elements` (may be null) has, nor `taken`.
std::string UnusedKey(const Elements* elements, const std::set<std::string, std::less<>>& taken);

}  // namespace stapwijs
