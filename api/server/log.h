// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "api/server/call_observer.h"

namespace stapwijs::api {

struct LogOptions {
  std::string level = "info";   // debug, info, warn, error, off
  std::string file;             // empty: standard error
  std::string format = "json";  // or logfmt
};

// What a server tells of itself: one line for each event, of JSON or logfmt, with time, level and
// event first. Nothing of what was asked or answered can get in: only the functions below make
// lines. A line that the disk or the reader does not take in time is lost rather than waited for;
// the last line says how many. Files are not rotated: journald, or logrotate with copytruncate,
// does that. Thread-safe.
class Log final : public CallObserver {
 public:
  // UNAVAILABLE: the file cannot be written.
  static absl::StatusOr<std::unique_ptr<Log>> Open(const LogOptions& options);
  ~Log() override;  // when all lines are written

  // event "started".
  void Started(const std::string& version, const std::string& address, const std::string& metrics);
  // event "store_failed", level error.
  void StoreFailed(const absl::Status& why);
  // event "ended", the last line.
  void Ended(const absl::Status& why);

  void OnBegun(std::string_view call) override;
  // event "call": level info; warn when the server could not do it, error when it failed.
  void OnEnded(const EndedCall& ended) override;

 private:
  using Fields = std::vector<std::pair<std::string_view, std::variant<std::string, int64_t>>>;
  struct Parts;
  explicit Log(std::unique_ptr<Parts> parts);
  void Write(int level, const Fields& fields);

  std::unique_ptr<Parts> parts_;
};

}  // namespace stapwijs::api
