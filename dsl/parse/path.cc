// SPDX-License-Identifier: EUPL-1.2
#include "dsl/parse/actions.h"
#include "dsl/parse/directives.h"
#include "dsl/parse/grammar.h"
#include "dsl/parse/terms.h"

// path = NAME { "." NAME | "[" KEY "]" }    names = NAME { "," NAME }
namespace stapwijs::dsl::parse {
namespace {

using syntax::PathStep;

template <PathStep::Kind kind>
struct AddStep {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).steps.push_back({kind, std::move(x3::_attr(context))});
  }
};
struct AddAny {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).steps.push_back({PathStep::Kind::kAny, {}});
  }
};
struct Append {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).push_back(std::move(x3::_attr(context)));
  }
};

}  // namespace

const auto path_def =
    located[name[AddStep<PathStep::Kind::kName>()] >>
            *((dot > name[AddStep<PathStep::Kind::kName>()]) |
              (left_bracket > must("@key")[star[AddAny()] | key[AddStep<PathStep::Kind::kKey>()]] >
               right_bracket))];
const auto paths_def = path[Append()] >> *(comma > path[Append()]);
const auto names_def = name[Append()] >> *(comma > name[Append()]);

BOOST_SPIRIT_DEFINE(path, paths, names)
BOOST_SPIRIT_INSTANTIATE(decltype(path), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(paths), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(names), Iterator, Context)

}  // namespace stapwijs::dsl::parse
