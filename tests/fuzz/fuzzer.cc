// SPDX-License-Identifier: EUPL-1.2
// libFuzzer calls this. STAPWIJS_FUZZ_TARGET is a function of targets.h.
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/canary.h"
#include "tests/fuzz/targets.h"

// NOLINTNEXTLINE(readability-identifier-naming): the name is libFuzzer's.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
#ifdef STAPWIJS_FUZZ_CANARY
  stapwijs::fuzz::PlantedBug(input);
#endif
  stapwijs::fuzz::STAPWIJS_FUZZ_TARGET(input);
  return 0;
}
