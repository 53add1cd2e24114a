// SPDX-License-Identifier: EUPL-1.2
#include "engine/trajectory/event_codec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "engine/audit/chain.h"
#include "engine/json/value_json.h"
#include "engine/trajectory/request_digest.h"
#include "tests/engine/testing/random_changes.h"
#include "tests/engine/testing/small_method.h"

namespace stapwijs {
namespace {

using testing::Act;
using testing::AnswerTo;
using ::testing::HasSubstr;
using testing::SetTo;
using Kind = Change::Kind;

const Method& Small() { return *testing::SmallMethod(); }

store::Event EventOf(const EncodedContent& encoded) {
  store::Event event;
  event.type = encoded.type;
  event.type_version = kEventTypeVersion;
  event.payload = encoded.payload;
  event.private_payload = encoded.private_payload;
  event.salt = std::string(16, 's');
  return event;
}

store::Event Erased(store::Event event) {
  event.private_payload.clear();
  event.salt.clear();
  return event;
}

std::vector<Change> ChangesOf(const store::Event& event) {
  absl::StatusOr<EventContent> content = Decode(Small(), event);
  EXPECT_TRUE(content.ok()) << content.status();
  return content.ok() ? std::get<FactsRecorded>(*content).changes : std::vector<Change>{};
}

Change Story() { return SetTo(Small(), "story", Value::Of(std::string("geheim"))); }

TEST(EventCodecTest, WritesFactsByNameWithTypedValues) {
  EncodedContent out = EncodeFactsRecorded(
      Small(), {SetTo(Small(), "inhabitants", Value::Of(Range{6001, Range::kPosInf})),
                Act(Small(), Kind::kAddElement, "sessions[vol]"),
                SetTo(Small(), "sessions[vol].state", Value::Exactly(1)),
                AnswerTo("area.goal_discussed", Value::Bool(true), "doc-1")});
  EXPECT_EQ(out.type, "facts_recorded");
  EXPECT_EQ(out.payload,
            R"({"changes":[{"op":"set","path":"inhabitants","value":{"at_least":6001}},)"
            R"({"op":"add","path":"sessions[vol]"},)"
            R"({"op":"set","path":"sessions[vol].state","value":"held"},)"
            R"({"answer":"done","evidence":"doc-1","item":"area.goal_discussed","op":"answer"}]})");
  EXPECT_EQ(out.private_payload, "");
}

TEST(EventCodecTest, SetsFreeTextAndPersonalValuesApart) {
  EncodedContent out =
      EncodeFactsRecorded(Small(), {Story(), SetTo(Small(), "open", Value::Bool(true)),
                                    SetTo(Small(), "pool[e1].motivated", Value::Bool(false)),
                                    SetTo(Small(), "members[a].mandate", Value::Exactly(0))});
  EXPECT_EQ(out.payload, R"({"changes":[{"op":"set","path":"story","value":{"private":0}},)"
                         R"({"op":"set","path":"open","value":true},)"
                         R"({"op":"set","path":"pool[e1].motivated","value":{"private":1}},)"
                         R"({"op":"set","path":"members[a].mandate","value":"professionals"}]})");
  EXPECT_EQ(out.private_payload, R"(["geheim",false])");
}

TEST(EventCodecTest, SetsOwnWordsApartButNotANumberThatIsAbout) {
  Change words = SetTo(Small(), "inhabitants", Value::Unknown());
  words.value.words = "ongeveer de hele straat";
  words.value.about = true;
  EncodedContent out = EncodeFactsRecorded(Small(), {words});
  EXPECT_EQ(out.payload,
            R"({"changes":[{"op":"set","path":"inhabitants","value":{"private":0}}]})");
  EXPECT_EQ(ChangesOf(EventOf(out)), std::vector<Change>{words});
  words.value.words = "about 6000";
  out = EncodeFactsRecorded(Small(), {words});
  EXPECT_EQ(out.private_payload, "");
  EXPECT_EQ(ChangesOf(EventOf(out)), std::vector<Change>{words});
}

TEST(EventCodecTest, GivesBackWhatWasRecorded) {
  std::mt19937 random(7);
  for (int run = 0; run < 300; ++run) {
    std::vector<Change> changes;
    for (int i = 0; i < 10; ++i) changes.push_back(testing::RandomChange(Small(), random));
    EncodedContent encoded = EncodeFactsRecorded(Small(), changes);
    ASSERT_EQ(ChangesOf(EventOf(encoded)), changes) << encoded.payload << encoded.private_payload;
  }
}

TEST(EventCodecTest, PayloadsAreCanonical) {
  std::mt19937 random(8);
  for (int run = 0; run < 300; ++run) {
    EncodedContent encoded =
        EncodeFactsRecorded(Small(), {testing::RandomChange(Small(), random), Story()});
    EXPECT_EQ(*CanonicalJson(std::string_view(encoded.payload)), encoded.payload);
    EXPECT_EQ(*CanonicalJson(std::string_view(encoded.private_payload)), encoded.private_payload);
  }
}

TEST(EventCodecTest, AnErasedValueIsRecordedButUnknown) {
  std::vector<Change> changes = ChangesOf(Erased(EventOf(EncodeFactsRecorded(Small(), {Story()}))));
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].value, ErasedValue());
  EXPECT_EQ(WriteValueJson(Small(), changes[0].path.field, changes[0].value), R"({"erased":true})");
}

