// SPDX-License-Identifier: EUPL-1.2
#include "tests/conformance/universe.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "dsl/diagnostics/render.h"
#include "dsl/load.h"
#include "engine/eval/operations.h"
#include "engine/json/facts_reader.h"

namespace stapwijs::conformance {
namespace {

constexpr char kDate[] = "2024-05-01";
// Numbers that are tried; those far off stand for all that are beyond.
constexpr int kNumbers[] = {-60, -16, -15, -14, -13, -12, -11, -10, -9, -8, -7, -6, -5, -4, -3,
                            -2,  -1,  0,   1,   2,   3,   4,   5,   6,  7,  8,  9,  10, 11, 12,
                            13,  14,  15,  16,  17,  18,  19,  20,  21, 22, 23, 24, 60};
constexpr int kLowest = -60;
constexpr int kHighest = 60;

std::string Member(const std::string& path, const std::string& value) {
  return absl::StrCat("{\"", path, "\": ", value, "}");
}

std::vector<int> All(size_t n) {
  std::vector<int> out;
  for (size_t i = 0; i < n; ++i) out.push_back(static_cast<int>(i));
  return out;
}

// Exact standings first, then what can still become any of them.
Variable Scalar(const std::string& path, const std::vector<std::string>& exact) {
  Variable out{path, {}};
  for (const std::string& value : exact) {
    out.standings.push_back({Member(path, value), {static_cast<int>(out.standings.size())}});
  }
  out.standings.push_back({"{}", All(exact.size())});
  return out;
}

void AddRange(Variable& out, int lo, int hi) {
  std::vector<std::string> ends;
  std::vector<int> leaves;
  if (lo > kLowest) ends.push_back(absl::StrCat("\"at_least\": ", lo));
  if (hi < kHighest) ends.push_back(absl::StrCat("\"at_most\": ", hi));
  for (int n = 0; n < static_cast<int>(std::size(kNumbers)); ++n) {
    if (lo <= kNumbers[n] && kNumbers[n] <= hi) leaves.push_back(n);
  }
  out.standings.push_back(
      {Member(out.path, absl::StrCat("{", absl::StrJoin(ends, ", "), "}")), leaves});
}

Variable Ints(const std::string& path) {
  std::vector<std::string> exact;
  for (int value : kNumbers) exact.push_back(absl::StrCat(value));
  exact.emplace_back(R"({"none": true})");
  return Scalar(path, exact);
}

// A fact of an element, recorded by adding the element.
Variable OfElement(Variable fact, const std::string& key, const std::string& name) {
  for (Standing& standing : fact.standings) {
    std::string inner = standing.json.substr(1, standing.json.size() - 2);
    standing.json = absl::StrCat(R"({"things": {"at_least": [{"key": ")", key, "\"",
                                 inner.empty() ? "" : ", ", inner, "}]}}");
  }
  fact.path = absl::StrCat("things[", key, "].", name);
  return fact;
}

}  // namespace

bool Variable::exact(int standing) const {
  const auto& leaves = standings[static_cast<size_t>(standing)].leaves;
  return leaves.size() == 1 && leaves[0] == standing;
}

bool Variable::Refines(int from, int to) const {
  const auto& less = standings[static_cast<size_t>(from)].leaves;
  const auto& more = standings[static_cast<size_t>(to)].leaves;
  return std::includes(less.begin(), less.end(), more.begin(), more.end());
}

Universe::Universe(const Program& program, const std::string& expression,
                   std::vector<Variable> variables)
    : variables_(std::move(variables)) {
  size_t total = 1;
  for (const Variable& variable : variables_) {
    strides_.push_back(total);
    total *= variable.standings.size();
  }
  dsl::SourceSet sources;
  dsl::Diagnostics diagnostics;
  const auto checked = dsl::LoadExpression(program.method(), expression, sources, diagnostics);
  if (!checked.has_value()) {
    throw std::runtime_error(dsl::RenderText(diagnostics, sources, Language::kEnglish));
  }
  const auto& [method, id] = *checked;
  const auto compiled = Program::Compile(method);
  std::vector<std::vector<std::vector<Change>>> changes;
  for (const Variable& variable : variables_) {
    changes.emplace_back();
    for (const Standing& standing : variable.standings) {
      const FactsReading reading = ReadFactsJson(*method, standing.json);
      if (!reading.violations.empty()) throw std::runtime_error(standing.json);
      changes.back().push_back(reading.changes);
    }
  }
  for (size_t c = 0; c < total; ++c) {
    TrajectoryState state;
    for (size_t v = 0; v < variables_.size(); ++v) {
      for (const Change& change : changes[v][static_cast<size_t>(StandingOf(c, v))]) {
        state.facts.Apply(*method, change);
      }
    }
    Evaluation found = Evaluate(*compiled, state, {}, *ParseDate(kDate), id);
    outcomes_.push_back({found.value, AsCondition(found.value), std::move(found.waiting_for),
                         !found.contradictions.empty()});
  }
}

