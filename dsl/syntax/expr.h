// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/span.h"

// Names, texts, values and expressions as they were written. Plain data.
namespace stapwijs::dsl::syntax {

struct Name {
  std::string text;
  Span span;

  bool empty() const { return text.empty(); }
};

struct Int {
  int64_t value = 0;
  Span span;
};

// One string, or several in a row joined with a blank; escapes are resolved.
struct StringNode {
  std::string text;
  Span span;

  bool empty() const { return text.empty(); }
};

// An index into ExprArena::nodes.
using ExprId = int32_t;
inline constexpr ExprId kNoExpr = -1;

// A message is pieces in order: literal text, or an expression to be shown.
struct TextPiece {
  std::string literal;    // braces doubled in the source are single here
  ExprId expr = kNoExpr;  // when set, `literal` is empty
  Span span;
};
struct TextPart {
  Name language;                  // "nl"; two lower-case letters
  std::string text;               // the whole string as written, escapes resolved, braces untouched
  std::vector<TextPiece> pieces;  // of `message` and of a tip's `text` only
  Span span;
};
struct Text {
  std::vector<TextPart> parts;
  Span span;

  bool empty() const { return parts.empty(); }
  const TextPart* Find(std::string_view language) const {
    for (const TextPart& part : parts) {
      if (part.language.text == language) return &part;
    }
    return nullptr;
  }
};

enum class LiteralKind : uint8_t { kBool, kNumber, kString, kDate, kMonth, kTime, kDuration };
enum class DurationUnit : uint8_t {
  kMinutes,
  kHours,
  kDays,
  kWeeks,
  kMonths,
  kYears,
  kWorkingDays
};
struct Literal {
  LiteralKind kind = LiteralKind::kBool;
  Span span;
  bool truth = false;  // kBool
  std::string
      text;  // kNumber: digits as written, with a sign; kString: resolved; others as written
  bool whole = true;   // kNumber: no decimal point. Then, and for kDuration, `number` is its value
  int64_t number = 0;  // at most 18 digits
  DurationUnit unit = DurationUnit::kDays;  // kDuration
  int year = 0, month = 0, day = 0;         // kDate (a real day), kMonth
  int hour = 0, minute = 0;                 // kTime: 00:00 to 23:59
};

// a.b[key].c: steps[0] is a kName; kAny is [*].
struct PathStep {
  enum class Kind : uint8_t { kName, kKey, kAny };
  Kind kind = Kind::kName;
  Name name;  // empty for kAny
};
struct Path {
  std::vector<PathStep> steps;
  Span span;

  bool empty() const { return steps.empty(); }
};

enum class ExprKind : uint8_t {
  kLiteral,  // data: literals
  kPath,     // data: paths. Also an enum value or, right of `is`, an outcome (`violated`, `done`)
  kToday,
  kSet,        // data: lists; { a, b }
  kRecorded,   // data: paths
  kProgress,   // data: paths (one name)
  kCount,      // data: paths; count(sessions)
  kCountFor,   // data: binders; count(p in people where ...)
  kSum,        // a: what is added, data: binders; sum(x for s in sessions where ...)
  kMin,        // as kSum
  kMax,        // as kSum
  kSome,       // a: after `has`, data: binders
  kEvery,      // as kSome
  kNot,        // a
  kNotYet,     // a
  kAnd,        // a, b; a chain leans left
  kOr,         // a, b
  kOtherwise,  // a, b
  kLess,       // a, b
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kIs,     // a, b; negated for `is not`
  kIn,     // a, b (kRange, a set, a list); negated for `not in`
  kRange,  // a .. b; only right of `in` and in types and `adjustable`
  kAdd,    // a, b
  kSubtract,
  kMultiply,
  kAt,         // a at b
  kEmpty,      // right of `is` only
  kNone,       // right of `is` only
  kWithdrawn,  // right of `is` only
};

struct ExprNode {
  ExprKind kind = ExprKind::kToday;
  bool negated = false;  // kIs, kIn
  Span span;
  Span op;  // the operator or function word, where there is one
  ExprId a = kNoExpr;
  ExprId b = kNoExpr;
  int32_t data = -1;  // index into the vector that the kind names
  int32_t depth = 1;  // of the tree from here down; bounded by the parser
};

// NAME [, NAME] in PATH [where EXPR]
struct Binder {
  Name name;
  std::optional<Name> second;
  Path in;
  ExprId where = kNoExpr;
};

// All expressions of one file. Indices only grow, and a node's operands lie before it.
struct ExprArena {
  std::vector<ExprNode> nodes;
  std::vector<Literal> literals;
  std::vector<Path> paths;
  std::vector<Binder> binders;
  std::vector<std::vector<ExprId>> lists;

  const ExprNode& operator[](ExprId id) const { return nodes[static_cast<size_t>(id)]; }
  const Literal& LiteralOf(const ExprNode& n) const { return literals[size_t(n.data)]; }
  const Path& PathOf(const ExprNode& n) const { return paths[size_t(n.data)]; }
  const Binder& BinderOf(const ExprNode& n) const { return binders[size_t(n.data)]; }
  const std::vector<ExprId>& ListOf(const ExprNode& n) const { return lists[size_t(n.data)]; }
};

// What `given` records and `expect ... is` compares with.
enum class ValueKind : uint8_t {
  kMissing,  // reported
  kLiteral,
  kWord,  // an enum value, the key of an element, an outcome: `word`
  kUnknown,
  kNone,
  kWithdrawn,
  kAtLeast,  // these five: entries[0].value is what is bounded
  kAtMost,
  kOver,
  kUnder,
  kAbout,
  kSet,     // {a, b}; entries without keys. `{}` is a kSet
  kRecord,  // {name: value}
  kList,    // [key: value, value]; a key may be empty
};
struct ValueEntry;
struct Value {
  ValueKind kind = ValueKind::kMissing;
  Span span;
  Literal literal;  // kLiteral; a year is a whole kNumber
  Name word;
  std::vector<ValueEntry> entries;
};
struct ValueEntry {
  Name key;
  Value value;
};

}  // namespace stapwijs::dsl::syntax
