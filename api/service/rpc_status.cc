// SPDX-License-Identifier: EUPL-1.2
#include "api/service/rpc_status.h"

#include <string>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "google/rpc/error_details.pb.h"

namespace stapwijs::api {
namespace {

// What one request brings in may be long; an error names it, it does not carry it.
constexpr size_t kMaxNameBytes = 200;
constexpr size_t kMaxTextBytes = 500;

// At most about `bytes` of a text, ended by an ellipsis when some of it is gone.
std::string Cut(const std::string& text, size_t bytes) {
  if (text.size() <= bytes) return text;
  size_t end = bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return absl::StrCat(text.substr(0, end), "…");
}

std::string WithCure(const std::string& message, std::string_view cure) {
  const bool ends =
      !message.empty() && absl::StrContains(".?!…", message.substr(message.size() - 1));
  return absl::StrCat(message, ends ? " " : ". ", absl::string_view(cure.data(), cure.size()));
}

void AddLocalized(const char* locale, const std::string& text, google::rpc::Status& out) {
  google::rpc::LocalizedMessage message;
  message.set_locale(locale);
  message.set_message(text);
  out.add_details()->PackFrom(message);
}

v1::Violation ToProto(const Violation& violation) {
  v1::Violation out;
  out.set_field(Cut(violation.field, kMaxNameBytes));
  out.set_reason(violation.reason);
  out.mutable_message()->set_nl(Cut(violation.message.nl, kMaxTextBytes));
  out.mutable_message()->set_en(Cut(violation.message.en, kMaxTextBytes));
  return out;
}

google::rpc::BadRequest::FieldViolation ToRpc(const Violation& violation) {
  google::rpc::BadRequest::FieldViolation out;
  out.set_field(Cut(violation.field, kMaxNameBytes));
  out.set_reason(violation.reason);
  out.set_description(Cut(violation.message.en, kMaxTextBytes));
  return out;
}

google::rpc::PreconditionFailure::Violation ToRpc(const v1::RefusalReason& reason) {
  google::rpc::PreconditionFailure::Violation out;
  out.set_type(v1::BlockerKind_Name(reason.blocker().kind()));
  out.set_subject(reason.blocker().path());
  out.set_description(reason.message().nl());
  return out;
}

// Bytes that can still be spent.
class Budget {
 public:
  explicit Budget(size_t bytes) : left_(bytes) {}
  bool Spend(size_t bytes) {
    if (bytes > left_) return false;
    left_ -= bytes;
    return true;
  }
  size_t left() const { return left_; }

 private:
  size_t left_;
};

// Of an entry: its own bytes, tag and length.
template <typename Message>
size_t Cost(const Message& message) {
  return message.ByteSizeLong() + 4;
}

void AddViolations(const ServiceError& error, Budget budget, google::rpc::Status& out) {
  google::rpc::BadRequest bad;
  v1::ViolationsDetail detail;
  detail.set_total(static_cast<int32_t>(error.violations.size()));
  for (const Violation& violation : error.violations) {
    auto entry = ToRpc(violation);
    auto both = ToProto(violation);
    if (!budget.Spend(Cost(entry) + Cost(both))) break;
    *bad.add_field_violations() = std::move(entry);
    *detail.add_violations() = std::move(both);
  }
  out.add_details()->PackFrom(bad);
  out.add_details()->PackFrom(detail);
}

void AddRefusal(const ServiceError& error, Budget budget, google::rpc::Status& out) {
  google::rpc::PreconditionFailure failure;
  v1::RefusalDetail detail;
  detail.set_total(error.refusal.reasons_size());
  for (const v1::RefusalReason& reason : error.refusal.reasons()) {
    auto entry = ToRpc(reason);
    if (!budget.Spend(Cost(entry) + Cost(reason))) break;
    *failure.add_violations() = std::move(entry);
    *detail.add_reasons() = reason;
  }
  out.add_details()->PackFrom(failure);
  out.add_details()->PackFrom(detail);
}

void AddDiagnostics(const ServiceError& error, Budget budget, google::rpc::Status& out) {
  v1::DiagnosticsDetail detail;
  detail.set_errors(error.diagnostics.errors());
  detail.set_warnings(error.diagnostics.warnings());
  for (const v1::Diagnostic& diagnostic : error.diagnostics.diagnostics()) {
    if (!budget.Spend(Cost(diagnostic))) break;
    *detail.add_diagnostics() = diagnostic;
  }
  out.add_details()->PackFrom(detail);
}

void AddRetry(int64_t milliseconds, google::rpc::Status& out) {
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_seconds(milliseconds / 1000);
  retry.mutable_retry_delay()->set_nanos(static_cast<int32_t>(milliseconds % 1000 * 1000000));
  out.add_details()->PackFrom(retry);
}

}  // namespace

google::rpc::Status ToRpcStatus(const ServiceError& error, size_t budget) {
  const ErrorInfo& info = InfoOf(error.reason);
  google::rpc::Status out;
  out.set_code(static_cast<int32_t>(info.code));
  out.set_message(WithCure(Cut(error.message.en, kMaxTextBytes), info.cure_en));
  google::rpc::ErrorInfo rpc_info;
  rpc_info.set_reason(info.reason.data(), info.reason.size());
  rpc_info.set_domain(kErrorDomain.data(), kErrorDomain.size());
  for (const auto& [name, value] : error.metadata) {
    (*rpc_info.mutable_metadata())[name] = Cut(value, kMaxNameBytes);
  }
  out.add_details()->PackFrom(rpc_info);
  AddLocalized("nl", WithCure(Cut(error.message.nl, kMaxTextBytes), info.cure_nl), out);
  AddLocalized("en", out.message(), out);
  if (error.retry_after_ms) AddRetry(*error.retry_after_ms, out);

  // The type urls and lengths of the lists to come.
  constexpr size_t kListOverhead = 300;
  const size_t used = out.ByteSizeLong() + kListOverhead;
  const Budget left(budget > used ? budget - used : 0);
  if (!error.violations.empty()) AddViolations(error, left, out);
  if (error.refusal.reasons_size() > 0) AddRefusal(error, left, out);
  if (error.diagnostics.diagnostics_size() > 0) AddDiagnostics(error, left, out);
  return out;
}

}  // namespace stapwijs::api
