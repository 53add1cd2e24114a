// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "api/convert/languages.h"
#include "engine/eval/assessment.h"
#include "engine/facts/state.h"
#include "engine/model/method.h"
#include "stapwijs/v1/assessment.pb.h"
#include "stapwijs/v1/method.pb.h"

// An assessment as the API gives it. Pure functions; may be called from any thread.
namespace stapwijs::api {

// What an assessment says of where it comes from, beside the method's own name.
struct AssessmentContext {
  std::string trajectory_id;  // empty: facts without a trajectory
  int32_t revision = 0;
  Languages languages;
  const std::map<std::string, Waiver>* waivers = nullptr;  // of the trajectory; null: none
};

// The version of this engine, as in Assessment.engine_version.
const std::string& EngineVersion();

v1::MethodRef ToProto(const Method& method);

// `assessment` was made with `method`. Of the tips those that show, highest priority first.
v1::Assessment ToProto(const Method& method, const Assessment& assessment,
                       const AssessmentContext& context);

v1::Tip ToProto(const Method& method, const TipResult& tip, Languages languages);

v1::GoalAssessment ToProto(const Method& method, const GoalResult& goal, Languages languages);

// `on`: the day that is judged.
v1::Waiver ToProto(const Method& method, const std::string& path, const Waiver& waiver, Date on,
                   Languages languages);

// The tips that show, highest priority first, else in the order of the method.
std::vector<const TipResult*> ShownTips(const Method& method, const Assessment& assessment);

v1::Status ToProto(Status status);
v1::Startable ToProto(Tristate startable);
v1::ItemState ToProto(ItemState state);
v1::GuardState ToProto(GuardState state);
v1::TipState ToProto(TipState state);
v1::GoalVerdict ToProto(GoalState state);
v1::Transition ToProto(const Transition& transition);
v1::BlockerKind ToProto(Blocker::Kind kind);

}  // namespace stapwijs::api
