// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "api/service/request_check.h"
#include "google/protobuf/message.h"

// Pages of a list in the order of positions. A page token says after which position the next page
// begins; it is sealed with a key of this process and bound to the call and to every other field of
// the request, so that nobody makes one or uses it elsewhere. It ends with the process.
namespace stapwijs::api {

inline constexpr int32_t kDefaultPage = 50;
inline constexpr int32_t kMaxPage = 500;
// Of BatchGetAssessments: trajectories in one request; bytes of the answer, which is what clients
// of gRPC take unless they are told otherwise, less the room for what comes with it.
inline constexpr int kMaxBatch = 100;
inline constexpr size_t kMaxBatchBytes = (size_t{4} << 20) - (size_t{64} << 10);

class PageTokens {
 public:
  PageTokens();  // a key from the system's cryptographic source

  // `scope`: ScopeOf the request that gets the token.
  std::string Make(std::string_view scope, int64_t after) const;
  // False for a token that Make did not give for this scope.
  bool Read(std::string_view scope, const std::string& token, int64_t& after) const;

 private:
  std::array<unsigned char, 32> key_;
};

// The call's name and every field of the request but page_size, page_token and consistency_token.
std::string ScopeOf(const google::protobuf::Message& request);

struct Page {
  size_t size = kDefaultPage;
  int64_t after = 0;
  std::string scope;
};

// Reads page_size and page_token of a request that has both; what is wrong is added to `check`.
template <typename Request>
Page ReadPage(const Request& request, const PageTokens& tokens, RequestCheck& check) {
  Page page;
  page.scope = ScopeOf(request);
  if (request.page_size() < 0 || request.page_size() > kMaxPage) {
    check.Add("page_size", "OUT_OF_RANGE",
              {"een bladzijde heeft hoogstens 500 regels", "a page has at most 500 entries"});
  } else if (request.page_size() > 0) {
    page.size = static_cast<size_t>(request.page_size());
  }
  if (!request.page_token().empty() && !tokens.Read(page.scope, request.page_token(), page.after)) {
    check.Add("page_token", "MALFORMED",
              {"dit page_token hoort niet bij dit verzoek; begin bij de eerste bladzijde",
               "this page_token does not belong to this request; begin at the first page"});
  }
  return page;
}

}  // namespace stapwijs::api
