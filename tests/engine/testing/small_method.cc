// SPDX-License-Identifier: EUPL-1.2
#include "tests/engine/testing/small_method.h"

#include <cstdlib>
#include <iostream>

namespace stapwijs::testing {
namespace {

class Builder {
 public:
  std::shared_ptr<const Method> Build() {
    m_.id = "small";
    m_.version = "1.0.0";
    m_.title = {"Klein", "Small"};
    m_.sources.push_back({"guide", "Handreiking", "", "", 0});
    m_.scopes.emplace_back();
    audience_ = Enum("audience", {"professionals", "volunteers"});
    progress_ = Enum("progress", {"planned", "held", "cancelled"});
    Facts();
    Lists();
    Steps();
    m_.hash = ContentHash(m_);
    return std::make_shared<const Method>(std::move(m_));
  }

 private:
  EnumId Enum(const char* name, std::vector<std::string> values) {
    EnumType type{name, {}};
    for (std::string& value : values) type.values.push_back({value, {value, value}});
    m_.enums.push_back(std::move(type));
    return EnumId(m_.enums.size() - 1);
  }

  static Type Of(TypeKind kind) {
    Type type;
    type.kind = kind;
    return type;
  }
  static Type OfEnum(EnumId id) {
    Type type = Of(TypeKind::kEnum);
    type.enum_id = id;
    return type;
  }
  static Type SetOf(Type member) {
    Type type = member;
    type.element = member.kind;
    type.kind = TypeKind::kSet;
    return type;
  }
  static Type Duration(DurationUnit unit) {
    Type type = Of(TypeKind::kDuration);
    type.unit = unit;
    return type;
  }
  static Type Ref(ScopeId scope) {
    Type type = Of(TypeKind::kRef);
    type.scope = scope;
    return type;
  }

  FieldId Add(ScopeId scope, const char* name, Type type, Privacy privacy = Privacy::kP0,
              bool or_none = false) {
    Field field;
    field.name = name;
    field.scope = scope;
    field.type = type;
    field.or_none = or_none;
    field.privacy = privacy;
    field.title = {std::string("NL ") + name, std::string("EN ") + name};
    m_.fields.push_back(std::move(field));
    FieldId id(m_.fields.size() - 1);
    m_.scopes[scope.value].fields.push_back(id);
    return id;
  }

  ScopeId AddScope(ScopeKind kind, const char* name, ScopeId parent) {
    Scope scope;
    scope.kind = kind;
    scope.name = name;
    scope.parent = parent;
    scope.depth = m_.scope(parent).depth + 1;
    m_.scopes.push_back(std::move(scope));
    ScopeId id(m_.scopes.size() - 1);
    m_.scopes[parent.value].children.push_back(id);
    return id;
  }

  ScopeId List(ScopeId owner, const char* name, int up_to, Privacy privacy, bool or_none = false) {
    ScopeId scope = AddScope(ScopeKind::kList, name, owner);
    Type type = Of(TypeKind::kList);
    type.scope = scope;
    FieldId field = Add(owner, name, type, privacy, or_none);
    m_.fields[field.value].max_elements = up_to;
    m_.fields[field.value].elements = scope;
    m_.scopes[scope.value].field = field;
    return scope;
  }

  void Facts() {
    ScopeId root = Method::kRoot;
    Add(root, "municipality", Of(TypeKind::kReference));
    Add(root, "area", Of(TypeKind::kLabel));
    Add(root, "story", Of(TypeKind::kText));
    open_ = Add(root, "open", Of(TypeKind::kYesNo));
    Add(root, "started_on", Of(TypeKind::kDate), Privacy::kP0, true);
    Add(root, "starts_at", Of(TypeKind::kTime));
    inhabitants_ = Add(root, "inhabitants", Of(TypeKind::kInt));
    m_.fields[inhabitants_.value].bounds = {0, 1000000};
    m_.fields[inhabitants_.value].was = {"population"};
    Add(root, "budget", Of(TypeKind::kDecimal));
    Add(root, "length", Duration(DurationUnit::kMinutes));
    Add(root, "gap", Duration(DurationUnit::kDays));
    Add(root, "term", Duration(DurationUnit::kMonths));
    Add(root, "notice", Duration(DurationUnit::kWorkingDays));
    Add(root, "initiatives", SetOf(OfEnum(progress_)), Privacy::kP0, true);
    Add(root, "labels", SetOf(Of(TypeKind::kLabel)));
    Add(root, "days", SetOf(Of(TypeKind::kDate)));
    FieldId kickoff = Add(root, "kickoff", Of(TypeKind::kRecord), Privacy::kP0, true);
    FieldId state = Add(root, "kickoff.state", OfEnum(progress_));
    FieldId on = Add(root, "kickoff.on", Of(TypeKind::kDate));
    FieldId venue = Add(root, "kickoff.venue", Of(TypeKind::kRecord));
    FieldId room = Add(root, "kickoff.venue.room", Of(TypeKind::kLabel), Privacy::kP0, true);
    for (FieldId id : {state, on, venue}) m_.fields[id.value].record = kickoff;
    m_.fields[room.value].record = venue;
  }

