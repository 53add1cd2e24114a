// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/span.h"
#include "engine/base/text.h"
#include "engine/model/expr.h"
#include "engine/model/type.h"

// The checked, immutable meaning of a method: what the language says, not how it was written.
// Built only by dsl/check; everything to the right of it (facts, evaluation, services) reads it.
// All ids are indices into the vectors of one Method; a Method is never changed once built and may
// be read from any thread.
namespace stapwijs {

enum class Strength : uint8_t {
  kUnstated,
  kFixed,
  kImportant,
  kPreferred,
  kHelpful,
  kPilot,
  kQuote
};
enum class Severity : uint8_t { kBlocks, kWarns, kAdvises };
enum class Privacy : uint8_t { kP0, kP1, kP2, kP3 };

struct Source {
  std::string name;
  std::string title;
  std::string by;
  std::string url;
  int year = 0;  // 0: not given
};

struct Role {
  std::string name;
  Text title;
};

struct EnumValue {
  std::string name;
  Text title;
};

struct EnumType {
  std::string name;
  std::vector<EnumValue> values;
};

// Where a rule comes from and what belongs with it.
struct Provenance {
  struct Citation {
    SourceId source;
    std::string locator;
    Strength strength = Strength::kUnstated;
  };
  std::vector<Citation> cites;
  std::vector<std::string> refs;  // inventory ids: "G1.12"
  bool own = false;               // a rule of this tool
  Text own_text;
  Text why;
  std::vector<std::string> see;  // canonical paths
  std::vector<std::string> was;  // names it had in earlier versions, latest first
  bool allows_lower = false;     // an overlay may lower its severity or level
  bool allows_drop = false;      // an overlay may leave it out
};

// A text with expressions in it. Each language has its own order of pieces.
struct Message {
  struct Piece {
    std::string literal;
    ExprId expr;  // invalid: literal
  };
  std::vector<Piece> nl;
  std::vector<Piece> en;
  bool empty() const { return nl.empty() && en.empty(); }
};

enum class ScopeKind : uint8_t { kRoot, kList, kRefs, kEnum };

// The type of the elements of one container: the trajectory itself (scope 0), a list, a set of
// references (an element is the pair of owner and target), or an enum (one element per value).
struct Scope {
  ScopeKind kind = ScopeKind::kRoot;
  std::string name;  // within its parent: "sessions", "people", "audience"; empty for the root
  ScopeId parent;
  int depth = 0;   // root 0; the loop slot of an element type in lets and rules is depth - 1
  FieldId field;   // kList, kRefs: the list or set itself, a field of `parent`
  EnumId enum_id;  // kEnum
  ScopeId target;  // kRefs: the scope of the elements referred to
  std::vector<FieldId> fields;
  std::vector<LetId> lets;
  std::vector<ScopeId> children;
};

struct Field {
  std::string name;  // within its scope; a fact of a nested record is dotted: "kickoff.state"
  ScopeId scope;
  Type type;
  Range bounds;          // int, decimal: what may be recorded (never decides anything)
  int max_elements = 0;  // kList: declared "up to"
  bool or_none = false;
  FieldId record;    // the enclosing nested record's own field (kRecord); none there is none here
  ScopeId elements;  // kList, and kSet of kRef with facts of its pairs: the scope of its elements
  StepId step;       // where it was declared; invalid: outside any step
  Text title;
  Text none_title;
  Text ask;
  std::vector<RoleId> by;
  Privacy privacy = Privacy::kP0;  // own or of what it lies in, whichever is higher
  std::vector<std::string> was;    // names it had in earlier versions, as written
  InputId input;  // valid: read from elsewhere (Method::inputs), never recorded in this trajectory
  LetId shared;   // in a portfolio: a shared let and not a shared fact
  Span span;
};

struct Let {
  std::string name;
  ScopeId scope;
  Type type;
  ExprId expr;  // loop slots: the elements from below the root down to this scope
  Text title;
  Span span;
};

// A figure of the method by a name, so that it is said once and can be adjusted by an overlay.
struct Parameter {
  std::string name;
  Type type;
  Range bounds;                     // int, decimal: what its type allows
  Value value;                      // exact
  std::optional<Range> adjustable;  // what an overlay may choose; nullopt: nothing else
  Text title;
  Span span;
};

// What a trajectory reads of others of its tenant. The engine fills it; it is never recorded.
struct Input {
  enum class Kind : uint8_t {
    kPortfolio,  // the other trajectories under this method: `field` is a list of what they share
    kDossier     // the tenant's one trajectory under method `method`: `field` is a record
  };
  Kind kind = Kind::kPortfolio;
  std::string name;
  std::string method;    // kDossier
  std::string versions;  // kDossier: "1.x"
  FieldId field;
  Span span;
};

// What other trajectories of the tenant may read of this one: a fact or let of the trajectory
// itself, never above class p1.
struct Shared {
  std::string name;
  FieldId field;  // one of the two
  LetId let;
};

// One `for each`. Rules in it are judged for each element; `where` filters them.
struct Block {
  StepId step;
  BlockId parent;  // invalid: directly in the step
  int depth = 0;   // 0 in the step itself; also the loop slot of its name
  Loop loop;       // loop.slot == depth
  std::vector<BlockId> blocks;
  std::vector<ItemId> items;
  std::vector<GuardId> guards;
  std::vector<TipId> tips;
  Span span;
};

struct Item {
  std::string name;
  StepId step;
  BlockId block;  // invalid: directly in the step
  bool required = true;
  int weight = 0;  // what is heavier is proposed first
  Text title;
  Text ask;
  ExprId applies;  // each invalid when not written
  ExprId done;     // invalid: a question to people, answered by AnswerItem
  ExprId open;
  Provenance provenance;
  Span span;
};

struct GuardTarget {
  StepId step;
  bool start = false;  // blocks starting; else completing
};

struct Guard {
  std::string name;
  StepId step;
  BlockId block;
  Severity severity = Severity::kWarns;
  std::vector<GuardTarget> targets;  // empty: its own element, or completion of its step
  std::vector<RoleId> roles;
  Text title;
  ExprId applies;
  ExprId condition;
  bool holds_form = false;  // condition is `holds when`; else `violated when`
  Message message;
  bool unwaivable = false;
  Provenance provenance;
  Span span;
};

struct Tip {
  std::string name;
  StepId step;
  BlockId block;
  std::vector<RoleId> roles;
  int priority = 0;
  Text title;
  ExprId when;
  Message text;
  Provenance provenance;
  Span span;
};

struct Note {
  Text text;
  Provenance provenance;
};

struct Step {
  std::string name;
  Text title;
  std::vector<StepId> after;
  ExprId applies;
  std::vector<BlockId> blocks;
  std::vector<ItemId> items;
  std::vector<GuardId> guards;
  std::vector<TipId> tips;
  std::vector<Note> notes;
  Span span;
};

enum class Verdict : uint8_t { kLinked, kPartly, kUnlinked, kUnclear };

struct Goal {
  struct Case {
    Verdict verdict = Verdict::kLinked;
    Text text;
    ExprId when;
  };
  std::string name;
  PolicyId policy;
  Text title;
  std::vector<Case> cases;
  std::vector<ExprId> evidence;  // kField or kLet expressions
  std::vector<std::string> evidence_paths;
  Provenance provenance;
};

struct Policy {
  std::string name;
  Text title;
  Text domain;
  std::vector<GoalId> goals;
  Provenance provenance;
};

// A form, script or list that helps with a step: an example, of which no use is ever judged.
struct TemplateRow {
  enum class Kind : uint8_t {
    kAt,        // a part of a programme: begins at `at`, lasts `minutes`
    kQuestion,  // to be answered, with a value of `type`
    kField,     // to be filled in, with a value of `type`
    kCriteria,  // each value of the enum in `type` is a thing to look at
    kPoint      // a point in its own words
  };
  Kind kind = Kind::kPoint;
  std::string name;  // kQuestion, kField; kCriteria: of the enum
  int at = 0;        // kAt: minutes since midnight
  int minutes = -1;  // kAt; -1: not given
  Type type;         // kQuestion, kField, kCriteria
  Range bounds;      // kQuestion, kField: of int and decimal
  Text text;         // may be empty for kCriteria
};
struct TemplateSection {
  Text title;  // empty: rows outside any section
  std::vector<TemplateRow> rows;
};
struct Template {
  std::string name;
  Text title;
  std::vector<TemplateSection> sections;
  Provenance provenance;
  Span span;
};

class Method {
 public:
  static constexpr ScopeId kRoot{0};

