// SPDX-License-Identifier: EUPL-1.2
#include "dsl/diagnostics/render.h"
#include "tests/dsl/check/check_support.h"

namespace stapwijs::dsl::testing {
namespace {

TEST(WelkomeWijk, ChecksWithoutError) {
  auto loaded = LoadMethod(std::string(STAPWIJS_ROOT "/examples/methods/welkome_wijk"));
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  EXPECT_TRUE(loaded->checked) << RenderText(loaded->diagnostics, loaded->sources,
                                             Language::kEnglish);
}

}  // namespace
}  // namespace stapwijs::dsl::testing
