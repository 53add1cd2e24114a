// SPDX-License-Identifier: EUPL-1.2
#include "api/service/request_check.h"

#include <algorithm>
#include <string_view>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "engine/base/utf8.h"

namespace stapwijs::api {
namespace {

constexpr size_t kMaxOpaque = 200;
constexpr size_t kMaxTenant = 64;
// Longer than any id, and than any path: keys and names have at most 40 characters.
constexpr size_t kMaxName = 1000;
// The version of the token's form, so that another can be told apart later.
constexpr std::string_view kTokenPrefix = "1-";

size_t Characters(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }));
}

bool IsUuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    if (dash ? c != '-' : !hex) return false;
  }
  return true;
}

}  // namespace

bool IsTenant(std::string_view text) {
  return text.size() <= kMaxTenant && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
         });
}

std::string RequestCheck::Tenant(const std::string& tenant) {
  if (tenant.empty()) return kDefaultTenant;
  if (!IsTenant(tenant)) {
    Add("tenant", "BAD_TENANT",
        {"een tenant bestaat uit hoogstens 64 kleine letters, cijfers, - en _",
         "a tenant is at most 64 lower-case letters, digits, - and _"});
  }
  return tenant;
}

void RequestCheck::Required(const char* field, const std::string& text) {
  if (!text.empty()) return Length(field, text);
  Add(field, "REQUIRED", {absl::StrCat(field, " ontbreekt"), absl::StrCat(field, " is missing")});
}

void RequestCheck::Length(const std::string& field, const std::string& text) {
  if (text.size() <= kMaxName) return;
  Add(field, "TEXT_TOO_LONG",
      {absl::StrCat(field, " heeft hoogstens ", kMaxName, " bytes."),
       absl::StrCat(field, " has at most ", kMaxName, " bytes.")});
}

void RequestCheck::RequestId(const std::string& request_id) {
  if (request_id.empty()) return Required("request_id", request_id);
  Opaque("request_id", request_id);
}

void RequestCheck::Opaque(const char* field, const std::string& text) {
  if (text.size() > 4 * kMaxOpaque || Characters(text) > kMaxOpaque) {
    Add(field, "TEXT_TOO_LONG",
        {absl::StrCat(field, " heeft hoogstens ", kMaxOpaque, " tekens"),
         absl::StrCat(field, " has at most ", kMaxOpaque, " characters")});
  } else if (!text.empty() && (HasHidden(text) || IsBlank(text))) {
    Add(field, "MALFORMED",
        {absl::StrCat(field, " staat zichtbaar op één regel, zonder stuurtekens"),
         absl::StrCat(field, " stands visibly on one line, without control characters")});
  }
}

void RequestCheck::Uuid(const char* field, const std::string& text) {
  if (IsUuid(text)) return;
  Add(field, "MALFORMED",
      {absl::StrCat(field,
                    " is geen UUID in kleine letters, zoals "
                    "4c5b6f2e-9a1d-4a53-8a0e-7d3f0c1b2a99"),
       absl::StrCat(field,
                    " is no UUID in lower case, like 4c5b6f2e-9a1d-4a53-8a0e-7d3f0c1b2a99")});
}

std::optional<Date> RequestCheck::OptionalDate(const char* field, const std::string& text) {
  if (text.empty()) return std::nullopt;
  const std::optional<Date> date = ParseDate(text);
  if (!date) {
    Add(field, "BAD_DATE",
        {absl::StrCat(field, " is geen bestaande datum zoals 2022-03-01"),
         absl::StrCat(field, " is no existing date like 2022-03-01")});
  }
  return date;
}

Languages RequestCheck::LanguagesOf(
    const google::protobuf::RepeatedPtrField<std::string>& languages) {
  Languages out;
  if (languages.empty() || !AtMost("languages", languages.size(), 2)) return out;
  out.nl = false;
  for (int i = 0; i < languages.size(); ++i) {
    if (languages.Get(i) == "nl") {
      out.nl = true;
    } else if (languages.Get(i) == "en") {
      out.en = true;
    } else {
      Add(absl::StrCat("languages[", i, "]"), "UNKNOWN_LANGUAGE",
          {"de talen zijn nl en en", "the languages are nl and en"});
    }
  }
  return out;
}

int64_t RequestCheck::ConsistencyToken(const std::string& token) {
  if (token.empty()) return 0;
  int64_t position = 0;
  if (token.rfind(kTokenPrefix, 0) != 0 ||
      !absl::SimpleAtoi(token.substr(kTokenPrefix.size()), &position) || position < 1 ||
      MakeConsistencyToken(position) != token) {
    Add("consistency_token", "MALFORMED",
        {"dit consistency_token heeft deze server niet gegeven",
         "this consistency_token was not given by this server"});
    return 0;
  }
  return position;
}

void RequestCheck::Add(std::vector<Violation> violations) {
  for (Violation& violation : violations) {
    if (violations_.size() >= kMostViolations) return;
    violations_.push_back(std::move(violation));
  }
}

void RequestCheck::Enums(const char* field, const google::protobuf::RepeatedField<int>& values,
                         bool (*is_valid)(int)) {
  constexpr int kMost = 10;
  if (!AtMost(field, values.size(), kMost)) return;
  for (int i = 0; i < values.size(); ++i) {
    if (values.Get(i) != 0 && is_valid(values.Get(i))) continue;
    Add(absl::StrCat(field, "[", i, "]"), "NOT_AN_ENUM_VALUE",
        {"dit is geen waarde die iets aanwijst", "this is no value that names anything"});
  }
}

bool RequestCheck::AtMost(const char* field, int size, int most) {
  if (size <= most) return true;
  Add(field, "TOO_MANY",
      {absl::StrCat(field, " heeft hoogstens ", most, " waarden"),
       absl::StrCat(field, " has at most ", most, " values")});
  return false;
}

void RequestCheck::NegativeRevision() {
  Add("expected_revision", "OUT_OF_RANGE", {"revisies tellen vanaf 0", "revisions count from 0"});
}

std::string MakeConsistencyToken(int64_t position) {
  return absl::StrCat(absl::string_view(kTokenPrefix.data(), kTokenPrefix.size()), position);
}

}  // namespace stapwijs::api
