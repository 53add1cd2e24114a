// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "engine/store/store.h"

// What the measurements of stores share.

namespace stapwijs::bench {

using Clock = std::chrono::steady_clock;

inline double SecondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// The middle value; the list is not empty.
double Median(std::vector<double> values);

// A line of the table: name, goal, measured, "met" or "missed" ("reported" without a goal).
void PrintRow(const std::string& name, const std::string& goal, const std::string& measured,
              const std::string& verdict);

// Random text in the shape of a UUID, as clients send as request ids.
std::string RandomId(std::mt19937_64& random);

// A command as a service writes it: a payload of about 150 bytes, a request id of 36.
store::Command MakeCommand(const std::string& trajectory, bool create, std::mt19937_64& random);

// Commands that wait in a store at most; open it with a queue of this length.
inline constexpr std::size_t kWaiting = 2000;

// Submits the commands (at most kWaiting) and waits for all answers; seconds. Ends the process when
// one is refused: then nothing was measured.
double WriteAll(store::Store& store, std::vector<store::Command> commands);

// The same with `count` commands made by `make`, in portions.
void WriteMany(store::Store& store, std::size_t count, const std::function<store::Command()>& make);

// The rows about size: 1,000,000 trajectories against 1,000 (or what is asked for).
void MeasureScale(const std::string& folder, std::int64_t trajectories);

}  // namespace stapwijs::bench
