// SPDX-License-Identifier: EUPL-1.2
#include "engine/scenario/runner.h"

#include <ostream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/scenario/club.h"

namespace stapwijs::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

struct Case {
  std::string name;
  std::string body;
  std::vector<std::string> failures;  // in their order; none: it passes
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

class RunnerTest : public ::testing::TestWithParam<Case> {};

TEST_P(RunnerTest, FailsWith) {
  EXPECT_THAT(Messages(RunBody(GetParam().body)), ElementsAreArray(GetParam().failures));
}

std::string NameOf(const ::testing::TestParamInfo<Case>& info) { return info.param.name; }

const Case kStates[] = {
    {"item_done", "given n = 1 expect counted is done", {}},
    {"item_open", "given n = 0 expect counted is open", {}},
    {"item_unknown", "expect counted is unknown", {}},
    {"item_not_applicable", "given m = 5 expect extra is not_applicable", {}},
    {"item_other",
     "given n = 0 expect counted is done",
     {"expected: plan.counted is done; it is open"}},
    {"item_other_tells_what_it_waits_for",
     "expect counted is done",
     {"expected: plan.counted is done; it is unknown; waits for n"}},
    {"guard_holds", "given n = 3 expect few holds", {}},
    {"guard_warns", "given n = 2 expect few warns", {}},
    {"guard_blocks", "given n = 11 expect much blocks", {}},
    {"guard_advises", "given n = 1 expect hint advises", {}},
    {"guard_violated", "given n = 11 expect much is violated", {}},
    {"guard_undetermined", "expect much is undetermined", {}},
    {"guard_holds_not",
     "given n = 2 expect few holds",
     {"expected: plan.few is holds; it is violated (warns)"}},
    {"guard_warns_not",
     "given n = 3 expect few warns",
     {"expected: plan.few is warns; it is holds (warns)"}},
    {"guard_undetermined_is_no_violation",
     "expect much blocks",
     {"expected: plan.much is blocks; it is undetermined (blocks); waits for n"}},
    {"element", "given sessions = [a: {trained: no}] expect plan.sessions[a].trained warns", {}},
    {"element_of_an_enum", "given audience[old].met = no expect audience[old].seen warns", {}},
    {"unseen_element", "expect plan.sessions[*].trained is undetermined waiting for sessions", {}},
    {"no_such_element",
     "given sessions = [a: {}] expect plan.sessions[b].trained warns",
     {"there is no plan.sessions[b].trained here"}},
    {"tip_shown", "given n = 6 expect look is shown", {}},
    {"tip_not_shown", "given n = 5 expect look is not_shown", {}},
    {"tip_undecided", "expect look is undecided waiting for n", {}},
    {"tip_other",
     "given n = 5 expect look is shown",
     {"expected: plan.look is shown; it is not_shown"}},
    {"tip_on_an_element",
     "given sessions = [a: {trained: no}, b: {trained: yes}, c: {}]\n"
     "expect plan.sessions[a].train is shown expect plan.sessions[b].train is not_shown\n"
     "expect plan.sessions[c].train is undecided expect train is shown",
     {}},
    {"goal", "given n = 4, m = 4 expect link is linked given m = 3 expect link is unlinked", {}},
    {"goal_unknown", "given n = 4 expect link is unknown waiting for m", {}},
    {"goal_other",
     "given n = 4, m = 4 expect link is unlinked",
     {"expected: agenda.link is unlinked; it is linked"}},
    {"step_complete", "given n = 3 expect plan is complete", {}},
    {"step_incomplete", "given n = 0 expect plan is incomplete", {}},
    {"step_blocked", "given n = 11 expect plan is blocked", {}},
    {"step_unknown", "expect plan is unknown waiting for n", {}},
    {"step_other",
     "given n = 0 expect plan is complete",
     {"expected: plan is complete; it is incomplete"}},
};
INSTANTIATE_TEST_SUITE_P(States, RunnerTest, ::testing::ValuesIn(kStates), NameOf);

const Case kNegated[] = {
    {"is_not", "given n = 0 expect counted is not done", {}},
    {"is_not_takes_undecided_too", "expect counted is not done expect counted is not open", {}},
    {"is_not_but_is",
     "given n = 1 expect counted is not done",
     {"expected: plan.counted is not done; it is done"}},
    {"applicable", "given m = 6 expect extra is applicable", {}},
    {"applicable_when_undecided", "expect extra is applicable", {}},
    {"applicable_but_is_not",
     "given m = 5 expect extra is applicable",
     {"expected: plan.extra is applicable; it is not_applicable"}},
    {"not_applicable_is_that_state_only",
     "expect extra is not applicable",
     {"expected: plan.extra is not_applicable; it is unknown; waits for m, n"}},
};
INSTANTIATE_TEST_SUITE_P(Negated, RunnerTest, ::testing::ValuesIn(kNegated), NameOf);

const Case kWaiting[] = {
    {"all", "expect link is unknown waiting for m, n", {}},
    {"any_order", "expect link is unknown waiting for n, m", {}},
    {"one_missing",
     "expect link is unknown waiting for n",
     {"agenda.link waits for [m, n], expected was [n]"}},
    {"one_too_many",
     "given m = 4 expect link is unknown waiting for m, n",
     {"agenda.link waits for [n], expected was [m, n]"}},
    {"other_state_says_so_first",
     "given n = 0 expect counted is unknown waiting for n",
     {"expected: plan.counted is unknown; it is open"}},
    {"each_of_several",
     "expect counted, extra is unknown waiting for n",
     {"plan.extra waits for [m, n], expected was [n]"}},
};
INSTANTIATE_TEST_SUITE_P(Waiting, RunnerTest, ::testing::ValuesIn(kWaiting), NameOf);

const Case kValues[] = {
    {"fact", "given n = 3 expect n is 3", {}},
    {"let", "given n = 3 expect twice is 6", {}},
    {"unknown", "expect twice is unknown waiting for n", {}},
    {"is_not", "given n = 3 expect twice is not 5", {}},
    {"other", "given n = 3 expect twice is 5", {"expected: twice is 5; it is 6"}},
    {"other_unknown", "expect twice is 5", {"expected: twice is 5; it is unknown"}},
    {"is_not_but_is", "given n = 3 expect twice is not 6", {"expected: twice is not 6; it is 6"}},
    {"waits_for_other",
     "expect twice is unknown waiting for m",
     {"twice waits for [n], expected was [m]"}},
};
INSTANTIATE_TEST_SUITE_P(Values, RunnerTest, ::testing::ValuesIn(kValues), NameOf);

const Case kTransitions[] = {
    {"start", "start plan", {}},
    {"start_twice", "start plan start plan", {"step plan is started or completed already"}},
    {"start_after_completing",
     "given n = 3 complete plan start plan",
     {"step plan is started or completed already"}},
    {"refused_start", "given n = 0 start hold", {"step hold may not start: plan"}},
    {"undecided_start", "start hold", {"step hold may not start: plan"}},
    {"expected_refusal", "expect start of hold refused", {}},
    {"unexpected_refusal", "expect start of hold allowed", {"start of hold is refused: plan"}},
    {"expected_start", "given n = 3 expect start of hold allowed start hold", {}},
    {"unexpected_start", "given n = 3 expect start of hold refused", {"start of hold is allowed"}},
    {"complete_needs_no_start", "given n = 3 complete plan", {}},
    {"complete_twice",
     "given n = 3 complete plan complete plan",
     {"step plan is completed already"}},
    {"refused_complete",
     "given n = 11 complete plan",
     {"step plan is not complete but blocked: plan.much is violated"}},
    {"incomplete",
     "given n = 0 complete plan",
     {"step plan is not complete but incomplete: plan.counted is open"}},
    {"undecided_completion_names_all_it_waits_for",
     "complete plan",
     {"step plan is not complete but unknown: plan.much is undetermined, waits for n; "
      "plan.counted is unknown, waits for n"}},
    {"reopen", "given n = 3 complete plan reopen plan complete plan", {}},
    {"reopen_what_is_not_completed", "start plan reopen plan", {"step plan is not completed"}},
};
INSTANTIATE_TEST_SUITE_P(Transitions, RunnerTest, ::testing::ValuesIn(kTransitions), NameOf);

const Case kWaivers[] = {
    {"violated",
     "given n = 11 expect plan is blocked waive much by leader because \"once\"\n"
     "expect much is waived expect plan is complete",
     {}},
    {"undetermined", "waive much by leader because \"once\" expect much is waived", {}},
    {"what_holds_is_not_waived",
     "given n = 3 waive much by leader because \"once\" expect much is waived",
     {"expected: plan.much is waived; it is holds (blocks)"}},
    {"only_from_there_on",
     "given n = 11 expect much is waived waive much by leader because \"once\"",
     {"expected: plan.much is waived; it is violated (blocks)"}},
    {"one_element",
     "given sessions = [a: {trained: no}, b: {trained: no}]\n"
     "waive plan.sessions[a].trained by leader because \"once\"\n"
     "expect plan.sessions[a].trained is waived expect plan.sessions[b].trained warns",
     {}},
    {"after", "waive hold.after by leader because \"once\" start hold", {}},
};
INSTANTIATE_TEST_SUITE_P(Waivers, RunnerTest, ::testing::ValuesIn(kWaivers), NameOf);

// Each violated blocks or warns guard is named in an `expect` (dsl/REFERENCE.md).
const Case kNothingElse[] = {
    {"nothing_recorded", "expect nothing else fires", {}},
    {"warns",
     "given n = 2 expect nothing else fires",
     {"plan.few fires, but the scenario does not name it"}},
    {"blocks",
     "given n = 11 expect nothing else fires",
     {"plan.much fires, but the scenario does not name it"}},
    {"advice_does_not_fire", "given n = 1 expect few warns expect nothing else fires", {}},
    {"named_before", "given n = 2 expect few warns expect nothing else fires", {}},
    {"named_after", "given n = 2 expect nothing else fires expect few warns", {}},
    {"named_in_a_list", "given n = 1 expect few, hint is violated expect nothing else fires", {}},
    {"each_one",
     "given n = 2, sessions = [a: {trained: no}], audience[old].met = no\n"
     "expect few warns expect nothing else fires",
     {"hold.audience[old].seen fires, but the scenario does not name it",
      "plan.sessions[a].trained fires, but the scenario does not name it"}},
    {"one_element_does_not_name_another",
     "given sessions = [a: {trained: no}, b: {trained: no}]\n"
     "expect plan.sessions[a].trained warns expect nothing else fires",
     {"plan.sessions[b].trained fires, but the scenario does not name it"}},
    {"one_value_of_an_enum_does_not_name_another",
     "given audience[old].met = no, audience[young].met = no\n"
     "expect audience[old].seen warns expect nothing else fires",
     {"hold.audience[young].seen fires, but the scenario does not name it"}},
    {"the_unseen_element_names_none",
     "expect plan.sessions[*].trained is undetermined\n"
     "given sessions = [a: {trained: no}] expect nothing else fires",
     {"plan.sessions[a].trained fires, but the scenario does not name it"}},
    {"judged_where_it_stands", "given n = 2 given n = 3 expect nothing else fires given n = 2", {}},
    {"at_each_place",
     "given n = 2 expect nothing else fires given n = 11 expect nothing else fires",
     {"plan.few fires, but the scenario does not name it",
      "plan.much fires, but the scenario does not name it"}},
    {"waived_does_not_fire",
     "given n = 11 waive much by leader because \"once\" expect nothing else fires",
     {}},
    {"withdrawn_does_not_fire",
     "given sessions = [a: {trained: no}] given sessions[a] = withdrawn expect nothing else fires",
     {}},
    {"a_value_names_no_guard",
     "given n = 2 expect n is 2 expect nothing else fires",
     {"plan.few fires, but the scenario does not name it"}},
    {"a_waiver_of_another_names_none",
     "given n = 2 waive much by leader because \"once\" expect nothing else fires",
     {"plan.few fires, but the scenario does not name it"}},
};
INSTANTIATE_TEST_SUITE_P(NothingElse, RunnerTest, ::testing::ValuesIn(kNothingElse), NameOf);

const Case kOrder[] = {
    {"from_top_to_bottom",
     "given n = 11 expect much blocks given n = 1 expect much holds given n = unknown\n"
     "expect much is undetermined",
     {}},
    {"every_failure",
     "given n = 11 expect much holds expect few warns start hold",
     {"expected: plan.much is holds; it is violated (blocks)",
      "expected: plan.few is warns; it is holds (warns)", "step hold may not start: plan"}},
    {"goes_on_as_if_it_was_so",
     "given n = 0 start hold start hold",
     {"step hold may not start: plan", "step hold is started or completed already"}},
};
INSTANTIATE_TEST_SUITE_P(Order, RunnerTest, ::testing::ValuesIn(kOrder), NameOf);

TEST(RunnerTest, PointsAtTheStatementThatFails) {
  const dsl::Loaded loaded = LoadText(std::string(kClub) +
                                      "scenario \"s\" on 2024-05-01 { given n = 2 expect few holds "
                                      "expect few warns }");
  ASSERT_TRUE(loaded.checked.has_value());
  const auto program = Program::Compile(loaded.checked->method);
  const ScenarioResult result = RunScenario(*program, loaded.checked->scenarios.at(0));
  ASSERT_EQ(result.failures.size(), 1u);
  EXPECT_EQ(loaded.sources.Text(result.failures[0].span), "expect few holds");
}

TEST(RunnerTest, SpeaksDutch) {
  const ScenarioResult result = RunBody("expect counted is done");
  ASSERT_EQ(result.failures.size(), 1u);
  EXPECT_EQ(result.failures[0].message.nl,
            "verwacht: plan.counted is done; het is unknown; wacht op n");
}

// Each scenario is a trajectory of its own.
TEST(RunnerTest, KeepsNothingForTheNextScenario) {
  const dsl::Loaded loaded =
      LoadText(std::string(kClub) +
               "scenario \"a\" on 2024-05-01 { given n = 3 start plan }\n"
               "scenario \"b\" on 2024-05-01 { start plan expect n is unknown }");
  ASSERT_TRUE(loaded.checked.has_value());
  const auto program = Program::Compile(loaded.checked->method);
  for (const Scenario& scenario : loaded.checked->scenarios) {
    EXPECT_THAT(Messages(RunScenario(*program, scenario)), ElementsAre());
  }
}

}  // namespace
}  // namespace stapwijs::testing
