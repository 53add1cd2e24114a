// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <string>

#include "dsl/parse/config.h"

// Directives of the grammar: what must be there, how deep, and where to go on after a mistake.
namespace stapwijs::dsl::parse {

// A directive that passes attribute and context through to its subject.
template <typename Subject, typename Derived>
struct Directive : x3::unary_parser<Subject, Derived> {
  static constexpr bool is_pass_through_unary = true;
  static constexpr bool handles_container = Subject::handles_container;

  constexpr explicit Directive(const Subject& s) : x3::unary_parser<Subject, Derived>(s) {}
};

// must("@phrase")[p]: an expectation point like x3::expect that names what is missing here.
template <typename Subject>
struct MustDirective : Directive<Subject, MustDirective<Subject>> {
  constexpr MustDirective(const Subject& s, const char* p)
      : Directive<Subject, MustDirective<Subject>>(s), phrase(p) {}

  template <typename C, typename R, typename A>
  bool parse(Iterator& first, const Iterator& last, const C& context, R& rcontext, A& attr) const {
    if (!this->subject.parse(first, last, context, rcontext, attr)) throw Failure(first, phrase);
    return true;
  }
  const char* phrase;
};

// should("@phrase")[p]: reports that it is missing and goes on as if it were there.
template <typename Subject>
struct ShouldDirective : Directive<Subject, ShouldDirective<Subject>> {
  constexpr ShouldDirective(const Subject& s, const char* p)
      : Directive<Subject, ShouldDirective<Subject>>(s), phrase(p) {}

  template <typename C, typename R, typename A>
  bool parse(Iterator& first, const Iterator& last, const C& context, R& rcontext, A& attr) const {
    if (!this->subject.parse(first, last, context, rcontext, attr)) {
      BuilderOf(context).ReportExpected(first, phrase);
    }
    return true;
  }
  const char* phrase;
};

// nested[p]: one level deeper while reading p.
template <typename Subject>
struct NestedDirective : Directive<Subject, NestedDirective<Subject>> {
  using Directive<Subject, NestedDirective<Subject>>::Directive;

  template <typename C, typename R, typename A>
  bool parse(Iterator& first, const Iterator& last, const C& context, R& rcontext, A& attr) const {
    Builder& builder = BuilderOf(context);
    if (!builder.Enter(first)) throw Failure(first, "");
    const Leaver leaver{builder};
    return this->subject.parse(first, last, context, rcontext, attr);
  }

 private:
  struct Leaver {
    Builder& builder;
    ~Leaver() { builder.Leave(); }
  };
};

// located[p]: what the rule makes gets the span of p. (An on_success handler cannot do it: X3 gives
// it no attribute in a rule with semantic actions.)
template <typename Subject>
struct LocatedDirective : Directive<Subject, LocatedDirective<Subject>> {
  using Directive<Subject, LocatedDirective<Subject>>::Directive;

  template <typename C, typename R, typename A>
  bool parse(Iterator& first, const Iterator& last, const C& context, R& rcontext, A& attr) const {
    const Iterator start = first;
    if (!this->subject.parse(first, last, context, rcontext, attr)) return false;
    rcontext.span = BuilderOf(context).SpanOf(start, first);
    return true;
  }
};

// heading[p]: the part of a declaration before its body. After a mistake in it the body is still
// read, if there is one.
template <typename Subject>
struct HeadingDirective : Directive<Subject, HeadingDirective<Subject>> {
  using Directive<Subject, HeadingDirective<Subject>>::Directive;

  template <typename C, typename R, typename A>
  bool parse(Iterator& first, const Iterator& last, const C& context, R& rcontext, A& attr) const {
    const Iterator start = first;
    try {
      return this->subject.parse(first, last, context, rcontext, attr);
    } catch (const Failure& failure) {
      Builder& builder = BuilderOf(context);
      if (const BlockInfo* info = BlockOfBody(failure.which())) {
        builder.ExpectBody(failure.where(), failure.which(), *info);
      }
      builder.ReportExpected(failure.where(), failure.which());
      const Iterator body = builder.FindBody(start, failure.where(), last);
      if (body == nullptr) throw Failure(failure.where(), "");
      first = body;
      return true;
    }
  }
};

// clauses(block)[p]: p again and again up to the end of the text, each mistake reported, reading
// on at the next clause.
template <typename Subject>
struct ClausesDirective : Directive<Subject, ClausesDirective<Subject>> {
  constexpr ClausesDirective(const Subject& s, const BlockInfo* b)
      : Directive<Subject, ClausesDirective<Subject>>(s), block_(b) {}

