// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "api/convert/assessment.h"
#include "api/convert/wire_writer.h"
#include "api/service/field_mask.h"
#include "api/service/parts.h"
#include "api/service/request_check.h"
#include "api/service/services.h"
#include "engine/facts/describe.h"

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

void CheckRoles(const Method& method, const google::protobuf::RepeatedPtrField<std::string>& roles,
                RequestCheck& check) {
  if (!check.AtMost("roles", roles.size(), 100)) return;
  std::vector<std::string> names;
  for (const Role& role : method.roles) names.push_back(role.name);
  for (int i = 0; i < roles.size(); ++i) {
    if (method.FindRole(roles.Get(i)).valid()) continue;
    const Text shown = ShownName(roles.Get(i));
    const Text hint = Suggestion(roles.Get(i), names);
    check.Add(absl::StrCat("roles[", i, "]"), "UNKNOWN_ROLE",
              {absl::StrCat(shown.nl, " is geen rol in deze methode. ", hint.nl),
               absl::StrCat(shown.en, " is no role of this method. ", hint.en)});
  }
}

// The fields of a GetAssessmentResponse around the assessment, which is its first.
EncodedAssessment Encoded(std::shared_ptr<const std::string> assessment, int64_t position) {
  EncodedAssessment out;
  WireWriter tag;
  tag.Head(v1::GetAssessmentResponse::kAssessmentFieldNumber, assessment->size());
  out.before = tag.Take();
  WireWriter token(64);
  token.String(v1::GetAssessmentResponse::kConsistencyTokenFieldNumber,
               MakeConsistencyToken(position));
  out.after = token.Take();
  out.assessment = std::move(assessment);
  return out;
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
  const std::string key =
      CacheKey(tenant, live, on, languages, InputsPosition(tenant, live.program->method()));
  if (auto kept = assessments.Get(key)) return kept;
  auto judged = std::make_shared<JudgedTrajectory>();
  Result<Inputs> inputs = InputsOf(tenant, live, on);
  if (!inputs.ok()) return std::move(inputs).error();
  judged->assessment = Assess(*live.program, live.record.state, inputs.value(), on);
  const AssessmentContext context{live.id, live.record.revision, languages,
                                  &live.record.state.waivers};
  judged->wire = std::make_shared<const std::string>(
      WireOf(*live.program, languages)->Write(judged->assessment, context));
  // The engine's own form has no texts of the method, but more pointers.
  assessments.Put(key, judged, 2 * judged->wire->size());
  return std::shared_ptr<const JudgedTrajectory>(std::move(judged));
}

std::shared_ptr<const AssessmentWire> Services::Parts::WireOf(const Program& program,
                                                              Languages languages) {
  const std::string key =
      absl::StrCat(program.method().hash, languages.nl ? "nl" : "", languages.en ? "en" : "");
  if (auto kept = wires.Get(key)) return kept;
  auto made = std::make_shared<const AssessmentWire>(program.shared_method(), languages);
  wires.Put(key, made, made->bytes());
  return made;
}

void Services::GetAssessment(const v1::GetAssessmentRequest& request,
                             Done<v1::GetAssessmentResponse> done) {
  GetAssessmentEncoded(request, [done = std::move(done)](Result<EncodedAssessment> encoded) {
    if (!encoded.ok()) return done(std::move(encoded).error());
    const EncodedAssessment& bytes = encoded.value();
    v1::GetAssessmentResponse response;
    response.ParseFromString(absl::StrCat(bytes.before, *bytes.assessment, bytes.after));
    done(std::move(response));
  });
}

void Services::GetAssessmentEncoded(const v1::GetAssessmentRequest& request,
                                    Done<EncodedAssessment> done) {
  RequestCheck check;
  CheckMask("read_mask", request.read_mask(), *v1::Assessment::descriptor(), check);
  auto question = Read(*parts_, request, check);
  if (!question.ok()) return done(std::move(question).error());
  const Question& asked = question.value();
  auto judged = parts_->Judge(asked.tenant, *asked.live, asked.on, asked.languages);
  if (!judged.ok()) return done(std::move(judged).error());
  std::shared_ptr<const std::string> bytes = judged.value()->wire;
  if (request.read_mask().paths_size() > 0) {
    v1::Assessment message = judged.value()->Message();
    TrimToMask(request.read_mask(), message);
    bytes = std::make_shared<const std::string>(message.SerializeAsString());
  }
  done(Encoded(std::move(bytes), asked.live->record.position));
}

std::optional<EncodedAssessment> Services::KnownAssessment(
    const v1::GetAssessmentRequest& request) const {
  if (request.read_mask().paths_size() > 0) return std::nullopt;
  RequestCheck check;
  const std::string tenant = check.Tenant(request.tenant());
  const Languages languages = check.LanguagesOf(request.languages());
  const int64_t position = check.ConsistencyToken(request.consistency_token());
  const std::optional<Date> on = check.OptionalDate("on", request.on());
  if (!check.ok() || !parts_->trajectories.IsKnown(tenant, position)) return std::nullopt;
  const Snapshot live = parts_->trajectories.Kept(tenant, request.trajectory_id());
  if (live == nullptr) return std::nullopt;
  const auto judged =
      parts_->assessments.Get(CacheKey(tenant, *live, on.value_or(parts_->Today(tenant)), languages,
                                       parts_->InputsPosition(tenant, live->program->method())));
  if (judged == nullptr) return std::nullopt;
  return Encoded(judged->wire, live->record.position);
}

void Services::ListTips(const v1::ListTipsRequest& request, Done<v1::ListTipsResponse> done) {
  RequestCheck check;
  auto question = Read(*parts_, request, check);
  if (!question.ok()) return done(std::move(question).error());
  const Question& asked = question.value();
  const Method& method = asked.live->program->method();
  CheckRoles(method, request.roles(), check);
  if (!check.ok()) return done(check.TakeError());
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
