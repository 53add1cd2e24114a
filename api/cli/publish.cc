// SPDX-License-Identifier: EUPL-1.2
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>

#include "CLI/App.hpp"
#include "CLI/Config.hpp"
#include "CLI/Formatter.hpp"
#include "api/cli/input.h"
#include "api/cli/layout.h"
#include "api/cli/path_names.h"
#include "api/cli/remote.h"
#include "api/cli/verbs.h"
#include "api/convert/json.h"
#include "dsl/source/source.h"
#include "grpcpp/client_context.h"
#include "stapwijs/v1/method_service.grpc.pb.h"

namespace stapwijs::api::cli {
namespace {

struct PublishOptions : Options, Remote {
  std::string path;
};

int Publish(const PublishOptions& options) {
  const auto sources = dsl::LoadSources(options.path);
  if (!sources.ok()) {
    Complain(std::string(sources.status().message()));
    return kWrongUse;
  }
  v1::PublishMethodRequest request;
  request.set_tenant(options.tenant);
  const std::filesystem::path root(options.path);
  for (size_t i = 0; i < sources->size(); ++i) {
    const dsl::SourceFile& file = sources->file(static_cast<uint16_t>(i));
    v1::SourceFile& sent = *request.add_files();
    // Where the folder stands on this machine is nobody else's business.
    const std::filesystem::path inside = std::filesystem::path(file.name).lexically_relative(root);
    sent.set_name(inside == "." ? root.filename().string() : inside.string());
    sent.set_text(file.text);
  }
  v1::PublishMethodResponse response;
  grpc::ClientContext context;
  const auto stub = v1::MethodService::NewStub(Connect(options));
  const grpc::Status status = stub->PublishMethod(&context, request, &response);
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
  for (const v1::Diagnostic& warning : response.warnings()) {
    std::cerr << Visible(warning.file()) << ":" << warning.line() << ":" << warning.column()
              << ": warning " << Visible(warning.code()) << ": "
              << Visible(In(warning.message(), options.Spoken())) << "\n";
  }
  const v1::MethodRef& ref = response.method();
  std::cout << Visible(ref.id()) << " " << Visible(ref.version()) << " " << Visible(ref.hash())
            << "\n";
  return kFine;
}

}  // namespace

void AddPublish(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<PublishOptions>();
  CLI::App* verb = app.add_subcommand("publish", "Send a method to a server");
  verb->add_option("PATH", options->path, "a method: a folder of .stap files, or one file")
      ->required();
  AddRemote(*verb, *options);
  AddFormat(*verb, *options);
  AddLanguage(*verb, *options);
  verb->footer(
      "Prints the method's id, version and content hash.\n"
      "Example:\n"
      "  stapwijs publish examples/methods/welkome_wijk --server 127.0.0.1:50051\n"
      "Exit codes: 0 published (or it was, with this content), 1 mistakes, or the version has "
      "other\n"
      "content, 2 wrong use or no server.");
  verb->callback([options, &chosen] { chosen = [options] { return Publish(*options); }; });
}

}  // namespace stapwijs::api::cli
