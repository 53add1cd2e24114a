// SPDX-License-Identifier: EUPL-1.2
#include "tests/faults/history.h"

#include <sqlite3.h>

#include <cstdlib>

#include "engine/audit/verify.h"
#include "tests/engine/store/store_support.h"

namespace stapwijs::faults {

std::optional<store::Reason> History::Write(store::Store& store, const store::Command& command) {
  Asked(command.request_id);
  const absl::StatusOr<store::Appended> result = store::testing::Write(store, command);
  if (!result.ok()) return store::ReasonOf(result.status());
  const std::lock_guard lock(mutex_);
  answers_[command.request_id] = {result->event.trajectory, result->event.revision, result->event,
                                  command};
  return std::nullopt;
}

std::optional<store::Reason> History::Put(store::Store& store, const store::MethodRecord& record) {
  const absl::StatusOr<store::MethodStored> result = store::testing::Put(store, record);
  if (!result.ok()) return store::ReasonOf(result.status());
  const std::lock_guard lock(mutex_);
  methods_.push_back(record);
  return std::nullopt;
}

void History::Asked(const std::string& request_id) {
  const std::lock_guard lock(mutex_);
  asked_.insert(request_id);
}

void History::Acknowledged(const std::string& request_id, const std::string& trajectory,
                           std::int32_t revision) {
  const std::lock_guard lock(mutex_);
  answers_[request_id] = {trajectory, revision, std::nullopt, std::nullopt};
}

std::vector<std::string> History::Check(const store::Store& store,
                                        const std::string& tenant) const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> wrong;
  const auto events = store.TenantEvents(tenant, 0, 1'000'000);
  if (!events.ok()) return {events.status().ToString()};
  audit::TenantVerifier verifier(tenant);  // dense positions and revisions, and the chain
  std::map<std::string, const store::Event*> stored;
  for (const store::Event& event : *events) {
    if (const auto found = verifier.Add(event)) return {found->message};
    if (!stored.emplace(event.request_id, &event).second)
      wrong.push_back("twice " + event.request_id);
    if (!asked_.contains(event.request_id)) wrong.push_back("nobody asked " + event.request_id);
  }
  for (const auto& [request_id, answer] : answers_) {
    const auto found = stored.find(request_id);
    if (found == stored.end()) {
      wrong.push_back("lost " + request_id);
      continue;
    }
    const store::Event& event = *found->second;
    const bool same = event.trajectory == answer.trajectory && event.revision == answer.revision &&
                      (!answer.event || *answer.event == event);
    if (!same) wrong.push_back("different " + request_id);
  }
  for (const store::MethodRecord& method : methods_) {
    const auto read = store.GetMethod(tenant, method.id, method.version);
    if (!read.ok() || read->dump != method.dump || read->sources != method.sources) {
      wrong.push_back("lost method " + method.id + " " + method.version);
    }
  }
  if (wrong.empty()) return CheckReads(store, tenant, *events);
  return wrong;
}

namespace {

// A list as long as it may become in a test.
constexpr std::size_t kAll = 1'000'000;

constexpr std::string_view kCaseMark = "{\"case\":\"";

// The case reference that the events of a trajectory give it.
std::optional<store::CaseRef> CaseOf(const std::vector<store::Event>& events) {
  std::optional<store::CaseRef> last;
  for (const store::Event& event : events) {
    const std::string& payload = event.payload;
    if (payload.compare(0, kCaseMark.size(), kCaseMark) != 0) continue;
    last = {"zaken", payload.substr(kCaseMark.size(), payload.size() - kCaseMark.size() - 2)};
  }
  return last;
}

store::TrajectorySummary SummaryOf(const std::vector<store::Event>& events) {
  const store::Event& last = events.back();
  store::TrajectorySummary summary;
  summary.trajectory = last.trajectory;
  summary.method_id = events.front().method.id;
  summary.case_ref = CaseOf(events);
  summary.created_position = events.front().position;
  summary.revision = last.revision;
  summary.last_type = last.type;
  summary.changed_at = last.recorded_at;
  summary.last_position = last.position;
  summary.method = last.method;
  return summary;
}

}  // namespace

