// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "api/convert/portfolio.h"
#include "api/service/parts.h"
#include "api/service/request_check.h"
#include "api/service/services.h"
#include "api/service/trajectory_basics.h"

namespace stapwijs::api {
namespace {

constexpr size_t kTrajectoriesPerRead = 500;

// What a portfolio report asks for.
struct Asked {
  std::string tenant;
  Languages languages;
  Page page;
  Date on;
};

ServiceError TooMany(int32_t limit) {
  ServiceError error = MakeError(ErrorReason::kPortfolioTooLarge,
                                 {absl::StrCat("Er zijn meer dan ", limit, " trajecten."),
                                  absl::StrCat("There are more than ", limit, " trajectories.")});
  error.metadata["limit_trajectories"] = absl::StrCat(limit);
  return error;
}

void FillWho(const LiveTrajectory& live, v1::PortfolioRow& out) {
  v1::Trajectory basics;
  FillBasics(live, basics);
  out.set_trajectory_id(live.id);
  out.set_label(basics.label());
  if (basics.has_case_ref()) *out.mutable_case_ref() = basics.case_ref();
  out.set_revision(live.record.revision);
}

// Judges every trajectory of the method once; rows are those of the page.
class Portfolio {
 public:
  Portfolio(Services::Parts& parts, const v1::GetPortfolioReportRequest& request, Asked asked,
            const Method& method, v1::GetPortfolioReportResponse& out)
      : parts_(parts),
        request_(request),
        asked_(std::move(asked)),
        out_(out),
        totals_(method, asked_.languages, *out.mutable_report()) {}

  // What kept it from being made, if anything.
  std::optional<ServiceError> Make() {
    store::TrajectoryFilter filter;
    filter.method_id = request_.method_id();
    int64_t after = 0;
    while (true) {
      const auto listed =
          parts_.store->ListTrajectories(asked_.tenant, filter, after, kTrajectoriesPerRead);
      if (!listed.ok()) return FromStore(listed.status());
      for (const store::TrajectorySummary& summary : *listed) {
        after = summary.created_position;
        if (auto error = Add(summary)) return error;
      }
      if (listed->size() < kTrajectoriesPerRead) break;
    }
    if (more_) out_.set_next_page_token(parts_.tokens.Make(asked_.page.scope, last_));
    if (newest_ > 0) out_.set_consistency_token(MakeConsistencyToken(newest_));
    return std::nullopt;
  }

 private:
  std::optional<ServiceError> Add(const store::TrajectorySummary& summary) {
    auto loaded = parts_.trajectories.Load(asked_.tenant, summary.trajectory);
    if (!loaded.ok()) return std::move(loaded).error();
    const LiveTrajectory& live = *loaded.value();
    if (!Passes(StateOf(live.record.closed), request_.states())) return std::nullopt;
    const int32_t limit = parts_.options.portfolio_limit;
    if (out_.report().trajectories() == limit) return TooMany(limit);
    newest_ = std::max(newest_, live.record.position);
    auto judged = parts_.Judge(asked_.tenant, live, asked_.on, asked_.languages);
    if (!judged.ok()) return std::move(judged).error();
    const Assessment& assessment = judged.value()->assessment;
    const Method& method = live.program->method();
    totals_.Add(method, assessment, live.record.state);
    AddRow(summary.created_position, live, assessment);
    return std::nullopt;
  }

  void AddRow(int64_t position, const LiveTrajectory& live, const Assessment& assessment) {
    const bool wanted = request_.verdicts().empty() ||
                        Passes(VerdictOn(assessment, request_.goal()), request_.verdicts());
    if (!wanted || position <= asked_.page.after) return;
    if (static_cast<size_t>(out_.report().rows_size()) == asked_.page.size) {
      more_ = true;
      return;
    }
    v1::PortfolioRow& row = *out_.mutable_report()->add_rows();
    FillWho(live, row);
    totals_.FillRow(live.program->method(), assessment, live.record.state, row);
    last_ = position;
  }

  Services::Parts& parts_;
  const v1::GetPortfolioReportRequest& request_;
  const Asked asked_;
  v1::GetPortfolioReportResponse& out_;
  PortfolioTotals totals_;
  int64_t newest_ = 0;
  int64_t last_ = 0;
  bool more_ = false;
};

bool HasGoal(const Method& method, const std::string& path) {
  return std::any_of(method.goals.begin(), method.goals.end(), [&](const Goal& goal) {
    return absl::StrCat(method.policy(goal.policy).name, ".", goal.name) == path;
  });
}

void CheckGoal(const v1::GetPortfolioReportRequest& request, const Method& method,
               RequestCheck& check) {
  if (request.verdicts().empty() && request.goal().empty()) return;
  if (HasGoal(method, request.goal())) return;
  check.Add("goal", request.goal().empty() ? "REQUIRED" : "UNKNOWN_GOAL",
            {"noem een doel van de methode, als BELEID.DOEL",
             "name a goal of the method, as POLICY.GOAL"});
}

}  // namespace

void Services::GetPortfolioReport(const v1::GetPortfolioReportRequest& request,
                                  Done<v1::GetPortfolioReportResponse> done) {
  RequestCheck check;
  Asked asked;
  asked.tenant = check.Tenant(request.tenant());
  asked.languages = check.LanguagesOf(request.languages());
  asked.page = ReadPage(request, parts_->tokens, check);
  check.Required("method_id", request.method_id());
  check.Length("goal", request.goal());
  check.Enums("states", request.states(), v1::TrajectoryState_IsValid);
  check.Enums("verdicts", request.verdicts(), v1::GoalVerdict_IsValid);
  const int64_t position = check.ConsistencyToken(request.consistency_token());
  asked.on = check.OptionalDate("on", request.on()).value_or(parts_->Today(asked.tenant));
  if (!check.ok()) return done(check.TakeError());
  if (auto error = parts_->WaitFor(asked.tenant, position)) return done(*std::move(error));
  auto method = parts_->methods->Find(asked.tenant, request.method_id(), "");
  if (!method.ok()) return done(std::move(method).error());
  CheckGoal(request, method.value().program->method(), check);
  if (!check.ok()) return done(check.TakeError());
  v1::GetPortfolioReportResponse response;
  response.mutable_report()->set_evaluated_on(FormatDate(asked.on));
  Portfolio portfolio(*parts_, request, asked, method.value().program->method(), response);
  if (auto error = portfolio.Make()) return done(*std::move(error));
  done(std::move(response));
}

}  // namespace stapwijs::api