int Universe::StandingOf(size_t combination, size_t variable) const {
  return static_cast<int>(combination / strides_[variable] % variables_[variable].standings.size());
}

size_t Universe::With(size_t combination, size_t variable, int standing) const {
  return combination +
         strides_[variable] * (static_cast<size_t>(standing) -
                               static_cast<size_t>(StandingOf(combination, variable)));
}

bool Universe::Starts(size_t combination) const {
  for (size_t v = 0; v < variables_.size(); ++v) {
    if (!variables_[v].standings[static_cast<size_t>(StandingOf(combination, v))].start) {
      return false;
    }
  }
  return true;
}

std::string Universe::Describe(size_t combination) const {
  std::vector<std::string> out;
  for (size_t v = 0; v < variables_.size(); ++v) {
    out.push_back(variables_[v].standings[static_cast<size_t>(StandingOf(combination, v))].json);
  }
  return absl::StrJoin(out, " ");
}

std::vector<std::string> Universe::Oracle(size_t start) const {
  std::set<std::string> out;
  std::vector<size_t> free;  // the variables that can still be recorded
  for (size_t v = 0; v < variables_.size(); ++v) {
    if (!variables_[v].exact(StandingOf(start, v))) free.push_back(v);
  }
  auto decided = [&](size_t c) { return outcomes_[c].logic != Logic::kUnknown; };
  std::vector<size_t> given;  // of `free`, those that the assignment records
  auto visit = [&](auto& self, size_t next, size_t c) -> void {
    if (next == free.size()) {
      // Recording more turns nothing: it is enough to leave out one at a time.
      const bool smaller = std::any_of(given.begin(), given.end(), [&](size_t v) {
        return decided(With(c, v, StandingOf(start, v)));
      });
      if (decided(c) && !smaller) {
        for (size_t v : given) out.insert(variables_[v].path);
      }
      return;
    }
    self(self, next + 1, c);
    const size_t v = free[next];
    given.push_back(v);
    for (int leaf : variables_[v].standings[static_cast<size_t>(StandingOf(start, v))].leaves) {
      self(self, next + 1, With(c, v, leaf));
    }
    given.pop_back();
  };
  visit(visit, 0, start);
  return {out.begin(), out.end()};
}

Variable YesNo(const std::string& path) {
  return Scalar(path, {"true", "false", R"({"none": true})"});
}

Variable Mood(const std::string& path) {
  return Scalar(path, {R"("glad")", R"("calm")", R"("sad")", R"("cross")", R"({"none": true})"});
}

Variable Int(const std::string& path) {
  Variable out = Ints(path);
  for (int end = 0; end <= 7; ++end) {
    AddRange(out, end, kHighest);
    AddRange(out, kLowest, end);
  }
  AddRange(out, 2, 4);
  AddRange(out, 3, 5);
  AddRange(out, 5, 6);
  AddRange(out, 0, 1);
  AddRange(out, 0, 7);
  return out;
}

Variable FewInts(const std::string& path) {
  Variable out = Ints(path);
  for (Standing& standing : out.standings) standing.start = false;
  for (size_t n = 0; n < std::size(kNumbers); ++n) {
    const int value = kNumbers[n];
    if (value == 0 || value == 3 || value == 5) out.standings[n].start = true;
  }
  out.standings.back().start = true;
  AddRange(out, 3, kHighest);
  AddRange(out, kLowest, 4);
  AddRange(out, 2, 4);
  AddRange(out, 5, 6);
  return out;
}