store::Command WithCase(store::Command command, const std::string& id) {
  command.case_ref = store::CaseRef{"zaken", id};
  command.sets_case_ref = !command.create;
  command.decide = [id](const store::Head&) {
    return store::testing::Draft(std::string(kCaseMark).append(id).append("\"}"));
  };
  return command;
}

std::vector<std::string> CheckReads(const store::Store& store, const std::string& tenant,
                                    const std::vector<store::Event>& events) {
  std::vector<std::string> wrong;
  std::map<std::string, std::vector<store::Event>> trajectories;
  for (const store::Event& event : events) {
    trajectories[event.trajectory].push_back(event);
    const auto found = store.FindByRequestId(tenant, event.request_id);
    if (!found.ok() || *found != event) wrong.push_back("not found " + event.request_id);
  }
  for (const auto& [id, of_it] : trajectories) {
    const auto read = store.ReadEvents(tenant, id, 0, kAll);
    if (!read.ok() || *read != of_it) wrong.push_back("events of " + id + " differ");
    const auto head = store.ReadHead(tenant, id);
    if (!head.ok() || !head->exists || head->revision != of_it.back().revision ||
        head->hash != of_it.back().hash) {
      wrong.push_back("head of " + id + " differs");
    }
  }
  const auto list = store.ListTrajectories(tenant, {}, 0, kAll);
  if (!list.ok() || list->size() != trajectories.size()) wrong.emplace_back("the list differs");
  if (!wrong.empty()) return wrong;
  for (const store::TrajectorySummary& each : *list) {
    const auto of_it = trajectories.find(each.trajectory);
    if (of_it == trajectories.end() || each != SummaryOf(of_it->second)) {
      wrong.push_back("the list has another " + each.trajectory);
    } else if (each.case_ref) {
      const auto holder = store.FindByCaseRef(tenant, each.method_id, *each.case_ref);
      if (!holder.ok() || *holder != each.trajectory) {
        wrong.push_back("not found by its case " + each.trajectory);
      }
    }
  }
  return wrong;
}

std::vector<std::string> History::CheckRepeats(store::Store& store, std::size_t most) const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> wrong;
  for (const auto& [request_id, answer] : answers_) {
    if (most-- == 0) break;
    if (!answer.command) continue;
    const auto again = store::testing::Write(store, *answer.command);
    if (!again.ok()) {
      wrong.push_back("repeat refused " + request_id + ": " + again.status().ToString());
    } else if (!again->repeated || again->event != *answer.event) {
      wrong.push_back("repeat differs " + request_id);
    }
  }
  return wrong;
}

std::size_t History::acknowledged() const {
  const std::lock_guard lock(mutex_);
  return answers_.size();
}

std::size_t History::unanswered() const {
  const std::lock_guard lock(mutex_);
  return asked_.size() - answers_.size();
}

std::vector<std::string> CheckIntegrity(const std::string& path) {
  std::vector<std::string> wrong;
  sqlite3* db = nullptr;
  if (sqlite3_open_v2(path.c_str(), &db, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK) {
    const auto collect = [](void* out, int, char** values, char**) {
      const std::string line = values[0] == nullptr ? "null" : values[0];
      if (line != "ok") static_cast<std::vector<std::string>*>(out)->push_back(line);
      return 0;
    };
    sqlite3_exec(db, "PRAGMA synchronous = OFF", nullptr, nullptr, nullptr);  // only a check
    if (sqlite3_exec(db, "PRAGMA integrity_check", collect, &wrong, nullptr) != SQLITE_OK) {
      wrong.emplace_back(sqlite3_errmsg(db));
    }
  }
  sqlite3_close(db);
  return wrong;
}

int FromEnvironment(const char* name, int by_default) {
  const char* value = std::getenv(name);
  return value == nullptr ? by_default : std::atoi(value);
}

}  // namespace stapwijs::faults
