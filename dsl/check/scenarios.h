// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dsl/check/context.h"
#include "dsl/check/expressions.h"
#include "engine/model/scenario.h"

// Examples and scenarios: what they give becomes changes, what they expect canonical paths.
namespace stapwijs::dsl::check {

class Scenarios {
 public:
  Scenarios(Context& context, Declarer& declarer, Expressions& expressions)
      : c_(context), declarer_(declarer), x_(expressions) {}

  std::vector<Scenario> Check();

 private:
  using Changes = std::vector<Change>;

  void CheckExamples();
  Scenario CheckOne(const syntax::ScenarioDecl& decl);
  Changes Given(const syntax::GivenStatement& given);
  void GivenEntry(const syntax::GivenEntry& entry, Changes& out);

  // scenarios_values.cc: recorded values.
  void Element(const std::vector<PathStep>& at, ScopeId scope, const std::string& prefix,
               const std::vector<syntax::ValueEntry>& entries, Changes& out);
  void FieldValue(const std::vector<PathStep>& at, FieldId field, const syntax::Value& value,
                  Changes& out);
  void ListValue(const std::vector<PathStep>& at, FieldId field, const syntax::Value& value,
                 Changes& out);
  void SetValueOf(const std::vector<PathStep>& at, FieldId field, const syntax::Value& value,
                  Changes& out);
  std::optional<RecordedValue> Scalar(const Type& type, const syntax::Value& value);
  std::optional<Range> Exact(const Type& type, const syntax::Value& value);
  void BadValue(const syntax::Value& value, const std::string& name, const Type& type);

  void Expect(const syntax::ExpectStatement& decl, std::vector<Statement>& out);
  bool StateTarget(const syntax::Path& path, Statement& statement);
  void ExpectOne(const syntax::ExpectStatement& decl, const syntax::Path& path,
                 std::vector<Statement>& out);
  bool ExpectValueOf(const syntax::ExpectStatement& decl, const syntax::Path& path,
                     Expectation& out);
  // What a path names among rules, steps, elements and goals: its canonical text and kind.
  struct Target {
    enum class Kind : uint8_t { kNone, kItem, kGuard, kTip, kStatus, kGoal };
    Kind kind = Kind::kNone;
    std::string path;
    uint32_t index = 0;
  };
  Target FindTarget(const syntax::Path& path);
  bool HasElement(StepId step, const std::vector<syntax::PathStep>& steps);
  bool FitsNest(const Rule& rule, const std::vector<syntax::PathStep>& steps, size_t first);
  void CheckSeverity(const syntax::ExpectStatement& decl, const syntax::Path& path,
                     const Target& target);
  std::optional<std::string> WaitingPath(const syntax::Path& path);
  std::vector<std::string> RuleNames() const;
  static std::string TextOf(const std::vector<syntax::PathStep>& steps, size_t first);

  Context& c_;
  Declarer& declarer_;
  Expressions& x_;
  const File* file_ = nullptr;
  std::map<std::string, Changes> examples_;
};

}  // namespace stapwijs::dsl::check
