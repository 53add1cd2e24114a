// SPDX-License-Identifier: EUPL-1.2
// What people read where a message shows a value, from how it was recorded.
#include <ostream>
#include <string>

#include "dsl/diagnostics/render.h"
#include "dsl/load.h"
#include "engine/eval/program.h"
#include "engine/json/facts_reader.h"
#include "gtest/gtest.h"

namespace stapwijs {
namespace {

constexpr char kMethod[] = R"(method m 1.0.0 nl "M" en "M"
enum kind { apple nl "appel" en "apple", pear nl "peer" en "pear" }
step s nl "S" en "S" {
  fact shown: yesno nl "T" en "S"
  fact n: int nl "N" en "N" or none nl "niemand" en "nobody"
  fact p: decimal nl "P" en "P"
  fact d: date nl "D" en "D"
  fact t: time nl "T" en "T"
  fact du: duration nl "D" en "D"
  fact es: set of kind nl "E" en "E" or none
  fact r: int nl "R" en "R"
  guard g advises { violated when shown own
    message nl "n={n} p={p} d={d} t={t} du={du} es={es} r={r} later={t + 2 hours} r3={r * 3}"
      en "n={n} p={p} d={d} t={t} du={du} es={es} r={r} later={t + 2 hours} r3={r * 3}" }
}
)";

struct Case {
  std::string name;
  std::string facts;  // beside `shown`
  std::string nl;     // a part of the message
  std::string en;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

Text MessageWith(const std::string& facts) {
  dsl::SourceSet sources;
  EXPECT_TRUE(sources.Add("m.stap", kMethod).ok());
  const dsl::Loaded loaded = dsl::LoadMethod(std::move(sources));
  if (!loaded.checked) {
    ADD_FAILURE() << dsl::RenderText(loaded.diagnostics, loaded.sources, Language::kEnglish);
    return {};
  }
  const auto program = Program::Compile(loaded.checked->method);
  TrajectoryState state;
  const FactsReading reading = ReadFactsJson(program->method(), "{\"shown\": true, " + facts + "}");
  EXPECT_TRUE(reading.violations.empty()) << facts;
  for (const Change& change : reading.changes) state.facts.Apply(program->method(), change);
  return Assess(*program, state, {}, Date{19000}).steps.at(0).guards.at(0).message;
}

class MessageTest : public ::testing::TestWithParam<Case> {};

TEST_P(MessageTest, ShowsItInTheReadersWords) {
  const Text message = MessageWith(GetParam().facts);
  EXPECT_NE(message.nl.find(GetParam().nl), std::string::npos) << message.nl;
  EXPECT_NE(message.en.find(GetParam().en), std::string::npos) << message.en;
}

const Case kCases[] = {
    {"nothing", R"("n": 1)", "p=onbekend d=onbekend", "p=unknown d=unknown"},
    {"about", R"("n": {"about": 3})", "n=ongeveer 3 ", "n=about 3 "},
    {"about_in_words", R"("d": {"about": "11 oktober"})", "d=11 oktober ", "d=11 oktober "},
    {"at_least", R"("n": {"at_least": 3})", "n=minstens 3 ", "n=at least 3 "},
    {"over", R"("n": {"over": 3})", "n=meer dan 3 ", "n=more than 3 "},
    {"between", R"("n": {"over": 3, "under": 8})", "n=meer dan 3 en minder dan 8 ",
     "n=more than 3 and less than 8 "},
    {"over_a_decimal", R"("p": {"over": 2.5})", "p=meer dan 2,5 ", "p=more than 2.5 "},
    {"over_a_duration", R"("du": {"over": "PT150M"})", "du=meer dan 150 minuten ",
     "du=more than 150 minutes "},
    {"under_a_date", R"("d": {"under": "2024-03-01"})", "d=voor 1 maart 2024 ",
     "d=before 1 March 2024 "},
    {"none", R"("n": {"none": true}, "es": {"none": true})", "n=niemand ", "n=nobody "},
    {"none_of_a_set", R"("es": {"none": true})", "es=geen ", "es=none "},
    {"empty_set", R"("es": [])", "es=geen enkele ", "es=not a single one "},
    {"past_midnight", R"("t": "23:00")", "later=01:00 de volgende dag ",
     "later=01:00 the next day "},
    {"computed", R"("r": {"over": 3})", "r3=minstens 12", "r3=at least 12"},
};
INSTANTIATE_TEST_SUITE_P(Values, MessageTest, ::testing::ValuesIn(kCases),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace stapwijs
