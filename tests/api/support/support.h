// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <atomic>
#include <future>
#include <memory>
#include <string>

#include "api/service/services.h"
#include "engine/model/method.h"

namespace stapwijs::api::testing {

// The text of tests/api/methods/straatfeest.stap.
std::string PartyText();

// That method, checked.
std::shared_ptr<const Method> PartyMethod();

// 2022-03-01 12:00 UTC, in microseconds.
inline constexpr int64_t kNoon = int64_t{1646136000} * 1000000;

// Calls a use case and waits for its answer.
template <typename Request, typename Response>
Result<Response> Ask(Services& services, void (Services::*call)(const Request&, Done<Response>),
                     const Request& request) {
  auto promise = std::make_shared<std::promise<Result<Response>>>();
  auto future = promise->get_future();
  (services.*call)(request,
                   [promise](Result<Response> result) { promise->set_value(std::move(result)); });
  return future.get();
}

// The use cases over a store in memory, at a clock that stands still, with the method published to
// the library.
class Party {
 public:
  explicit Party(ServiceOptions options = {});

  Services& services() { return *services_; }

  // A new trajectory's id.
  std::string Create(const std::string& tenant = "");
  v1::RecordFactsRequest Facts(const std::string& trajectory, const std::string& json);
  v1::CompleteStepRequest Complete(const std::string& trajectory, const std::string& step);
  v1::GetAssessmentRequest Assess(const std::string& trajectory);
  // A request id that was not used before.
  std::string NewId();

 private:
  std::unique_ptr<Services> services_;
  std::atomic<int> ids_ = 0;
};

}  // namespace stapwijs::api::testing
