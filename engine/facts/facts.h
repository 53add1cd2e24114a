// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
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
};

// The elements of one container in the order in which they were first recorded.
class Elements {
 public:
  const std::vector<std::shared_ptr<const Element>>& all() const { return elements_; }
  const Element* Find(std::string_view key) const;
  // A copy to change, made when absent (copy-on-write: other Facts keep what they have).
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
  // Folds one change that fits the method (see ValidateChange). Never fails.
  void Apply(const Method& method, const Change& change);

  const Element& root() const { return root_; }
  // The element at `path`, null when nothing is recorded there.
  const Element* Find(const std::vector<PathStep>& path) const;
  // The answer given to an item without `done when`, null when there is none.
  const Answer* FindAnswer(std::string_view item_path) const;

 private:
  Element& MutableElement(const std::vector<PathStep>& path);

  Element root_;
  absl::flat_hash_map<std::string, Answer> answers_;
};

// How a list stands: a list with elements but never called complete is "at least" these.
enum class ListState : uint8_t { kAtLeast, kComplete, kNone };
ListState StateOfList(const Element& owner, FieldId list);

}  // namespace stapwijs
