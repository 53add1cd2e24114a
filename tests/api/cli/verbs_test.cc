// SPDX-License-Identifier: EUPL-1.2
// Verbs as people call them: arguments in; exit code, standard output and error out.
#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/api/cli/golden.h"
#include "tests/support/process.h"

namespace stapwijs::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kWelkomeWijk[] = "examples/methods/welkome_wijk";
constexpr char kParty[] = "tests/api/cli/data/straatfeest";
constexpr char kFacts[] = "tests/api/cli/data/facts.json";

struct Case {
  std::string name;  // also of the golden file, when `golden`
  std::vector<std::string> arguments;
  int exit_code;
  std::string out;  // a part of standard output
  std::string err;  // a part of standard error; empty: it is empty
  bool golden = false;
};

class VerbTest : public ::testing::TestWithParam<Case> {};

TEST_P(VerbTest, Answers) {
  const Case& c = GetParam();
  const Ended ended = RunStapwijs(c.arguments);
  EXPECT_EQ(ended.exit_code, c.exit_code) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr(c.out));
  if (c.err.empty()) {
    EXPECT_THAT(ended.err, IsEmpty());
  } else {
    EXPECT_THAT(ended.err, HasSubstr(c.err));
  }
  if (c.golden) ExpectGolden(c.name + ".txt", ended.out);
}

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

std::string NameOf(const ::testing::TestParamInfo<Case>& info) { return info.param.name; }

const Case kUse[] = {
    {"no_verb", {}, 2, "", "A subcommand is required"},
    {"unknown_verb", {"chek"}, 2, "", "there is no verb 'chek'"},
    {"unknown_verb_with_help", {"page", "--help"}, 2, "", "there is no verb 'page'"},
    {"unknown_verb_before_a_verb", {"page", "check"}, 2, "", "there is no verb 'page'"},
    {"version", {"--version"}, 0, "stapwijs ", ""},
    {"help", {"--help"}, 0, "Exit codes: 0 fine, 1 the answer is no, 2 wrong use", ""},
    {"unknown_option", {"check", kParty, "--fast"}, 2, "", "--fast"},
    {"unknown_format", {"check", kParty, "--format", "xml"}, 2, "", "xml"},
    {"missing_argument", {"assess", kParty}, 2, "", "FACTS.json is required"},
    {"no_date", {"assess", kParty, kFacts, "--on", "2024-02-30"}, 2, "", "'2024-02-30' is no date"},
    {"serve_without_file", {"serve"}, 2, "", "--db is required"},
    {"serve_no_folder", {"serve", "--db", "/nowhere/at/all.db"}, 2, "", "/nowhere/at/all.db"},
    {"no_server",
     {"progress", "x", "--server", "127.0.0.1:1"},
     2,
     "",
     "no server answers at 127.0.0.1:1"},
};
INSTANTIATE_TEST_SUITE_P(Use, VerbTest, ::testing::ValuesIn(kUse), NameOf);

const Case kCheck[] = {
    {"fine",
     {"check", kParty, "--language", "en"},
     0,
     "6 items, 4 guards, 1 tip, 3 scenarios; no mistakes",
     ""},
    {"fine_in_dutch", {"check", kParty}, 0, " 4 regels, 1 tip, 3 scenario's; geen fouten", ""},
    {"welkome_wijk", {"check", kWelkomeWijk}, 0, "welkome_wijk 1.0.0: 5 stappen", ""},
    {"mistakes",
     {"check", "tests/api/cli/data/mistakes.stap", "--language", "en"},
     1,
     "5 errors",
     "",
     true},
    {"mistakes_json",
     {"check", "tests/api/cli/data/mistakes.stap", "--format", "json"},
     1,
     "\"errors\":5",
     ""},
    {"nothing_there", {"check", "no/such/folder"}, 2, "", "no/such/folder: no such file or folder"},
    {"no_method", {"check", "tests/api/cli/golden"}, 2, "", "tests/api/cli/golden"},
    {"check_list", {"check", kParty, "--list"}, 0, "guard\tplan.too_many\t\n", "", true},
    {"list_json",
     {"check", kParty, "--list", "--format", "json"},
     0,
     "{\"method\":\"straatfeest\",\"version\":\"1.2.0\",\"paths\":[{\"kind\":\"source\",\"path\":"
     "\"gids\","
     "\"refs\":[]},",
     ""},
    {"list_has_refs",
     {"check", kWelkomeWijk, "--list"},
     0,
     "guard\tarea.issues_known\tG1.05\n",
     ""},
    {"list_of_mistakes",
     {"check", "tests/api/cli/data/mistakes.stap", "--list"},
     1,
     "",
     "fout S2006"},
};
INSTANTIATE_TEST_SUITE_P(Check, VerbTest, ::testing::ValuesIn(kCheck), NameOf);

