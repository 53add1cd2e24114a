// SPDX-License-Identifier: EUPL-1.2
#include "dsl/parse/clauses.h"
#include "dsl/parse/declarations.h"

// What only an overlay says (the checker refuses it elsewhere).
namespace stapwijs::dsl::parse {
namespace {

using syntax::DropDecl;
using syntax::RaiseDecl;
using syntax::RequireDecl;
using syntax::SetDecl;

struct SetValue {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).value = std::move(x3::_attr(context));
  }
};

}  // namespace

const auto set_parameter_def =
    located[word("set") > required_name("@name_of_parameter")[set<&SetDecl::name>] >
            should("`=`")[equal] > literal[SetValue()]];
const auto raise__def =
    located[word("raise") > path[set<&RaiseDecl::path>] > should("`to`")[word("to")] >
            required_word("blocks warns advises", "@severity")[set<&RaiseDecl::severity>]];
const auto require__def = located[word("require") > path[set<&RequireDecl::path>]];
const auto drop_def = located[word("drop") > path[set<&DropDecl::path>]];

BOOST_SPIRIT_DEFINE(set_parameter, raise_, require_, drop)
BOOST_SPIRIT_INSTANTIATE(decltype(set_parameter), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(raise_), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(require_), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(drop), Iterator, Context)

}  // namespace stapwijs::dsl::parse
