// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/convert/languages.h"
#include "api/service/error.h"
#include "engine/base/date.h"
#include "engine/facts/validate.h"
#include "google/protobuf/repeated_field.h"

namespace stapwijs::api {

inline constexpr char kDefaultTenant[] = "default";
inline constexpr char kLibraryTenant[] = "_library";

// At most 64 characters, of [a-z0-9_-] only. The empty text is one too: it stands for the default.
bool IsTenant(std::string_view text);

// Looks at what requests have in common and collects everything that is wrong with it. One object
// per request; not thread-safe.
class RequestCheck {
 public:
  // "default" when left out; [a-z0-9_-], at most 64 characters.
  std::string Tenant(const std::string& tenant);
  // Required; 1 to 200 characters without control characters.
  void RequestId(const std::string& request_id);
  // Optional; at most 200 characters.
  void Opaque(const char* field, const std::string& text);
  // Required; at most 1,000 bytes.
  void Required(const char* field, const std::string& text);
  // An id or a path: at most 1,000 bytes.
  void Length(const std::string& field, const std::string& text);
  // A random UUID in lower case.
  void Uuid(const char* field, const std::string& text);
  // nullopt when left out, or wrong.
  std::optional<Date> OptionalDate(const char* field, const std::string& text);
  Languages LanguagesOf(const google::protobuf::RepeatedPtrField<std::string>& languages);
  // The position in the tenant's sequence that the token stands for; 0 when left out.
  int64_t ConsistencyToken(const std::string& token);
  template <typename Request>
  std::optional<int32_t> ExpectedRevision(const Request& request) {
    if (!request.has_expected_revision()) return std::nullopt;
    if (request.expected_revision() < 0) NegativeRevision();
    return request.expected_revision();
  }

  // Keeps the first kMostViolations: a small request must not make a large answer.
  static constexpr size_t kMostViolations = 1000;
  void Add(std::string field, std::string reason, Text message) {
    if (violations_.size() >= kMostViolations) return;
    violations_.push_back({std::move(field), std::move(reason), std::move(message)});
  }
  // Members of an enum that name something: not the unspecified one, not a number of no name.
  void Enums(const char* field, const google::protobuf::RepeatedField<int>& values,
             bool (*is_valid)(int));
  // A violation of a list that has more than `most` members; then it is better not looked at.
  bool AtMost(const char* field, int size, int most);
  void Add(std::vector<Violation> violations);

  bool ok() const { return violations_.empty(); }
  // Only when not ok(); takes the violations.
  ServiceError TakeError() { return InvalidRequest(std::move(violations_)); }

 private:
  void NegativeRevision();
  std::vector<Violation> violations_;
};

std::string MakeConsistencyToken(int64_t position);

// Whether a filter lets `value` pass; an empty one lets all.
template <typename Enum>
bool Passes(Enum value, const google::protobuf::RepeatedField<int>& wanted) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end();
}

}  // namespace stapwijs::api
