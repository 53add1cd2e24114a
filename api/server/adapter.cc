// SPDX-License-Identifier: EUPL-1.2
#include "api/server/adapter.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/numbers.h"
#include "api/service/request_check.h"
#include "api/service/rpc_status.h"

namespace stapwijs::api {
namespace {

// What the client says it takes, else what every client takes.
size_t ErrorBudget(const grpc::CallbackServerContext& context) {
  const auto& metadata = context.client_metadata();
  const auto header = metadata.find(kErrorBytesHeader);
  if (header == metadata.end()) return kDefaultErrorBytes;
  size_t bytes = 0;
  if (!absl::SimpleAtoi(absl::string_view(header->second.data(), header->second.size()), &bytes)) {
    return kDefaultErrorBytes;
  }
  return std::min(bytes, kMaxErrorBytes);
}

bool Read(const grpc::ByteBuffer& bytes, google::protobuf::Message& message) {
  grpc::Slice slice;
  if (bytes.Length() == 0) return message.ParseFromString("");
  const bool one = bytes.TrySingleSlice(&slice).ok();
  if (!one && !bytes.DumpToSingleSlice(&slice).ok()) return false;
  return message.ParseFromArray(slice.begin(), static_cast<int>(slice.size()));
}

Violation Unreadable() {
  return {"",
          "MALFORMED",
          {"dit zijn geen bytes van dit verzoek", "these are no bytes of this request"}};
}

// A piece of an answer that is not copied: it is let go of when it was sent.
grpc::Slice Shared(const std::shared_ptr<const std::string>& bytes) {
  auto* kept = new std::shared_ptr<const std::string>(bytes);
  // gRPC only reads it.
  return {const_cast<char*>(bytes->data()), bytes->size(),
          [](void* held) { delete static_cast<std::shared_ptr<const std::string>*>(held); }, kept};
}

void Pass(const EncodedAssessment& answer, grpc::ByteBuffer& out) {
  const grpc::Slice slices[] = {grpc::Slice(answer.before), Shared(answer.assessment),
                                grpc::Slice(answer.after)};
  grpc::ByteBuffer(slices, std::size(slices)).Swap(&out);
}

}  // namespace

grpc::Status ToGrpcStatus(const ServiceError& error, const grpc::CallbackServerContext& context) {
  const google::rpc::Status status = ToRpcStatus(error, ErrorBudget(context));
  return {static_cast<grpc::StatusCode>(status.code()), status.message(),
          status.SerializeAsString()};
}

CallUnderWay::CallUnderWay(std::string_view call, size_t request_bytes,
                           grpc::CallbackServerContext& context, const CallObservers& observers)
    : call_(call),
      request_bytes_(request_bytes),
      began_(std::chrono::steady_clock::now()),
      context_(context),
      reactor_(context.DefaultReactor()),
      observers_(observers) {
  for (CallObserver* observer : observers_) observer->OnBegun(call_);
}

void CallUnderWay::Answer(const google::protobuf::Message& response) {
  // Counting the bytes of a large answer costs something: only where somebody asks for them.
  Answer(observers_.empty() ? 0 : response.ByteSizeLong());
}

void CallUnderWay::Answer(size_t answer_bytes) {
  End(absl::StatusCode::kOk, "", answer_bytes, grpc::Status::OK);
}

void CallUnderWay::Fail(const ServiceError& error) {
  const ErrorInfo& info = InfoOf(error.reason);
  End(info.code, info.reason, 0, ToGrpcStatus(error, context_));
}

void CallUnderWay::Drop() { End(absl::StatusCode::kCancelled, "", 0, grpc::Status::CANCELLED); }

// Told before it is finished: after that gRPC may let go of everything, and a client that has its
// answer finds it counted.
void CallUnderWay::End(absl::StatusCode code, std::string_view reason, size_t answer_bytes,
                       const grpc::Status& status) {
  const auto took = std::chrono::steady_clock::now() - began_;
  const EndedCall ended{call_, tenant_, code, reason, took, request_bytes_, answer_bytes};
  for (CallObserver* observer : observers_) observer->OnEnded(ended);
  reactor_->Finish(status);
}

void CallUnderWay::SetTenant(std::string tenant) {
  if (IsTenant(tenant)) tenant_ = std::move(tenant);
}

std::vector<std::string_view> CallUnderWay::Headers(const char* name) const {
  std::vector<std::string_view> values;
  const auto [begin, end] = context_.client_metadata().equal_range(name);
  for (auto at = begin; at != end; ++at) values.emplace_back(at->second.data(), at->second.size());
  return values;
}

grpc::ServerUnaryReactor* Adapter::ServeAssessment(grpc::CallbackServerContext* context,
                                                   const grpc::ByteBuffer* request,
                                                   grpc::ByteBuffer* response, size_t limit) {
  const size_t bytes = request->Length();
  auto under_way = std::make_shared<CallUnderWay>("GetAssessment", bytes, *context, observers_);
  grpc::ServerUnaryReactor* reactor = under_way->reactor();
  auto read = std::make_shared<v1::GetAssessmentRequest>();
  std::optional<ServiceError> error;
  if (bytes > limit) {
    error = MessageTooLarge(bytes, limit);
  } else if (!Read(*request, *read)) {
    error = InvalidRequest({Unreadable()});
  }
  std::shared_ptr<const v1::GetAssessmentRequest> asked = std::move(read);
  if (!error) error = ChooseTenant(*under_way, asked);
  if (error) {
    under_way->Fail(*error);
    return reactor;
  }
  if (std::optional<EncodedAssessment> known = services_.KnownAssessment(*asked)) {
    Pass(*known, *response);
    under_way->Answer(known->size());
    return reactor;
  }
  const bool taken = executor_.Post([this, under_way, asked, response] {
    if (under_way->cancelled()) return under_way->Drop();  // and nothing was done yet
    services_.GetAssessmentEncoded(*asked,
                                   [under_way, response](const Result<EncodedAssessment>& result) {
                                     if (!result.ok()) return under_way->Fail(result.error());
                                     Pass(result.value(), *response);
                                     under_way->Answer(result.value().size());
                                   });
  });
  if (!taken) under_way->Fail(TooBusy());
  return reactor;
}

std::string Adapter::CallName(const std::string& request) {
  constexpr std::string_view kEnding = "Request";
  return request.substr(0, request.size() - kEnding.size());
}

}  // namespace stapwijs::api
