// SPDX-License-Identifier: EUPL-1.2
#include "engine/base/id.h"

#include <string>

#include "gtest/gtest.h"

namespace stapwijs {
namespace {

TEST(Id, NamesAreLowerCaseWords) {
  for (const char* name : {"a", "group_small", "x9", "started_on"})
    EXPECT_TRUE(IsName(name)) << name;
  for (const char* name : {"", "9x", "_a", "Groep", "a-b", "a.b", "é"}) {
    EXPECT_FALSE(IsName(name)) << name;
  }
}

TEST(Id, ElementKeysMayStartWithADigitAndHaveDashes) {
  for (const char* key : {"1", "vol", "m-5", "2f6c"}) EXPECT_TRUE(IsElementKey(key)) << key;
  for (const char* key : {"", "-a", "A", "a_b", "*", "a]"}) EXPECT_FALSE(IsElementKey(key)) << key;
}

TEST(Id, FortyCharactersAreTheMost) {
  EXPECT_TRUE(IsName(std::string(40, 'a')));
  EXPECT_FALSE(IsName(std::string(41, 'a')));
  EXPECT_TRUE(IsElementKey(std::string(40, '1')));
  EXPECT_FALSE(IsElementKey(std::string(41, '1')));
}

}  // namespace
}  // namespace stapwijs
