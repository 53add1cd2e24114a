// SPDX-License-Identifier: EUPL-1.2
#include "dsl/parse/clauses.h"

// Templates: rows, not blobs.
namespace stapwijs::dsl::parse {
namespace {

using syntax::RowKind;
using syntax::TemplateDecl;
using syntax::TemplateRow;
using syntax::TemplateSection;

template <RowKind kind>
struct MakeRow {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).kind = kind;
  }
};
template <RowKind kind>
const auto is = x3::eps[MakeRow<kind>()];

template <auto Member>
struct SetOptional {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).*Member = std::move(x3::_attr(context));
  }
};

const x3::rule<struct RowId, TemplateRow> row = "@row";
const x3::rule<struct SectionId, TemplateSection> section = "@section";

const auto row_text = should("@text")[text[set<&TemplateRow::text>]];
const auto typed_row = required_name("@name")[set<&TemplateRow::name>] >
                       should("@colon_and_type")[colon] >
                       should("@type")[type[set<&TemplateRow::type>]] > row_text;
const auto row_def =
    located[(word("at") > time_literal[SetOptional<&TemplateRow::at>()] >
             -(word("for") > duration_literal[SetOptional<&TemplateRow::duration>()]) > row_text >
             is<RowKind::kAt>) |
            (word("question") > typed_row > is<RowKind::kQuestion>) |
            (word("field") > typed_row > is<RowKind::kField>) |
            (word("criteria") > must("@name")[name[set<&TemplateRow::name>]] >
             is<RowKind::kCriteria>) |
            (word("point") > row_text > is<RowKind::kPoint>)];

const auto section_heading = word("section") > should("@text")[text[set<&TemplateSection::title>]] >
                             must("@body_of_section")[&left_brace];
const auto section_def =
    located[heading[section_heading] >> block(kSectionBlock)[row[push<&TemplateSection::rows>]]];
BOOST_SPIRIT_DEFINE(row, section)

const auto template_heading = word("template") >
                              required_name("@name_of_template")[set<&TemplateDecl::name>] >
                              should("@text_of_template")[text[set<&TemplateDecl::title>]] >
                              must("@body_of_template")[&left_brace];

}  // namespace

const auto template__def =
    located[heading[template_heading] >>
            block(kTemplateBlock)[row[push<&TemplateDecl::rows>] |
                                  section[push<&TemplateDecl::sections>] | common_clause]];

BOOST_SPIRIT_DEFINE(template_)
BOOST_SPIRIT_INSTANTIATE(decltype(template_), Iterator, Context)

}  // namespace stapwijs::dsl::parse
