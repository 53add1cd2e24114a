// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dsl/syntax/expr.h"
#include "engine/base/span.h"

// One file as it was written: dsl/REFERENCE.md tells what it means, the checker what is wrong with
// it. Plain data.
//
// - A clause that may stand once is kept as a vector of all that were written, so that the second
//   can be reported: `item.done_when.size() > 1`. First() takes the one that counts.
// - Declarations lie per kind in vectors, each in source order; the order over all of a body is
//   that of span.begin.
// - After a mistake the parser leaves out the clause or declaration it could not read. A name or a
//   text it missed is empty, an expression kNoExpr; the mistake has been reported.
// - `span` covers the whole declaration or clause.
namespace stapwijs::dsl::syntax {

template <typename T>
const T* First(const std::vector<T>& clauses) {
  return clauses.empty() ? nullptr : &clauses.front();
}

// A type. `element` holds the one element type of `set of ...`.
enum class TypeKind : uint8_t {
  kMissing,  // reported
  kYesNo,
  kInt,
  kDecimal,
  kLabel,
  kText,
  kDate,
  kTime,
  kDuration,
  kReference,
  kNamed,  // name: an enum or a record
  kRef,    // ref NAME: of the list `name`
  kSet,    // set of element
  kList,   // list of NAME up to INT
};

struct TypeNode {
  TypeKind kind = TypeKind::kMissing;
  Span span;
  Name name;
  ExprId range = kNoExpr;  // kRange; of int and decimal
  std::vector<TypeNode> element;
  std::optional<Int> up_to;
};

struct WhenClause {
  Span span;
  Name word;  // done, open, holds, violated, applies, when
  ExprId condition = kNoExpr;
};
struct TextClause {
  Span span;
  Text text;
};
struct NamesClause {
  Span span;
  std::vector<Name> names;
};
struct PathsClause {
  Span span;
  std::vector<Path> paths;
};
struct CiteClause {
  Span span;
  Name source;
  StringNode locator;
  std::optional<Name> strength;  // fixed, important, preferred, helpful, pilot, quote
};

// What an item, guard, tip, note, policy, goal or template may have.
struct Common {
  std::vector<CiteClause> cites;
  std::vector<StringNode> refs;  // case-system id
  std::vector<TextClause> owns;  // text may be empty
  std::vector<TextClause> whys;
  std::vector<PathsClause> sees;
  std::vector<Name> was;
  std::vector<Name> allows;  // lower, drop
};

struct FactDecl {
  Span span;
  Name name;
  TypeNode type;
  Text title;
  std::vector<TextClause> or_none;  // text may be empty
  std::vector<TextClause> asks;
  std::vector<NamesClause> bys;
  std::vector<Name> privacy;  // p0, p1, p2, p3
  std::vector<Name> was;
};

struct LetDecl {
  Span span;
  Name name;
  ExprId value = kNoExpr;
  Text title;
};

struct ItemDecl {
  Span span;
  Name name;
  Name level;  // required, recommended; empty when missing
  Text title;
  std::vector<WhenClause> applies;
  std::vector<WhenClause> done_when;
  std::vector<WhenClause> open_when;
  std::vector<TextClause> asks;
  std::vector<Int> weights;
  Common common;
};

struct GuardTarget {
  bool start = false;  // `start of NAME`; otherwise the completion of the step
  Name step;
  Span span;
};

struct GuardDecl {
  Span span;
  Name name;
  Name severity;  // blocks, warns, advises; empty when missing
  std::vector<GuardTarget> targets;
  std::vector<Name> roles;  // for
  Text title;
  std::vector<WhenClause> applies;
  std::vector<WhenClause> holds_when;
  std::vector<WhenClause> violated_when;
  std::vector<TextClause> messages;
  std::vector<Span> unwaivable;
  Common common;
};

struct TipDecl {
  Span span;
  Name name;
  std::vector<Name> roles;
  std::optional<Int> priority;
  Text title;
  std::vector<WhenClause> whens;
  std::vector<TextClause> texts;
  Common common;
};

struct NoteDecl {
  Span span;
  Text text;
  Common common;
};

struct ForEachDecl;

struct Body {
  std::vector<FactDecl> facts;
  std::vector<LetDecl> lets;
  std::vector<ItemDecl> items;
  std::vector<GuardDecl> guards;
  std::vector<TipDecl> tips;
  std::vector<NoteDecl> notes;
  std::vector<ForEachDecl> for_eaches;
};

struct ForEachDecl {
  Span span;
  Name variable;
  Path in;
  ExprId where = kNoExpr;
  Body body;
};

struct StepDecl {
  Span span;
  Name name;
  Text title;
  std::vector<Name> after;
  std::vector<WhenClause> applies;
  Body body;
};

struct UseDecl {
  Span span;
  Name name;
};
struct SourceDecl {
  Span span;
  Name name;
  StringNode title;
  std::vector<StringNode> by;
  std::vector<StringNode> url;
  std::vector<Int> year;
};
struct RoleDecl {
  Span span;
  Name name;
  Text title;
};
struct EnumValue {
  Span span;
  Name name;
  Text title;  // may be empty
};
struct EnumDecl {
  Span span;
  Name name;
  std::vector<EnumValue> values;
};
struct RecordDecl {
  Span span;
  Name name;
  std::vector<FactDecl> facts;
  std::vector<LetDecl> lets;
};
struct ParameterDecl {
  Span span;
  Name name;
  TypeNode type;
  std::optional<Literal> value;
  ExprId adjustable = kNoExpr;  // kRange
  Text title;
};
struct DossierDecl {
  Span span;
  Name name;
  Name method;
  StringNode versions;  // "1.x"
  std::vector<FactDecl> facts;
};

struct VerdictClause {
  Span span;
  Name verdict;  // linked, partly, unlinked, unclear
  Text title;    // may be empty
  ExprId condition = kNoExpr;
};
struct GoalDecl {
  Span span;
  Name name;
  Text title;
  std::vector<VerdictClause> verdicts;
  std::vector<PathsClause> evidence;
  Common common;
};
struct PolicyDecl {
  Span span;
  Name name;
  Text title;
  std::vector<TextClause> domains;
  std::vector<GoalDecl> goals;
  Common common;
};

enum class RowKind : uint8_t { kAt, kQuestion, kField, kCriteria, kPoint };
struct TemplateRow {
  RowKind kind = RowKind::kPoint;
  Span span;
  std::optional<Literal> at;        // kAt
  std::optional<Literal> duration;  // kAt, for ...
  Name name;                        // kQuestion, kField, kCriteria
  TypeNode type;                    // kQuestion, kField
  Text text;
};
struct TemplateSection {
  Span span;
  Text title;
  std::vector<TemplateRow> rows;
};
struct TemplateDecl {
  Span span;
  Name name;
  Text title;
  std::vector<TemplateRow> rows;
  std::vector<TemplateSection> sections;
  Common common;
};

// Scenarios.
struct GivenEntry {
  Span span;
  Name example;  // when it names an example; otherwise:
  Path path;
  Value value;
};
struct GivenStatement {
  Span span;
  std::vector<GivenEntry> entries;
};
struct TransitionStatement {
  Span span;
  Name verb;  // start, complete, reopen
  Name step;
};
struct WaiveStatement {
  Span span;
  Path guard;
  Name role;
  StringNode reason;
};
enum class ExpectKind : uint8_t {
  kNothingElseFires,
  kStartAllowed,  // start of STEP allowed
  kStartRefused,
  kHolds,   // PATHS holds
  kBlocks,  // violated, with that severity
  kWarns,
  kAdvises,
  kIs,  // PATHS is [not] VALUE; an outcome such as `violated` is a kWord value
};
struct ExpectStatement {
  Span span;
  ExpectKind kind = ExpectKind::kNothingElseFires;
  Name step;
  std::vector<Path> paths;
  bool negated = false;
  Value value;
  std::optional<std::vector<Path>> waiting_for;
};
using Statement =
    std::variant<GivenStatement, TransitionStatement, WaiveStatement, ExpectStatement>;

struct ExampleDecl {
  Span span;
  Name name;
  std::vector<GivenStatement> givens;
};
struct ScenarioDecl {
  Span span;
  StringNode title;
  std::optional<Literal> on;
  std::vector<Statement> statements;
};

// Overlays.
struct SetDecl {
  Span span;
  Name name;
  std::optional<Literal> value;
};
struct RaiseDecl {
  Span span;
  Path path;
  Name severity;
};
struct RequireDecl {
  Span span;
  Path path;
};
struct DropDecl {
  Span span;
  Path path;
};

enum class HeaderKind : uint8_t { kMissing, kMethod, kPart, kShared, kOverlay };
struct Header {
  HeaderKind kind = HeaderKind::kMissing;
  Span span;
  Name name;            // the method, the method a part is of, the shared part, the overlay
  StringNode version;   // kMethod, kOverlay: "1.0.0"
  Name of;              // kOverlay
  StringNode versions;  // kOverlay: "1.x"
  Text title;           // kMethod, kOverlay
};

// A parsed file. The expressions of all declarations lie in `exprs`.
struct ParsedFile {
  uint16_t file = 0;
  Header header;
  ExprArena exprs;
  std::vector<UseDecl> uses;
  std::vector<SourceDecl> sources;
  std::vector<RoleDecl> roles;
  std::vector<FactDecl> facts;
  std::vector<LetDecl> lets;
  std::vector<StepDecl> steps;
  std::vector<NoteDecl> notes;
  std::vector<EnumDecl> enums;
  std::vector<RecordDecl> records;
  std::vector<ParameterDecl> parameters;
  std::vector<NamesClause> shares;
  std::vector<UseDecl> portfolios;
  std::vector<DossierDecl> dossiers;
  std::vector<PolicyDecl> policies;
  std::vector<TemplateDecl> templates;
  std::vector<ExampleDecl> examples;
  std::vector<ScenarioDecl> scenarios;
  std::vector<SetDecl> sets;
  std::vector<RaiseDecl> raises;
  std::vector<RequireDecl> requires_;
  std::vector<DropDecl> drops;

  // Names of declarations that could not be read: a use of one is not a mistake of its own.
  std::vector<Name> lost;
};

}  // namespace stapwijs::dsl::syntax
