// SPDX-License-Identifier: EUPL-1.2
#include "api/service/page.h"

#include <openssl/crypto.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <cstdlib>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"

namespace stapwijs::api {
namespace {

constexpr size_t kSealBytes = 16;

}  // namespace

PageTokens::PageTokens() {
  // Without randomness anybody could make tokens: better no process.
  if (RAND_bytes(key_.data(), static_cast<int>(key_.size())) != 1) std::abort();
}

std::string PageTokens::Make(std::string_view scope, int64_t after) const {
  const std::string position = absl::StrCat(after);
  std::string sealed = absl::StrCat(position, "\n");
  sealed.append(scope);
  std::array<unsigned char, EVP_MAX_MD_SIZE> seal;
  unsigned int length = 0;
  HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()),
       reinterpret_cast<const unsigned char*>(sealed.data()), sealed.size(), seal.data(), &length);
  const absl::string_view bytes(reinterpret_cast<const char*>(seal.data()), kSealBytes);
  return absl::StrCat(position, ".", absl::WebSafeBase64Escape(bytes));
}

bool PageTokens::Read(std::string_view scope, const std::string& token, int64_t& after) const {
  const size_t dot = token.find('.');
  int64_t position = 0;
  if (dot == std::string::npos || !absl::SimpleAtoi(token.substr(0, dot), &position)) return false;
  const std::string wanted = Make(scope, position);
  if (wanted.size() != token.size() ||
      CRYPTO_memcmp(wanted.data(), token.data(), wanted.size()) != 0) {
    return false;
  }
  after = position;
  return true;
}

std::string ScopeOf(const google::protobuf::Message& request) {
  const std::unique_ptr<google::protobuf::Message> rest(request.New());
  rest->CopyFrom(request);
  for (const char* name : {"page_size", "page_token", "consistency_token"}) {
    const auto* field = rest->GetDescriptor()->FindFieldByName(name);
    if (field != nullptr) rest->GetReflection()->ClearField(rest.get(), field);
  }
  // No map fields: the same content gives the same bytes.
  return absl::StrCat(rest->GetDescriptor()->full_name(), "\n", rest->SerializeAsString());
}

}  // namespace stapwijs::api
