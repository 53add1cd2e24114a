// SPDX-License-Identifier: EUPL-1.2
#include "tests/api/cli/golden.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "gtest/gtest.h"

namespace stapwijs::testing {

void ExpectGolden(const std::string& name, const std::string& actual) {
  const std::string path = std::string(STAPWIJS_ROOT) + "/tests/api/cli/golden/" + name;
  if (std::getenv("STAPWIJS_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << actual;
  }
  std::ifstream in(path, std::ios::binary);
  const std::string expected{std::istreambuf_iterator<char>(in), {}};
  EXPECT_EQ(expected, actual) << "not as in " << path;
}

}  // namespace stapwijs::testing
