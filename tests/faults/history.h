// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/store/store.h"

// What clients know: what they asked for and what was acknowledged; and the check of a store
// against it.

namespace stapwijs::faults {

// Thread-safe.
class History {
 public:
  // Submits and waits; notes the request before and its acknowledgement after. The reason when it
  // was not acknowledged.
  std::optional<store::Reason> Write(store::Store& store, const store::Command& command);

  // The same for a method version; its publication has no request id.
  std::optional<store::Reason> Put(store::Store& store, const store::MethodRecord& record);

  // Notes what a client in another process did.
  void Asked(const std::string& request_id);
  void Acknowledged(const std::string& request_id, const std::string& trajectory,
                    std::int32_t revision);

  // What is wrong with the store's content: acknowledged events that are missing or different,
  // events nobody asked for, numbers that are not dense, a chain that does not hold, a way of
  // reading that does not agree with the events (CheckReads). Empty: nothing.
  std::vector<std::string> Check(const store::Store& store, const std::string& tenant) const;

  // Asks each acknowledged request again, at most `most` of them: the same answer must come.
  std::vector<std::string> CheckRepeats(store::Store& store, std::size_t most) const;

  std::size_t acknowledged() const;
  std::size_t unanswered() const;

 private:
  struct Answer {
    std::string trajectory;
    std::int32_t revision = 0;
    std::optional<store::Event> event;      // when it was written in this process
    std::optional<store::Command> command;  // likewise
  };
  mutable std::mutex mutex_;
  std::set<std::string> asked_;
  std::map<std::string, Answer> answers_;
  std::vector<store::MethodRecord> methods_;  // acknowledged
};

// The command, giving its trajectory the case "zaken" ID; its event says so, for CheckReads.
store::Command WithCase(store::Command command, const std::string& id);

// Where the ways of reading do not agree with the events of a tenant in order: heads, events of a
// trajectory, request ids, case references, the list of trajectories. Empty: nowhere.
std::vector<std::string> CheckReads(const store::Store& store, const std::string& tenant,
                                    const std::vector<store::Event>& events);

// The findings of SQLite's integrity_check on a file that nobody has open; empty: "ok".
std::vector<std::string> CheckIntegrity(const std::string& path);

// A whole number from the environment, or the default.
int FromEnvironment(const char* name, int by_default);

}  // namespace stapwijs::faults
