// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gtest/gtest.h>

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "engine/store/memory/memory_store.h"
#include "engine/store/sqlite/sqlite_store.h"
#include "engine/store/store.h"

// What the tests of stores share: the kinds of stores, a folder that goes away, and short ways to
// write.

namespace stapwijs::store::testing {

// A folder of its own, removed at the end.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  std::string File(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

// A store that every test of the shared suite runs against.
struct StoreKind {
  std::string name;
  std::function<std::unique_ptr<Store>(Options, const TempFolder&)> open;
};
// All of them; a new store joins the suite here.
std::vector<StoreKind> AllStores();
std::string KindName(const ::testing::TestParamInfo<StoreKind>& info);

constexpr char kTenant[] = "nijmegen";

// A method reference with the given id.
MethodRef MethodOf(const std::string& id = "welkome_wijk");
// A draft that the stores accept.
EventDraft Draft(const std::string& payload = "{\"a\":1}");
// Accepted commands; the digest follows from `content`.
Command Create(const std::string& trajectory, const std::string& request_id,
               const std::string& content = "create");
Command Record(const std::string& trajectory, const std::string& request_id,
               const std::string& content = "record");
MethodRecord Method(const std::string& id, const std::string& version, const std::string& content);

// Waits for the answer.
absl::StatusOr<Appended> Write(Store& store, Command command);
absl::StatusOr<MethodStored> Put(Store& store, MethodRecord record);
std::future<absl::StatusOr<Appended>> WriteLater(Store& store, Command command);

// Holds the writer inside a decision until released, so that what is submitted meanwhile forms the
// next group.
class Plug {
 public:
  // Returns when the writer is held.
  explicit Plug(Store& store);
  ~Plug() { Release(); }
  Plug(const Plug&) = delete;
  Plug& operator=(const Plug&) = delete;
  // Lets go, and returns when the plug's own group is answered.
  void Release();

 private:
  std::promise<void> held_;
  std::promise<void> let_go_;
  std::future<absl::StatusOr<Appended>> answer_;
};

}  // namespace stapwijs::store::testing
