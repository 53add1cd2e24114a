// SPDX-License-Identifier: EUPL-1.2
// "Recording more never turns a judgement that was made" (dsl/REFERENCE.md), on Welkome Wijk
// itself: random complete records, random parts of them, and every judgement of the part compared
// with the one of the whole.
#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "dsl/load.h"
#include "engine/eval/program.h"
#include "engine/eval/state_names.h"
#include "gtest/gtest.h"

namespace stapwijs {
namespace {

constexpr int kCases = 300;

class Recorder {
 public:
  Recorder(const Method& method, uint32_t seed) : m_(method), random_(seed) {
    Record({}, Method::kRoot);
  }

  // Applies everything to `whole` and a random part of it, in part less exact, to `part`.
  void Fill(Facts& whole, Facts& part) {
    std::map<std::string, bool> dropped_element;  // by list path
    for (const Change& change : changes_) {
      whole.Apply(m_, change);
      std::string list = ListOf(change);
      bool keep = Chance(70);
      if (change.kind == Change::Kind::kAllElements && dropped_element[list]) keep = false;
      if (!keep) {
        if (change.kind == Change::Kind::kAddElement) dropped_element[list] = true;
        continue;
      }
      Change less = change;
      if (Chance(25)) Blur(less);
      part.Apply(m_, less);
    }
  }

 private:
  bool Chance(int percent) { return static_cast<int>(random_() % 100) < percent; }
  int64_t Below(int64_t n) { return static_cast<int64_t>(random_() % static_cast<uint64_t>(n)); }

  std::string ListOf(const Change& change) const {
    FactPath path = change.path;
    if (change.kind == Change::Kind::kAddElement) {
      path.field = m_.scope(path.elements.back().scope).field;
      path.elements.pop_back();
    }
    return FormatPath(m_, path);
  }

  // A range or a set that still holds what is true.
  void Blur(Change& change) {
    if (change.kind != Change::Kind::kSet) return;
    const Value& value = change.value.value;
    TypeKind kind = m_.field(change.path.field).type.kind;
    bool ordered = kind == TypeKind::kInt || kind == TypeKind::kDate || kind == TypeKind::kTime ||
                   kind == TypeKind::kDuration || kind == TypeKind::kDecimal;
    if (value.exact() && ordered) {
      int64_t v = *value.exact();
      change.value.value = Value::Of(Chance(50) ? Range{v - Below(3), v + Below(3)}
                                                : Range{v - Below(3), Range::kPosInf});
    } else if (value.set() != nullptr) {
      SetValue set = *value.set();
      if (!set.members.empty()) set.members.pop_back();
      set.complete = false;
      change.value.value = Value::Of(std::move(set));
    }
  }

  Atom Member(const Type& type) {
    if (type.element == TypeKind::kEnum) {
      return Below(static_cast<int64_t>(m_.enum_type(type.enum_id).values.size()));
    }
    return "k" + std::to_string(Below(3));
  }

  Value RandomValue(const Field& field) {
    if (field.or_none && Chance(20)) return Value::None();
    switch (field.type.kind) {
      case TypeKind::kYesNo:
        return Value::Bool(Chance(60));
      case TypeKind::kEnum:
        return Value::Exactly(
            Below(static_cast<int64_t>(m_.enum_type(field.type.enum_id).values.size())));
      case TypeKind::kDate:
        return Value::Exactly(19000 + Below(6));
      case TypeKind::kTime:
        return Value::Exactly(780 + 30 * Below(3));
      case TypeKind::kDuration:
        return Value::Exactly(148 + Below(4));
      case TypeKind::kDecimal:
      case TypeKind::kInt:
        return Value::Exactly(Below(10));
      case TypeKind::kSet: {
        SetValue set;
        for (int64_t n = Below(4); n > 0; --n) set.members.push_back(Member(field.type));
        std::sort(set.members.begin(), set.members.end());
        set.members.erase(std::unique(set.members.begin(), set.members.end()), set.members.end());
        return Value::Of(std::move(set));
      }
      default:
        return Value::Of("k" + std::to_string(Below(3)));
    }
  }

