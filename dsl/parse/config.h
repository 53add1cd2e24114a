// SPDX-License-Identifier: EUPL-1.2
#pragma once

// The types that every grammar is instantiated for. Rules print no mangled names.
#define BOOST_SPIRIT_X3_NO_RTTI
#include <boost/spirit/home/x3.hpp>

#include "dsl/parse/builder.h"
#include "dsl/parse/token.h"

namespace stapwijs::dsl::parse {

namespace x3 = boost::spirit::x3;

using Iterator = const Token*;

struct BuilderTag;
using Context = x3::context<BuilderTag, Builder>;

template <typename AnyContext>
Builder& BuilderOf(const AnyContext& context) {
  return x3::get<BuilderTag>(context);
}

using Failure = x3::expectation_failure<Iterator>;

}  // namespace stapwijs::dsl::parse
