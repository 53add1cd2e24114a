// SPDX-License-Identifier: EUPL-1.2
// The content hash is the identity of a version: what changes an answer or a text changes it, and
// nothing else does.
#include "tests/dsl/check/check_support.h"

namespace stapwijs::dsl::testing {
namespace {

constexpr char kMethod[] =
    "enum e { a $, b $ } record r { fact c: yesno $ }\n"
    "step s $ { fact x: e $ fact l: list of r up to 5 $ fact q: set of ref l $\n"
    "  item i required $ { done when x is a own } }\n";

std::string HashOf(const std::string& text) {
  Loaded loaded = LoadText(text);
  return loaded.checked ? loaded.checked->method->hash : "";
}

TEST(ContentHash, IsThatOfTheMethod) {
  Loaded loaded = LoadText(kMethod);
  ASSERT_TRUE(loaded.checked);
  EXPECT_EQ(loaded.checked->method->hash, ContentHash(*loaded.checked->method));
}

TEST(ContentHash, IsTheSameWithComments) {
  EXPECT_EQ(HashOf(std::string("# a remark\n") + kMethod), HashOf(std::string("\n\n") + kMethod));
}

TEST(ContentHash, IsTheSameWithScenarios) {
  const std::string scenario =
      "scenario \"q\" on 2024-01-01 { given x = b, l = [k: {c: yes}], q = {k} expect i is open }";
  const std::string with = HashOf(kMethod + scenario);
  EXPECT_FALSE(with.empty());
  EXPECT_EQ(with, HashOf(kMethod));
}

// What no rule looks at is no part of the method, and naming it does not make it one.
TEST(ContentHash, ScenariosCannotMakeContainers) {
  for (const char* given : {"e[a] = {}", "q[k] = {}"}) {
    Loaded loaded =
        LoadText(std::string(kMethod) + "scenario \"q\" on 2024-01-01 { given " + given + " }");
    EXPECT_FALSE(loaded.checked) << given;
    EXPECT_EQ(loaded.diagnostics.errors(), 1u) << given;
  }
}

TEST(ContentHash, ChangesWithAFigure) {
  std::string other = kMethod;
  other.replace(other.find("is a own"), 8, "is b own");
  EXPECT_NE(HashOf(other), HashOf(kMethod));
}

}  // namespace
}  // namespace stapwijs::dsl::testing
