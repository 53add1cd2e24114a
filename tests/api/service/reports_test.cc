// SPDX-License-Identifier: EUPL-1.2
// Reports to policy officers: verdicts, evidence with dates, what is missing, checks, findings.
#include <gtest/gtest.h>

#include <string>

#include "tests/api/support/support.h"

namespace stapwijs::api {
namespace {

using testing::Ask;
using testing::Party;

// Three checks: one of a goal, one of an item and a tip, one that no rule carries.
constexpr char kGarden[] =
    "method garden 1.0.0 nl \"Tuin\" en \"Garden\" "
    "role officer nl \"ambtenaar\" en \"official\" "
    "step s nl \"Stap\" en \"Step\" { "
    "fact agenda: yesno nl \"Agenda\" en \"Agenda\" "
    "ask nl \"Is er een agenda?\" en \"Is there an agenda?\" by officer "
    "fact linked: yesno nl \"Gekoppeld\" en \"Linked\" "
    "fact notes: text nl \"Notitie\" en \"Note\" "
    "fact money: yesno nl \"Geld\" en \"Money\" "
    "item paid required nl \"Betaald\" en \"Paid\" { done when money own ref \"PC2\" } "
    "guard told warns { holds when notes is \"klaar\" message nl \"Nee.\" en \"No.\" own } "
    "tip ask_more nl \"Vraag meer\" en \"Ask more\" "
    "{ when linked is no text nl \"Vraag.\" en \"Ask.\" own ref \"PC2\" } } "
    "policy green nl \"Groen\" en \"Green\" { domain nl \"Natuur\" en \"Nature\" own see form "
    "goal link nl \"Koppeling\" en \"Link\" { "
    "linked nl \"gekoppeld\" en \"linked\" when agenda and linked "
    "unlinked nl \"niet gekoppeld\" en \"not linked\" when agenda is no or linked is no "
    "unclear nl \"tegenstrijdig\" en \"contradictory\" when agenda is no and linked "
    "evidence agenda, linked, notes own ref \"PC1\" } } "
    "template form nl \"Vragen\" en \"Questions\" { section nl \"Een\" en \"One\" { "
    "question a: yesno nl \"Is er een agenda?\" en \"Is there an agenda?\" "
    "question b: yesno nl \"Is er geld?\" en \"Is there money?\" "
    "point nl \"Tel, noem niemand.\" en \"Count, name nobody.\" } "
    "own ref \"PC1\" ref \"PC2\" ref \"PC3\" }";

class Reports : public ::testing::Test {
 protected:
  Reports() {
    v1::PublishMethodRequest request;
    request.add_files()->set_name("garden.stap");
    request.mutable_files(0)->set_text(kGarden);
    const auto published = Ask(party_.services(), &Services::PublishMethod, request);
    EXPECT_TRUE(published.ok()) << published.error().diagnostics.DebugString();
  }

  std::string Create(const std::string& facts) {
    v1::CreateTrajectoryRequest request;
    request.set_request_id(party_.NewId());
    request.set_method_id("garden");
    request.set_label("Noord");
    const std::string id =
        Ask(party_.services(), &Services::CreateTrajectory, request).value().trajectory().id();
    if (facts == "{}") return id;
    auto record = party_.Facts(id, facts);
    record.set_occurred_on("2022-02-20");
    EXPECT_TRUE(Ask(party_.services(), &Services::RecordFacts, record).ok());
    return id;
  }

  v1::LinkageReport Report(const std::string& id) {
    v1::GetLinkageReportRequest request;
    request.set_trajectory_id(id);
    const auto answer = Ask(party_.services(), &Services::GetLinkageReport, request);
    EXPECT_TRUE(answer.ok()) << answer.error().message.en;
    return answer.value().report();
  }

  v1::GetPortfolioReportResponse Portfolio(v1::GetPortfolioReportRequest request = {}) {
    request.set_method_id("garden");
    const auto answer = Ask(party_.services(), &Services::GetPortfolioReport, request);
    EXPECT_TRUE(answer.ok()) << answer.error().message.en;
    return answer.value();
  }

