// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/sqlite/backup.h"

#include <iostream>
#include <memory>
#include <string>

#include "CLI/App.hpp"
#include "CLI/Config.hpp"
#include "CLI/Formatter.hpp"
#include "absl/strings/str_cat.h"
#include "api/cli/input.h"
#include "api/cli/layout.h"
#include "api/cli/remote.h"
#include "api/cli/verbs.h"
#include "api/convert/json.h"
#include "grpcpp/client_context.h"
#include "stapwijs/v1/admin_service.grpc.pb.h"

// Two halves of one thing: `backup` asks a running server for a copy, `restore` makes a database of
// it where no server runs.
namespace stapwijs::api::cli {
namespace {

struct BackupOptions : Options, Remote {};

int Backup(const BackupOptions& options) {
  v1::BackupResponse response;
  grpc::ClientContext context;
  const auto stub = v1::AdminService::NewStub(Connect(options));
  const grpc::Status status = stub->Backup(&context, {}, &response);
  if (!status.ok()) return ShowRefusal(status, options, options.Spoken());
  if (options.json()) {
    const auto json = ToJson(response, {true});
    if (!json.ok()) {
      Complain(std::string(json.status().message()));
      return kWrongUse;
    }
    std::cout << *json << "\n";
    return kFine;
  }
  std::cout << Visible(response.file()) << " " << response.bytes() << " bytes, "
            << response.events() << " events, sha256 " << Visible(response.sha256()) << "\n";
  return kFine;
}

struct RestoreOptions {
  std::string backup;
  std::string db;
  bool check = false;
};

int Restore(const RestoreOptions& options) {
  const absl::Status status = options.check
                                  ? store::sqlite::CheckBackup(options.backup)
                                  : store::sqlite::RestoreBackup(options.backup, options.db);
  if (!status.ok()) {
    Complain(std::string(status.message()));
    return kAnswerIsNo;
  }
  std::cout << options.backup << (options.check ? " is whole" : absl::StrCat(" -> ", options.db))
            << "\n";
  return kFine;
}

}  // namespace

void AddBackup(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<BackupOptions>();
  CLI::App* verb = app.add_subcommand("backup", "Let a running server make a copy of everything");
  AddRemote(*verb, *options);
  AddFormat(*verb, *options);
  AddLanguage(*verb, *options);
  verb->footer(
      "The copy lies in the server's folder for copies (store.backup_folder) and has every write "
      "that\n"
      "was answered before; writing goes on meanwhile. Keep it as the database itself is kept.\n"
      "Example:\n"
      "  stapwijs backup --server 127.0.0.1:50051\n"
      "Exit codes: 0 made, 1 not made, 2 wrong use or no server.");
  verb->callback([options, &chosen] { chosen = [options] { return Backup(*options); }; });
}

void AddRestore(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<RestoreOptions>();
  CLI::App* verb = app.add_subcommand("restore", "Make a database of a copy, or only check one");
  verb->add_option("FILE", options->backup, "a copy that `stapwijs backup` had made")->required();
  CLI::Option* db =
      verb->add_option("--db", options->db, "the database to make; must not be there");
  CLI::Option* check =
      verb->add_flag("--check", options->check, "only say whether the copy is whole")->excludes(db);
  verb->footer(
      "The copy is checked first: SQLite's own check, and the chain of hashes from the first event "
      "to\n"
      "the last. The database appears whole or not at all.\n"
      "Example:\n"
      "  stapwijs restore stapwijs-2026-03-01T120000.000000Z.db --db "
      "/var/lib/stapwijs/stapwijs.db\n"
      "Exit codes: 0 done, 1 the copy or the place cannot be used, 2 wrong use.");
  verb->callback([options, db, check, &chosen] {
    if (db->count() == 0 && check->count() == 0) {
      throw CLI::RequiredError("--db or --check");
    }
    chosen = [options] { return Restore(*options); };
  });
}

}  // namespace stapwijs::api::cli
