// SPDX-License-Identifier: EUPL-1.2
// Every case of the suite through the embedded engine: method text in, answer out.
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "dsl/diagnostics/render.h"
#include "dsl/load.h"
#include "engine/base/date.h"
#include "engine/eval/program.h"
#include "engine/eval/state_names.h"
#include "engine/json/facts_reader.h"
#include "engine/json/value_json.h"
#include "gtest/gtest.h"
#include "tests/conformance/cases.h"

namespace stapwijs::conformance {
namespace {

const char kFolder[] = STAPWIJS_ROOT "/tests/conformance";

// What a program says, in the words of the suite.
struct Said {
  std::string answer;  // canonical JSON
  std::vector<std::string> waits;
  bool contradicts = false;

  std::string Text() const {
    return absl::StrCat(answer, waits.empty() ? "" : " waits for " + absl::StrJoin(waits, ", "),
                        contradicts ? " (contradiction)" : "");
  }
};

std::string Word(std::string_view word) {
  return CanonicalJson(JsonNode::String(std::string(word)));
}

const Program& ProgramOf(const std::string& file) {
  static std::map<std::string, std::shared_ptr<const Program>> programs;
  auto& program = programs[file];
  if (program == nullptr) {
    const auto loaded = dsl::LoadMethod(absl::StrCat(kFolder, "/methods/", file));
    if (!loaded.ok()) throw std::runtime_error(std::string(loaded.status().message()));
    if (!loaded->checked.has_value()) {
      throw std::runtime_error(
          dsl::RenderText(loaded->diagnostics, loaded->sources, Language::kEnglish));
    }
    program = Program::Compile(loaded->checked->method);
  }
  return *program;
}

TrajectoryState StateOf(const Method& method, const Case& one) {
  TrajectoryState state;
  const FactsReading reading = ReadFactsJson(method, PlainJson(one.facts));
  for (const Violation& violation : reading.violations) {
    ADD_FAILURE() << violation.field << ": " << violation.message.en;
  }
  for (const Change& change : reading.changes) state.facts.Apply(method, change);
  for (const std::string& path : one.waived) state.waivers[path] = {"reason", "role", "", {}};
  return state;
}

JsonNode Moment(int64_t minutes) {
  constexpr int64_t kDay = 24 * 60;
  const int64_t day = (minutes - (minutes < 0 ? kDay - 1 : 0)) / kDay;
  return JsonNode::String(absl::StrCat(FormatDate(Date{static_cast<int32_t>(day)}), " ",
                                       FormatTime(static_cast<int>(minutes - day * kDay))));
}

JsonNode ValueAsJson(const Method& method, const Type& type, const Value& value) {
  if (value.is_unknown()) return JsonNode::String("unknown");
  if (value.is_none()) return JsonNode::String("none");
  const Range* range = value.range();
  if (type.kind != TypeKind::kMoment || range == nullptr) {
    Field field;
    field.type = type;
    return ValueNode(method, field, RecordedValue{value, "", false});
  }
  if (range->exact()) return Moment(range->lo);
  JsonNode out = JsonNode::Object();
  if (range->lo != Range::kNegInf) out.Put("at_least", Moment(range->lo));
  if (range->hi != Range::kPosInf) out.Put("at_most", Moment(range->hi));
  return out;
}

Said Ask(const Program& program, const TrajectoryState& state, const Case& one) {
  dsl::SourceSet sources;
  dsl::Diagnostics diagnostics;
  const auto checked = dsl::LoadExpression(program.method(), one.question, sources, diagnostics);
  if (!checked.has_value()) {
    return {dsl::RenderText(diagnostics, sources, Language::kEnglish), {}, false};
  }
  const auto& [method, id] = *checked;
  const Evaluation found = Evaluate(*Program::Compile(method), state, {}, *ParseDate(one.date), id);
  return {CanonicalJson(ValueAsJson(*method, method->expr(id).type, found.value)),
          found.waiting_for, !found.contradictions.empty()};
}

// Finds what is judged in an assessment.
class Finder {
 public:
  Finder(const Method& method, const Assessment& all) : method_(method), all_(all) {}

  Said Find(const std::string& path) {
    for (const StepResult& step : all_.steps) {
      const std::string& name = method_.step(step.step).name;
      if (path == "start of " + name) return Start(step);
      if (path == name) return {Word(Name(step.status)), step.waiting_for, false};
      if (Said said; In(name, step, path, said)) return said;
    }
    for (const TipResult& tip : all_.tips) {
      if (tip.path == path) return {Word(Name(tip.state)), tip.waiting_for, false};
    }
    for (const GoalResult& goal : all_.goals) {
      if (goal.path == path) return {Word(Name(goal.state)), goal.missing, false};
    }
    return {"not there", {}, false};
  }

 private:
  static Said Start(const StepResult& step) {
    Said out{Word(step.startable == Tristate::kYes  ? "allowed"
                  : step.startable == Tristate::kNo ? "refused"
                                                    : "unknown"),
             {},
             false};
    for (const Blocker& blocker : step.start_blockers) out.waits.push_back(blocker.path);
    std::sort(out.waits.begin(), out.waits.end());
    return out;
  }

  static Said Count(const Counts& counts) {
    return {absl::StrCat("[", counts.done, ",", counts.open, ",", counts.unknown, ",",
                         counts.not_applicable, "]"),
            {},
            false};
  }

  template <typename Part>
  bool In(const std::string& name, const Part& part, const std::string& path, Said& said) {
    if (path == "required of " + name) return said = Count(part.required), true;
    if (path == "recommended of " + name) return said = Count(part.recommended), true;
    for (const ItemResult& item : part.items) {
      if (item.path == path) {
        return said = {Word(Name(item.state)), item.waiting_for, false}, true;
      }
    }
    for (const GuardResult& guard : part.guards) {
      if (guard.path == path) {
        return said = {Word(Name(guard.state)), guard.waiting_for, false}, true;
      }
    }
    for (const ElementResult& element : part.elements) {
      if (element.path == path) {
        return said = {Word(Name(element.status)), element.waiting_for, false}, true;
      }
      if (In(element.path, element, path, said)) return true;
    }
    return false;
  }

  const Method& method_;
  const Assessment& all_;
};

class Conformance : public ::testing::TestWithParam<Case> {};

TEST_P(Conformance, Answers) {
  const Case& one = GetParam();
  const Program& program = ProgramOf(one.method);
  const TrajectoryState state = StateOf(program.method(), one);
  Said said;
  if (one.judged) {
    const Assessment all = Assess(program, state, {}, *ParseDate(one.date));
    said = Finder(program.method(), all).Find(one.question);
    said.contradicts = !all.contradictions.empty();
  } else {
    said = Ask(program, state, one);
  }
  EXPECT_EQ((Said{CanonicalJson(one.answer), one.waits, one.contradicts}).Text(), said.Text())
      << one.question << "  with " << PlainJson(one.facts);
}

INSTANTIATE_TEST_SUITE_P(Suite, Conformance,
                         ::testing::ValuesIn(ReadCases(absl::StrCat(kFolder, "/cases"))),
                         [](const auto& one) {
                           std::string name = one.param.name;
                           std::replace(name.begin(), name.end(), '.', '_');
                           return name;
                         });

// Names are case FILE.TABLE.ROW.ANSWER; a folder that could not be read would test nothing.
TEST(ConformanceSuite, IsThere) {
  EXPECT_GE(ReadCases(absl::StrCat(kFolder, "/cases")).size(), 1000u);
}

}  // namespace
}  // namespace stapwijs::conformance
