// SPDX-License-Identifier: EUPL-1.2
#include "api/cli/remote.h"

#include <iostream>

#include "CLI/App.hpp"
#include "CLI/Config.hpp"
#include "CLI/Formatter.hpp"
#include "absl/strings/str_cat.h"
#include "api/cli/input.h"
#include "api/cli/layout.h"
#include "api/cli/path_names.h"
#include "api/cli/verbs.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "stapwijs/v1/error_details.pb.h"

namespace stapwijs::api::cli {
namespace {

constexpr int kMaxMessageBytes = 17 << 20;

void Show(const v1::DiagnosticsDetail& detail, Language language) {
  for (const v1::Diagnostic& diagnostic : detail.diagnostics()) {
    std::cerr << Visible(diagnostic.file()) << ":" << diagnostic.line() << ":"
              << diagnostic.column() << ": " << (diagnostic.error() ? "error " : "warning ")
              << Visible(diagnostic.code()) << ": " << Visible(In(diagnostic.message(), language))
              << "\n";
    if (diagnostic.has_help()) {
      std::cerr << "  help: " << Visible(In(diagnostic.help(), language)) << "\n";
    }
  }
}

void Show(const v1::ViolationsDetail& detail, Language language) {
  for (const v1::Violation& violation : detail.violations()) {
    std::cerr << "  " << Visible(violation.field()) << ": "
              << Visible(In(violation.message(), language)) << " [" << Visible(violation.reason())
              << "]\n";
  }
}

// What is packed in the details of a status, when it is of this type.
template <typename Detail>
void ShowIf(const google::protobuf::Any& any, Language language) {
  Detail detail;
  if (any.UnpackTo(&detail)) Show(detail, language);
}

bool IsWrongUse(grpc::StatusCode code) {
  switch (code) {
    case grpc::StatusCode::INVALID_ARGUMENT:
    case grpc::StatusCode::NOT_FOUND:
    case grpc::StatusCode::UNAVAILABLE:
    case grpc::StatusCode::DEADLINE_EXCEEDED:
    case grpc::StatusCode::UNIMPLEMENTED:
      return true;
    default:
      return false;
  }
}

}  // namespace

void AddRemote(CLI::App& verb, Remote& remote) {
  verb.add_option("--server", remote.server, "where the server listens, HOST:PORT")
      ->capture_default_str();
  verb.add_option("--tenant", remote.tenant, "the municipality; else the server's default");
}

std::shared_ptr<grpc::Channel> Connect(const Remote& remote) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMaxMessageBytes);
  arguments.SetMaxSendMessageSize(kMaxMessageBytes);
  // A proxy for the internet has no business between a command and its server.
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  return grpc::CreateCustomChannel(remote.server, grpc::InsecureChannelCredentials(), arguments);
}

int ShowRefusal(const grpc::Status& status, const Remote& remote, Language language) {
  if (status.error_code() == grpc::StatusCode::UNAVAILABLE) {
    Complain(
        absl::StrCat("no server answers at ", remote.server, " (start one with `stapwijs serve`)"));
    return kWrongUse;
  }
  Complain(status.error_message());
  google::rpc::Status details;
  bool diagnostics = false;
  if (details.ParseFromString(status.error_details())) {
    for (const google::protobuf::Any& any : details.details()) {
      diagnostics = diagnostics || any.Is<v1::DiagnosticsDetail>();
      ShowIf<v1::DiagnosticsDetail>(any, language);
      ShowIf<v1::ViolationsDetail>(any, language);
    }
  }
  // Mistakes in a method are the answer that was asked for, not a wrong question.
  return IsWrongUse(status.error_code()) && !diagnostics ? kWrongUse : kAnswerIsNo;
}

}  // namespace stapwijs::api::cli
