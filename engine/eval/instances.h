// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "engine/facts/facts.h"
#include "engine/model/method.h"

// The elements that one evaluation touches, each with a small number. Internal to engine/eval.
namespace stapwijs {

using InstanceId = uint32_t;
inline constexpr InstanceId kRootInstance = 0;
// What a reference that is none leads to: all its facts are none.
inline constexpr InstanceId kNoInstance = 0xfffffffe;

// A place that an unknown waits for: a fact of an instance, or an item to be answered.
struct WaitRef {
  InstanceId instance = 0;
  uint32_t field = 0;  // FieldId, or kItemBit | index of an item path
  static constexpr uint32_t kItemBit = 0x80000000;
  friend constexpr auto operator<=>(WaitRef, WaitRef) = default;
};

// Sorted, each once.
using Waits = std::vector<WaitRef>;
void MergeInto(Waits& into, const Waits& from);

struct Instance {
  ScopeId scope;
  InstanceId parent = kRootInstance;
  std::string key;
  const Element* element = nullptr;  // null: nothing recorded of it
  // Of an element that may be there (`L[*]`), or that an unknown reference names, nothing is known
  // until this place is recorded; also for all elements inside it.
  bool unseen = false;
  WaitRef unseen_wait;
};

class Instances {
 public:
  Instances(const Method& method, const Facts& facts);

  const Instance& operator[](InstanceId id) const { return all_[id]; }

  // The element with `key` of child scope `scope` of `parent`.
  InstanceId Child(InstanceId parent, ScopeId scope, const std::string& key);
  // The unseen element L[*] of that container.
  InstanceId Unseen(InstanceId parent, ScopeId scope);
  // The element of `scope` that an unknown reference `field` of `from` names.
  InstanceId Unnamed(InstanceId from, FieldId field, ScopeId scope);
  // The element `key` of the list whose elements live in `target`, as seen from `from`.
  InstanceId Referred(InstanceId from, ScopeId target, const std::string& key);

  // The instances from below the root down to `id`: the loop slots of its lets and rules.
  std::vector<InstanceId> Chain(InstanceId id) const;

  // The place that a field of `id` not (exactly) recorded waits for.
  WaitRef WaitFor(InstanceId id, FieldId field) const;
  WaitRef WaitForItem(const std::string& item_path);

  std::string Path(InstanceId id) const;
  std::string Path(WaitRef wait) const;
  std::vector<std::string> Paths(const Waits& waits) const;  // sorted, each once

 private:
  // The element around `from` that has the list whose elements live in `target`.
  InstanceId OwnerOf(InstanceId from, ScopeId target) const;
  InstanceId Add(InstanceId parent, ScopeId scope, const std::string& key, Instance instance);

  const Method& method_;
  std::vector<Instance> all_;
  absl::flat_hash_map<std::tuple<InstanceId, ScopeId, std::string>, InstanceId> known_;
  std::vector<std::string> item_paths_;
};

}  // namespace stapwijs