const Case kTest[] = {
    {"passes", {"test", kParty}, 0, "3 scenarios passed, 0 failed", ""},
    {"filter", {"test", kParty, "--filter", "hundred"}, 0, "1 scenario passed, 0 failed", ""},
    {"filter_finds_nothing",
     {"test", kParty, "--filter", "thousand"},
     2,
     "0 scenarios passed",
     "no scenario"},
    {"fails",
     {"test", "tests/api/cli/data/failing.stap"},
     1,
     "tests/api/cli/data/failing.stap:13: scenario \"does not hold\": ",
     ""},
    {"fails_count",
     {"test", "tests/api/cli/data/failing.stap"},
     1,
     "1 scenario passed, 1 failed\n",
     ""},
    {"fails_json",
     {"test", "tests/api/cli/data/failing.stap", "--format", "json"},
     1,
     "{\"passed\":1,\"failed\":1,\"failures\":[{\"file\":\"tests/api/cli/data/"
     "failing.stap\",\"line\":13,",
     ""},
    {"mistakes", {"test", "tests/api/cli/data/mistakes.stap"}, 1, "", "fout S2006"},
    {"welkome_wijk", {"test", kWelkomeWijk}, 0, " passed, 0 failed\n", ""},
    {"several",
     {"test", kParty, "tests/api/cli/data/failing.stap"},
     1,
     "failing.stap:\ntests/api/cli/data/failing.stap:13: ",
     ""},
    {"several_as_json",
     {"test", "tests/api/cli/data/failing.stap", kParty, "--format", "json"},
     1,
     "]}\n{\"passed\":3,\"failed\":0,\"failures\":[]}\n",
     ""},
};
INSTANTIATE_TEST_SUITE_P(Test, VerbTest, ::testing::ValuesIn(kTest), NameOf);

const Case kCoverage[] = {
    {"coverage_dutch", {"test", kParty, "--coverage"}, 0, "regel plan.too_many: ", "", true},
    {"coverage_english",
     {"test", kParty, "--coverage", "--language", "en"},
     0,
     "guard plan.few: ",
     "",
     true},
    {"coverage_json",
     {"test", kParty, "--coverage", "--format", "json"},
     0,
     "\"coverage\":{\"rules\":[{\"kind\":\"guard\",\"path\":\"plan.too_many\",\"expected\":["
     "\"holds\","
     "\"violated\"],",
     "",
     true},
    {"required_and_expected",
     {"test", kParty, "--require", "step.blocked"},
     0,
     "3 scenarios passed",
     ""},
    {"required_and_not_expected",
     {"test", kParty, "--require", "guard.holds,guard.violated", "--language", "en"},
     1,
     "guard plan.few: required, but expected by no scenario: violated\n",
     ""},
    {"required_json",
     {"test", kParty, "--require", "goal", "--format", "json"},
     1,
     "\"missing\":[{\"kind\":\"goal\",\"path\":\"agenda.link\",\"outcomes\":[\"linked\","
     "\"unlinked\","
     "\"unknown\"]}]",
     ""},
    {"required_of_no_kind", {"test", kParty, "--require", "rule"}, 2, "", "'rule' begins with no"},
    {"required_no_outcome",
     {"test", kParty, "--require", "guard.done"},
     2,
     "",
     "'guard.done' is no outcome; of a guard there are: holds, violated, undetermined, "
     "not_applicable"},
    {"required_nothing_after_the_dot",
     {"test", kParty, "--require", "guard."},
     2,
     "",
     "'guard.' is no outcome"},
    {"required_of_a_part",
     {"test", kParty, "--require", "goal", "--filter", "x"},
     2,
     "",
     "--filter"},
};
INSTANTIATE_TEST_SUITE_P(Coverage, VerbTest, ::testing::ValuesIn(kCoverage), NameOf);