  std::string id;
  std::string version;
  Text title;
  std::string hash;  // SHA-256 over the canonical dump, lower-case hex
  std::vector<Source> sources;
  std::vector<Role> roles;
  std::vector<EnumType> enums;
  std::vector<Scope> scopes;
  std::vector<Field> fields;
  std::vector<Let> lets;
  std::vector<Parameter> parameters;
  std::vector<Input> inputs;
  std::vector<Shared> shares;
  std::vector<Expr> exprs;
  std::vector<Step> steps;
  std::vector<Block> blocks;
  std::vector<Item> items;
  std::vector<Guard> guards;
  std::vector<Tip> tips;
  std::vector<Policy> policies;
  std::vector<Goal> goals;
  std::vector<Template> templates;
  std::vector<Note> notes;

  // Checked access: the id must come from this method.
  const EnumType& enum_type(EnumId which) const { return enums[which.value]; }
  const Scope& scope(ScopeId which) const { return scopes[which.value]; }
  const Field& field(FieldId which) const { return fields[which.value]; }
  const Let& let(LetId which) const { return lets[which.value]; }
  const Parameter& parameter(ParameterId which) const { return parameters[which.value]; }
  const Input& input(InputId which) const { return inputs[which.value]; }
  const Expr& expr(ExprId which) const { return exprs[which.value]; }
  const Step& step(StepId which) const { return steps[which.value]; }
  const Block& block(BlockId which) const { return blocks[which.value]; }
  const Item& item(ItemId which) const { return items[which.value]; }
  const Guard& guard(GuardId which) const { return guards[which.value]; }
  const Tip& tip(TipId which) const { return tips[which.value]; }
  const Policy& policy(PolicyId which) const { return policies[which.value]; }
  const Goal& goal(GoalId which) const { return goals[which.value]; }

  // Lookups by name; nullopt-like invalid ids when there is none.
  StepId FindStep(std::string_view name) const;
  FieldId FindField(ScopeId scope, std::string_view name) const;
  LetId FindLet(ScopeId scope, std::string_view name) const;
  ScopeId FindChild(ScopeId scope, std::string_view name) const;
  std::optional<int> FindEnumValue(EnumId enum_id, std::string_view name) const;
  RoleId FindRole(std::string_view name) const;
};

// The text that identifies a method's content: everything that can change an answer or a text,
// nothing of layout, comments, scenarios or examples. The same meaning gives the same bytes.
std::string CanonicalDump(const Method& method);

// SHA-256 of the dump, lower-case hex.
std::string ContentHash(const Method& method);

}  // namespace stapwijs
