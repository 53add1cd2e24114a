// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>

#include "engine/base/text.h"
#include "grpcpp/channel.h"
#include "grpcpp/support/status.h"

namespace CLI {
class App;
}

// What the verbs that ask a server share.
namespace stapwijs::api::cli {

struct Remote {
  std::string server = "127.0.0.1:50051";
  std::string tenant;
};

void AddRemote(CLI::App& verb, Remote& remote);

// A channel to the server. Messages of the size that methods may have fit.
std::shared_ptr<grpc::Channel> Connect(const Remote& remote);

// Shows on standard error what a call answered that is not OK, with every violation, reason and
// diagnostic in its details. Returns the exit code: 1 when the server says no, 2 when the call
// itself was wrong or there is no server.
int ShowRefusal(const grpc::Status& status, const Remote& remote, Language language);

}  // namespace stapwijs::api::cli
