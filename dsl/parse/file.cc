// SPDX-License-Identifier: EUPL-1.2
#include "dsl/parse/clauses.h"
#include "dsl/parse/declarations.h"

// A file: its header, then declarations.
namespace stapwijs::dsl::parse {
namespace {

using syntax::Header;
using syntax::HeaderKind;
using syntax::ParsedFile;

template <HeaderKind kind>
struct MakeHeader {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).kind = kind;
  }
};
template <HeaderKind kind>
const auto is = x3::eps[MakeHeader<kind>()];

const x3::rule<struct HeaderId, Header> header = "@header";
const auto header_def = located
    [(word("method") > is<HeaderKind::kMethod> >
      required_name("@name_of_method")[set<&Header::name>] >
      should("@version")[version[set<&Header::version>]] >
      should("@text_of_method")[text[set<&Header::title>]]) |
     (word("part") > is<HeaderKind::kPart> > word("of") >
      required_name("@name_of_method")[set<&Header::name>]) |
     (word("shared") > is<HeaderKind::kShared> > required_name("@name")[set<&Header::name>]) |
     (word("overlay") > is<HeaderKind::kOverlay> > required_name("@name")[set<&Header::name>] >
      should("@version")[version[set<&Header::version>]] > should("`of`")[word("of")] >
      required_name("@name_of_method")[set<&Header::of>] >
      should("@versions")[versions[set<&Header::versions>]] >
      should("@text")[text[set<&Header::title>]])];
BOOST_SPIRIT_DEFINE(header)

// Reads the header, or reports that the file has none.
template <typename Subject>
struct HeaderDirective : ClausesDirective<Subject> {
  using ClausesDirective<Subject>::ClausesDirective;

  template <typename C, typename R, typename A>
  bool parse(Iterator& first, const Iterator& last, const C& context, R& rcontext, A&) const {
    if (first == last || BeginsDeclaration(first)) {
      Builder& builder = BuilderOf(context);
      builder.Report(first, Diagnostic(DiagnosticKind::kNoHeader, builder.PlaceOf(first)));
      builder.set_reported(nullptr);  // the declaration there may have a mistake of its own
      return true;
    }
    // After something that is no header the header may still come.
    const Iterator begin = first;
    this->One(nullptr, first, last, context, rcontext);
    if (first != last && !BeginsClause(begin, kHeaderBlock) && BeginsClause(first, kHeaderBlock)) {
      this->One(nullptr, first, last, context, rcontext);
    }
    return true;
  }
};
constexpr auto header_of_file = DirectiveMaker<HeaderDirective, const BlockInfo*>{&kHeaderBlock};

const auto declaration =
    fact[push<&ParsedFile::facts>] | let[push<&ParsedFile::lets>] | step[push<&ParsedFile::steps>] |
    note[push<&ParsedFile::notes>] | policy[push<&ParsedFile::policies>] |
    template_[push<&ParsedFile::templates>] | example[push<&ParsedFile::examples>] |
    scenario[push<&ParsedFile::scenarios>] | use[push<&ParsedFile::uses>] |
    source[push<&ParsedFile::sources>] | role[push<&ParsedFile::roles>] |
    enumeration[push<&ParsedFile::enums>] | record[push<&ParsedFile::records>] |
    parameter[push<&ParsedFile::parameters>] | share[push<&ParsedFile::shares>] |
    portfolio[push<&ParsedFile::portfolios>] | dossier[push<&ParsedFile::dossiers>] |
    set_parameter[push<&ParsedFile::sets>] | raise_[push<&ParsedFile::raises>] |
    require_[push<&ParsedFile::requires_>] | drop[push<&ParsedFile::drops>];

}  // namespace

const auto file_def = header_of_file[header[set<&ParsedFile::header>]] >>
                      clauses(kFileBlock)[declaration];

BOOST_SPIRIT_DEFINE(file)
BOOST_SPIRIT_INSTANTIATE(decltype(file), Iterator, Context)

}  // namespace stapwijs::dsl::parse