  void Lists() {
    ScopeId root = Method::kRoot;
    ScopeId members = List(root, "members", 3, Privacy::kP0);
    Add(members, "mandate", OfEnum(audience_), Privacy::kP1);
    Add(members, "remark", Of(TypeKind::kText));
    ScopeId pool = List(root, "pool", 60, Privacy::kP3);
    Add(pool, "motivated", Of(TypeKind::kYesNo));
    Add(root, "lead", Ref(pool));
    sessions_ = List(root, "sessions", 40, Privacy::kP0, true);
    Add(sessions_, "audiences", SetOf(OfEnum(audience_)));
    Add(sessions_, "state", OfEnum(progress_));
    Add(sessions_, "on", Of(TypeKind::kDate));
    FieldId people = Add(sessions_, "people", SetOf(Ref(pool)), Privacy::kP3);
    ScopeId pairs = AddScope(ScopeKind::kRefs, "people", sessions_);
    m_.scopes[pairs.value].field = people;
    m_.scopes[pairs.value].target = pool;
    m_.fields[people.value].elements = pairs;
    Add(pairs, "trained", Of(TypeKind::kYesNo));
    ScopeId situations = List(sessions_, "situations", 20, Privacy::kP0);
    Add(situations, "anonymised", Of(TypeKind::kYesNo));
    ScopeId per = AddScope(ScopeKind::kEnum, "audience", root);
    m_.scopes[per.value].enum_id = audience_;
    Add(per, "strategy", OfEnum(progress_));
  }

  ExprId Put(Expr expr) {
    m_.exprs.push_back(std::move(expr));
    return ExprId(m_.exprs.size() - 1);
  }
  ExprId FieldExpr(FieldId id) {
    Expr e;
    e.op = Op::kField;
    e.type = m_.field(id).type;
    e.access.scope = Method::kRoot;
    e.field = id;
    return Put(e);
  }
  ExprId Constant(TypeKind kind, int64_t v) {
    Expr e;
    e.op = Op::kConst;
    e.type = Of(kind);
    e.constant = Value::Exactly(v);
    return Put(e);
  }
  ExprId Relation(Op op, ExprId a, ExprId b) {
    Expr e;
    e.op = op;
    e.args = {a, b};
    return Put(e);
  }

  GuardId AddGuard(StepId step, const char* name, ExprId violated, const char* nl) {
    Guard guard;
    guard.name = name;
    guard.step = step;
    guard.severity = Severity::kBlocks;
    guard.condition = violated;
    guard.message.nl = {{nl, ExprId()}};
    guard.provenance.cites = {{SourceId(0), "Stap 1", Strength::kFixed}};
    m_.guards.push_back(std::move(guard));
    GuardId id(m_.guards.size() - 1);
    m_.steps[step.value].guards.push_back(id);
    return id;
  }

  ItemId AddItem(StepId step, BlockId block, const char* name, ExprId done) {
    Item item;
    item.name = name;
    item.step = step;
    item.block = block;
    item.title = {std::string("NL ") + name, std::string("EN ") + name};
    item.done = done;
    m_.items.push_back(std::move(item));
    return ItemId(m_.items.size() - 1);
  }

  void Steps() {
    StepId area(0), preparation(1);
    m_.steps.resize(2);
    m_.steps[0].name = "area";
    m_.steps[0].title = {"Gebied", "Area"};
    m_.steps[1].name = "preparation";
    m_.steps[1].title = {"Voorbereiding", "Preparation"};
    m_.steps[1].after = {area};
    ExprId some = Relation(Op::kGreater, FieldExpr(inhabitants_), Constant(TypeKind::kInt, 0));
    m_.steps[0].items = {AddItem(area, BlockId(), "goal_discussed", ExprId()),
                         AddItem(area, BlockId(), "explored", some)};
    AddGuard(area, "crowded",
             Relation(Op::kGreater, FieldExpr(inhabitants_), Constant(TypeKind::kInt, 5000)),
             "Het gebied is te groot.");
    GuardId first =
        AddGuard(area, "open_first",
                 Relation(Op::kIs, FieldExpr(open_), Constant(TypeKind::kYesNo, 0)), "Eerst open.");
    m_.guards[first.value].targets = {{preparation, true}};
    GuardId consent =
        AddGuard(area, "consent",
                 Relation(Op::kIs, FieldExpr(open_), Constant(TypeKind::kYesNo, 0)), "Nooit.");
    m_.guards[consent.value].unwaivable = true;
    m_.guards[consent.value].severity = Severity::kWarns;
    m_.roles.push_back({"alderman", {"wethouder", "alderman"}});
    Block block;
    block.step = preparation;
    block.loop.owner.scope = Method::kRoot;
    block.loop.scope = sessions_;
    m_.blocks.push_back(block);
    m_.blocks[0].items = {AddItem(preparation, BlockId(0), "agreed", ExprId())};
    m_.steps[1].blocks = {BlockId(0)};
  }

  Method m_;
  EnumId audience_, progress_;
  FieldId open_, inhabitants_;
  ScopeId sessions_;
};

}  // namespace

std::shared_ptr<const Method> SmallMethod() {
  static const std::shared_ptr<const Method> method = Builder().Build();
  return method;
}

FactPath PathOf(const Method& method, std::string_view text) {
  absl::StatusOr<FactPath> path = ParseFactPath(method, text);
  if (!path.ok()) {
    std::cerr << path.status() << "\n";
    std::abort();
  }
  return *path;
}

Change SetTo(const Method& method, std::string_view path, Value value) {
  Change change;
  change.path = PathOf(method, path);
  change.value.value = std::move(value);
  return change;
}

Change Act(const Method& method, Change::Kind kind, std::string_view path) {
  Change change;
  change.kind = kind;
  change.path = PathOf(method, path);
  return change;
}

Change AnswerTo(std::string item, Value value, std::string evidence) {
  Change change;
  change.kind = Change::Kind::kAnswer;
  change.item = std::move(item);
  change.value.value = std::move(value);
  change.evidence = std::move(evidence);
  return change;
}

}  // namespace stapwijs::testing
