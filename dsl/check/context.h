// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "dsl/diagnostics/diagnostic.h"
#include "dsl/syntax/ast.h"
#include "engine/model/method.h"

// What the parts of the checker share: the files, the method being built, the names declared so
// far. Internal to dsl/check.
namespace stapwijs::dsl::check {

using File = syntax::ParsedFile;
using syntax::Name;

// Expressions within lets within rules, added up: what evaluates them may recurse this deep.
inline constexpr int kMaxSummedDepth = 1000;

enum class SymbolKind : uint8_t { kFact, kLet, kEnum, kRecord, kStep, kGoal, kParameter };

struct Symbol {
  SymbolKind kind = SymbolKind::kFact;
  uint32_t index = 0;
  Span span;
  bool used = false;
};

// A declaration together with the file whose arena holds its expressions.
template <typename Decl>
struct Located {
  const File* file = nullptr;
  const Decl* decl = nullptr;
};

// One thing with a name of its own in a step: an item, a guard or a tip.
struct Rule {
  enum class Kind : uint8_t { kItem, kGuard, kTip };
  Kind kind = Kind::kItem;
  uint32_t index = 0;
  StepId step;
  BlockId block;
  Span span;
};

class Context {
 public:
  // `sink` holds what the parser reported.
  Context(const std::vector<File>& parsed, Diagnostics& sink);

  // Each mistake once: a record is read at every place where it is used.
  void Report(Diagnostic diagnostic);
  void Report(DiagnosticKind kind, Span span, std::vector<std::string> args = {});
  // "there is no WHAT called WORD": gathered, so that a word misspelt ten times is one diagnostic
  // with its places. `what` is a phrase. Silent for names whose declaration could not be read.
  void Unknown(const char* what, const Name& word, const std::vector<std::string>& candidates);
  // Reports what Unknown gathered.
  void Flush();
  // False where the parser reported a mistake within the declaration: what is missing from it may
  // just not have been read.
  bool ReadWhole(Span declaration) const;

  // Takes over the names of a method that was checked before.
  void Adopt();

  // False, with a diagnostic, when the name is taken. Empty names (reported before) are ignored.
  bool Declare(SymbolKind kind, uint32_t index, const Name& name) {
    return DeclareIn(names, kind, index, name);
  }
  // In a table of its own: sources, roles, policies, templates. Their kind means nothing.
  bool DeclareIn(std::map<std::string, Symbol>& table, SymbolKind kind, size_t index,
                 const Name& name);
  Symbol* Find(const std::string& name);
  std::vector<std::string> NamesOf(std::initializer_list<SymbolKind> kinds) const;

  // The text in both languages; reports a missing Dutch one (and, as a lint, a missing English
  // one). When it was not written at all it is empty; that is reported only when `required`, for
  // where a text must stand the parser has asked for it already.
  Text TextOf(const syntax::Text& text, const Name& owner, bool required = false);
  // The first of the clauses; a second one is reported.
  template <typename Clause>
  const Clause* Once(const std::vector<Clause>& clauses, const char* word) {
    if (clauses.size() > 1) ReportTwice(SpanOf(clauses[1]), SpanOf(clauses[0]), word);
    return clauses.empty() ? nullptr : &clauses.front();
  }
  void ReportTwice(Span second, Span first, const std::string& word);

  RoleId RoleOf(const Name& name);
  StepId StepOf(const Name& name);

  const std::vector<File>& files;
  Diagnostics& diagnostics;
  Method method;
  std::map<std::string, Symbol> names;
  std::map<std::string, Symbol> sources;
  std::map<std::string, Symbol> roles;
  std::map<std::string, Symbol> policies;
  std::map<std::string, Symbol> templates;
  std::vector<Located<syntax::RecordDecl>> records;     // by Symbol::index
  std::vector<std::multimap<std::string, Rule>> rules;  // by step
  std::set<std::string> lost;
  std::set<FieldId> broken;  // facts whose type was reported: what is said of them stays silent

 private:
  std::vector<Span> unread_;  // the parser's mistakes

  template <typename T>
  static Span SpanOf(const T& clause) {
    if constexpr (std::is_same_v<T, Span>) {
      return clause;
    } else {
      return clause.span;
    }
  }

  struct Gathered {
    std::vector<Span> places;
    std::optional<std::string> suggestion;
  };
  std::map<std::pair<std::string, std::string>, Gathered> unknown_;
  std::set<std::tuple<DiagnosticKind, uint16_t, uint32_t, uint32_t, std::vector<std::string>>>
      reported_;
};

}  // namespace stapwijs::dsl::check
