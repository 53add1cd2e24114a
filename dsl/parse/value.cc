// SPDX-License-Identifier: EUPL-1.2
#include "dsl/parse/actions.h"
#include "dsl/parse/directives.h"
#include "dsl/parse/grammar.h"
#include "dsl/parse/terms.h"

// Values as scenarios give them: in part, sets, records, lists with keys.
namespace stapwijs::dsl::parse {
namespace {

using syntax::Value;
using syntax::ValueEntry;
using syntax::ValueKind;

template <ValueKind kind>
struct MakeKind {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).kind = kind;
  }
};
template <ValueKind kind>
constexpr MakeKind<kind> make{};

struct MakeLiteral {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).kind = ValueKind::kLiteral;
    x3::_val(context).literal = std::move(x3::_attr(context));
  }
};
struct MakeWord {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).kind = ValueKind::kWord;
    x3::_val(context).word = std::move(x3::_attr(context));
  }
};
struct AddEntry {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).entries.push_back(std::move(x3::_attr(context)));
  }
};
struct AddValue {
  template <typename C>
  void operator()(C& context) const {
    x3::_val(context).entries.push_back({{}, std::move(x3::_attr(context))});
  }
};

// `over 6000`: only before what can be bounded, for `over` may be the value of an enum.
struct BoundReader {
  using attribute_type = x3::unused_type;
  std::string_view spelling;

  template <typename Any>
  bool Read(Iterator& first, Iterator last, Builder&, const Any&) const {
    if (first == last || !IsWord(*first, spelling)) return false;
    switch (first[1].kind) {
      case TokenKind::kInt:
      case TokenKind::kDecimal:
      case TokenKind::kDate:
      case TokenKind::kMonth:
      case TokenKind::kTime:
      case TokenKind::kString:
      case TokenKind::kMinus:
      case TokenKind::kLeftBrace:
      case TokenKind::kLeftBracket:
        ++first;
        return true;
      default:
        return false;
    }
  }
  std::string Phrase() const { return "`" + std::string(spelling) + "`"; }
};
constexpr auto bound(std::string_view spelling) { return Term(BoundReader{spelling}); }

// `{` NAME `:` begins a record, any other `{` a set.
struct RecordReader {
  using attribute_type = x3::unused_type;

  template <typename Any>
  bool Read(Iterator& first, Iterator last, Builder&, const Any&) const {
    const bool record = first != last && first->kind == TokenKind::kLeftBrace &&
                        first[1].kind == TokenKind::kWord && first[2].kind == TokenKind::kColon;
    if (record) ++first;
    return record;
  }
  std::string Phrase() const { return "`{`"; }
};
constexpr auto record_brace = Term(RecordReader{});

// `[k: {a: {b} }, c: d}]`: what looks like an element is a fact of the element before it.
struct NoFactHereReader {
  using attribute_type = x3::unused_type;

  template <typename Any>
  bool Read(Iterator& first, Iterator last, Builder& builder, const Any&) const {
    const bool keyed = first != last && first[-1].kind == TokenKind::kComma &&
                       first->kind == TokenKind::kWord && first[1].kind == TokenKind::kColon;
    if (!keyed) return true;
    const bool element = first[2].kind == TokenKind::kLeftBrace || IsWord(first[2], "withdrawn");
    if (!element) builder.MendBraceAt(first - 2, first);
    return true;
  }
  std::string Phrase() const { return ""; }
};
constexpr auto no_fact_here = Term(NoFactHereReader{});

const x3::rule<struct FieldId, ValueEntry> field = "@name_of_field";
const x3::rule<struct ElementId, ValueEntry> element = "@value";

const auto field_def = must("@name_of_field")[name[set<&ValueEntry::key>]] > colon >
                       must("@value")[value[set<&ValueEntry::value>]];
const auto element_def = no_fact_here >> ((key_and_colon[set<&ValueEntry::key>] >
                                           must("@value")[value[set<&ValueEntry::value>]]) |
                                          value[set<&ValueEntry::value>]);
BOOST_SPIRIT_DEFINE(field, element)

const auto inner = nested[must("@value")[value[AddValue()]]];

const auto part =
    (word("at") > ((word("least") >> x3::eps[make<ValueKind::kAtLeast>]) |
                   (must("@least_or_most")[word("most")] >> x3::eps[make<ValueKind::kAtMost>])) >
     inner) |
    (bound("over") > x3::eps[make<ValueKind::kOver>] > inner) |
    (bound("under") > x3::eps[make<ValueKind::kUnder>] > inner) |
    (bound("about") > x3::eps[make<ValueKind::kAbout>] > inner);

const auto record = record_brace > x3::eps[make<ValueKind::kRecord>] >
                    nested[field[AddEntry()] > *(comma > field[AddEntry()])] > closing_brace;
const auto set_of = left_brace > x3::eps[make<ValueKind::kSet>] >
                    nested[-(value[AddValue()] >> *(comma > must("@value")[value[AddValue()]]))] >
                    closing_brace;
const auto list = left_bracket > x3::eps[make<ValueKind::kList>] >
                  nested[-(element[AddEntry()] >> *(comma > must("@value")[element[AddEntry()]]))] >
                  right_bracket;

}  // namespace

const auto value_def =
    located[(word("unknown") >> x3::eps[make<ValueKind::kUnknown>]) |
            (word("none") >> x3::eps[make<ValueKind::kNone>]) |
            (word("withdrawn") >> x3::eps[make<ValueKind::kWithdrawn>]) | part | record | set_of |
            list | value_literal[MakeLiteral()] | key[MakeWord()]];

BOOST_SPIRIT_DEFINE(value)
BOOST_SPIRIT_INSTANTIATE(decltype(value), Iterator, Context)

}  // namespace stapwijs::dsl::parse