Variable Moods(const std::string& path) {
  const std::vector<std::string> names = {R"("glad")", R"("calm")", R"("sad")", R"("cross")"};
  const int all = 1 << names.size();
  auto members = [&](int bits) {
    std::vector<std::string> out;
    for (size_t i = 0; i < names.size(); ++i) {
      if ((bits >> i & 1) != 0) out.push_back(names[i]);
    }
    return absl::StrCat("[", absl::StrJoin(out, ", "), "]");
  };
  std::vector<std::string> exact;
  for (int bits = 0; bits < all; ++bits) exact.push_back(members(bits));
  exact.emplace_back(R"({"none": true})");
  Variable out = Scalar(path, exact);
  for (int bits = 1; bits < all - 1; ++bits) {  // at least all that there are: these are all
    std::vector<int> leaves;
    for (int more = 0; more < all; ++more) {
      if ((more & bits) == bits) leaves.push_back(more);
    }
    out.standings.push_back(
        {Member(path, absl::StrCat(R"({"at_least": )", members(bits), "}")), leaves});
  }
  return out;
}

Variable Day(const std::string& path) {
  Variable out =
      Scalar(path, {R"("2024-04-30")", R"("2024-05-01")", R"("2024-05-02")", R"({"none": true})"});
  out.standings.push_back({Member(path, R"({"at_least": "2024-05-01"})"), {1, 2}});
  out.standings.push_back({Member(path, R"({"at_most": "2024-05-01"})"), {0, 1}});
  return out;
}

Variable Time(const std::string& path) {
  Variable out =
      Scalar(path, {R"("00:00")", R"("09:30")", R"("13:30")", R"("23:59")", R"({"none": true})"});
  out.standings.push_back({Member(path, R"({"at_least": "09:30"})"), {1, 2, 3}});
  out.standings.push_back({Member(path, R"({"under": "09:30"})"), {0}, false});
  return out;
}

std::vector<Variable> Things(int known, bool ok, bool size) {
  std::vector<Variable> out;
  std::vector<std::string> elements;
  for (int e = 0; e < known; ++e) {
    const std::string key(1, static_cast<char>('a' + e));
    elements.push_back(absl::StrCat("{\"key\": \"", key, "\"}"));
    if (ok) out.push_back(OfElement(YesNo("ok"), key, "ok"));
    if (size) out.push_back(OfElement(FewInts("size"), key, "size"));
  }
  // New elements with all that is known of them: one of any kind, or two of a few kinds.
  std::vector<std::string> any, few;
  for (int value : kNumbers) {
    if (value != kLowest && value != kHighest && (value < -5 || value > 9)) continue;
    for (const char* truth : {"true", "false"}) {
      any.push_back(absl::StrCat(ok ? absl::StrCat(", \"ok\": ", truth) : "",
                                 size ? absl::StrCat(", \"size\": ", value) : "", "}"));
      if (value == -60 || value == 2 || value == 60) few.push_back(any.back());
      if (!ok) break;
    }
    if (!size) break;
  }
  Variable list{"things", {}};
  auto add = [&](std::vector<std::string> all, bool start) {
    list.standings.push_back({Member("things", absl::StrCat("[", absl::StrJoin(all, ", "), "]")),
                              {static_cast<int>(list.standings.size())},
                              start});
  };
  add(elements, true);
  for (const std::string& one : any) {
    std::vector<std::string> more = elements;
    more.push_back("{\"key\": \"x\"" + one);
    add(more, false);
    if (known > 1) continue;
    for (const std::string& other : few) {
      std::vector<std::string> most = more;
      most.push_back("{\"key\": \"y\"" + other);
      add(most, false);
    }
  }
  if (known == 0) {
    list.standings.push_back(
        {Member("things", R"({"none": true})"), {static_cast<int>(list.standings.size())}});
  }
  const size_t exact = list.standings.size();
  list.standings.push_back(
      {Member("things", absl::StrCat(R"({"at_least": [)", absl::StrJoin(elements, ", "), "]}")),
       All(exact)});
  out.push_back(std::move(list));  // last: a complete list says who is in it
  return out;
}

}  // namespace stapwijs::conformance
