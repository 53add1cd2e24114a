// SPDX-License-Identifier: EUPL-1.2
#include "dsl/parse/clauses.h"

// Facts with their types, lets, notes.
namespace stapwijs::dsl::parse {
namespace {

using syntax::FactDecl;
using syntax::LetDecl;
using syntax::NamesClause;
using syntax::NoteDecl;
using syntax::TextClause;
using syntax::TypeKind;
using syntax::TypeNode;

template <TypeKind kind>
struct MakeType {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).kind = kind;
  }
};
template <TypeKind kind>
const auto is = x3::eps[MakeType<kind>()];

struct SetUpTo {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).up_to = x3::_attr(context);
  }
};

// What can begin a range after `int`; there is no text that does.
struct RangeAheadReader {
  using attribute_type = x3::unused_type;
  template <typename Any>
  bool Read(Iterator& first, Iterator last, Builder&, const Any&) const {
    if (first == last) return false;
    if (first->kind == TokenKind::kWord) return first[1].kind == TokenKind::kDotDot;
    return first->kind == TokenKind::kInt || first->kind == TokenKind::kDecimal ||
           first->kind == TokenKind::kMinus || first->kind == TokenKind::kLeftParen;
  }
  std::string Phrase() const { return ""; }
};
constexpr auto range_ahead = Term(RangeAheadReader{});

const auto optional_range = -(range_ahead > must("@range")[range[set<&TypeNode::range>]]);
const auto up_to = must("@up_to")[word("up") >> word("to")] > integer[SetUpTo()];

const auto scalar =
    (word("yesno") >> is<TypeKind::kYesNo>) |
    (word("int") >> is<TypeKind::kInt> >> optional_range) |
    (word("decimal") >> is<TypeKind::kDecimal> >> optional_range) |
    (word("label") >> is<TypeKind::kLabel>) | (word("text") >> is<TypeKind::kText>) |
    (word("date") >> is<TypeKind::kDate>) | (word("time") >> is<TypeKind::kTime>) |
    (word("duration") >> is<TypeKind::kDuration>) | (word("reference") >> is<TypeKind::kReference>);
const auto compound = (word("ref") >> name[set<&TypeNode::name>] >> is<TypeKind::kRef>) |
                      ((word("set") > word("of")) >> is<TypeKind::kSet> >>
                       nested[must("@type")[type[push<&TypeNode::element>]]]) |
                      ((word("list") >> word("of")) >> is<TypeKind::kList> >>
                       must("@name_of_record")[name[set<&TypeNode::name>]] >> up_to);

const x3::rule<struct OrNoneId, TextClause> or_none = "@or_none";
const x3::rule<struct ById, NamesClause> by = "@by";
const auto or_none_def = located[word("or") > word("none") > -text[set<&TextClause::text>]];
const auto by_def = located[word("by") > must("@name_of_role")[names[set<&NamesClause::names>]]];
BOOST_SPIRIT_DEFINE(or_none, by)

const auto fact_clause =
    or_none[push<&FactDecl::or_none>] | ask[push<&FactDecl::asks>] | by[push<&FactDecl::bys>] |
    (word("privacy") > required_word("p0 p1 p2 p3", "@privacy_class")[push<&FactDecl::privacy>]) |
    (word("was") > must("@name")[name[push<&FactDecl::was>]]);

}  // namespace

const auto type_def =
    located[scalar | compound | (name[set<&TypeNode::name>] >> is<TypeKind::kNamed>)];

const auto fact_def =
    located[word("fact") > required_name("@name_of_fact")[set<&FactDecl::name>] >
            should("@colon_and_type")[colon] > should("@type")[type[set<&FactDecl::type>]] >
            should("@text_of_fact")[text[set<&FactDecl::title>]] > *fact_clause];

const auto let_def =
    located[word("let") > required_name("@name_of_let")[set<&LetDecl::name>] >
            should("`=`")[equal] > must("@expression")[expression[set<&LetDecl::value>]] >
            -text[set<&LetDecl::title>]];

const auto note_def = located[word("note") > must("@text")[text[set<&NoteDecl::text>]] >
                              (block(kNoteBlock)[common_clause] | *common_clause)];

BOOST_SPIRIT_DEFINE(type, fact, let, note)
BOOST_SPIRIT_INSTANTIATE(decltype(type), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(fact), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(let), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(note), Iterator, Context)

}  // namespace stapwijs::dsl::parse
