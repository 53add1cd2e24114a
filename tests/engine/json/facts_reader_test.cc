// SPDX-License-Identifier: EUPL-1.2
#include "engine/json/facts_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "engine/base/date.h"
#include "engine/json/facts_writer.h"
#include "engine/json/value_json.h"
#include "tests/engine/testing/small_method.h"

namespace stapwijs {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::PathOf;

const Method& Small() { return *testing::SmallMethod(); }

// "place REASON" of each violation.
std::vector<std::string> Faults(const FactsReading& reading) {
  std::vector<std::string> out;
  for (const Violation& v : reading.violations) out.push_back(absl::StrCat(v.field, " ", v.reason));
  return out;
}
std::vector<std::string> FaultsOf(std::string_view json) {
  return Faults(ReadFactsJson(Small(), json));
}

Facts FactsOf(std::string_view json, Facts facts = {}) {
  FactsReading reading = ReadFactsJson(Small(), json, {}, "", &facts);
  EXPECT_THAT(Faults(reading), IsEmpty()) << json;
  for (const Change& change : reading.changes) facts.Apply(Small(), change);
  return facts;
}

RecordedValue ValueOf(std::string_view json, std::string_view path) {
  Facts facts = FactsOf(json);
  FactPath at = PathOf(Small(), path);
  const Element* owner = facts.Find(at.elements);
  const RecordedValue* value = owner == nullptr ? nullptr : owner->Find(at.field);
  return value == nullptr ? RecordedValue{Value::Of(std::string("not recorded")), "", false}
                          : *value;
}

RecordedValue Plain(Value value) { return {std::move(value), "", false}; }
int64_t Day(int year, int month, int day) { return FromCivil({year, month, day}).days; }

struct Case {
  const char* fact;
  const char* json;
  RecordedValue expected;
};

class SpellingTest : public ::testing::TestWithParam<Case> {};

TEST_P(SpellingTest, IsReadAndWrittenBack) {
  const Case& one = GetParam();
  std::string text = absl::StrCat("{\"", one.fact, "\":", one.json, "}");
  EXPECT_EQ(ValueOf(text, one.fact), one.expected);
  FieldId field = PathOf(Small(), one.fact).field;
  FactsReading again =
      ReadValueJson(Small(), {{}, field}, WriteValueJson(Small(), field, one.expected), "value");
  ASSERT_THAT(Faults(again), IsEmpty());
  EXPECT_EQ(again.changes.at(0).value, one.expected);
}

INSTANTIATE_TEST_SUITE_P(
    All, SpellingTest,
    ::testing::Values(
        Case{"open", "true", Plain(Value::Bool(true))},
        Case{"open", "false", Plain(Value::Bool(false))},
        Case{"inhabitants", "12", Plain(Value::Exactly(12))},
        Case{"inhabitants", "1.2e1", Plain(Value::Exactly(12))},
        Case{"inhabitants",
             R"({"over":6000})",
             {Value::Of(Range{6001, Range::kPosInf}), "over 6000", false}},
        Case{"inhabitants",
             R"({"under":9})",
             {Value::Of(Range{Range::kNegInf, 8}), "under 9", false}},
        Case{"inhabitants", R"({"at_least":3})", Plain(Value::Of(Range{3, Range::kPosInf}))},
        Case{"inhabitants", R"({"at_most":5})", Plain(Value::Of(Range{Range::kNegInf, 5}))},
        Case{"inhabitants", R"({"at_least":3,"at_most":5})", Plain(Value::Of(Range{3, 5}))},
        Case{"inhabitants",
             R"({"over":3,"under":9})",
             {Value::Of(Range{4, 8}), "over 3, under 9", false}},
        Case{"inhabitants", R"({"at_least":5,"at_most":5})", Plain(Value::Exactly(5))},
        Case{"inhabitants", R"({"about":6000})", {Value::Unknown(), "about 6000", true}},
        Case{"inhabitants",
             R"({"about":"een paar duizend"})",
             {Value::Unknown(), "een paar duizend", true}},
        Case{"budget", "2.50", Plain(Value::Exactly(2500000))},
        Case{"budget", "-0.000001", Plain(Value::Exactly(-1))},
        Case{"budget",
             R"({"over":2.5})",
             {Value::Of(Range{2500001, Range::kPosInf}), "over 2.5", false}},
        Case{"budget", R"({"about":2.5})", {Value::Unknown(), "about 2.5", true}},
        Case{"area", "\"Heseveld\"", Plain(Value::Of(std::string("Heseveld")))},
        Case{"story", "\"een \\\"verhaal\\\"\"", Plain(Value::Of(std::string("een \"verhaal\"")))},
        Case{"municipality", "\"GM0268\"", Plain(Value::Of(std::string("GM0268")))},
        Case{"lead", "\"e1\"", Plain(Value::Of(std::string("e1")))},
        Case{"started_on", "\"2022-03-01\"", Plain(Value::Exactly(Day(2022, 3, 1)))},
        Case{"started_on",
             "\"2022-06\"",
             {Value::Of(Range{Day(2022, 6, 1), Day(2022, 6, 30)}), "2022-06", false}},
        Case{"started_on",
             "\"2022\"",
             {Value::Of(Range{Day(2022, 1, 1), Day(2022, 12, 31)}), "2022", false}},
        Case{"started_on", R"({"at_least":"2022-06"})",
             Plain(Value::Of(Range{Day(2022, 6, 1), Range::kPosInf}))},
        Case{"started_on",
             R"({"over":"2022-06"})",
             {Value::Of(Range{Day(2022, 7, 1), Range::kPosInf}), "over 2022-06", false}},
        Case{"started_on",
             R"({"under":"2022"})",
             {Value::Of(Range{Range::kNegInf, Day(2021, 12, 31)}), "under 2022", false}},
        Case{"started_on", R"({"about":"11 oktober"})", {Value::Unknown(), "11 oktober", true}},
        Case{"started_on", R"({"none":true})", Plain(Value::None())},
        Case{"starts_at", "\"19:30\"", Plain(Value::Exactly(1170))},
        Case{"starts_at",
             R"({"over":"19:30"})",
             {Value::Of(Range{1171, Range::kPosInf}), "over 19:30", false}},
        Case{"length", "\"PT2H30M\"", Plain(Value::Exactly(150))},
        Case{"gap", "\"P3W\"", Plain(Value::Exactly(21))},
        Case{"term", "\"P2Y\"", Plain(Value::Exactly(24))},
        Case{
            "term", R"({"over":"P2Y"})", {Value::Of(Range{25, Range::kPosInf}), "over P2Y", false}},
        Case{"notice", R"({"working_days":10})", Plain(Value::Exactly(10))},
        Case{"notice",
             R"({"over":{"working_days":10}})",
             {Value::Of(Range{11, Range::kPosInf}), "over 10", false}},
        Case{"initiatives", R"(["held","planned","held"])",
             Plain(Value::Of(SetValue{{Atom(int64_t{0}), Atom(int64_t{1})}, true}))},
        Case{"initiatives", "[]", Plain(Value::Of(SetValue{}))},
        Case{"initiatives", R"({"at_least":["held"]})",
             Plain(Value::Of(SetValue{{Atom(int64_t{1})}, false}))},
        Case{"initiatives", R"({"none":true})", Plain(Value::None())},
        Case{"labels", R"(["Zuid","Noord"])",
             Plain(Value::Of(SetValue{{Atom("Noord"), Atom("Zuid")}, true}))},
        Case{"days", R"(["2022-03-01"])",
             Plain(Value::Of(SetValue{{Atom(Day(2022, 3, 1))}, true}))}));

struct Fault {
  const char* json;
  const char* fault;
};

class RefusalTest : public ::testing::TestWithParam<Fault> {};

TEST_P(RefusalTest, HasOnePlaceAndReason) {
  EXPECT_THAT(FaultsOf(GetParam().json), ElementsAre(GetParam().fault)) << GetParam().json;
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusalTest,
    ::testing::Values(
        Fault{"[]", " WRONG_TYPE"}, Fault{"7", " WRONG_TYPE"}, Fault{"{", " MALFORMED"},
        Fault{"null", " NULL_NOT_ALLOWED"}, Fault{R"({"open":null})", "open NULL_NOT_ALLOWED"},
        Fault{R"({"initiatives":["held",null]})", "initiatives[1] NULL_NOT_ALLOWED"},
        Fault{R"({"inhabitants":{"about":null}})", "inhabitants.about NULL_NOT_ALLOWED"},
        Fault{R"({"inhabitants":{"at_least":null}})", "inhabitants.at_least NULL_NOT_ALLOWED"},
        Fault{R"({"open":true,"open":true})", "open DUPLICATE_KEY"},
        Fault{R"({"kickoff":{"on":"2022","on":"2022"}})", "kickoff.on DUPLICATE_KEY"},
        Fault{R"({"opn":true})", "opn UNKNOWN_FACT"},
        Fault{R"({"kickoff":{"off":true}})", "kickoff.off UNKNOWN_FACT"},
        Fault{R"({"kickoff.on":"2022"})", "kickoff.on UNKNOWN_FACT"},
        Fault{R"({"sessions[a].on":"2022"})", "sessions[a].on UNKNOWN_FACT"},
        Fault{R"({"sessions":[{"key":"a","start":"2022"}]})", "sessions[0].start UNKNOWN_FACT"},
        Fault{R"({"open":"ja"})", "open WRONG_TYPE"}, Fault{R"({"open":1})", "open WRONG_TYPE"},
        Fault{R"({"open":{"at_least":true}})", "open WRONG_TYPE"},
        Fault{R"({"inhabitants":"12"})", "inhabitants WRONG_TYPE"},
        Fault{R"({"inhabitants":2.5})", "inhabitants WRONG_TYPE"},
        Fault{R"({"inhabitants":1e30})", "inhabitants OUT_OF_RANGE"},
        Fault{R"({"inhabitants":1e999})", "inhabitants OUT_OF_RANGE"},
        Fault{R"({"open":true,"inhabitants":{"over":-1e999}})", "inhabitants.over OUT_OF_RANGE"},
        Fault{R"({"members":[{"key":"a"},{"key":"b","x":[1,1e999]}]})",
              "members[1].x[1] OUT_OF_RANGE"},
        Fault{R"({"inhabitants":-1})", "inhabitants OUT_OF_RANGE"},
        Fault{R"({"inhabitants":{"over":"x"}})", "inhabitants.over WRONG_TYPE"},
        Fault{R"({"inhabitants":{"at_least":9,"at_most":5}})", "inhabitants EMPTY_RANGE"},
        Fault{R"({"inhabitants":{"at_least":3,"over":3}})", "inhabitants MALFORMED"},
        Fault{R"({"inhabitants":{"about":3,"over":3}})", "inhabitants MALFORMED"},
        Fault{R"({"inhabitants":{"at_least":3,"more":3}})", "inhabitants MALFORMED"},
        Fault{R"({"inhabitants":{"none":false}})", "inhabitants MALFORMED"},
        Fault{R"({"inhabitants":{"none":true}})", "inhabitants NONE_NOT_ALLOWED"},
        Fault{R"({"inhabitants":{"erased":true}})", "inhabitants WRONG_TYPE"},
        Fault{R"({"inhabitants":{}})", "inhabitants WRONG_TYPE"},
        Fault{R"({"inhabitants":{"about":""}})", "inhabitants MALFORMED"},
        Fault{R"({"budget":0.0000001})", "budget WRONG_TYPE"},
        Fault{R"({"budget":1000000000})", "budget OUT_OF_RANGE"},
        Fault{R"({"started_on":"2022-02-30"})", "started_on BAD_DATE"},
        Fault{R"({"started_on":"1 maart"})", "started_on BAD_DATE"},
        Fault{R"({"started_on":2022})", "started_on WRONG_TYPE"},
        Fault{R"({"days":["2022-03"]})", "days[0] BAD_DATE"},
        Fault{R"({"starts_at":"24:00"})", "starts_at WRONG_TYPE"},
        Fault{R"({"length":"P3D"})", "length WRONG_TYPE"},
        Fault{R"({"notice":10})", "notice WRONG_TYPE"},
        Fault{R"({"gap":{"working_days":10}})", "gap WRONG_TYPE"},
        Fault{R"({"kickoff":{"state":"planed"}})", "kickoff.state NOT_AN_ENUM_VALUE"},
        Fault{R"({"kickoff":{"state":1}})", "kickoff.state WRONG_TYPE"},
        Fault{R"({"kickoff":"held"})", "kickoff WRONG_TYPE"},
        Fault{R"({"kickoff":{"venue":{"none":true}}})", "kickoff.venue NONE_NOT_ALLOWED"},
        Fault{R"({"initiatives":["hold"]})", "initiatives[0] NOT_AN_ENUM_VALUE"},
        Fault{R"({"initiatives":{"at_least":["hold"]}})",
              "initiatives.at_least[0] NOT_AN_ENUM_VALUE"},
        Fault{R"({"initiatives":"held"})", "initiatives WRONG_TYPE"},
        Fault{R"({"initiatives":{"at_least":[]}})", "initiatives EMPTY_RANGE"},
        Fault{R"({"members":{"none":true}})", "members NONE_NOT_ALLOWED"},
        Fault{R"({"members":{}})", "members WRONG_TYPE"},
        Fault{R"({"members":["e1"]})", "members[0] WRONG_TYPE"},
        Fault{R"({"members":[{},{},{},{}]})", "members TOO_MANY_ELEMENTS"},
        Fault{R"({"members":[{"key":"A B"}]})", "members[0].key BAD_KEY"},
        Fault{R"({"members":[{"key":1}]})", "members[0].key BAD_KEY"},
        Fault{R"({"members":[{"key":"a"},{"key":"a"}]})", "members[1].key DUPLICATE_KEY"},
        Fault{R"({"members":[{"key":"a","withdrawn":1}]})", "members[0].withdrawn WRONG_TYPE"},
        Fault{R"({"audience":{"resident":{}}})", "audience.resident NOT_AN_ENUM_VALUE"},
        Fault{R"({"audience":{"volunteers":true}})", "audience.volunteers WRONG_TYPE"},
        Fault{R"({"audience":[]})", "audience WRONG_TYPE"},
        Fault{R"({"sessions":[{"people":[{"trained":true}]}]})",
              "sessions[0].people[0] WRONG_TYPE"},
        Fault{R"({"sessions":[{"people":["E!"]}]})", "sessions[0].people[0] BAD_KEY"},
        Fault{R"({"sessions":[{"people":["e1","e1"]}]})", "sessions[0].people[1] DUPLICATE_KEY"},
        Fault{R"({"lead":"Iemand"})", "lead BAD_KEY"},
        Fault{R"({"area.goal_discussed":"ja"})", "area.goal_discussed NOT_AN_ANSWER"},
        Fault{R"({"area.goal_discussed":{"evidence":"x"}})", "area.goal_discussed NOT_AN_ANSWER"},
        Fault{R"({"area.explored":true})", "area.explored NOT_AN_ANSWER"},
        Fault{R"({"area.nothing":true})", "area.nothing UNKNOWN_ITEM"}));

TEST(FactsReaderTest, FindsAllFaultsInOneReading) {
  EXPECT_THAT(
      Faults(ReadFactsJson(Small(),
                           R"({"open":"ja","sessions":[{"on":"x"},{"state":"hold","on":null}],
                                       "opn":1,"inhabitants":-1})",
                           {}, "facts_json")),
      ElementsAre("facts_json.sessions[1].on NULL_NOT_ALLOWED", "facts_json.open WRONG_TYPE",
                  "facts_json.sessions[0].on BAD_DATE",
                  "facts_json.sessions[1].state NOT_AN_ENUM_VALUE", "facts_json.opn UNKNOWN_FACT",
                  "facts_json.inhabitants OUT_OF_RANGE"));
}

