// SPDX-License-Identifier: EUPL-1.2
#include "tests/api/support/support.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "api/service/method_source.h"
#include "engine/store/memory/memory_store.h"

namespace stapwijs::api::testing {
namespace {

// A test that cannot be set up must not pass.
template <typename T>
T Need(Result<T> result, const char* what) {
  if (result.ok()) return std::move(result).value();
  std::cerr << what << ": " << result.error().message.en << "\n";
  std::abort();
}

}  // namespace

std::string PartyText() {
  std::ifstream file(STAPWIJS_ROOT "/tests/api/methods/straatfeest.stap");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::shared_ptr<const Method> PartyMethod() {
  LoadedSource loaded = LoadSource({{"straatfeest.stap", PartyText()}});
  if (loaded.method == nullptr) {
    std::cerr << loaded.diagnostics.DebugString();
    std::abort();
  }
  return loaded.method;
}

Party::Party(ServiceOptions options) {
  if (!options.clock) options.clock = [] { return kNoon; };
  services_ = *Services::Open(std::move(options), [](store::Options store) {
    return absl::StatusOr<std::unique_ptr<store::Store>>(store::MakeMemoryStore(std::move(store)));
  });
  v1::PublishMethodRequest request;
  request.set_tenant("_library");
  v1::SourceFile& file = *request.add_files();
  file.set_name("straatfeest.stap");
  file.set_text(PartyText());
  Need(Ask(*services_, &Services::PublishMethod, request), "publish");
}

std::string Party::NewId() { return absl::StrCat("request-", ++ids_); }

std::string Party::Create(const std::string& tenant) {
  v1::CreateTrajectoryRequest request;
  request.set_tenant(tenant);
  request.set_request_id(NewId());
  request.set_method_id("straatfeest");
  request.set_label("Dorpsstraat");
  return Need(Ask(*services_, &Services::CreateTrajectory, request), "create").trajectory().id();
}

v1::RecordFactsRequest Party::Facts(const std::string& trajectory, const std::string& json) {
  v1::RecordFactsRequest request;
  request.set_trajectory_id(trajectory);
  request.set_request_id(NewId());
  request.set_facts_json(json);
  return request;
}

v1::CompleteStepRequest Party::Complete(const std::string& trajectory, const std::string& step) {
  v1::CompleteStepRequest request;
  request.set_trajectory_id(trajectory);
  request.set_request_id(NewId());
  request.set_step(step);
  return request;
}

v1::GetAssessmentRequest Party::Assess(const std::string& trajectory) {
  v1::GetAssessmentRequest request;
  request.set_trajectory_id(trajectory);
  return request;
}

}  // namespace stapwijs::api::testing
