// SPDX-License-Identifier: EUPL-1.2
#include "engine/eval/program.h"

#include <utility>

namespace stapwijs {

std::shared_ptr<const Program> Program::Compile(std::shared_ptr<const Method> method) {
  return std::shared_ptr<const Program>(new Program(std::move(method)));
}

Program::Program(std::shared_ptr<const Method> method)
    : method_(std::move(method)), guards_on_(method_->steps.size()) {
  for (size_t i = 0; i < method_->guards.size(); ++i) {
    for (const GuardTarget& target : method_->guards[i].targets) {
      std::vector<GuardId>& guards = guards_on_[target.step.value];
      if (guards.empty() || guards.back() != GuardId(i)) guards.push_back(GuardId(i));
    }
  }
}

}  // namespace stapwijs
