// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "engine/base/text.h"
#include "engine/eval/assessment.h"
#include "engine/model/method.h"
#include "stapwijs/v1/policy.pb.h"

// The checks of a policy officer, and the rules of a method that answer them.
namespace stapwijs::api {

// The checks that a method has: each `ref` of a template that one of its
// policies names with `see`, in order. The n-th row of the template is the question of the n-th.
struct CheckDefinition {
  std::string id;
  Text question;
};
std::vector<CheckDefinition> ChecksOf(const Method& method);

// A rule that carries a check's id, with how it was judged.
struct CheckedRule {
  const std::string* path = nullptr;
  const Text* title = nullptr;
  const GoalResult* goal = nullptr;  // one of the four
  const ItemResult* item = nullptr;
  const GuardResult* guard = nullptr;
  const TipResult* tip = nullptr;
};

// Every goal, item, guard and tip that carries the check's id as a `ref`. Points into `assessment`
// and `method`.
std::vector<CheckedRule> RulesOf(const Method& method, const Assessment& assessment,
                                 const std::string& check);

// The answer to a check: what the goals say that carry its id as a `ref`; where none does, the
// items, guards and tips. All yes: yes; all no: no; some of both: partly; else not known.
v1::CheckAnswer AnswerOf(const Method& method, const Assessment& assessment,
                         const std::string& check);
v1::CheckAnswer AnswerOf(const std::vector<CheckedRule>& rules);

}  // namespace stapwijs::api