  void Record(const std::vector<PathStep>& at, ScopeId scope_id) {
    const Scope& scope = m_.scope(scope_id);
    for (FieldId id : scope.fields) {
      const Field& field = m_.field(id);
      if (field.type.kind == TypeKind::kRecord) continue;
      if (field.type.kind == TypeKind::kList) {
        for (int64_t n = Below(4); n > 0; --n) RecordElement(at, field.elements, n - 1);
        changes_.push_back({Change::Kind::kAllElements, {at, id}, {}, "", ""});
        continue;
      }
      if (!Chance(90)) continue;
      changes_.push_back({Change::Kind::kSet, {at, id}, {RandomValue(field), "", false}, "", ""});
    }
    for (ScopeId child : scope.children) {
      if (m_.scope(child).kind == ScopeKind::kEnum) {
        for (const EnumValue& value : m_.enum_type(m_.scope(child).enum_id).values) {
          std::vector<PathStep> inner = at;
          inner.push_back({child, value.name});
          Record(inner, child);
        }
      }
    }
  }

  void RecordElement(const std::vector<PathStep>& at, ScopeId scope, int64_t number) {
    std::vector<PathStep> inner = at;
    inner.push_back({scope, "k" + std::to_string(number)});
    changes_.push_back({Change::Kind::kAddElement, {inner, FieldId()}, {}, "", ""});
    Record(inner, scope);
  }

  const Method& m_;
  std::mt19937 random_;
  std::vector<Change> changes_;
};

using States = std::map<std::string, std::string>;

template <typename Part>
void Collect(const Method& method, const Part& part, States& out) {
  for (const ItemResult& item : part.items) out[item.path] = Name(item.state);
  for (const GuardResult& guard : part.guards) out[guard.path] = Name(guard.state);
  for (const ElementResult& element : part.elements) Collect(method, element, out);
}

bool HasNotYet(const Method& method, ExprId id) {
  const Expr& e = method.expr(id);
  return e.op == Op::kNotYet || std::any_of(e.args.begin(), e.args.end(),
                                            [&](ExprId arg) { return HasNotYet(method, arg); });
}

// A guard that holds until something is reported may well be violated later.
bool WaitsForReports(const Method& method, const std::string& path) {
  std::string name = path.substr(path.rfind('.') + 1);
  for (const Guard& guard : method.guards) {
    if (guard.name == name && HasNotYet(method, guard.condition)) return true;
  }
  return false;
}

// What was told twice may prove contradictory: then a judgement becomes unknown, and an item whose
// `done when` was decided by the one may be open by the other. A rule that is `disputed` itself may
// turn: told by three, of which two contradict, it is told by the third.
bool MayBecome(const std::string& before, const std::string& after, bool contradicts,
               bool disputed) {
  if (before == after || before == "unknown" || before == "undetermined") return true;
  if (contradicts && (after == "unknown" || after == "undetermined")) return true;
  if (contradicts && before == "done" && after == "open") return true;
  if (disputed && before == "holds" && after == "violated") return true;
  return (before == "holds" || before == "done") && after == "not_applicable";
}

TEST(Monotone, RecordingMoreNeverTurnsAJudgement) {
  auto loaded = dsl::LoadMethod(std::string(STAPWIJS_ROOT "/examples/methods/welkome_wijk"));
  ASSERT_TRUE(loaded.ok() && loaded->checked.has_value());
  auto program = Program::Compile(loaded->checked->method);
  const Method& method = program->method();
  int compared = 0, decided = 0;
  for (uint32_t seed = 1; seed <= kCases; ++seed) {
    TrajectoryState whole, part;
    Recorder(method, seed).Fill(whole.facts, part.facts);
    Date on{19003};
    Assessment all = Assess(*program, whole, Inputs{}, on);
    Assessment some = Assess(*program, part, Inputs{}, on);
    States before, after;
    for (const StepResult& step : some.steps) Collect(method, step, before);
    for (const StepResult& step : all.steps) Collect(method, step, after);
    for (const auto& [path, state] : before) {
      auto now = after.find(path);
      if (now == after.end() || WaitsForReports(method, path)) continue;
      ++compared;
      if (state != "unknown" && state != "undetermined") ++decided;
      // Within a rule that is told twice in two ways, one contradiction can leave the word to the
      // other way: `(a otherwise b) otherwise c`.
      const auto& said_twice = all.contradictions;
      if (std::find(said_twice.begin(), said_twice.end(), path) != said_twice.end()) continue;
      const std::vector<std::string>& told = all.contradictions;
      const bool disputed = std::find(told.begin(), told.end(), path) != told.end();
      ASSERT_TRUE(MayBecome(state, now->second, !told.empty(), disputed))
          << "seed " << seed << ": " << path << " was " << state << ", is " << now->second;
    }
  }
  EXPECT_GT(compared, 1000);
  EXPECT_GT(decided, compared / 10);
}

}  // namespace
}  // namespace stapwijs
