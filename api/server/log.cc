// SPDX-License-Identifier: EUPL-1.2
#include "api/server/log.h"

#include <chrono>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "api/service/calendar.h"
#include "nlohmann/json.hpp"
#include "spdlog/async_logger.h"
#include "spdlog/details/thread_pool.h"
#include "spdlog/sinks/basic_file_sink.h"
#include "spdlog/sinks/stdout_sinks.h"

namespace stapwijs::api {
namespace {

namespace levels = spdlog::level;

// Lines that wait to be written; beyond them the oldest are lost.
constexpr size_t kWaitingLines = 8192;

int64_t Now() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

std::string Quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

bool NeedsQuotes(const std::string& text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '=' || c == '\\' || c == '\x7f') {
      return true;
    }
  }
  return text.empty();
}

levels::level_enum LevelOf(const std::string& name) {
  if (name == "warn") return levels::warn;
  if (name == "error") return levels::err;
  return levels::from_str(name);
}

std::string_view NameOf(levels::level_enum level) {
  switch (level) {
    case levels::warn:
      return "warn";
    case levels::err:
      return "error";
    case levels::debug:
      return "debug";
    default:
      return "info";
  }
}

// A refusal is the caller's business; these are the administrator's.
levels::level_enum LevelOf(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kDataLoss:
    case absl::StatusCode::kUnknown:
      return levels::err;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kResourceExhausted:
      return levels::warn;
    default:
      return levels::info;
  }
}

}  // namespace

struct Log::Parts {
  bool json = true;
  // The logger first: it hands its lines to the pool, which writes them all before it ends.
  std::shared_ptr<spdlog::details::thread_pool> pool;
  std::shared_ptr<spdlog::async_logger> logger;
};

Log::Log(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Log::~Log() = default;

absl::StatusOr<std::unique_ptr<Log>> Log::Open(const LogOptions& options) {
  auto parts = std::make_unique<Parts>();
  parts->json = options.format != "logfmt";
  // The sink would make the folders too: where somebody mistyped a path as well.
  if (!options.file.empty() && !std::ofstream(options.file, std::ios::app).is_open()) {
    return absl::UnavailableError(absl::StrCat("the log cannot be written: ", options.file));
  }
  spdlog::sink_ptr sink;
  try {
    if (options.file.empty()) {
      sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    } else {
      sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(options.file);
    }
  } catch (const spdlog::spdlog_ex& error) {
    return absl::UnavailableError(absl::StrCat("the log cannot be written: ", error.what()));
  }
  parts->pool = std::make_shared<spdlog::details::thread_pool>(kWaitingLines, 1);
  parts->logger = std::make_shared<spdlog::async_logger>(
      "stapwijs", std::move(sink), parts->pool, spdlog::async_overflow_policy::overrun_oldest);
  parts->logger->set_pattern("%v");
  parts->logger->set_level(LevelOf(options.level));
  parts->logger->flush_on(levels::debug);
  return std::unique_ptr<Log>(new Log(std::move(parts)));
}

void Log::Write(int level, const Fields& fields) {
  const auto severity = static_cast<levels::level_enum>(level);
  if (!parts_->logger->should_log(severity)) return;
  std::string line;
  const auto add = [&](std::string_view name, const std::string& value) {
    if (parts_->json) {
      absl::StrAppend(&line, line.empty() ? "{" : ",", "\"", std::string(name), "\":", value);
    } else {
      absl::StrAppend(&line, line.empty() ? "" : " ", std::string(name), "=", value);
    }
  };
  const auto text = [this](const std::string& value) {
    return parts_->json || NeedsQuotes(value) ? Quoted(value) : value;
  };
  add("time", text(FormatInstant(Now())));
  add("level", text(std::string(NameOf(severity))));
  for (const auto& [name, value] : fields) {
    const auto* words = std::get_if<std::string>(&value);
    add(name, words != nullptr ? text(*words) : absl::StrCat(std::get<int64_t>(value)));
  }
  if (parts_->json) line += "}";
  parts_->logger->log(severity, spdlog::string_view_t(line));
}

void Log::Started(const std::string& version, const std::string& address,
                  const std::string& metrics) {
  Write(levels::info,
        {{"event", "started"}, {"version", version}, {"address", address}, {"metrics", metrics}});
}

void Log::StoreFailed(const absl::Status& why) {
  Write(levels::err, {{"event", "store_failed"},
                      {"code", absl::StatusCodeToString(why.code())},
                      {"why", std::string(why.message())}});
}

void Log::Ended(const absl::Status& why) {
  Write(why.ok() ? levels::info : levels::err,
        {{"event", "ended"},
         {"code", absl::StatusCodeToString(why.code())},
         {"lost_lines", static_cast<int64_t>(parts_->pool->overrun_counter())}});
}

void Log::OnBegun(std::string_view /*call*/) {}

void Log::OnEnded(const EndedCall& ended) {
  const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(ended.took).count();
  Write(LevelOf(ended.code), {{"event", "call"},
                              {"call", std::string(ended.call)},
                              {"tenant", std::string(ended.tenant)},
                              {"code", absl::StatusCodeToString(ended.code)},
                              {"reason", std::string(ended.reason)},
                              {"microseconds", static_cast<int64_t>(micros)},
                              {"request_bytes", static_cast<int64_t>(ended.request_bytes)},
                              {"answer_bytes", static_cast<int64_t>(ended.answer_bytes)}});
}

}  // namespace stapwijs::api
