// SPDX-License-Identifier: EUPL-1.2
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "api/service/parts.h"
#include "api/service/request_check.h"
#include "api/service/services.h"
#include "api/service/write.h"
#include "engine/trajectory/commands.h"

namespace stapwijs::api {
namespace {

using StepCommand = CommandResult (*)(const Program&, const TrajectoryRecord&, std::string_view,
                                      Date, const Inputs&);

// Judges a step on today's date, with what other trajectories share at this moment.
Decision OnToday(const std::string& step, Services::Parts& parts, const std::string& tenant,
                 StepCommand command) {
  return [&parts, step, tenant, command](const LiveTrajectory& live) -> Result<CommandResult> {
    const Date today = parts.Today(tenant);
    Result<Inputs> inputs = parts.InputsOf(tenant, live, today);
    if (!inputs.ok()) return std::move(inputs).error();
    return command(*live.program, live.record, step, today, inputs.value());
  };
}

}  // namespace

void Services::AnswerItem(const v1::AnswerItemRequest& request, Done<v1::AnswerItemResponse> done) {
  RequestCheck check;
  Envelope envelope = ReadTrajectoryEnvelope(request, check);
  check.Required("item", request.item());
  check.Opaque("evidence", request.evidence());
  std::optional<ItemAnswer> answer;
  if (request.answer() == v1::ITEM_ANSWER_DONE) answer = ItemAnswer::kDone;
  if (request.answer() == v1::ITEM_ANSWER_NOT_DONE) answer = ItemAnswer::kNotDone;
  if (request.answer() == v1::ITEM_ANSWER_WITHDRAWN) answer = ItemAnswer::kWithdraw;
  if (!answer) {
    check.Add("answer", "REQUIRED",
              {"answer is ITEM_ANSWER_DONE, _NOT_DONE of _WITHDRAWN",
               "answer is ITEM_ANSWER_DONE, _NOT_DONE or _WITHDRAWN"});
  }
  const Decision decide = [answer = answer.value_or(ItemAnswer::kWithdraw), item = request.item(),
                           evidence = request.evidence(),
                           limits = parts_->LimitsOf(envelope.tenant)](const LiveTrajectory& live) {
    return stapwijs::AnswerItem(*live.program, live.record, item, answer, evidence, limits);
  };
  if (!check.ok()) return done(AllWrong(*parts_, envelope, decide, check));
  envelope.digest = DigestOf("AnswerItem", request, request.trajectory_id());
  Write(*parts_, envelope, decide, ReceiptOnly<v1::AnswerItemResponse>(std::move(done)));
}

void Services::StartStep(const v1::StartStepRequest& request, Done<v1::StartStepResponse> done) {
  RequestCheck check;
  Envelope envelope = ReadTrajectoryEnvelope(request, check);
  check.Required("step", request.step());
  const Decision decide = OnToday(request.step(), *parts_, envelope.tenant, stapwijs::StartStep);
  if (!check.ok()) return done(AllWrong(*parts_, envelope, decide, check));
  envelope.digest = DigestOf("StartStep", request, request.trajectory_id());
  Write(*parts_, envelope, decide, ReceiptOnly<v1::StartStepResponse>(std::move(done)));
}

void Services::CompleteStep(const v1::CompleteStepRequest& request,
                            Done<v1::CompleteStepResponse> done) {
  RequestCheck check;
  Envelope envelope = ReadTrajectoryEnvelope(request, check);
  check.Required("step", request.step());
  const Decision decide = OnToday(request.step(), *parts_, envelope.tenant, stapwijs::CompleteStep);
  if (!check.ok()) return done(AllWrong(*parts_, envelope, decide, check));
  envelope.digest = DigestOf("CompleteStep", request, request.trajectory_id());
  Write(*parts_, envelope, decide, ReceiptOnly<v1::CompleteStepResponse>(std::move(done)));
}

}  // namespace stapwijs::api