const Case kAssess[] = {
    {"assess_dutch", {"assess", kParty, kFacts, "--on", "2024-05-01"}, 0, "geblokkeerd", "", true},
    {"assess_english",
     {"assess", kParty, kFacts, "--on", "2024-05-01", "--language", "en", "--all"},
     0,
     "blocked",
     "",
     true},
    {"assess_json",
     {"assess", kParty, kFacts, "--on", "2024-05-01", "--format", "json"},
     0,
     "\"STATUS_BLOCKED\"",
     "",
     true},
    {"wrong_facts", {"assess", kParty, "tests/api/cli/data/wrong.json"}, 2, "", "UNKNOWN_FACT"},
    {"no_facts", {"assess", kParty, "no.json"}, 2, "", "no.json: No such file"},
    {"wrong_method", {"assess", "tests/api/cli/data/mistakes.stap", kFacts}, 1, "", "fout S2006"},
};
INSTANTIATE_TEST_SUITE_P(Assess, VerbTest, ::testing::ValuesIn(kAssess), NameOf);

TEST(ServeTest, RefusesToServeTheWorld) {
  const std::string folder = TemporaryFolder();
  const Ended ended = RunStapwijs({"serve", "--db", folder + "/x.db", "--host", "0.0.0.0"});
  std::filesystem::remove_all(folder);
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_THAT(ended.err, HasSubstr("0.0.0.0"));
}

TEST(AssessTest, ShowsEveryViolation) {
  const Ended ended = RunStapwijs({"assess", kParty, "tests/api/cli/data/wrong.json"});
  for (const char* reason :
       {"UNKNOWN_FACT", "WRONG_TYPE", "BAD_DATE", "BAD_KEY", "NULL_NOT_ALLOWED"}) {
    EXPECT_THAT(ended.err, HasSubstr(reason));
  }
  EXPECT_THAT(ended.out, IsEmpty());
}

TEST(AssessTest, ReadsStandardInput) {
  const Ended ended = RunProgram({StapwijsBinary(), "assess", kParty, "-"}, "{\"guests\": 5}");
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("Met 5 gasten wordt het stil."));
}

TEST(AssessTest, UsesNoColourOffTerminals) {
  EXPECT_THAT(RunStapwijs({"assess", kParty, kFacts}).out, Not(HasSubstr("\x1b[")));
}

TEST(HelpTest, EveryVerbHasAnExampleAndExitCodes) {
  for (const char* verb : {"serve", "check", "test", "assess", "eval", "publish", "progress"}) {
    const Ended ended = RunStapwijs({verb, "--help"});
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_THAT(ended.out, HasSubstr("Example")) << verb;
    EXPECT_THAT(ended.out, HasSubstr("Exit codes: 0 ")) << verb;
  }
}

constexpr char kWords[] = "tests/api/cli/data/words.stap";
constexpr char kWordsFacts[] = "tests/api/cli/data/words.json";

