// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/model/method.h"

// Everything a method declares, by path: for tools that trace a method to what it was made from.
namespace stapwijs {

struct ListedPath {
  // source, role, enum, parameter, fact, input (a fact read from other trajectories), let, step,
  // note (under the name of its step, or of the method), item, guard, tip, policy, goal, template.
  std::string_view kind;
  // Canonical, with `*` for every key: sessions[*].from, preparation.sessions[*].trained,
  // inclusion_agenda.link.
  std::string path;
  std::vector<std::string> refs;  // inventory ids of the rule, as declared
};

// Sources, roles, enums, parameters; facts and lets; each step followed by its notes and rules,
// those of its own before those of its elements; policies with their goals, templates, notes.
// Within these the order of declaration: the same method gives the same list.
std::vector<ListedPath> ListPaths(const Method& method);

// The path of a rule, with `*` for every key. The id must come from this method.
std::string RulePath(const Method& method, const Item& item);
std::string RulePath(const Method& method, const Guard& guard);
std::string RulePath(const Method& method, const Tip& tip);
std::string RulePath(const Method& method, const Goal& goal);

}  // namespace stapwijs
