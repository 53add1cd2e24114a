// SPDX-License-Identifier: EUPL-1.2
#include "api/convert/assessment_wire.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "api/convert/wire_writer.h"
#include "dsl/load.h"
#include "engine/eval/program.h"
#include "engine/json/facts_reader.h"
#include "tests/api/support/support.h"

namespace stapwijs::api {
namespace {

namespace fs = std::filesystem;

const std::string kWelkomeWijk = std::string(STAPWIJS_ROOT) + "/examples/methods/welkome_wijk";

std::shared_ptr<const Program> WelkomeWijk() {
  static const auto program = [] {
    auto loaded = *dsl::LoadMethod(kWelkomeWijk);
    return Program::Compile(loaded.checked.value().method);
  }();
  return program;
}

// Every facts file of the pilots, and a trajectory of which nothing is known.
std::vector<std::string> FactFiles() {
  std::vector<std::string> files = {""};
  for (const auto& file :
       fs::recursive_directory_iterator(std::string(STAPWIJS_ROOT) + "/examples")) {
    const bool facts = file.path().extension() == ".json" &&
                       file.path().string().find("node_modules") == std::string::npos &&
                       file.path().string().find("facts") != std::string::npos;
    if (facts) files.push_back(file.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

TrajectoryState StateOf(const std::string& file) {
  TrajectoryState state;
  if (file.empty()) return state;
  std::ifstream in(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const Method& method = WelkomeWijk()->method();
  for (const Change& change : ReadFactsJson(method, text, {}, "", nullptr).changes) {
    state.facts.Apply(method, change);
  }
  state.MutableTransition(StepId(0)) = {StepPhase::kCompleted, 1, 2, 3, true};
  state.waivers["area.with_experience"] = {"omdat", "project_leader", "b-1", Date{19000}};
  return state;
}

struct Case {
  std::string file;
  Languages languages;
};

std::vector<Case> Cases() {
  std::vector<Case> out;
  for (const std::string& file : FactFiles()) {
    for (const Languages languages : {Languages{true, false}, {false, true}, {true, true}}) {
      out.push_back({file, languages});
    }
  }
  return out;
}

class WrittenDirectly : public ::testing::TestWithParam<Case> {};

TEST_P(WrittenDirectly, AreTheBytesThatProtobufWrites) {
  const TrajectoryState state = StateOf(GetParam().file);
  const Assessment assessment = Assess(*WelkomeWijk(), state, {}, Date{18993});
  const AssessmentContext context{"an-id", 3, GetParam().languages, &state.waivers};
  const AssessmentWire wire(WelkomeWijk()->shared_method(), GetParam().languages);
  const std::string bytes = wire.Write(assessment, context);
  EXPECT_TRUE(bytes == ToProto(WelkomeWijk()->method(), assessment, context).SerializeAsString());
  EXPECT_GT(bytes.size(), 10000U);
}

INSTANTIATE_TEST_SUITE_P(Pilots, WrittenDirectly, ::testing::ValuesIn(Cases()),
                         [](const auto& tested) {
                           const Case& c = tested.param;
                           std::string name =
                               c.file.empty() ? "nothing" : fs::path(c.file).stem().string();
                           return name + (c.languages.nl ? "_nl" : "") +
                                  (c.languages.en ? "_en" : "");
                         });

TEST(WireWriter, GrowsAndKeepsWhatIsWritten) {
  WireWriter out(1);
  std::string expected;
  for (int i = 0; i < 500; ++i) out.Raw("0123456789");
  for (int i = 0; i < 500; ++i) expected += "0123456789";
  EXPECT_EQ(out.Take(), expected);
  EXPECT_EQ(out.size(), 0U);
}

TEST(WireWriter, WritesNumbersAsProtobufDoes) {
  v1::Counts counts;
  counts.set_done(300);
  counts.set_open(-1);
  WireWriter out;
  out.Int32(4, 0);
  out.Int32(2, -1);
  out.Int32(1, 300);
  EXPECT_EQ(out.Take(), counts.SerializeAsString());
}

}  // namespace
}  // namespace stapwijs::api
