// SPDX-License-Identifier: EUPL-1.2
#include "engine/model/path_list.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace stapwijs {
namespace {

// `sessions[*].people[*]`; empty for the trajectory itself.
std::string ElementsPath(const Method& method, ScopeId scope) {
  std::string path;
  for (; scope.valid() && scope != Method::kRoot; scope = method.scope(scope).parent) {
    path = absl::StrCat(method.scope(scope).name, "[*]", path.empty() ? "" : ".", path);
  }
  return path;
}

std::string Joined(const std::string& before, const std::string& name) {
  return before.empty() ? name : absl::StrCat(before, ".", name);
}

// `preparation.sessions[*]`
std::string PlacePath(const Method& method, StepId step, BlockId block) {
  std::string path;
  for (; block.valid(); block = method.block(block).parent) {
    path = absl::StrCat(".", method.scope(method.block(block).loop.scope).name, "[*]", path);
  }
  return absl::StrCat(method.step(step).name, path);
}

template <typename Rule>
std::string PathInStep(const Method& method, const Rule& rule) {
  return absl::StrCat(PlacePath(method, rule.step, rule.block), ".", rule.name);
}

class Lister {
 public:
  explicit Lister(const Method& method) : m_(method) {}

  std::vector<ListedPath> Run() {
    for (const Source& source : m_.sources) Add("source", source.name);
    for (const Role& role : m_.roles) Add("role", role.name);
    for (const EnumType& type : m_.enums) Add("enum", type.name);
    for (const Parameter& parameter : m_.parameters) Add("parameter", parameter.name);
    for (const Field& field : m_.fields) {
      Add(field.input.valid() ? "input" : "fact",
          Joined(ElementsPath(m_, field.scope), field.name));
    }
    for (const Let& let : m_.lets) Add("let", Joined(ElementsPath(m_, let.scope), let.name));
    for (const Step& step : m_.steps) {
      Add("step", step.name);
      for (const Note& note : step.notes) Add("note", step.name, note.provenance.refs);
      AddRules(step);
    }
    for (const Policy& policy : m_.policies) {
      Add("policy", policy.name, policy.provenance.refs);
      for (GoalId id : policy.goals) AddRule("goal", m_.goal(id));
    }
    for (const Template& each : m_.templates) Add("template", each.name, each.provenance.refs);
    for (const Note& note : m_.notes) Add("note", m_.id, note.provenance.refs);
    return std::move(list_);
  }

 private:
  void Add(std::string_view kind, std::string path, std::vector<std::string> refs = {}) {
    list_.push_back({kind, std::move(path), std::move(refs)});
  }

  template <typename Rule>
  void AddRule(std::string_view kind, const Rule& rule) {
    Add(kind, RulePath(m_, rule), rule.provenance.refs);
  }

  // Of a step or a block.
  template <typename Place>
  void AddRules(const Place& place) {
    for (ItemId id : place.items) AddRule("item", m_.item(id));
    for (GuardId id : place.guards) AddRule("guard", m_.guard(id));
    for (TipId id : place.tips) AddRule("tip", m_.tip(id));
    for (BlockId id : place.blocks) AddRules(m_.block(id));
  }

  const Method& m_;
  std::vector<ListedPath> list_;
};

}  // namespace

std::vector<ListedPath> ListPaths(const Method& method) { return Lister(method).Run(); }

std::string RulePath(const Method& method, const Item& item) { return PathInStep(method, item); }
std::string RulePath(const Method& method, const Guard& guard) { return PathInStep(method, guard); }
std::string RulePath(const Method& method, const Tip& tip) { return PathInStep(method, tip); }
std::string RulePath(const Method& method, const Goal& goal) {
  return absl::StrCat(method.policy(goal.policy).name, ".", goal.name);
}

}  // namespace stapwijs
