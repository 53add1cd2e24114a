// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/trajectory/commands.h"

// What the commands have in common. Internal to engine/trajectory.
namespace stapwijs {

inline constexpr size_t kMaxReferenceBytes = 200;

CommandResult Accepted(const Program& program, const EventContent& content);
CommandResult Wrong(std::vector<Violation> violations);
CommandResult Refused(std::string_view reason, Text message, std::vector<RefusalCause> causes = {});

// The step of that name; else the violation says which there are.
StepId FindStep(const Method& method, std::string_view name, CommandResult& wrong);

// `De stap "Gebied" ` and what is said of it.
Text AboutStep(const Step& step, const char* nl, const char* en);

// Without line ends and other characters that are not to be seen.
bool IsOneLine(const std::string& text);

void CheckLabel(const std::string& label, const Limits& limits, std::vector<Violation>& out);
void CheckCaseRef(const store::CaseRef& ref, std::vector<Violation>& out);

// Set when the trajectory is closed: nothing is written to it any more.
std::optional<CommandResult> RefusedWhenClosed(const TrajectoryRecord& record);

}  // namespace stapwijs
