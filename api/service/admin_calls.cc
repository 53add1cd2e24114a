// SPDX-License-Identifier: EUPL-1.2
#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "api/convert/assessment.h"
#include "api/convert/instant.h"
#include "api/service/page.h"
#include "api/service/parts.h"
#include "api/service/services.h"
#include "engine/audit/chain.h"

namespace stapwijs::api {
namespace {

void AddLimit(const char* name, int64_t value, v1::GetServerInfoResponse& out) {
  v1::ServerLimit& limit = *out.add_limits();
  limit.set_name(name);
  limit.set_value(value);
}

// "stapwijs-2022-03-01T193000.123456Z.db": in order of time, and without what shells dislike.
std::string BackupName(int64_t micros) {
  return absl::StrCat("stapwijs-", absl::StrReplaceAll(FormatInstant(micros), {{":", ""}}), ".db");
}

ServiceError NotConfigured() {
  return MakeError(ErrorReason::kBackupNotConfigured,
                   {"Deze server maakt geen kopieën.", "This server makes no copies."});
}

// Where the folder is stays inside: a client has no business there.
ServiceError Failed(const std::string& file) {
  ServiceError error =
      MakeError(ErrorReason::kBackupFailed, {absl::StrCat("De kopie ", file, " is niet gemaakt."),
                                             absl::StrCat("The copy ", file, " was not made.")});
  error.metadata["file"] = file;
  return error;
}

}  // namespace

void Services::GetServerInfo(const v1::GetServerInfoRequest& /*request*/,
                             Done<v1::GetServerInfoResponse> done) {
  v1::GetServerInfoResponse response;
  response.set_version(EngineVersion());
  response.set_started_at(FormatInstant(parts_->started_at));
  response.set_api("stapwijs.v1");
  response.set_store(parts_->options.store_name);
  response.set_time_zone(parts_->options.time_zone);
  const Limits& limits = parts_->options.limits;
  AddLimit("changes_per_request", limits.max_changes, response);
  AddLimit("list_elements", limits.max_list_elements, response);
  AddLimit("text_characters", limits.max_text_characters, response);
  AddLimit("label_characters", limits.max_label_characters, response);
  AddLimit("request_id_characters", 200, response);
  AddLimit("batch_trajectories", kMaxBatch, response);
  AddLimit("batch_answer_bytes", static_cast<int64_t>(kMaxBatchBytes), response);
  AddLimit("page_size", kMaxPage, response);
  AddLimit("portfolio_trajectories", parts_->options.portfolio_limit, response);
  for (const auto& [name, value] : parts_->options.other_limits) {
    AddLimit(name.c_str(), value, response);
  }
  done(std::move(response));
}

void Services::Backup(const v1::BackupRequest& /*request*/, Done<v1::BackupResponse> done) {
  const std::string& folder = parts_->options.backup_folder;
  if (folder.empty()) return done(NotConfigured());
  const std::string file = BackupName(parts_->options.clock());
  const auto made = parts_->store->Backup((std::filesystem::path(folder) / file).string());
  if (!made.ok()) {
    const auto reason = store::ReasonOf(made.status());
    if (reason == store::Reason::kNotSupported) return done(NotConfigured());
    if (reason == store::Reason::kDiskFull) return done(FromStore(made.status()));
    return done(Failed(file));
  }
  v1::BackupResponse response;
  response.set_file(file);
  response.set_bytes(made->bytes);
  response.set_sha256(audit::ToHex(made->sha256));
  response.set_events(made->events);
  done(std::move(response));
}

}  // namespace stapwijs::api