Text MessageOf(std::string_view json) {
  FactsReading reading = ReadFactsJson(Small(), json);
  EXPECT_EQ(reading.violations.size(), 1u) << json;
  return reading.violations.at(0).message;
}

TEST(FactsReaderTest, TellsThatANumberIsTooLarge) {
  const std::string digits(100000, '9');
  for (const std::string& number : {std::string("1e999"), std::string("-1e999"), digits}) {
    const Text message = MessageOf(absl::StrCat("{\"inhabitants\":", number, "}"));
    EXPECT_EQ(message.nl, "Dit getal is te groot.");
    EXPECT_EQ(message.en, "This number is too large.");
  }
  EXPECT_EQ(
      MessageOf(R"({"inhabitants":1e30})").en,
      "1e30 is too large for \"EN inhabitants\" (inhabitants); expected is a whole number from "
      "0 to 1000000.");
  EXPECT_THAT(MessageOf(R"({"inhabitants":-1e30})").nl, HasSubstr("-1e30 is te klein voor "));
}

TEST(FactsReaderTest, WritesNumbersAsTheReaderDoes) {
  EXPECT_THAT(MessageOf(R"({"inhabitants":2.6})").nl, HasSubstr("2,6 past niet bij "));
  EXPECT_THAT(MessageOf(R"({"inhabitants":2.6})").en, HasSubstr("2.6 does not fit "));
}