  template <typename C, typename R, typename A>
  bool parse(Iterator& first, const Iterator& last, const C& context, R& rcontext, A&) const {
    while (first != last) One(nullptr, first, last, context, rcontext);
    return true;
  }

 protected:
  // One clause, or the recovery from a mistake. False when the block ends before `first`.
  template <typename C, typename R>
  bool One(Iterator open, Iterator& first, const Iterator& last, const C& context,
           R& rcontext) const {
    Builder& builder = BuilderOf(context);
    const Iterator start = first;
    Iterator failed = start;
    try {
      if (this->subject.parse(first, last, context, rcontext, x3::unused)) return true;
      first = start;
      if (builder.Repair(start, *block_) &&
          this->subject.parse(first, last, context, rcontext, x3::unused)) {
        return true;
      }
      if (builder.CloseBefore(open, start, *block_)) return false;
      builder.ReportNoClause(start, *block_);
    } catch (const Failure& failure) {
      failed = failure.where();
      builder.ReportExpected(failed, failure.which());
    }
    first = builder.Skip(start, std::max(failed, start + 1), last, *block_);
    return true;
  }

  const BlockInfo* block_;
};

// block(info)[p]: clauses in braces.
template <typename Subject>
struct BlockDirective : ClausesDirective<Subject> {
  using ClausesDirective<Subject>::ClausesDirective;

  template <typename C, typename R, typename A>
  bool parse(Iterator& first, const Iterator& last, const C& context, R& rcontext, A&) const {
    if (first == last || first->kind != TokenKind::kLeftBrace) return false;
    const Iterator open = first;
    Builder& builder = BuilderOf(context);
    if (!builder.Enter(first)) throw Failure(first, "");
    const BlockInfo* block_before = builder.block();
    const BlockInfo* around_before = builder.around();
    builder.set_block(this->block_, block_before);
    ++first;
    bool inside = true;
    while (inside && first != last && first->kind != TokenKind::kRightBrace) {
      inside =
          !builder.ClosedByLayout(open, first) && this->One(open, first, last, context, rcontext);
    }
    builder.set_block(block_before, around_before);
    builder.Leave();
    if (!inside) return true;
    if (first == last) {
      builder.ReportUnclosed(open);
    } else {
      builder.Closed(first++);
    }
    return true;
  }
};

template <template <typename> typename D, typename Argument>
struct DirectiveMaker {
  Argument argument;
  template <typename Subject>
  constexpr auto operator[](const Subject& subject) const {
    using Parser = typename x3::extension::as_parser<Subject>::value_type;
    return D<Parser>(x3::as_parser(subject), argument);
  }
};
template <template <typename> typename D>
struct PlainDirectiveMaker {
  template <typename Subject>
  constexpr auto operator[](const Subject& subject) const {
    using Parser = typename x3::extension::as_parser<Subject>::value_type;
    return D<Parser>(x3::as_parser(subject));
  }
};

constexpr auto must(const char* phrase) {
  return DirectiveMaker<MustDirective, const char*>{phrase};
}
constexpr auto should(const char* phrase) {
  return DirectiveMaker<ShouldDirective, const char*>{phrase};
}
constexpr auto clauses(const BlockInfo& info) {
  return DirectiveMaker<ClausesDirective, const BlockInfo*>{&info};
}
constexpr auto block(const BlockInfo& info) {
  return DirectiveMaker<BlockDirective, const BlockInfo*>{&info};
}
inline constexpr PlainDirectiveMaker<NestedDirective> nested;
inline constexpr PlainDirectiveMaker<HeadingDirective> heading;
inline constexpr PlainDirectiveMaker<LocatedDirective> located;

}  // namespace stapwijs::dsl::parse

// What `a > b` says it expected when b is more than a primitive or a rule.
namespace boost::spirit::x3 {
template <typename Subject, typename Action>
struct get_info<action<Subject, Action>> {
  using result_type = std::string;
  std::string operator()(const action<Subject, Action>& parser) const {
    return what(parser.subject);
  }
};
template <typename Subject>
struct get_info<plus<Subject>> {
  using result_type = std::string;
  std::string operator()(const plus<Subject>& parser) const { return what(parser.subject); }
};
}  // namespace boost::spirit::x3
