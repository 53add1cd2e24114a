// SPDX-License-Identifier: EUPL-1.2
// What one trajectory reads of others: portfolio and dossiers.
#include "engine/eval/inputs.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "dsl/diagnostics/render.h"
#include "dsl/load.h"
#include "engine/json/facts_reader.h"

namespace stapwijs {
namespace {

const Date kOn = *ParseDate("2024-03-01");

std::shared_ptr<const Program> Compiled(const std::string& text) {
  dsl::SourceSet sources;
  EXPECT_TRUE(sources.Add("method.stap", text).ok());
  dsl::Loaded loaded = dsl::LoadMethod(std::move(sources));
  EXPECT_TRUE(loaded.checked.has_value())
      << dsl::RenderText(loaded.diagnostics, loaded.sources, Language::kEnglish);
  return Program::Compile(loaded.checked->method);
}

const std::string kArea =
    "method areas 1.0.0 nl \"A\" en \"A\" "
    "enum phase { early nl \"v\" en \"e\", late nl \"l\" en \"l\" } "
    "share municipality, phase_now, busy portfolio others "
    "dossier agenda of agenda 1.x { fact exists: yesno nl \"x\" en \"x\" fact stage: phase nl "
    "\"x\" "
    "en \"x\" fact since: date nl \"x\" en \"x\" } "
    "step s nl \"S\" en \"S\" { "
    "fact municipality: reference nl \"x\" en \"x\" fact phase_now: phase nl \"x\" en \"x\" "
    "fact visitors: int nl \"x\" en \"x\" let busy = visitors > 10 nl \"x\" en \"x\" "
    "guard alone warns { violated when some o in others has o.municipality is municipality "
    "message nl \"x\" en \"x\" own } "
    "guard calm warns { violated when some o in others has o.busy and o.phase_now is late "
    "message nl \"x\" en \"x\" own } "
    "item linked required nl \"x\" en \"x\" { done when agenda.exists own } "
    "item settled required nl \"x\" en \"x\" { done when agenda.stage is late own } }";

// The same words in another order, one more, and no `since`.
const std::string kAgenda =
    "method agenda 1.4.0 nl \"A\" en \"A\" "
    "enum stage_word { late nl \"l\" en \"l\", over nl \"o\" en \"o\", early nl \"v\" en \"e\" } "
    "share exists, stage step s nl \"S\" en \"S\" { fact exists: yesno nl \"x\" en \"x\" "
    "fact stage: stage_word nl \"x\" en \"x\" }";

struct Trajectory {
  std::shared_ptr<const Program> program;
  TrajectoryState state;

