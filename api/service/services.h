// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "api/service/error.h"
#include "engine/facts/validate.h"
#include "engine/store/store.h"
#include "stapwijs/v1/admin_service.pb.h"
#include "stapwijs/v1/method_service.pb.h"
#include "stapwijs/v1/policy_service.pb.h"
#include "stapwijs/v1/progress_service.pb.h"
#include "stapwijs/v1/trajectory_service.pb.h"

namespace stapwijs::api {

// Called exactly once with the answer, on any thread, perhaps before the call returns.
template <typename Response>
using Done = std::function<void(Result<Response>)>;

// What one tenant has of its own.
struct TenantOptions {
  std::string time_zone = "Europe/Amsterdam";  // in which "today" is, when a request names no date
  Privacy highest_class = Privacy::kP1;        // above it facts are refused
  bool free_text = false;                      // else facts in free text are refused
};

struct ServiceOptions {
  // Microseconds since 1970 UTC; empty: the system clock. Also the store's clock.
  std::function<int64_t()> clock;
  // The zone in which "today" is, when a request names no date.
  std::string time_zone = "Europe/Amsterdam";
  size_t state_cache_bytes = size_t{256} << 20;
  size_t assessment_cache_bytes = size_t{64} << 20;
  size_t input_cache_bytes = size_t{16} << 20;
  Limits limits;
  int32_t portfolio_limit = 10000;  // trajectories in one portfolio report
  // The folder that Backup writes to; empty: it is refused.
  std::string backup_folder;
  // What GetServerInfo says of the store, and the limits that others than the use cases keep to.
  std::string store_name = "memory";
  std::map<std::string, int64_t> other_limits;
  // By name. A tenant that is not here has `time_zone` and what `limits` allow.
  std::map<std::string, TenantOptions> tenants;
};

// A GetAssessmentResponse in wire format: the three parts one after the other. The middle one is
// shared with everybody who asks for the same.
struct EncodedAssessment {
  std::string before;
  std::shared_ptr<const std::string> assessment;
  std::string after;
  size_t size() const { return before.size() + assessment->size() + after.size(); }
};

// How full one of the caches is, and how often what was needed was in it.
struct CacheFigures {
  std::string_view name;  // "states", "assessments", "inputs", "methods"
  int64_t entries = 0;
  int64_t bytes = 0;  // estimate
  int64_t hits = 0;
  int64_t misses = 0;
};

// Opens the store with the options given (clock and observer set).
using StoreOpener =
    std::function<absl::StatusOr<std::unique_ptr<store::Store>>(store::Options options)>;

// The use cases behind stapwijs.v1, free of any transport: what the .proto files promise of each
// call. Every call checks its request, finds the tenant's things, and answers through `done`. Reads
// may take as long as an evaluation; writes answer when the store has committed. Thread-safe.
class Services {
 public:
  // What `open` says, or NOT_FOUND for an unknown time zone, also of a tenant.
  static absl::StatusOr<std::unique_ptr<Services>> Open(ServiceOptions options,
                                                        const StoreOpener& open);
  ~Services();  // stops the store; answers what is waiting first

  void GetMethod(const v1::GetMethodRequest& request, Done<v1::GetMethodResponse> done);
  void PublishMethod(const v1::PublishMethodRequest& request, Done<v1::PublishMethodResponse> done);
  void ListMethods(const v1::ListMethodsRequest& request, Done<v1::ListMethodsResponse> done);
  void CheckMethod(const v1::CheckMethodRequest& request, Done<v1::CheckMethodResponse> done);

  void CreateTrajectory(const v1::CreateTrajectoryRequest& request,
                        Done<v1::CreateTrajectoryResponse> done);
  void GetTrajectory(const v1::GetTrajectoryRequest& request, Done<v1::GetTrajectoryResponse> done);
  void RecordFacts(const v1::RecordFactsRequest& request, Done<v1::RecordFactsResponse> done);
  void AnswerItem(const v1::AnswerItemRequest& request, Done<v1::AnswerItemResponse> done);
  void StartStep(const v1::StartStepRequest& request, Done<v1::StartStepResponse> done);
  void CompleteStep(const v1::CompleteStepRequest& request, Done<v1::CompleteStepResponse> done);
  void UpdateTrajectory(const v1::UpdateTrajectoryRequest& request,
                        Done<v1::UpdateTrajectoryResponse> done);
  void ListTrajectories(const v1::ListTrajectoriesRequest& request,
                        Done<v1::ListTrajectoriesResponse> done);
  void ReopenStep(const v1::ReopenStepRequest& request, Done<v1::ReopenStepResponse> done);
  void WaiveGuard(const v1::WaiveGuardRequest& request, Done<v1::WaiveGuardResponse> done);
  void RevokeWaiver(const v1::RevokeWaiverRequest& request, Done<v1::RevokeWaiverResponse> done);
  void CloseTrajectory(const v1::CloseTrajectoryRequest& request,
                       Done<v1::CloseTrajectoryResponse> done);
  void ListEvents(const v1::ListEventsRequest& request, Done<v1::ListEventsResponse> done);

  void GetAssessment(const v1::GetAssessmentRequest& request, Done<v1::GetAssessmentResponse> done);
  // The same answer as bytes, for who passes it on.
  void GetAssessmentEncoded(const v1::GetAssessmentRequest& request, Done<EncodedAssessment> done);
  // That answer when it is known already; else nullopt, also for a request that would be refused.
  // Never reads, judges or waits.
  std::optional<EncodedAssessment> KnownAssessment(const v1::GetAssessmentRequest& request) const;
  void ListTips(const v1::ListTipsRequest& request, Done<v1::ListTipsResponse> done);
  void BatchGetAssessments(const v1::BatchGetAssessmentsRequest& request,
                           Done<v1::BatchGetAssessmentsResponse> done);

  void GetLinkageReport(const v1::GetLinkageReportRequest& request,
                        Done<v1::GetLinkageReportResponse> done);
  void GetPortfolioReport(const v1::GetPortfolioReportRequest& request,
                          Done<v1::GetPortfolioReportResponse> done);

  void GetServerInfo(const v1::GetServerInfoRequest& request, Done<v1::GetServerInfoResponse> done);
  void Backup(const v1::BackupRequest& request, Done<v1::BackupResponse> done);

  // Called when the store stopped for good, on its writer thread: the process should end. Empty:
  // nobody is told.
  void SetOnFailed(std::function<void(const absl::Status&)> on_failed);

  // The store, for who looks after it.
  store::Store& store();
  std::vector<CacheFigures> Caches() const;

  struct Parts;  // internal to api/service

 private:
  explicit Services(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace stapwijs::api
