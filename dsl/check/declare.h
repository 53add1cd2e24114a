// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dsl/check/context.h"

// First pass: every name gets its place. Enums, records, facts, containers and `for each` blocks.
namespace stapwijs::dsl::check {

// A name that stands for the element a loop is at.
struct LoopName {
  std::string name;
  int slot = 0;
  ScopeId scope;
};

// The names around an expression.
struct Env {
  const File* file = nullptr;
  std::vector<LoopName> loops;
  // For lets of a record or of an element: the scope whose facts may be named bare; its element
  // lies in slot depth - 1.
  ScopeId self;
  std::string prefix;  // of those facts, within a nested record
  int next_slot = 0;
  StepId step;             // where a rule stands; rules of the same step may be named bare
  StepId home;             // the same, once `step` is the step that a path names
  bool want_rule = false;  // a rule goes before a fact of the same name (`debrief is done`)
  bool in_tip = false;     // `progress` and `not yet` are allowed
  bool not_yet = false;    // `not yet` is allowed at the top (a guard's `holds when`)
};

// A `for each` with what is around it.
struct PlacedBlock {
  const File* file = nullptr;
  const syntax::ForEachDecl* decl = nullptr;
  BlockId block;
  Env env;  // with its own loop name
};

// A let waiting for its expression to be checked.
struct PlacedLet {
  const syntax::LetDecl* decl = nullptr;
  Env env;
};

class Declarer {
 public:
  explicit Declarer(Context& context) : c_(context) {}

  void Run();

  const std::vector<PlacedBlock>& blocks() const { return blocks_; }
  const std::vector<PlacedLet>& lets() const { return lets_; }  // by LetId
  // The scope of the pairs of a set of references; made when it is first asked for.
  ScopeId PairsOf(FieldId set);
  // The scope of the values of an enum within `parent`; made when it is first asked for.
  ScopeId ValuesOf(ScopeId parent, EnumId enum_id);
  // The type of a question or field of a template, with its bounds; nullopt when it was reported.
  // It may not repeat or refer: a template has no elements.
  std::optional<std::pair<Type, Range>> RowType(const File& file, const syntax::TypeNode& node,
                                                const std::string& name);

 private:
  struct Pending {
    const File* file;
    const syntax::ForEachDecl* decl;
    StepId step;
    BlockId parent;
    Env env;
  };
  struct PendingRef {
    FieldId field;
    Name list;
  };

  // A name that a fact had earlier, and where.
  struct Earlier {
    ScopeId scope;
    std::string full;
    Name name;
  };

  void DeclareGlobals();
  void DeclareParameter(const syntax::ParameterDecl& decl);
  void DeclareInputs();
  void DeclareShared(const Name& name);
  void DeclarePortfolio(const syntax::UseDecl& decl);
  void DeclareDossier(const syntax::DossierDecl& decl);
  void CheckEarlierNames();
  Privacy ClassOf(const syntax::FactDecl& decl, const Field& field) const;
  Privacy ClassAround(ScopeId scope) const;
  void DeclareEnum(const syntax::EnumDecl& decl);
  void DeclareSteps();
  void DeclareBody(const File& file, const syntax::Body& body, StepId step, BlockId block,
                   const Env& env, ScopeId scope);
  bool Place(const Pending& pending);
  void PlaceBlocks();
  void ResolveRefs(bool last);

  // A fact of `scope`; facts of a record within it get `prefix`.
  void DeclareFact(const syntax::FactDecl& decl, ScopeId scope, StepId step,
                   const std::string& prefix, FieldId record, int depth);
  void DeclareLet(const syntax::LetDecl& decl, ScopeId scope, const std::string& prefix, Env env);
  void FillRecord(uint32_t record, ScopeId scope, StepId step, const std::string& prefix,
                  FieldId field, int depth);
  void CheckPairs();
  Range BoundsOf(const syntax::TypeNode& node, TypeKind kind, const std::string& name);
  Type TypeOf(const syntax::TypeNode& node, Field& field, Name& ref);
  Type ElementType(const syntax::TypeNode& node, Name& ref);
  ScopeId NewScope(ScopeKind kind, ScopeId parent, const std::string& name);
  void CheckFactName(const syntax::FactDecl& decl, ScopeId scope, const std::string& full);

  Context& c_;
  const File* file_ = nullptr;
  std::vector<PlacedBlock> blocks_;
  std::vector<PlacedLet> lets_;
  std::vector<Pending> pending_;
  std::vector<PendingRef> refs_;
  bool type_known_ = true;  // of the type that was read last
  bool full_ = false;       // no more facts: reported
  InputId input_;           // whose facts are being declared
  std::vector<Earlier> earlier_;
  std::map<std::pair<uint32_t, std::string>, Span> taken_;  // scope, name
};

}  // namespace stapwijs::dsl::check