TEST(FactsReaderTest, SaysInTheReadersWordsWhereItIsNoJson) {
  EXPECT_EQ(MessageOf("{\n  \"open\": ,\n}").nl, "Dit is geen leesbare JSON: regel 2, kolom 11.");
  EXPECT_EQ(MessageOf("{\n  \"open\": ,\n}").en, "This is not readable JSON: line 2, column 11.");
  EXPECT_EQ(MessageOf(std::string(70, '[') + std::string(70, ']')).nl,
            "Deze JSON is dieper genest dan 64.");
}

TEST(FactsReaderTest, SuggestsANearName) {
  FactsReading reading = ReadFactsJson(Small(), R"({"inhabitant":5})");
  EXPECT_EQ(reading.violations.at(0).message.nl,
            "\"inhabitant\" bestaat hier niet. Bedoelde u \"inhabitants\"?");
}

TEST(FactsReaderTest, ListsTheValuesOfAnEnumWithTheNearOne) {
  FactsReading reading = ReadFactsJson(Small(), R"({"kickoff":{"state":"planed"}})");
  EXPECT_EQ(reading.violations.at(0).message.en,
            "\"planed\" does not fit \"EN kickoff.state\" (kickoff.state); expected is one of: "
            "planned, held, cancelled. Did you mean \"planned\"?");
}