  Trajectory(std::shared_ptr<const Program> under, const std::string& json)
      : program(std::move(under)) {
    for (const Change& change : ReadFactsJson(program->method(), json).changes) {
      state.facts.Apply(program->method(), change);
    }
  }
  Sharer As(const std::string& key) const { return {key, program.get(), &state}; }
};

GuardState StateOf(const Assessment& assessment, size_t guard) {
  return assessment.steps[0].guards[guard].state;
}

constexpr InputId kOthers{0}, kDossier{1};

TEST(Inputs, AreUnknownUntilTheyAreGiven) {
  const Trajectory own(Compiled(kArea), R"({"municipality": "0363"})");
  const Assessment assessment = Assess(*own.program, own.state, Inputs{}, kOn);
  EXPECT_EQ(StateOf(assessment, 0), GuardState::kUndetermined);
  EXPECT_EQ(assessment.steps[0].guards[0].waiting_for, std::vector<std::string>{"others"});
  EXPECT_EQ(assessment.steps[0].items[0].waiting_for, std::vector<std::string>{"agenda.exists"});
}

TEST(Inputs, APortfolioIsACompleteListOfTheOthers) {
  const auto program = Compiled(kArea);
  const Trajectory own(program, R"({"municipality": "0363"})");
  const Trajectory other(program, R"({"municipality": "0344"})");
  const auto judged = [&](std::vector<Sharer> found) {
    const Inputs inputs = ReadInputs(program->method(), {{kOthers, std::move(found)}}, kOn);
    return StateOf(Assess(*program, own.state, inputs, kOn), 0);
  };
  EXPECT_EQ(judged({}), GuardState::kHolds);
  EXPECT_EQ(judged({other.As("t1")}), GuardState::kHolds);
  EXPECT_EQ(judged({other.As("t1"), own.As("t2")}), GuardState::kViolated);
}

TEST(Inputs, AnUnknownOfAnotherTrajectoryStaysUnknown) {
  const auto program = Compiled(kArea);
  const Trajectory own(program, R"({"municipality": "0363"})");
  const Trajectory other(program, "{}");
  const Inputs inputs = ReadInputs(program->method(), {{kOthers, {other.As("t1")}}}, kOn);
  const Assessment assessment = Assess(*program, own.state, inputs, kOn);
  EXPECT_EQ(StateOf(assessment, 0), GuardState::kUndetermined);
  EXPECT_EQ(assessment.steps[0].guards[0].waiting_for,
            std::vector<std::string>{"others[t1].municipality"});
}

TEST(Inputs, ASharedLetIsJudgedWhereItBelongs) {
  const auto program = Compiled(kArea);
  const Trajectory own(program, R"({"visitors": 1})");
  const Trajectory busy(program, R"({"visitors": 11, "phase_now": "late"})");
  const Trajectory calm(program, R"({"visitors": 10, "phase_now": "late"})");
  const auto judged = [&](const Trajectory& other) {
    const Inputs inputs = ReadInputs(program->method(), {{kOthers, {other.As("t1")}}}, kOn);
    return StateOf(Assess(*program, own.state, inputs, kOn), 1);
  };
  EXPECT_EQ(judged(busy), GuardState::kViolated);
  EXPECT_EQ(judged(calm), GuardState::kHolds);
}

class DossierTest : public ::testing::Test {
 protected:
  std::vector<ItemState> Judged(std::vector<Sharer> found) {
    const Inputs inputs = ReadInputs(area_->method(), {{kDossier, std::move(found)}}, kOn);
    const Assessment assessment = Assess(*area_, own_.state, inputs, kOn);
    return {assessment.steps[0].items[0].state, assessment.steps[0].items[1].state};
  }

  const std::shared_ptr<const Program> area_ = Compiled(kArea);
  const std::shared_ptr<const Program> agenda_ = Compiled(kAgenda);
  const Trajectory own_{area_, "{}"};
};

TEST_F(DossierTest, WordsOfEnumsGoByTheirNames) {
  const Trajectory agenda(agenda_, R"({"exists": true, "stage": "late"})");
  EXPECT_EQ(Judged({agenda.As("d")}), (std::vector<ItemState>{ItemState::kDone, ItemState::kDone}));
}

TEST_F(DossierTest, AWordThatTheReaderDoesNotHaveIsUnknown) {
  const Trajectory agenda(agenda_, R"({"exists": false, "stage": "over"})");
  EXPECT_EQ(Judged({agenda.As("d")}),
            (std::vector<ItemState>{ItemState::kOpen, ItemState::kUnknown}));
}

TEST_F(DossierTest, NoneOrSeveralAreUnknown) {
  const Trajectory agenda(agenda_, R"({"exists": true, "stage": "late"})");
  const std::vector<ItemState> unknown = {ItemState::kUnknown, ItemState::kUnknown};
  EXPECT_EQ(Judged({}), unknown);
  EXPECT_EQ(Judged({agenda.As("d"), agenda.As("e")}), unknown);
}

TEST(Inputs, VersionsOfADossier) {
  EXPECT_TRUE(InVersions("1.4.0", "1.x"));
  EXPECT_TRUE(InVersions("1.4.9", "1.4.x"));
  EXPECT_TRUE(InVersions("1.4.0", "1.4.0"));
  EXPECT_FALSE(InVersions("10.0.0", "1.x"));
  EXPECT_FALSE(InVersions("2.0.0", "1.x"));
  EXPECT_FALSE(InVersions("1.5.0-rc.1", "1.x"));
}

}  // namespace
}  // namespace stapwijs
