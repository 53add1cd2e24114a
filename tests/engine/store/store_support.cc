// SPDX-License-Identifier: EUPL-1.2
#include "tests/engine/store/store_support.h"

#include <stdlib.h>

#include <utility>

#include "engine/audit/chain.h"

namespace stapwijs::store::testing {

TempFolder::TempFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "stapwijs.XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) std::abort();
  path_ = pattern;
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

namespace {

StoreKind SqliteKind(const std::string& name, std::size_t index_batch) {
  return {name, [index_batch](Options options, const TempFolder& folder) -> std::unique_ptr<Store> {
            SqliteOptions sqlite;
            static_cast<Options&>(sqlite) = std::move(options);
            sqlite.path = folder.File("store.db");
            sqlite.index_batch = index_batch;
            auto store = OpenSqliteStore(sqlite);
            EXPECT_TRUE(store.ok()) << store.status();
            return store.ok() ? *std::move(store) : nullptr;
          }};
}

}  // namespace

std::vector<StoreKind> AllStores() {
  return {
      {"Memory",
       [](Options options, const TempFolder&) { return MakeMemoryStore(std::move(options)); }},
      SqliteKind("Sqlite", SqliteOptions().index_batch),
      SqliteKind("SqliteIndexed", 1),  // every entry goes on to the tables at once
  };
}

std::string KindName(const ::testing::TestParamInfo<StoreKind>& info) { return info.param.name; }

MethodRef MethodOf(const std::string& id) {
  return {id, "1.0.0", audit::Sha256("method " + id), std::nullopt};
}

EventDraft Draft(const std::string& payload) {
  EventDraft draft;
  draft.type = "facts_recorded";
  draft.actor = {"case-system", "recorder", "u-17"};
  draft.method = MethodOf();
  draft.payload = payload;
  return draft;
}

Command Create(const std::string& trajectory, const std::string& request_id,
               const std::string& content) {
  Command command = Record(trajectory, request_id, content);
  command.create = true;
  return command;
}

Command Record(const std::string& trajectory, const std::string& request_id,
               const std::string& content) {
  Command command;
  command.tenant = kTenant;
  command.trajectory = trajectory;
  command.request_id = request_id;
  command.request_digest = audit::Sha256(content);
  command.decide = [](const Head&) { return Draft(); };
  return command;
}

MethodRecord Method(const std::string& id, const std::string& version, const std::string& content) {
  MethodRecord record;
  record.tenant = kTenant;
  record.id = id;
  record.version = version;
  record.hash = audit::Sha256(content);
  record.dump = content;
  record.sources = {{id + ".stap", "text of " + content}};
  record.published_by = "author-client";
  return record;
}

std::future<absl::StatusOr<Appended>> WriteLater(Store& store, Command command) {
  auto promise = std::make_shared<std::promise<absl::StatusOr<Appended>>>();
  auto future = promise->get_future();
  store.Submit(std::move(command), [promise](absl::StatusOr<Appended> result) {
    promise->set_value(std::move(result));
  });
  return future;
}

absl::StatusOr<Appended> Write(Store& store, Command command) {
  return WriteLater(store, std::move(command)).get();
}

absl::StatusOr<MethodStored> Put(Store& store, MethodRecord record) {
  std::promise<absl::StatusOr<MethodStored>> promise;
  store.PutMethod(std::move(record),
                  [&](absl::StatusOr<MethodStored> result) { promise.set_value(result); });
  return promise.get_future().get();
}

Plug::Plug(Store& store) {
  Command command = Create("plug", "plug");
  command.tenant = "plug";
  command.decide = [this](const Head&) -> absl::StatusOr<EventDraft> {
    held_.set_value();
    let_go_.get_future().wait();
    return absl::CancelledError("only a plug");
  };
  answer_ = WriteLater(store, std::move(command));
  held_.get_future().wait();
}

void Plug::Release() {
  if (!answer_.valid()) return;
  let_go_.set_value();
  EXPECT_TRUE(absl::IsCancelled(answer_.get().status()));
}

}  // namespace stapwijs::store::testing
