// SPDX-License-Identifier: EUPL-1.2
#include "dsl/check/privacy.h"

#include <algorithm>
#include <map>
#include <vector>

namespace stapwijs::dsl::check {
namespace {

// What the value of an expression tells of others.
struct Tells {
  Privacy privacy = Privacy::kP0;
  bool input = false;  // read from another trajectory

  Tells& operator|=(const Tells& other) {
    privacy = std::max(privacy, other.privacy);
    input = input || other.input;
    return *this;
  }
};

class Reader {
 public:
  explicit Reader(const Method& method) : m_(method) {}

  Tells Of(ExprId id) {
    Tells out;
    if (!id.valid()) return out;
    const Expr& e = m_.expr(id);
    for (ExprId arg : e.args) out |= Of(arg);
    if (e.loop.scope.valid()) {
      out |= Container(e.loop.scope);
      out |= Of(e.loop.where);
      out |= Of(e.loop.body);
    }
    switch (e.op) {
      case Op::kField:
      case Op::kRecorded:
        out |= Field(e.field);
        break;
      case Op::kLet:
        out |= Let(e.let);
        break;
      case Op::kElement:
        out |= Container(e.access.scope);
        break;
      case Op::kCount:
        out.privacy = e.args.empty() ? OfCount(e) : Privacy::kP0;
        break;
      case Op::kIsEmpty:
        out.privacy = Privacy::kP0;  // whether there are any says nothing of anybody
        break;
      default:
        break;
    }
    return out;
  }

  // How many there are says nothing of any one of them. What the filter asks of others than those
  // it counts is told nevertheless; and of the few values of an enum a count tells nearly all.
  Privacy OfCount(const Expr& e) {
    if (m_.scope(e.loop.scope).kind == ScopeKind::kEnum) return Of(e.loop.where).privacy;
    return OfOthers(e.loop.where, e.loop.slot);
  }

  // What is asked through the loop names before `slot`, or through none.
  Privacy OfOthers(ExprId id, int slot) {
    if (!id.valid()) return Privacy::kP0;
    const Expr& e = m_.expr(id);
    Privacy out = Privacy::kP0;
    for (ExprId arg : e.args) out = std::max(out, OfOthers(arg, slot));
    const bool counted = e.access.base != Access::kRoot && e.access.base >= slot;
    switch (e.op) {
      case Op::kField:
      case Op::kRecorded:
      case Op::kLet:
      case Op::kElement:
        return counted ? out : std::max(out, Of(id).privacy);
      default:
        break;
    }
    if (e.loop.scope.valid()) {
      const bool within = e.loop.owner.base != Access::kRoot && e.loop.owner.base >= slot;
      if (!within) out = std::max(out, Container(e.loop.scope).privacy);
      out = std::max({out, OfOthers(e.loop.where, slot), OfOthers(e.loop.body, slot)});
    }
    return out;
  }

  Tells Let(LetId id) {
    auto [place, added] = lets_.try_emplace(id);
    if (!added) return place->second;  // within a ring, which is reported: what is known so far
    return lets_[id] = Of(m_.let(id).expr);
  }

 private:
  Tells Field(FieldId id) const { return {m_.field(id).privacy, m_.field(id).input.valid()}; }
  Tells Container(ScopeId id) const {
    for (; id.valid(); id = m_.scope(id).parent) {
      if (m_.scope(id).field.valid()) return Field(m_.scope(id).field);
    }
    return {};
  }

  const Method& m_;
  std::map<LetId, Tells> lets_;
};

// Whether an expression can be decided where nobody records facts on people.
class Decider {
 public:
  explicit Decider(const Method& method) : m_(method) {}

  bool Decidable(ExprId id) {
    if (!id.valid()) return true;
    const Expr& e = m_.expr(id);
    auto decidable = [&](ExprId arg) { return Decidable(arg); };
    switch (e.op) {
      case Op::kNotYet:
        return true;  // decided by what is not known, too
      case Op::kOtherwise:
        return std::any_of(e.args.begin(), e.args.end(), decidable);
      case Op::kField:
      case Op::kRecorded:
        return !Personal(m_.field(e.field));
      case Op::kLet: {
        auto [place, added] = lets_.try_emplace(e.let, true);
        if (added) lets_[e.let] = Decidable(m_.let(e.let).expr);
        return lets_[e.let];
      }
      default:
        break;
    }
    if (e.loop.scope.valid()) {
      if (OverPeople(e.loop.scope)) return false;
      if (!Decidable(e.loop.where) || !Decidable(e.loop.body)) return false;
    }
    return std::all_of(e.args.begin(), e.args.end(), decidable);
  }

  bool OverPeople(ScopeId id) const {
    const stapwijs::FieldId container = m_.scope(id).field;
    return container.valid() && Personal(m_.field(container));
  }

  bool OnPeople(BlockId id) const {
    for (; id.valid(); id = m_.block(id).parent) {
      if (OverPeople(m_.block(id).loop.scope)) return true;
    }
    return false;
  }

 private:
  static bool Personal(const Field& field) { return field.privacy > Privacy::kP1; }

  const Method& m_;
  std::map<LetId, bool> lets_;
};

}  // namespace

void CheckPrivacy(Context& c) {
  const Method& m = c.method;
  Reader reader(m);
  auto check = [&](const Message& message) {
    for (const auto* pieces : {&message.nl, &message.en}) {
      for (const Message::Piece& piece : *pieces) {
        if (reader.Of(piece.expr).privacy > Privacy::kP1) {
          c.Report(DiagnosticKind::kPersonalText, m.expr(piece.expr).span);
        }
      }
    }
  };
  for (const Guard& guard : m.guards) check(guard.message);
  for (const Tip& tip : m.tips) check(tip.text);
  for (const File& file : c.files) {
    for (const syntax::NamesClause& share : file.shares) {
      for (const Name& name : share.names) {
        auto known = std::find_if(m.shares.begin(), m.shares.end(),
                                  [&](const Shared& s) { return s.name == name.text; });
        if (known == m.shares.end()) continue;
        Tells tells;
        if (known->let.valid()) tells = reader.Let(known->let);
        if (known->field.valid()) tells.privacy = m.field(known->field).privacy;
        if (tells.privacy > Privacy::kP1) {
          c.Report(DiagnosticKind::kPersonalShared, name.span, {name.text});
        }
        if (tells.input) c.Report(DiagnosticKind::kSharedInput, name.span, {name.text});
      }
    }
  }
}

void LintPersonalRules(Context& c) {
  const Method& m = c.method;
  Decider decider(m);
  for (const Item& item : m.items) {
    if (decider.OnPeople(item.block) || decider.Decidable(item.done)) continue;
    c.Report(DiagnosticKind::kPersonalRule, item.span, {item.name});
  }
  for (const Guard& guard : m.guards) {
    if (decider.OnPeople(guard.block) || decider.Decidable(guard.condition)) continue;
    c.Report(DiagnosticKind::kPersonalRule, guard.span, {guard.name});
  }
}

}  // namespace stapwijs::dsl::check
