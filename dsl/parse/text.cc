// SPDX-License-Identifier: EUPL-1.2
#include "dsl/parse/actions.h"
#include "dsl/parse/directives.h"
#include "dsl/parse/grammar.h"
#include "dsl/parse/message.h"
#include "dsl/parse/terms.h"

// text = one or more of nl "..." ["..."], in a row joined with a blank; message = text with {expr}
namespace stapwijs::dsl::parse {
namespace {

struct Join {
  template <typename C>
  void operator()(C& context) const {
    std::string& text = x3::_val(context).text;
    const std::string& more = x3::_attr(context).text;
    text = text.empty() ? more : text + " " + more;
  }
};

const x3::rule<struct TextPartId, syntax::TextPart> text_part = "@text";
const auto text_part_def = located[tag[set<&syntax::TextPart::language>] > +one_string[Join()]];
BOOST_SPIRIT_DEFINE(text_part)

// interpolated[p]: after p has read a text, its strings are read again, for what is in braces.
template <typename Subject>
struct InterpolatedDirective : Directive<Subject, InterpolatedDirective<Subject>> {
  using Directive<Subject, InterpolatedDirective<Subject>>::Directive;

  template <typename C, typename R, typename A>
  bool parse(Iterator& first, const Iterator& last, const C& context, R& rcontext, A& attr) const {
    const Iterator begin = first;
    if (!this->subject.parse(first, last, context, rcontext, attr)) return false;
    Interpolate(begin, first, BuilderOf(context), rcontext);
    return true;
  }
};
constexpr PlainDirectiveMaker<InterpolatedDirective> interpolated;

}  // namespace

const auto string_def = located[+one_string[Join()]];
const auto text_def = located[+text_part[push<&syntax::Text::parts>]];
const auto message_def = interpolated[text[take]];

BOOST_SPIRIT_DEFINE(string, text, message)
BOOST_SPIRIT_INSTANTIATE(decltype(string), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(text), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(message), Iterator, Context)

}  // namespace stapwijs::dsl::parse
