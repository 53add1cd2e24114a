// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "api/convert/assessment.h"
#include "api/service/field_mask.h"
#include "api/service/parts.h"
#include "api/service/request_check.h"
#include "api/service/services.h"

namespace stapwijs::api {
namespace {

std::string CacheKey(const std::string& tenant, const LiveTrajectory& live, Date on,
                     Languages languages, const std::string& inputs) {
  // Neither tenants nor ids have a line end in them.
  return absl::StrCat(tenant, "\n", live.id, "\n", live.record.revision, "\n",
                      live.program->method().hash, "\n", on.days, "\n", languages.nl ? "nl" : "",
                      languages.en ? "en" : "", "\n", inputs);
}

bool IsFor(const Method& method, const Tip& tip,
           const google::protobuf::RepeatedPtrField<std::string>& roles) {
  if (roles.empty() || tip.roles.empty()) return true;
  return std::any_of(tip.roles.begin(), tip.roles.end(), [&](RoleId role) {
    return std::find(roles.begin(), roles.end(), method.roles[role.value].name) != roles.end();
  });
}

// What both calls ask for: a snapshot that is new enough, judged on a date.
struct Question {
  std::string tenant;
  Languages languages;
  Date on;
  Snapshot live;
};

template <typename Request>
Result<Question> Read(Services::Parts& parts, const Request& request, RequestCheck& check) {
  Question question;
  question.tenant = check.Tenant(request.tenant());
  check.Required("trajectory_id", request.trajectory_id());
  question.languages = check.LanguagesOf(request.languages());
  const int64_t position = check.ConsistencyToken(request.consistency_token());
  const std::optional<Date> on = check.OptionalDate("on", request.on());
  if (!check.ok()) return check.TakeError();
  if (auto error = parts.WaitFor(question.tenant, position)) return *std::move(error);
  question.on = on.value_or(parts.Today(question.tenant));
  auto loaded = parts.trajectories.Load(question.tenant, request.trajectory_id());
  if (!loaded.ok()) return std::move(loaded).error();
  question.live = std::move(loaded).value();
  return question;
}

}  // namespace

Result<std::shared_ptr<const JudgedTrajectory>> Services::Parts::Judge(const std::string& tenant,
                                                                       const LiveTrajectory& live,
                                                                       Date on,
                                                                       Languages languages) {
  Result<FoundSharers> others = FindSharers(tenant, live);
  if (!others.ok()) return std::move(others).error();
  const std::string key = CacheKey(tenant, live, on, languages, others.value().identity);
  if (auto kept = assessments.Get(key)) return kept;
  auto judged = std::make_shared<JudgedTrajectory>();
  const Inputs inputs = ReadInputs(live.program->method(), others.value().sharers, on);
  judged->assessment = Assess(*live.program, live.record.state, inputs, on);
  judged->message = ToProto(live.program->method(), judged->assessment,
                            {live.id, live.record.revision, languages, &live.record.state.waivers});
  // The engine's own form weighs about as much as the message.
  assessments.Put(key, judged, 2 * judged->message.SpaceUsedLong());
  return std::shared_ptr<const JudgedTrajectory>(std::move(judged));
}

void Services::GetAssessment(const v1::GetAssessmentRequest& request,
                             Done<v1::GetAssessmentResponse> done) {
  RequestCheck check;
  CheckMask("read_mask", request.read_mask(), *v1::Assessment::descriptor(), check);
  auto question = Read(*parts_, request, check);
  if (!question.ok()) return done(std::move(question).error());
  const Question& asked = question.value();
  auto judged = parts_->Judge(asked.tenant, *asked.live, asked.on, asked.languages);
  if (!judged.ok()) return done(std::move(judged).error());
  v1::GetAssessmentResponse response;
  *response.mutable_assessment() = judged.value()->message;
  TrimToMask(request.read_mask(), *response.mutable_assessment());
  response.set_consistency_token(MakeConsistencyToken(asked.live->record.position));
  done(std::move(response));
}

void Services::ListTips(const v1::ListTipsRequest& request, Done<v1::ListTipsResponse> done) {
  RequestCheck check;
  auto question = Read(*parts_, request, check);
  if (!question.ok()) return done(std::move(question).error());
  const Question& asked = question.value();
  const Method& method = asked.live->program->method();
  auto judged = parts_->Judge(asked.tenant, *asked.live, asked.on, asked.languages);
  if (!judged.ok()) return done(std::move(judged).error());
  std::vector<const TipResult*> tips;
  for (const TipResult& tip : judged.value()->assessment.tips) {
    const bool wanted = tip.state == TipState::kShown ||
                        (tip.state == TipState::kUndecided && request.include_undecided());
    if (wanted && IsFor(method, method.tip(tip.tip), request.roles())) tips.push_back(&tip);
  }
  std::stable_sort(tips.begin(), tips.end(), [&](const TipResult* a, const TipResult* b) {
    return method.tip(a->tip).priority > method.tip(b->tip).priority;
  });
  v1::ListTipsResponse response;
  for (const TipResult* tip : tips) *response.add_tips() = ToProto(method, *tip, asked.languages);
  response.set_revision(asked.live->record.revision);
  response.set_evaluated_on(FormatDate(asked.on));
  response.set_consistency_token(MakeConsistencyToken(asked.live->record.position));
  done(std::move(response));
}

}  // namespace stapwijs::api