const Case kEval[] = {
    {"yes", {"eval", "1 + 2 < 4", "--language", "en"}, 0, "yes\n", ""},
    {"yes_in_dutch", {"eval", "1 + 2 < 4"}, 0, "ja\n", ""},
    {"no", {"eval", "1 + 2 > 4", "--language", "en"}, 1, "no\n", ""},
    {"no_in_dutch", {"eval", "1 + 2 > 4"}, 1, "nee\n", ""},
    {"number", {"eval", "2 * 3 + 1"}, 0, "7\n", ""},
    {"decimal", {"eval", "2.5 * 3"}, 0, "7,5\n", ""},
    {"date", {"eval", "2024-01-31 + 1 months"}, 0, "29 februari 2024\n", ""},
    {"date_in_english",
     {"eval", "2024-01-31 + 1 months", "--language", "en"},
     0,
     "29 February 2024\n",
     ""},
    {"date_as_json",
     {"eval", "2024-01-31 + 1 months", "--format", "json"},
     0,
     "\"value\":\"2024-02-29\"",
     ""},
    {"today", {"eval", "today", "--on", "2022-03-01"}, 0, "1 maart 2022\n", ""},
    {"duration", {"eval", "2 * 75 minutes"}, 0, "150 minuten\n", ""},
    {"working_days", {"eval", "10 working days"}, 0, "10 werkdagen\n", ""},
    {"working_days_in_english",
     {"eval", "10 working days", "--language", "en"},
     0,
     "10 working days\n",
     ""},
    {"past_midnight", {"eval", "23:00 + 2 hours"}, 0, "01:00 de volgende dag\n", ""},
    {"past_midnight_as_json",
     {"eval", "23:00 + 2 hours", "--format", "json"},
     0,
     "\"value\":\"01:00 +1 day\"",
     ""},
    {"before_midnight_as_json",
     {"eval", "01:00 - 50 hours", "--format", "json"},
     0,
     "\"value\":\"23:00 -3 days\"",
     ""},
    {"beyond_the_calendar",
     {"eval", "2024-01-01 - 900000 weeks"},
     1,
     "onbekend\nte groot om mee te rekenen\n",
     ""},
    {"beyond_all_numbers",
     {"eval", "999999999999 * 999999999999", "--language", "en"},
     1,
     "unknown\ntoo large to calculate with\n",
     ""},
    {"beyond_all_numbers_as_json",
     {"eval", "999999999999 * 999999999999", "--format", "json"},
     1,
     "{\"state\":\"unknown\",\"waiting_for\":[],\"too_large\":true}\n",
     ""},
    {"no_and_unknown_is_no", {"eval", "guests > 3 and 1 > 2", "--method", kParty}, 1, "nee\n", ""},
    {"unknown",
     {"eval", "guests > 3", "--method", kParty, "--language", "en"},
     1,
     "unknown\nwaits for: guests\n",
     ""},
    {"unknown_in_dutch",
     {"eval", "guests > 3", "--method", kParty},
     1,
     "onbekend\nwacht op: guests\n",
     ""},
    {"two_unknowns",
     {"eval", "guests > 3 and permit", "--method", kParty},
     1,
     "wacht op: guests, permit\n",
     ""},
    {"a_range",
     {"eval", "count(stalls)", "--method", kParty, "--facts", kFacts},
     0,
     "minstens 2",
     ""},
    {"a_range_in_english",
     {"eval", "count(stalls)", "--method", kParty, "--facts", kFacts, "--language", "en"},
     0,
     "at least 2",
     ""},
    {"nothing_recorded_is_a_range",
     {"eval", "count(stalls)", "--method", kParty},
     0,
     "minstens 0\nwacht op: stalls\n",
     ""},
    {"facts", {"eval", "guests", "--method", kParty, "--facts", kFacts}, 0, "101\n", ""},
    {"none_has_its_text",
     {"eval", "permit", "--method", kWords, "--facts", kWordsFacts},
     0,
     "niet nodig\n",
     ""},
    {"none_of_a_set",
     {"eval", "kinds", "--method", kWords, "--facts", kWordsFacts},
     0,
     "geen enkele\n",
     ""},
    {"contradiction",
     {"eval", "a otherwise b", "--method", kWords, "--facts", kWordsFacts},
     1,
     "onbekend\nwacht op: a, b\ntwee keer verteld, en niet hetzelfde: a, b\n",
     ""},
    {"contradiction_in_a_let",
     {"eval", "both > 1", "--method", kWords, "--facts", kWordsFacts, "--language", "en"},
     1,
     "unknown\nwaits for: a, b\ntold twice, and not the same: both\n",
     ""},
    {"contradiction_as_json",
     {"eval", "a otherwise b", "--method", kWords, "--facts", kWordsFacts, "--format", "json"},
     1,
     "\"contradictions\":[\"a\",\"b\"]",
     ""},
    {"json",
     {"eval", "guests > 3", "--method", kParty, "--format", "json"},
     1,
     "{\"state\":\"unknown\",\"waiting_for\":[\"guests\"]}\n",
     ""},
    {"json_value",
     {"eval", "guests", "--method", kParty, "--facts", kFacts, "--format", "json"},
     0,
     "{\"state\":\"known\",\"value\":101,\"waiting_for\":[]}\n",
     ""},
    {"wrong", {"eval", "guest > 3", "--method", kParty}, 2, "", "guests"},
    {"wrong_type", {"eval", "1 + yes"}, 2, "", "^"},
    {"facts_without_method", {"eval", "1", "--facts", kFacts}, 2, "", "--method"},
};
INSTANTIATE_TEST_SUITE_P(Eval, VerbTest, ::testing::ValuesIn(kEval), NameOf);

}  // namespace
}  // namespace stapwijs::testing
