// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dsl/check/context.h"
#include "dsl/check/declare.h"

// Second pass: paths and expressions get their meaning and type. A mistake gives an invalid ExprId
// and is reported once; what stands around it stays silent about it.
namespace stapwijs::dsl::check {

// What a path leads to.
struct Place {
  enum class Kind : uint8_t {
    kNothing,   // not found, or reported
    kElement,   // `access`
    kField,     // `field` of `access` (lists and sets as well)
    kLet,       // `let` of `access`
    kEnumType,  // an enum by its name: the container of its values
    kItem,
    kGuard,
    kTip,        // `index`, of the element `access`
    kStep,       // `step`
    kGoal,       // `index`
    kParameter,  // `index`
  };
  Kind kind = Kind::kNothing;
  Access access;
  FieldId field;
  LetId let;
  EnumId enum_id;
  StepId step;
  uint32_t index = 0;
};

class Expressions {
 public:
  Expressions(Context& context, Declarer& declarer) : c_(context), declarer_(declarer) {}

  // A condition; invalid when there is a mistake in it.
  ExprId Condition(syntax::ExprId id, const Env& env);
  // Any value; `expected` tells what a bare word or a number should be.
  ExprId Value(syntax::ExprId id, const Env& env, const Type* expected = nullptr);
  // A container named by a path: the loop over it, without names. Reports when it is none.
  std::optional<Loop> Container(const syntax::Path& path, const Env& env);

  // Reads a path as far as it goes. Silent: kNothing is for the caller to report.
  Place Find(const syntax::Path& path, const Env& env);
  // As an expression; reports what it does not find.
  ExprId PathValue(const syntax::Path& path, const Env& env, const Type* expected);

  // The type of a let, checked when first asked for. False in a ring or after a mistake.
  bool CheckLet(LetId let);
  void CheckLets();
  // All lets of the method were checked before.
  void AdoptLets() {
    let_states_.assign(c_.method.lets.size(), LetState::kDone);
    let_ranks_.assign(c_.method.lets.size(), 1);
  }
  // From now on a path makes no new containers: what scenarios name is no part of the method, and
  // must not change its content hash.
  void Freeze() { frozen_ = true; }

  ExprId LiteralValue(const syntax::Literal& literal, const Type* expected) {
    return Literal(literal, expected);
  }
  ExprId Add(Expr expr);
  const Type& TypeOf(ExprId id) const { return c_.method.expr(id).type; }
  std::string Describe(const Type& type) const;

 private:
  using Node = syntax::ExprNode;

  ExprId Literal(const syntax::Literal& literal, const Type* expected);
  ExprId Logic(const Node& n, const Env& env);
  ExprId NotYet(const Node& n, const Env& env);
  ExprId Otherwise(const Node& n, const Env& env, const Type* expected);
  ExprId Order(const Node& n, const Env& env);
  ExprId Is(const Node& n, const Env& env);
  ExprId IsState(const Node& n, Op op, const Env& env);
  ExprId NoSuchRule(const Name& name, const Env& env);
  ExprId NoSuchOutcome(const Name& word);
  void AddStep(Place& place, const std::string& word, const Env& env);
  ExprId OutcomeOf(const Node& n, const Name& word, const Place& place, const Env& env);
  bool NamesOnePlace(BlockId block, const Env& env) const;
  ExprId In(const Node& n, const Env& env);
  ExprId Arithmetic(const Node& n, const Env& env);
  ExprId At(const Node& n, const Env& env);
  ExprId Set(const Node& n, const Env& env, const Type* expected);
  ExprId Recorded(const Node& n, const Env& env);
  ExprId Progress(const Node& n, const Env& env);
  ExprId Count(const Node& n, const Env& env);
  ExprId Fold(const Node& n, const Env& env);
  ExprId Quantifier(const Node& n, const Env& env);
  std::optional<Loop> Bind(const syntax::Binder& binder, Env& env);

  bool TooDeep(LetId id);
  ExprId Negate(ExprId id, bool negated, Span span);
  // Makes int and decimal alike; false (reported) when the two cannot be compared.
  bool Align(ExprId& a, ExprId& b, Span span);
  ExprId Mismatch(Span span, const Type& found, const std::string& wanted);
  bool IsBareWord(syntax::ExprId id, const Env& env);
  bool EnumWord(const syntax::Path& path, const Type* expected, Expr& out);
  Place FindFrom(const syntax::Path& path, size_t at, Place place, const Env& env);
  ScopeId PairsOf(FieldId set);
  ScopeId ValuesOf(ScopeId parent, EnumId enum_id);
  bool StepInto(const syntax::PathStep& step, std::string& prefix, Place& place, const Env& env);
  Place FindFirst(const syntax::Path& path, size_t& at, std::string& prefix, const Env& env);
  bool FindRule(StepId step, StepId home, ScopeId scope, const Name& name, Place& place);
  const syntax::ExprArena& arena(const Env& env) const { return env.file->exprs; }

  Context& c_;
  Declarer& declarer_;
  enum class LetState : uint8_t { kOpen, kBusy, kDone, kWrong };
  std::vector<LetState> let_states_;
  std::vector<int> let_ranks_;  // how deep each one is, with the deepest it rests on
  int let_rank_ = 0;            // the highest of those asked for by the let that is being checked
  int depth_open_ = 0;          // of the lets being checked, one within the other
  bool too_deep_ = false;
  bool frozen_ = false;
};

}  // namespace stapwijs::dsl::check
