// SPDX-License-Identifier: EUPL-1.2
#include "api/convert/changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "api/convert/trajectory.h"
#include "engine/facts/facts.h"
#include "google/protobuf/util/json_util.h"
#include "stapwijs/v1/trajectory_service.pb.h"
#include "tests/api/support/support.h"

namespace stapwijs::api {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Method& Party() {
  static const auto method = testing::PartyMethod();
  return *method;
}

// Changes as proto3 JSON: `[{"path": "guests", "set": {"integer": 3}}]`.
ChangesReading Read(const std::string& json) {
  v1::RecordFactsRequest request;
  const auto status =
      google::protobuf::util::JsonStringToMessage("{\"changes\": " + json + "}", &request);
  EXPECT_TRUE(status.ok()) << status.ToString();
  return ReadChanges(Party(), request.changes(), Limits{}, [] { return "made"; });
}

// One typed value and, when it does not fit, the reason of its violation.
struct Typed {
  std::string path;
  std::string value;           // as proto3 JSON, in the one form that is also written
  const char* violation = "";  // its reason, when the value does not fit
};

std::ostream& operator<<(std::ostream& out, const Typed& typed) {
  return out << typed.path << " " << typed.value;
}

class TypedValue : public ::testing::TestWithParam<Typed> {};

TEST_P(TypedValue, IsRecordedAndGivenBackAsItWas) {
  const Typed& typed = GetParam();
  const ChangesReading reading =
      Read("[{\"path\": \"" + typed.path + "\", \"set\": " + typed.value + "}]");
  if (*typed.violation != '\0') {
    ASSERT_EQ(reading.violations.size(), 1U);
    EXPECT_EQ(reading.violations[0].reason, typed.violation);
    EXPECT_EQ(reading.violations[0].field.rfind("changes[0]", 0), 0U);
    return;
  }
  ASSERT_THAT(reading.violations, IsEmpty());
  TrajectoryState state;
  for (const Change& change : reading.changes) state.facts.Apply(Party(), change);
  v1::Trajectory out;
  FillRecorded(Party(), state, Date{0}, out);
  ASSERT_EQ(out.facts_size(), 1);
  EXPECT_EQ(out.facts(0).path(), typed.path);
  v1::Value wanted;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(typed.value, &wanted).ok());
  EXPECT_EQ(out.facts(0).value().DebugString(), wanted.DebugString());
}

INSTANTIATE_TEST_SUITE_P(
    EveryKind, TypedValue,
    ::testing::Values(
        Typed{"permit", R"({"yesNo": true})"}, Typed{"permit", R"({"yesNo": false})"},
        Typed{"permit", R"({"none": {}})"}, Typed{"guests", R"({"integer": "12"})"},
        Typed{"guests", R"({"range": {"atLeast": {"integer": "3"}}})"},
        Typed{"guests", R"({"range": {"over": {"integer": "3"}, "atMost": {"integer": "9"}}})"},
        Typed{"guests", R"({"range": {"under": {"integer": "9"}}})"},
        Typed{"guests", R"({"about": "60"})"}, Typed{"budget", R"({"decimal": "2.5"})"},
        Typed{"day", R"({"date": "2022-06-11"})"}, Typed{"day", R"({"date": "2022-06"})"},
        Typed{"day", R"({"date": "2022"})"}, Typed{"day", R"({"about": "11 juni"})"},
        Typed{"street", R"({"text": "Dorpsstraat"})"}, Typed{"remark", R"({"text": "\"Mooi\""})"},
        Typed{"case", R"({"text": "zaak-1"})"}, Typed{"music", R"({"enumValue": "loud"})"},
        Typed{"sounds",
              R"({"set": {"members": [{"enumValue": "silent"}, {"enumValue": "loud"}]}})"},
        Typed{"sounds", R"({"set": {"members": [{"enumValue": "loud"}], "mayHaveMore": true}})"},
        Typed{"sounds", R"({"set": {}})"}, Typed{"pause", R"({"duration": "PT30M"})"},
        Typed{"first_stall", R"({"elementKey": "koek"})"}));

