// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

// Mistakes as people make them, put into a text that is right.
namespace stapwijs::dsl::testing {

// One change of a text: `length` bytes at `at` become `put`.
struct Edit {
  size_t at = 0;
  size_t length = 0;
  std::string put;
};

// The sorts of mistakes: "missing brace", "operand left out", ...
const std::vector<std::string>& MistakeSorts();

// All places in the text where a mistake of this sort can be made; what is put there is chosen by
// `random`. Each makes the text wrong.
std::vector<Edit> MistakesOf(const std::string& sort, std::string_view text, std::mt19937& random);

}  // namespace stapwijs::dsl::testing
