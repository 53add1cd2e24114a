// SPDX-License-Identifier: EUPL-1.2
#include "engine/eval/instances.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace stapwijs {

void MergeInto(Waits& into, const Waits& from) {
  if (from.empty()) return;
  Waits merged;
  merged.reserve(into.size() + from.size());
  std::set_union(into.begin(), into.end(), from.begin(), from.end(), std::back_inserter(merged));
  into = std::move(merged);
}

Instances::Instances(const Method& method, const Facts& facts) : method_(method) {
  Instance root;
  root.scope = Method::kRoot;
  root.element = &facts.root();
  all_.push_back(std::move(root));
}

InstanceId Instances::Add(InstanceId parent, ScopeId scope, const std::string& key,
                          Instance instance) {
  auto [place, added] = known_.try_emplace({parent, scope, key}, all_.size());
  if (!added) return place->second;
  instance.scope = scope;
  instance.parent = parent;
  instance.key = key;
  if (all_[parent].unseen) {
    instance.unseen = true;
    instance.unseen_wait = all_[parent].unseen_wait;
  }
  all_.push_back(std::move(instance));
  return static_cast<InstanceId>(all_.size() - 1);
}

InstanceId Instances::Child(InstanceId parent, ScopeId scope, const std::string& key) {
  if (parent == kNoInstance) return kNoInstance;
  if (key == "*" && method_.scope(scope).kind != ScopeKind::kEnum) return Unseen(parent, scope);
  Instance instance;
  if (const Element* owner = all_[parent].element; owner != nullptr) {
    auto children = owner->children.find(scope);
    if (children != owner->children.end()) instance.element = children->second.Find(key);
  }
  return Add(parent, scope, key, std::move(instance));
}

InstanceId Instances::Unseen(InstanceId parent, ScopeId scope) {
  if (parent == kNoInstance) return kNoInstance;
  Instance instance;
  instance.unseen = true;
  instance.unseen_wait = WaitFor(parent, method_.scope(scope).field);
  return Add(parent, scope, "*", std::move(instance));
}

InstanceId Instances::Unnamed(InstanceId from, FieldId field, ScopeId scope) {
  if (from == kNoInstance) return kNoInstance;
  Instance instance;
  instance.unseen = true;
  instance.unseen_wait = WaitFor(from, field);
  // It stands where the elements of its list stand: lets of them count their loops from there.
  const InstanceId owner = OwnerOf(from, scope);
  return Add(owner, scope, absl::StrCat("?", from, ".", field.value), std::move(instance));
}

InstanceId Instances::Referred(InstanceId from, ScopeId target, const std::string& key) {
  if (from == kNoInstance) return kNoInstance;
  return Child(OwnerOf(from, target), target, key);
}

InstanceId Instances::OwnerOf(InstanceId from, ScopeId target) const {
  const ScopeId owner = method_.scope(target).parent;
  while (from != kRootInstance && all_[from].scope != owner) from = all_[from].parent;
  return from;
}

std::vector<InstanceId> Instances::Chain(InstanceId id) const {
  std::vector<InstanceId> chain;
  for (; id != kRootInstance; id = all_[id].parent) chain.push_back(id);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

WaitRef Instances::WaitFor(InstanceId id, FieldId field) const {
  const Instance& instance = all_[id];
  return instance.unseen ? instance.unseen_wait : WaitRef{id, field.value};
}

WaitRef Instances::WaitForItem(const std::string& item_path) {
  auto place = std::find(item_paths_.begin(), item_paths_.end(), item_path);
  auto index = static_cast<uint32_t>(place - item_paths_.begin());
  if (place == item_paths_.end()) item_paths_.push_back(item_path);
  return {kRootInstance, WaitRef::kItemBit | index};
}

std::string Instances::Path(InstanceId id) const {
  std::string path;
  for (InstanceId step : Chain(id)) {
    const Instance& instance = all_[step];
    absl::StrAppend(&path, path.empty() ? "" : ".", method_.scope(instance.scope).name, "[",
                    instance.key, "]");
  }
  return path;
}

std::string Instances::Path(WaitRef wait) const {
  if ((wait.field & WaitRef::kItemBit) != 0) {
    return item_paths_[wait.field & ~WaitRef::kItemBit];
  }
  std::string path = Path(wait.instance);
  const std::string& name = method_.fields[wait.field].name;
  return path.empty() ? name : absl::StrCat(path, ".", name);
}

std::vector<std::string> Instances::Paths(const Waits& waits) const {
  std::vector<std::string> paths;
  for (const WaitRef& wait : waits) paths.push_back(Path(wait));
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

}  // namespace stapwijs