TEST(FactsReaderTest, RepeatsNoValueThatMayBeAboutAPerson) {
  FactsReading reading = ReadFactsJson(Small(), R"({"pool":[{"motivated":"geheim"}]})");
  EXPECT_THAT(reading.violations.at(0).message.nl, Not(HasSubstr("geheim")));
  EXPECT_THAT(reading.violations.at(0).message.en, Not(HasSubstr("geheim")));
}

// What somebody put in the wrong place, a name of a person for instance, is not said again.
TEST(FactsReaderTest, RepeatsNoTextThatIsNotAWord) {
  for (const char* json :
       {R"({"kickoff":"Geheime Persoon"})", R"({"open":"Geheime Persoon"})",
        R"({"kickoff":{"state":"Geheime Persoon"}})", R"({"started_on":"Geheime Persoon"})",
        R"({"Geheime Persoon":1})", R"({"Geheime Persoon":null})",
        R"({"Geheime Persoon":1,"Geheime Persoon":1})", R"({"audience":{"Geheime Persoon":{}}})",
        R"({"kickoff":{"Geheime Persoon":1}})", R"({"sessions":[{"Geheime Persoon":1}]})",
        R"({"area.Geheime Persoon":true})", R"({"sessions":[{"key":"Geheime Persoon"}]})",
        R"({"initiatives":["Geheime Persoon"]})", R"({"initiatives":{"x":"Geheime Persoon"}})",
        R"({"inhabitants":{"over":"Geheime Persoon"}})", R"({"starts_at":"Geheime Persoon"})",
        R"({"inhabitants":{"Geheime Persoon":1}})", R"({"open":{"Geheime Persoon":true}})"}) {
    FactsReading reading = ReadFactsJson(Small(), json, {}, "facts_json");
    EXPECT_FALSE(reading.violations.empty()) << json;
    for (const Violation& v : reading.violations) {
      for (const std::string& said : {v.field, v.message.nl, v.message.en}) {
        EXPECT_THAT(said, Not(HasSubstr("Persoon"))) << json;
      }
    }
  }
}