INSTANTIATE_TEST_SUITE_P(
    Wrong, TypedValue,
    ::testing::Values(
        Typed{"guests", R"({"text": "12"})", "WRONG_TYPE"},
        Typed{"guests", R"({"integer": "501"})", "OUT_OF_RANGE"},
        Typed{"guests", R"({"none": {}})", "NONE_NOT_ALLOWED"},
        Typed{"guests", R"({})", "WRONG_TYPE"},
        Typed{"guests", R"({"range": {"atLeast": {"integer": "9"}, "atMost": {"integer": "3"}}})",
              "EMPTY_RANGE"},
        Typed{"guests", R"({"range": {}})", "WRONG_TYPE"},
        Typed{"guests", R"({"range": {"over": {"none": {}}}})", "WRONG_TYPE"},
        Typed{"permit", R"({"about": "ja"})", "WRONG_TYPE"},
        Typed{"budget", R"({"decimal": "twee"})", "WRONG_TYPE"},
        Typed{"budget", R"({"decimal": "2."})", "WRONG_TYPE"},
        Typed{"budget", R"({"decimal": "02"})", "WRONG_TYPE"},
        Typed{"budget", R"({"decimal": "1e2"})", "WRONG_TYPE"},
        Typed{"budget", R"({"decimal": ""})", "WRONG_TYPE"},
        Typed{"day", R"({"date": "2022-02-30"})", "BAD_DATE"},
        Typed{"day", R"({"text": "2022-06-11"})", "WRONG_TYPE"},
        Typed{"music", R"({"enumValue": "lod"})", "NOT_AN_ENUM_VALUE"},
        Typed{"street", R"({"enumValue": "loud"})", "WRONG_TYPE"},
        Typed{"sounds", R"({"enumValue": "loud"})", "WRONG_TYPE"},
        Typed{"sounds", R"({"set": {"members": [{"text": "loud"}]}})", "WRONG_TYPE"},
        Typed{"pause", R"({"duration": "P1M"})", "WRONG_TYPE"},
        Typed{"gests", R"({"integer": "3"})", "UNKNOWN_FACT"},
        Typed{"stalls[koek]", R"({"integer": "3"})", "UNKNOWN_FACT"}));

TEST(Changes, AnElementIsAddedUnderItsOwnKeyOrOneMade) {
  const auto reading = Read(R"([
      {"path": "stalls", "addElement": {"key": "koek"}},
      {"path": "stalls[taart]", "addElement": {}},
      {"path": "stalls", "addElement": {}}])");
  ASSERT_THAT(reading.violations, IsEmpty());
  std::vector<std::string> added;
  for (const Change& change : reading.changes) {
    EXPECT_EQ(change.kind, Change::Kind::kAddElement);
    added.push_back(FormatElements(Party(), change.path.elements));
  }
  EXPECT_THAT(added, ElementsAre("stalls[koek]", "stalls[taart]", "stalls[made]"));
}

TEST(Changes, EveryOtherKindBecomesTheEngines) {
  const auto reading = Read(R"([
      {"path": "guests", "withdraw": {}},
      {"path": "stalls[koek]", "withdrawElement": {}},
      {"path": "stalls", "allElements": {}},
      {"path": "stalls", "mayHaveMore": {}},
      {"path": "stalls", "replaceElements": {}}])");
  ASSERT_THAT(reading.violations, IsEmpty());
  std::vector<Change::Kind> kinds;
  for (const Change& change : reading.changes) kinds.push_back(change.kind);
  EXPECT_THAT(kinds, ElementsAre(Change::Kind::kWithdraw, Change::Kind::kWithdrawElement,
                                 Change::Kind::kAllElements, Change::Kind::kMayHaveMore,
                                 Change::Kind::kReplaceElements));
}

TEST(Changes, AllViolationsAreFoundEachWithItsPlace) {
  const auto reading = Read(R"([
      {"path": "guests"},
      {"path": "nowhere", "withdraw": {}},
      {"path": "guests", "set": {"integer": "501"}},
      {"path": "guests", "addElement": {}},
      {"path": "stalls[koek]", "addElement": {"key": "taart"}},
      {"path": "stalls", "withdrawElement": {}}])");
  std::vector<std::string> found;
  for (const Violation& violation : reading.violations) {
    found.push_back(violation.field + " " + violation.reason);
    EXPECT_FALSE(violation.message.nl.empty());
    EXPECT_FALSE(violation.message.en.empty());
  }
  EXPECT_THAT(found, ElementsAre("changes[0] MALFORMED", "changes[1].path UNKNOWN_FACT",
                                 ::testing::MatchesRegex("changes\\[2\\].* OUT_OF_RANGE"),
                                 "changes[3].path NOT_A_LIST", "changes[4].add_element.key BAD_KEY",
                                 "changes[5].path NOT_A_LIST"));
}

TEST(Changes, MoreThanTheLimitAreNotReadAtAll) {
  google::protobuf::RepeatedPtrField<v1::Change> changes;
  for (int i = 0; i < 3; ++i) changes.Add()->set_path("nowhere");
  Limits limits;
  limits.max_changes = 2;
  const auto reading = ReadChanges(Party(), changes, limits, [] { return ""; });
  ASSERT_EQ(reading.violations.size(), 1U);
  EXPECT_EQ(reading.violations[0].reason, "TOO_MANY_CHANGES");
}

}  // namespace
}  // namespace stapwijs::api