  Party party_;
};

TEST_F(Reports, GiveTheVerdictWithItsEvidenceAndWhenThatWasRecorded) {
  const auto report = Report(Create(R"({"agenda": true, "linked": true})"));
  const v1::GoalLinkage& goal = report.policies(0).goals(0);
  EXPECT_EQ(report.policies(0).domain().nl(), "Natuur");
  EXPECT_EQ(goal.assessment().verdict(), v1::GOAL_VERDICT_LINKED);
  ASSERT_EQ(goal.evidence_size(), 2);
  EXPECT_EQ(goal.evidence(0).path(), "agenda");
  EXPECT_EQ(goal.evidence(0).words().nl(), "ja");
  EXPECT_EQ(goal.evidence(0).recorded_at(), "2022-03-01T12:00:00.000000Z");
  EXPECT_EQ(goal.evidence(0).occurred_on(), "2022-02-20");
  EXPECT_EQ(goal.evidence(0).revision(), 2);
}

TEST_F(Reports, SayWhatIsMissingAndWhoIsAskedForIt) {
  const auto report = Report(Create(R"({"linked": true})"));
  const v1::GoalLinkage& goal = report.policies(0).goals(0);
  EXPECT_EQ(goal.assessment().verdict(), v1::GOAL_VERDICT_UNKNOWN);
  ASSERT_EQ(goal.missing_size(), 1);
  EXPECT_EQ(goal.missing(0).path(), "agenda");
  EXPECT_EQ(goal.missing(0).ask().nl(), "Is er een agenda?");
  EXPECT_EQ(goal.missing(0).asked_of(0).name(), "officer");
}

TEST_F(Reports, FindThatFactsContradict) {
  const auto report = Report(Create(R"({"agenda": false, "linked": true})"));
  ASSERT_EQ(report.findings_size(), 1);
  EXPECT_EQ(report.findings(0).path(), "green.link");
  EXPECT_EQ(report.findings(0).message().nl(), "Koppeling: tegenstrijdig");
  EXPECT_EQ(report.policies(0).goals(0).assessment().verdict(), v1::GOAL_VERDICT_UNKNOWN);
}

TEST_F(Reports, NameFreeTextAsEvidenceButNeverQuoteIt) {
  const auto report = Report(Create(R"({"agenda": true, "notes": "mevrouw is ziek"})"));
  EXPECT_EQ(report.policies(0).goals(0).evidence(1).path(), "notes");
  EXPECT_FALSE(report.policies(0).goals(0).evidence(1).has_value());
  EXPECT_EQ(report.SerializeAsString().find("mevrouw"), std::string::npos);
}

struct CheckCase {
  const char* name;
  const char* facts;
  v1::CheckAnswer goal;
  v1::CheckAnswer item_and_tip;
};

class Checks : public Reports, public ::testing::WithParamInterface<CheckCase> {};

TEST_P(Checks, AreAnsweredByTheRulesThatCarryTheirId) {
  const auto report = Report(Create(GetParam().facts));
  ASSERT_EQ(report.checks_size(), 3);
  EXPECT_EQ(report.checks(0).id(), "PC1");
  EXPECT_EQ(report.checks(0).question().nl(), "Is er een agenda?");
  EXPECT_EQ(report.checks(0).answer(), GetParam().goal);
  EXPECT_EQ(report.checks(1).question().nl(), "Is er geld?");
  EXPECT_EQ(report.checks(1).answer(), GetParam().item_and_tip);
  EXPECT_EQ(report.checks(2).answer(), v1::CHECK_ANSWER_BY_FORM);
}

INSTANTIATE_TEST_SUITE_P(
    Answers, Checks,
    ::testing::Values(
        CheckCase{"all_in_order", R"({"agenda": true, "linked": true, "money": true})",
                  v1::CHECK_ANSWER_YES, v1::CHECK_ANSWER_YES},
        CheckCase{"nothing_in_order", R"({"linked": false, "money": false})", v1::CHECK_ANSWER_NO,
                  v1::CHECK_ANSWER_NO},
        CheckCase{"some_in_order", R"({"linked": false, "money": true})", v1::CHECK_ANSWER_NO,
                  v1::CHECK_ANSWER_PARTLY},
        CheckCase{"nothing_known", "{}", v1::CHECK_ANSWER_UNKNOWN, v1::CHECK_ANSWER_UNKNOWN},
        CheckCase{"one_known", R"({"money": true})", v1::CHECK_ANSWER_UNKNOWN,
                  v1::CHECK_ANSWER_UNKNOWN}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST_F(Reports, ChecksGiveWhatTheyRestOn) {
  const auto check = Report(Create(R"({"money": true})")).checks(1);
  ASSERT_EQ(check.parts_size(), 2);
  EXPECT_EQ(check.parts(0).path(), "s.paid");
  EXPECT_EQ(check.parts(0).item_state(), v1::ITEM_STATE_DONE);
  EXPECT_EQ(check.parts(1).tip_state(), v1::TIP_STATE_UNDECIDED);
  ASSERT_EQ(check.evidence_size(), 1);
  EXPECT_EQ(check.evidence(0).path(), "money");
  ASSERT_EQ(check.missing_size(), 1);
  EXPECT_EQ(check.missing(0).path(), "linked");
}

TEST_F(Reports, OfTheTenantAddUpItsTrajectories) {
  Create(R"({"agenda": true, "linked": true, "money": true})");
  Create(R"({"linked": false, "money": true})");
  Create(R"({"agenda": false, "linked": true})");
  const auto report = Portfolio().report();
  EXPECT_EQ(report.trajectories(), 3);
  EXPECT_EQ(report.goals(0).ShortDebugString().find("path: \"green.link\""), 0U);
  EXPECT_EQ(report.goals(0).linked(), 1);
  EXPECT_EQ(report.goals(0).unlinked(), 1);
  EXPECT_EQ(report.goals(0).unknown(), 1);
  EXPECT_EQ(report.with_findings(), 1);
  EXPECT_EQ(report.checks(1).yes(), 1);
  EXPECT_EQ(report.checks(1).partly(), 1);
  EXPECT_EQ(report.checks(1).unknown(), 1);
  EXPECT_EQ(report.checks(2).by_form(), 3);
  EXPECT_EQ(report.steps(0).complete(), 2);
  EXPECT_EQ(report.steps(0).unknown(), 1);
  EXPECT_EQ(report.rows_size(), 3);
}

TEST_F(Reports, OfTheTenantGiveTheRowsWithAVerdictPageByPage) {
  Create(R"({"agenda": true, "linked": true})");
  const std::string unlinked = Create(R"({"linked": false})");
  const std::string unknown = Create("{}");
  v1::GetPortfolioReportRequest request;
  request.set_goal("green.link");
  request.add_verdicts(v1::GOAL_VERDICT_UNLINKED);
  request.add_verdicts(v1::GOAL_VERDICT_UNKNOWN);
  request.set_page_size(1);
  const auto first = Portfolio(request);
  EXPECT_EQ(first.report().trajectories(), 3);
  ASSERT_EQ(first.report().rows_size(), 1);
  EXPECT_EQ(first.report().rows(0).trajectory_id(), unlinked);
  EXPECT_EQ(first.report().rows(0).label(), "Noord");
  request.set_page_token(first.next_page_token());
  const auto second = Portfolio(request);
  EXPECT_EQ(second.report().rows(0).trajectory_id(), unknown);
  EXPECT_EQ(second.next_page_token(), "");
}

TEST_F(Reports, OfTheTenantCountOnlyWaiversThatHoldOnThatDay) {
  const std::string id = Create(R"({"agenda": true, "notes": "nog niet"})");
  v1::WaiveGuardRequest waive;
  waive.set_trajectory_id(id);
  waive.set_request_id(party_.NewId());
  waive.set_guard("s.told");
  waive.set_role("officer");
  waive.set_reason("Dit duurt nog.");
  waive.set_until("2022-03-10");
  ASSERT_TRUE(Ask(party_.services(), &Services::WaiveGuard, waive).ok());
  v1::GetPortfolioReportRequest request;
  EXPECT_EQ(Portfolio(request).report().with_waivers(), 1);
  EXPECT_EQ(Portfolio(request).report().rows(0).waivers(), 1);
  request.set_on("2022-03-11");
  EXPECT_EQ(Portfolio(request).report().with_waivers(), 0);
  EXPECT_EQ(Portfolio(request).report().rows(0).waivers(), 0);
}

TEST_F(Reports, OfTheTenantRefuseFiltersThatNothingPasses) {
  v1::GetPortfolioReportRequest request;
  request.set_method_id("garden");
  request.add_states(v1::TRAJECTORY_STATE_UNSPECIFIED);
  request.mutable_verdicts()->Add(99);
  const auto answer = Ask(party_.services(), &Services::GetPortfolioReport, request);
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().violations.at(0).field, "states[0]");
  EXPECT_EQ(answer.error().violations.at(1).field, "verdicts[0]");
}

TEST_F(Reports, OfTheTenantNeedAGoalThatIsThere) {
  v1::GetPortfolioReportRequest request;
  request.set_method_id("garden");
  request.set_goal("green.links");
  const auto answer = Ask(party_.services(), &Services::GetPortfolioReport, request);
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().violations.at(0).field, "goal");
}

TEST_F(Reports, NeverCountAnotherTenants) {
  Create("{}");
  v1::GetPortfolioReportRequest request;
  request.set_tenant("elsewhere");
  request.set_method_id("garden");
  const auto answer = Ask(party_.services(), &Services::GetPortfolioReport, request);
  EXPECT_EQ(answer.error().reason, ErrorReason::kNoMethod);  // it is not the library's
}

TEST(ServerInfo, GivesTheLimits) {
  ServiceOptions options;
  options.limits.max_changes = 7;
  options.other_limits["request_bytes"] = 99;
  Party party(std::move(options));
  const auto info = Ask(party.services(), &Services::GetServerInfo, v1::GetServerInfoRequest());
  std::string limits;
  for (const auto& limit : info.value().limits()) {
    limits += limit.name() + "=" + std::to_string(limit.value()) + " ";
  }
  EXPECT_EQ(limits,
            "changes_per_request=7 list_elements=200 text_characters=1000 label_characters=80 "
            "request_id_characters=200 batch_trajectories=100 batch_answer_bytes=4128768 "
            "page_size=500 portfolio_trajectories=10000 request_bytes=99 ");
  EXPECT_EQ(info.value().started_at(), "2022-03-01T12:00:00.000000Z");
  EXPECT_EQ(info.value().store(), "memory");
}

}  // namespace
}  // namespace stapwijs::api