TEST(FactsReaderTest, SaysWhatStoodThereInstead) {
  struct {
    const char* json;
    const char* start;
  } cases[] = {{R"({"open":"Geheime Persoon"})", "A text of 15 characters does not fit"},
               {R"({"open":""})", "An empty text does not fit"},
               {R"({"open":"maybe"})", "\"maybe\" does not fit"},
               {R"({"open":12.5})", "12.5 does not fit"},
               {R"({"inhabitants":true})", "true does not fit"},
               {R"({"started_on":"2022-02-30"})", "\"2022-02-30\" does not fit"},
               {R"({"open":"06-12345678"})", "A text of 11 characters does not fit"},
               {R"({"open":{"a":1}})", "An object does not fit"},
               {R"({"open":["a"]})", "A list does not fit"},
               {R"({"Geheime Persoon":1})", "A name of 15 characters does not exist here"}};
  for (const auto& one : cases) {
    FactsReading reading = ReadFactsJson(Small(), one.json);
    ASSERT_EQ(reading.violations.size(), 1u) << one.json;
    EXPECT_THAT(reading.violations[0].message.en, ::testing::StartsWith(one.start)) << one.json;
  }
}

TEST(FactsReaderTest, NamesTheOrdinalOfAMemberWhoseNameIsNone) {
  EXPECT_THAT(Faults(ReadFactsJson(Small(), R"({"open":true,"Geheime Persoon":1})", {}, "f")),
              ElementsAre("f[1] UNKNOWN_FACT"));
}

