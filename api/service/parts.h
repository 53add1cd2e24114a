// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/convert/assessment_wire.h"
#include "api/convert/languages.h"
#include "api/service/calendar.h"
#include "api/service/lru_cache.h"
#include "api/service/method_cache.h"
#include "api/service/page.h"
#include "api/service/services.h"
#include "api/service/trajectories.h"
#include "engine/eval/assessment.h"
#include "engine/eval/inputs.h"
#include "stapwijs/v1/assessment.pb.h"

// What the use cases share. Internal to api/service.
namespace stapwijs::api {

// Encoded texts of methods, of which there are few.
inline constexpr size_t kWireCacheBytes = size_t{32} << 20;

struct JudgedTrajectory {
  Assessment assessment;
  std::shared_ptr<const std::string> wire;  // of v1::Assessment

  v1::Assessment Message() const {
    v1::Assessment message;
    message.ParseFromString(*wire);
    return message;
  }
};

struct Services::Parts {
  Parts(ServiceOptions given, Calendar zone)
      : options(std::move(given)),
        calendar(zone),
        started_at(options.clock()),
        trajectories(options.state_cache_bytes),
        assessments(options.assessment_cache_bytes),
        input_cache(options.input_cache_bytes),
        wires(kWireCacheBytes) {}

  // Which date it is where the tenant is.
  Date Today(const std::string& tenant) const;
  // What may be recorded for the tenant.
  Limits LimitsOf(const std::string& tenant) const;

  // kNotYetHere when the tenant's sequence has not come as far as a consistency token says.
  std::optional<ServiceError> WaitFor(const std::string& tenant, int64_t position);

  // Judged once per tenant, trajectory, revision, method, date, languages and what is read of other
  // trajectories, then kept.
  Result<std::shared_ptr<const JudgedTrajectory>> Judge(const std::string& tenant,
                                                        const LiveTrajectory& live, Date on,
                                                        Languages languages);

  std::shared_ptr<const AssessmentWire> WireOf(const Program& program, Languages languages);

  // Up to where the tenant's trajectories that the method reads are counted: changes with every
  // write to one of them. Empty for a method that reads none.
  std::string InputsPosition(const std::string& tenant, const Method& method);
  // What the method of `live` reads of other trajectories of the tenant, as they are committed, no
  // older than an InputsPosition that was asked for before.
  Result<Inputs> InputsOf(const std::string& tenant, const LiveTrajectory& live, Date on);
  // The same, of all trajectories, as if `live` were none of them.
  Result<std::shared_ptr<const Inputs>> SharedInputs(const std::string& tenant,
                                                     const Program& reader, Date on);

  const ServiceOptions options;
  const Calendar calendar;
  std::map<std::string, Calendar> calendars;  // of tenants that have their own
  const PageTokens tokens;
  const int64_t started_at;
  Trajectories trajectories;
  std::unique_ptr<MethodCache> methods;
  LruCache<JudgedTrajectory> assessments;
  LruCache<Inputs> input_cache;
  LruCache<AssessmentWire> wires;
  // Last: it stops first, while what its callbacks use still lives.
  std::unique_ptr<store::Store> store;
};

}  // namespace stapwijs::api
