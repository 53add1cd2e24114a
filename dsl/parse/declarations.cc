// SPDX-License-Identifier: EUPL-1.2
#include "dsl/parse/declarations.h"

#include "dsl/parse/clauses.h"
#include "dsl/parse/expression_terms.h"

namespace stapwijs::dsl::parse {
namespace {

using syntax::DossierDecl;
using syntax::EnumDecl;
using syntax::EnumValue;
using syntax::NamesClause;
using syntax::ParameterDecl;
using syntax::RecordDecl;
using syntax::RoleDecl;
using syntax::SourceDecl;
using syntax::UseDecl;

struct SetValue {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).value = std::move(x3::_attr(context));
  }
};

const x3::rule<struct EnumValueId, EnumValue> enum_value = "@name_of_value";
const auto enum_value_def = located[name[set<&EnumValue::name>] >> -text[set<&EnumValue::title>]];
BOOST_SPIRIT_DEFINE(enum_value)

bool CheckEndsUnclosed(Iterator& first, Iterator, Builder& builder) {
  return builder.EndsUnclosed(first);
}
constexpr auto ends_unclosed = Term(CheckReader{CheckEndsUnclosed});

// The values of an enum are separated by commas: what follows one is a comma or the end.
const auto enum_values = left_brace > must("@name_of_value")[enum_value[push<&EnumDecl::values>]] >
                         *(comma > must("@name_of_value")[enum_value[push<&EnumDecl::values>]]) >
                         must("@comma_or_brace")[right_brace | ends_unclosed];

const auto source_clause = (word("by") > string[push<&SourceDecl::by>]) |
                           (word("url") > string[push<&SourceDecl::url>]) |
                           (word("year") > integer[push<&SourceDecl::year>]);

}  // namespace

const auto use_def = located[word("use") > required_name("@name")[set<&UseDecl::name>]];
const auto source_def =
    located[word("source") > ((name_before_text[set<&SourceDecl::name>] >> &string) |
                              required_name("@name_of_source")[set<&SourceDecl::name>]) >
            should("@title_of_source")[string[set<&SourceDecl::title>]] > *source_clause];
const auto role_def = located[word("role") > required_name("@name_of_role")[set<&RoleDecl::name>] >
                              should("@text_of_role")[text[set<&RoleDecl::title>]]];
const auto enumeration_def =
    located[word("enum") > required_name("@name_of_enum")[set<&EnumDecl::name>] > enum_values];
const auto record_def =
    located[heading[word("record") > required_name("@name_of_record")[set<&RecordDecl::name>] >
                    must("@body_of_record")[&left_brace]] >>
            block(kRecordBlock)[fact[push<&RecordDecl::facts>] | let[push<&RecordDecl::lets>]]];
const auto parameter_def =
    located[word("parameter") > required_name("@name_of_parameter")[set<&ParameterDecl::name>] >
            should("@colon_and_type")[colon] > should("@type")[type[set<&ParameterDecl::type>]] >
            should("`=`")[equal] > literal[SetValue()] >
            -(word("adjustable") > must("@range")[range[set<&ParameterDecl::adjustable>]]) >
            should("@text_of_parameter")[text[set<&ParameterDecl::title>]]];
const auto share_def = located[word("share") > must("@name")[names[set<&NamesClause::names>]]];
const auto portfolio_def = located[word("portfolio") > required_name("@name")[set<&UseDecl::name>]];
const auto dossier_def =
    located[heading[word("dossier") > required_name("@name")[set<&DossierDecl::name>] > word("of") >
                    required_name("@name_of_method")[set<&DossierDecl::method>] >
                    should("@versions")[versions[set<&DossierDecl::versions>]] >
                    must("@body_of_dossier")[&left_brace]] >>
            block(kDossierBlock)[fact[push<&DossierDecl::facts>]]];

BOOST_SPIRIT_DEFINE(use, source, role, enumeration, record, parameter, share, portfolio, dossier)
BOOST_SPIRIT_INSTANTIATE(decltype(use), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(source), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(role), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(enumeration), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(record), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(parameter), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(share), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(portfolio), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(dossier), Iterator, Context)

}  // namespace stapwijs::dsl::parse
