// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "api/service/field_mask.h"
#include "api/service/page.h"
#include "api/service/parts.h"
#include "api/service/request_check.h"
#include "api/service/services.h"

namespace stapwijs::api {
namespace {

void CheckIds(const google::protobuf::RepeatedPtrField<std::string>& ids, RequestCheck& check) {
  if (ids.empty()) {
    check.Add("trajectory_ids", "REQUIRED",
              {"noem minstens een traject", "name at least one trajectory"});
  }
  if (!check.AtMost("trajectory_ids", ids.size(), kMaxBatch)) return;
  std::set<std::string> seen;
  for (int i = 0; i < ids.size(); ++i) {
    const std::string field = absl::StrCat("trajectory_ids[", i, "]");
    check.Required(field.c_str(), ids.Get(i));
    if (!seen.insert(ids.Get(i)).second) {
      check.Add(field, "DUPLICATE_KEY",
                {"dit traject staat er al", "this trajectory is named before"});
    }
  }
}

ServiceError TooLarge() {
  ServiceError error =
      MakeError(ErrorReason::kAnswerTooLarge,
                {absl::StrCat("Het antwoord is groter dan ", kMaxBatchBytes, " bytes."),
                 absl::StrCat("The answer is larger than ", kMaxBatchBytes, " bytes.")});
  error.metadata["limit_bytes"] = absl::StrCat(kMaxBatchBytes);
  return error;
}

}  // namespace

void Services::BatchGetAssessments(const v1::BatchGetAssessmentsRequest& request,
                                   Done<v1::BatchGetAssessmentsResponse> done) {
  RequestCheck check;
  const std::string tenant = check.Tenant(request.tenant());
  CheckIds(request.trajectory_ids(), check);
  CheckMask("read_mask", request.read_mask(), *v1::Assessment::descriptor(), check);
  const Languages languages = check.LanguagesOf(request.languages());
  const int64_t position = check.ConsistencyToken(request.consistency_token());
  const std::optional<Date> on = check.OptionalDate("on", request.on());
  if (!check.ok()) return done(check.TakeError());
  if (auto error = parts_->WaitFor(tenant, position)) return done(*std::move(error));
  const Date day = on.value_or(parts_->Today(tenant));
  v1::BatchGetAssessmentsResponse response;
  int64_t newest = position;
  size_t bytes = 0;
  for (const std::string& id : request.trajectory_ids()) {
    auto loaded = parts_->trajectories.Load(tenant, id);
    if (!loaded.ok() && loaded.error().reason == ErrorReason::kNoTrajectory) {
      response.add_missing_ids(id);
      continue;
    }
    if (!loaded.ok()) return done(std::move(loaded).error());
    auto judged = parts_->Judge(tenant, *loaded.value(), day, languages);
    if (!judged.ok()) return done(std::move(judged).error());
    v1::Assessment& assessment = *response.add_assessments();
    assessment = judged.value()->Message();
    TrimToMask(request.read_mask(), assessment);
    newest = std::max(newest, loaded.value()->record.position);
    bytes += assessment.ByteSizeLong();
    if (bytes > kMaxBatchBytes) return done(TooLarge());
  }
  if (newest > 0) response.set_consistency_token(MakeConsistencyToken(newest));
  done(std::move(response));
}

}  // namespace stapwijs::api
