// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>
#include <utility>

#include "engine/model/change.h"

// Names of changes and answers in stored events. Internal to engine/trajectory.
namespace stapwijs {

inline constexpr std::pair<Change::Kind, std::string_view> kChangeOps[] = {
    {Change::Kind::kSet, "set"},
    {Change::Kind::kWithdraw, "withdraw"},
    {Change::Kind::kAddElement, "add"},
    {Change::Kind::kWithdrawElement, "withdraw_element"},
    {Change::Kind::kReplaceElements, "replace_elements"},
    {Change::Kind::kAllElements, "all_elements"},
    {Change::Kind::kMayHaveMore, "may_have_more"},
    {Change::Kind::kAnswer, "answer"},
};

inline constexpr std::string_view kAnswerDone = "done";
inline constexpr std::string_view kAnswerNotDone = "not_done";
inline constexpr std::string_view kAnswerWithdrawn = "withdrawn";

}  // namespace stapwijs
