// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <utility>

#include "dsl/parse/config.h"

// Semantic actions. Each rule fills its attribute through these: no attribute is put together by
// X3 itself, so that the tree need not have the shape of the grammar.
namespace stapwijs::dsl::parse {

template <auto Member>
struct SetAction {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).*Member = std::move(x3::_attr(context));
  }
};
template <auto Member>
struct PushAction {
  template <typename C>
  void operator()(C& context) const {
    (x3::_val(context).*Member).push_back(std::move(x3::_attr(context)));
  }
};

// set<&FactDecl::name>: what was read becomes this member of what the rule makes.
template <auto Member>
inline constexpr SetAction<Member> set{};
// push<&ItemDecl::asks>: ... becomes one more of this member.
template <auto Member>
inline constexpr PushAction<Member> push{};

// What was read is what the rule makes.
struct TakeAction {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context) = std::move(x3::_attr(context));
  }
};
inline constexpr TakeAction take{};

}  // namespace stapwijs::dsl::parse
