// SPDX-License-Identifier: EUPL-1.2
// api/ERRORS.md is errors.def for readers. Renewed with STAPWIJS_UPDATE_GOLDEN=1.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "absl/strings/str_cat.h"
#include "api/service/error.h"

namespace stapwijs::api {
namespace {

const std::string kPath = std::string(STAPWIJS_ROOT) + "/api/ERRORS.md";

std::string Table() {
  std::string out =
      "# Errors\n\n"
      "Made from [service/errors.def](service/errors.def): do not edit. `reason` is that of "
      "`google.rpc.ErrorInfo` in the domain `stapwijs`; it\n"
      "never changes its meaning.\n\n"
      "| reason | gRPC | HTTP | what to do | wat te doen |\n|---|---|---|---|---|\n";
  for (const ErrorInfo& error : AllErrors()) {
    absl::StrAppend(&out, "| ", std::string(error.reason), " | ",
                    absl::StatusCodeToString(error.code), " | ", error.http_status, " | ",
                    std::string(error.cure_en), " | ", std::string(error.cure_nl), " |\n");
  }
  return out;
}

TEST(ErrorsTable, HasEveryReason) {
  if (std::getenv("STAPWIJS_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(kPath, std::ios::binary) << Table();
  }
  std::ifstream file(kPath, std::ios::binary);
  const std::string written{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(written, Table());
}

}  // namespace
}  // namespace stapwijs::api
