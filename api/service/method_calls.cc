// SPDX-License-Identifier: EUPL-1.2
#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "api/convert/assessment.h"
#include "api/convert/method.h"
#include "api/service/calendar.h"
#include "api/service/field_mask.h"
#include "api/service/method_source.h"
#include "api/service/parts.h"
#include "api/service/request_check.h"
#include "api/service/services.h"
#include "dsl/source/source.h"
#include "engine/audit/chain.h"
#include "engine/base/utf8.h"

namespace stapwijs::api {
namespace {

// Until clients are identified: everybody on this machine.
constexpr char kClient[] = "loopback";
constexpr size_t kMaxFileName = 200;

std::map<std::string, std::string> ReadFiles(
    const google::protobuf::RepeatedPtrField<v1::SourceFile>& given, RequestCheck& check) {
  std::map<std::string, std::string> files;
  if (given.empty()) {
    check.Add("files", "REQUIRED", {"er is geen bronbestand", "there is no source file"});
  }
  if (!check.AtMost("files", given.size(), static_cast<int>(dsl::kMaxFiles))) return files;
  for (int i = 0; i < given.size(); ++i) {
    const v1::SourceFile& file = given.Get(i);
    const std::string field = absl::StrCat("files[", i, "].name");
    if (file.name().empty()) {
      check.Add(field, "REQUIRED", {"het bestand heeft geen naam", "the file has no name"});
    } else if (file.name().size() > kMaxFileName || HasHidden(file.name())) {
      // The name stands in every diagnostic.
      check.Add(field, "MALFORMED",
                {absl::StrCat("de naam staat zichtbaar op één regel van hoogstens ", kMaxFileName,
                              " bytes"),
                 absl::StrCat("the name stands visibly on one line of at most ", kMaxFileName,
                              " bytes")});
    } else if (!files.emplace(file.name(), file.text()).second) {
      check.Add(field, "DUPLICATE_KEY",
                {absl::StrCat("er is nog een bestand \"", file.name(), "\""),
                 absl::StrCat("there is another file \"", file.name(), "\"")});
    }
  }
  return files;
}

ServiceError NotValid(v1::DiagnosticsDetail diagnostics) {
  const int errors = diagnostics.errors();
  ServiceError error = MakeError(
      ErrorReason::kMethodNotValid,
      {absl::StrCat("De methode heeft ", errors, errors == 1 ? " fout." : " fouten."),
       absl::StrCat("The method has ", errors, errors == 1 ? " mistake." : " mistakes.")});
  error.diagnostics = std::move(diagnostics);
  return error;
}

store::MethodRecord RecordOf(const std::string& tenant, const Method& method,
                             std::map<std::string, std::string> files) {
  store::MethodRecord record;
  record.tenant = tenant;
  record.id = method.id;
  record.version = method.version;
  record.hash = audit::FromHex(method.hash).value_or(store::Digest{});
  record.dump = CanonicalDump(method);
  record.sources = std::move(files);
  record.published_by = kClient;
  return record;
}

}  // namespace

void Services::GetMethod(const v1::GetMethodRequest& request, Done<v1::GetMethodResponse> done) {
  RequestCheck check;
  const std::string tenant = check.Tenant(request.tenant());
  const Languages languages = check.LanguagesOf(request.languages());
  check.Required("method_id", request.method_id());
  CheckMask("read_mask", request.read_mask(), *v1::Method::descriptor(), check);
  if (!check.ok()) return done(check.TakeError());
  auto found = parts_->methods->Find(tenant, request.method_id(), request.version());
  if (!found.ok()) return done(std::move(found).error());
  v1::GetMethodResponse response;
  *response.mutable_method() =
      MethodToProto(found.value().program->method(), languages, parts_->LimitsOf(tenant));
  response.mutable_method()->set_published_at(FormatInstant(found.value().published_at));
  TrimToMask(request.read_mask(), *response.mutable_method());
  done(std::move(response));
}

void Services::CheckMethod(const v1::CheckMethodRequest& request,
                           Done<v1::CheckMethodResponse> done) {
  RequestCheck check;
  const std::string tenant = check.Tenant(request.tenant());
  const std::map<std::string, std::string> files = ReadFiles(request.files(), check);
  if (!check.ok()) return done(check.TakeError());
  LoadedSource loaded = LoadSource(files);
  if (!loaded.violations.empty()) return done(InvalidRequest(std::move(loaded.violations)));
  v1::CheckMethodResponse response;
  *response.mutable_diagnostics() = std::move(loaded.diagnostics);
  if (loaded.method == nullptr) return done(std::move(response));
  *response.mutable_method() = ToProto(*loaded.method);
  const auto stored = parts_->store->GetMethod(tenant, loaded.method->id, loaded.method->version);
  if (!stored.ok() && store::ReasonOf(stored.status()) != store::Reason::kNoMethod) {
    return done(FromStore(stored.status()));
  }
  const bool same = stored.ok() && audit::ToHex(stored->hash) == loaded.method->hash;
  response.set_published(same);
  response.set_version_taken(stored.ok() && !same);
  response.set_publishable(!response.version_taken());
  done(std::move(response));
}

void Services::PublishMethod(const v1::PublishMethodRequest& request,
                             Done<v1::PublishMethodResponse> done) {
  RequestCheck check;
  const std::string tenant = check.Tenant(request.tenant());
  std::map<std::string, std::string> files = ReadFiles(request.files(), check);
  if (!check.ok()) return done(check.TakeError());
  LoadedSource loaded = LoadSource(files);
  if (!loaded.violations.empty()) return done(InvalidRequest(std::move(loaded.violations)));
  if (loaded.method == nullptr) return done(NotValid(std::move(loaded.diagnostics)));
  size_t bytes = 0;
  for (const auto& [name, text] : files) bytes += text.size();
  v1::PublishMethodResponse response;
  *response.mutable_method() = ToProto(*loaded.method);
  *response.mutable_warnings() = std::move(*loaded.diagnostics.mutable_diagnostics());
  auto program = Program::Compile(loaded.method);
  parts_->store->PutMethod(
      RecordOf(tenant, *loaded.method, std::move(files)),
      [this, program, bytes, response, done](absl::StatusOr<store::MethodStored> stored) mutable {
        if (!stored.ok()) {
          ServiceError error = FromStore(stored.status());
          error.metadata["method_id"] = response.method().id();
          error.metadata["method_version"] = response.method().version();
          return done(std::move(error));
        }
        parts_->methods->Keep(std::move(program), bytes);
        response.set_published_at(FormatInstant(stored->published_at));
        done(std::move(response));
      });
}

}  // namespace stapwijs::api