TEST(EventCodecTest, ErasureLeavesOtherValues) {
  Change open = SetTo(Small(), "open", Value::Bool(true));
  std::vector<Change> changes =
      ChangesOf(Erased(EventOf(EncodeFactsRecorded(Small(), {Story(), open}))));
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[1], open);
}

TEST(EventCodecTest, AMissingPrivatePartThatWasNotErasedIsLost) {
  store::Event event = EventOf(EncodeFactsRecorded(Small(), {Story()}));
  event.private_payload.clear();
  EXPECT_EQ(Decode(Small(), event).status().code(), absl::StatusCode::kDataLoss);
}

TEST(EventCodecTest, AnswersOutsidePersonalScopesKeepTheirEvidenceInThePayload) {
  EncodedContent out =
      Encode(Small(), ItemAnswered{AnswerTo("area.goal_discussed", Value::Bool(false), "doc-1")});
  EXPECT_EQ(out.payload,
            R"({"answer":"not_done","evidence":"doc-1","item":"area.goal_discussed"})");
}

TEST(EventCodecTest, AWithdrawnAnswerIsUnknown) {
  EncodedContent out =
      Encode(Small(), ItemAnswered{AnswerTo("area.goal_discussed", Value::Unknown())});
  absl::StatusOr<EventContent> content = Decode(Small(), EventOf(out));
  ASSERT_TRUE(content.ok());
  EXPECT_EQ(std::get<ItemAnswered>(*content).answer,
            AnswerTo("area.goal_discussed", Value::Unknown()));
}

TEST(EventCodecTest, CreationKeepsLabelAndCase) {
  TrajectoryCreated created{"Nijmegen-Heseveld", store::CaseRef{"zaken", "z-1"}};
  EncodedContent out = Encode(Small(), created);
  EXPECT_EQ(out.payload,
            R"({"case_ref":{"id":"z-1","source":"zaken"},"label":"Nijmegen-Heseveld"})");
  absl::StatusOr<EventContent> content = Decode(Small(), EventOf(out));
  ASSERT_TRUE(content.ok());
  EXPECT_EQ(std::get<TrajectoryCreated>(*content).label, created.label);
  EXPECT_EQ(std::get<TrajectoryCreated>(*content).case_ref, created.case_ref);
}

