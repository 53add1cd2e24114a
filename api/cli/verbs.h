// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>

#include "CLI/App.hpp"

// The verbs of the command line, one file each. Each adds itself to the application; when it is
// asked for, it puts what is to be run into `chosen`. What runs gives one of the exit codes.
namespace stapwijs::api::cli {

inline constexpr int kFine = 0;
inline constexpr int kAnswerIsNo = 1;
inline constexpr int kWrongUse = 2;

using Chosen = std::function<int()>;

void AddServe(CLI::App& app, Chosen& chosen);
void AddCheck(CLI::App& app, Chosen& chosen);
void AddTest(CLI::App& app, Chosen& chosen);
void AddAssess(CLI::App& app, Chosen& chosen);
void AddEval(CLI::App& app, Chosen& chosen);
void AddPublish(CLI::App& app, Chosen& chosen);
void AddProgress(CLI::App& app, Chosen& chosen);
void AddBackup(CLI::App& app, Chosen& chosen);
void AddRestore(CLI::App& app, Chosen& chosen);

}  // namespace stapwijs::api::cli