TEST(FactsReaderTest, ChecksEvidenceAsAnswersDo) {
  EXPECT_THAT(FaultsOf(absl::StrCat(R"({"area.goal_discussed":{"done":true,"evidence":")",
                                    std::string(201, 'e'), "\"}}")),
              ElementsAre("area.goal_discussed TEXT_TOO_LONG"));
  EXPECT_THAT(FaultsOf(R"({"area.goal_discussed":{"done":true,"evidence":"a\nb"}})"),
              ElementsAre("area.goal_discussed MALFORMED"));
  EXPECT_THAT(FaultsOf(absl::StrCat(R"({"area.goal_discussed":{"done":true,"evidence":")",
                                    std::string(200, 'e'), "\"}}")),
              IsEmpty());
}

TEST(FactsReaderTest, RefusesTooManyChanges) {
  Limits limits;
  limits.max_changes = 2;
  EXPECT_THAT(Faults(ReadFactsJson(Small(), R"({"open":true,"inhabitants":1})", limits)),
              IsEmpty());
  EXPECT_THAT(Faults(ReadFactsJson(Small(), R"({"open":true,"inhabitants":1,"budget":1})", limits)),
              ElementsAre(" TOO_MANY_CHANGES"));
}

TEST(FactsReaderTest, AnswersCarryTheirEvidence) {
  Facts facts = FactsOf(R"({"area.goal_discussed":{"done":true,"evidence":"doc-1"},
                            "preparation.sessions[vol].agreed":false})");
  EXPECT_EQ(*facts.FindAnswer("area.goal_discussed"), (Answer{true, "doc-1"}));
  EXPECT_EQ(*facts.FindAnswer("preparation.sessions[vol].agreed"), (Answer{false, ""}));
}

TEST(FactsReaderTest, ElementsWithoutKeyGetUnusedOnes) {
  EXPECT_EQ(WriteFactsJson(Small(), FactsOf(R"({"members":[{},{"key":"e1"},{}]})")),
            R"({"members":[{"key":"e2"},{"key":"e1"},{"key":"e3"}]})");
}

TEST(FactsReaderTest, NewKeysAvoidThoseRecordedBefore) {
  Facts before = FactsOf(R"({"members":[{"mandate":"volunteers"}]})");
  EXPECT_EQ(WriteFactsJson(Small(), FactsOf(R"({"members":[{}]})", before)),
            R"({"members":[{"key":"e1","withdrawn":true,"mandate":"volunteers"},{"key":"e2"}]})");
}

TEST(FactsReaderTest, AtLeastAddsToWhatWasRecorded) {
  Facts before = FactsOf(R"({"members":[{"key":"a"}]})");
  EXPECT_EQ(WriteFactsJson(Small(), FactsOf(R"({"members":{"at_least":[{"key":"b"}]}})", before)),
            R"({"members":{"at_least":[{"key":"a"},{"key":"b"}]}})");
}

TEST(FactsReaderTest, WithdrawnElementsDoNotCountForTheLimit) {
  EXPECT_THAT(FaultsOf(R"({"members":[{},{},{},{"key":"a","withdrawn":true}]})"), IsEmpty());
}

TEST(ReadValueJsonTest, TakesAWholeElement) {
  FactsReading reading = ReadValueJson(Small(), PathOf(Small(), "sessions[vol]"),
                                       R"({"state":"held"})", "changes[2].value");
  ASSERT_THAT(Faults(reading), IsEmpty());
  ASSERT_EQ(reading.changes.size(), 2u);
  EXPECT_EQ(reading.changes[0].kind, Change::Kind::kAddElement);
  EXPECT_EQ(FormatPath(Small(), reading.changes[1].path), "sessions[vol].state");
}

TEST(ReadValueJsonTest, PlacesItsFaultsUnderTheValue) {
  EXPECT_THAT(Faults(ReadValueJson(Small(), PathOf(Small(), "sessions"), R"([{"state":"hold"}])",
                                   "changes[2].value")),
              ElementsAre("changes[2].value[0].state NOT_AN_ENUM_VALUE"));
}

TEST(FactsReader, TellsWhatAFactIsCalledNow) {
  const FactsReading reading = ReadFactsJson(Small(), R"({"population": 5})");
  ASSERT_EQ(reading.violations.size(), 1u);
  EXPECT_EQ(reading.violations[0].message.en,
            "\"population\" does not exist here. It is called \"inhabitants\" now.");
}

}  // namespace
}  // namespace stapwijs