TEST(EventCodecTest, CompletionKeepsTheJudgedStatus) {
  EncodedContent out = Encode(Small(), StepCompleted{StepId(0), Status::kComplete});
  EXPECT_EQ(out.payload, R"({"status":"complete","step":"area"})");
  absl::StatusOr<EventContent> content = Decode(Small(), EventOf(out));
  ASSERT_TRUE(content.ok());
  EXPECT_EQ(std::get<StepCompleted>(*content).step, StepId(0));
}

struct BadEvent {
  const char* type;
  int32_t version;
  const char* payload;
  absl::StatusCode code;
};

TEST(EventCodecTest, FailsClosed) {
  constexpr auto kUnknown = absl::StatusCode::kUnimplemented;
  constexpr auto kLost = absl::StatusCode::kDataLoss;
  const BadEvent events[] = {
      {"step_skipped", 1, R"({"step":"area"})", kUnknown},
      {"step_started", 2, R"({"step":"area"})", kUnknown},
      {"step_started", 0, R"({"step":"area"})", kUnknown},
      {"step_started", 1, R"({"step":"aria"})", kLost},
      {"step_started", 1, "{}", kLost},
      {"step_started", 1, "{", kLost},
      {"step_completed", 1, R"({"step":"area","status":"done"})", kLost},
      {"trajectory_created", 1, "{}", kLost},
      {"trajectory_created", 1, R"({"label":"x","case_ref":{"id":"1"}})", kLost},
      {"item_answered", 1, R"({"item":"area.goal_discussed","answer":"yes"})", kLost},
      {"facts_recorded", 1, "{}", kLost},
      {"facts_recorded", 1, R"({"changes":[{"op":"add_one","path":"open"}]})", kLost},
      {"facts_recorded", 1, R"({"changes":[{"op":"set","path":"opn","value":true}]})", kLost},
      {"facts_recorded", 1, R"({"changes":[{"op":"set","path":"open"}]})", kLost},
      {"facts_recorded", 1, R"({"changes":[{"op":"set","path":"open","value":3}]})", kLost},
      {"facts_recorded", 1, R"({"changes":[{"op":"set","path":"open","value":null}]})", kLost},
      {"facts_recorded", 1, R"({"changes":[{"op":"set","path":"open","value":{"private":0}}]})",
       kLost},
      {"facts_recorded", 1, R"({"changes":[{"op":"set","path":"open","value":{"private":-1}}]})",
       kLost},
  };
  for (const BadEvent& bad : events) {
    store::Event event = EventOf({bad.type, bad.payload, ""});
    event.type_version = bad.version;
    EXPECT_EQ(Decode(Small(), event).status().code(), bad.code) << bad.type << bad.payload;
  }
}

JsonNode Content(std::string_view text) { return *ParseJson(text); }

TEST(RequestDigestTest, IsTheSameForTheSameContent) {
  EXPECT_EQ(RequestDigest("RecordFacts", "t1", Content(R"({"a":1.0, "b":2})")),
            RequestDigest("RecordFacts", "t1", Content(R"({"b":2,"a":1})")));
}

TEST(RequestDigestTest, DiffersWithCallTrajectoryAndContent) {
  store::Digest one = RequestDigest("RecordFacts", "t1", Content("{}"));
  EXPECT_NE(one, RequestDigest("AnswerItem", "t1", Content("{}")));
  EXPECT_NE(one, RequestDigest("RecordFacts", "t2", Content("{}")));
  EXPECT_NE(one, RequestDigest("RecordFacts", "t1", Content("[]")));
}

TEST(RequestDigestTest, IsFrozen) {
  EXPECT_EQ(audit::ToHex(RequestDigest("StartStep", "t1", Content(R"({"step":"area"})"))),
            audit::ToHex(audit::Sha256(
                R"({"call":"StartStep","content":{"step":"area"},"trajectory":"t1"})")));
}

TEST(ChangesNodeTest, HoldsEveryValue) {
  EXPECT_THAT(CanonicalJson(ChangesNode(Small(), {Story()})), HasSubstr("geheim"));
}

}  // namespace
}  // namespace stapwijs
