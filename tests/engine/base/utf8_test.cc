// SPDX-License-Identifier: EUPL-1.2
#include "engine/base/utf8.h"

#include <string>

#include "gtest/gtest.h"

namespace stapwijs {
namespace {

TEST(Utf8, RefusesWhatIsNotValid) {
  for (const char* bytes : {"\x80", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                            "\xE2\x82", "\xFF"}) {
    EXPECT_FALSE(DecodeUtf8(bytes, 0).valid) << bytes;
    EXPECT_EQ(DecodeUtf8(bytes, 0).length, 1u) << bytes;
  }
}

TEST(Utf8, ReadsBackWhatItWrites) {
  for (const char32_t value : {U'a', U'é', U'€', U'🙂', char32_t{0x10FFFF}}) {
    std::string text;
    AppendUtf8(text, value);
    EXPECT_EQ(DecodeUtf8(text, 0).value, value);
    EXPECT_EQ(DecodeUtf8(text, 0).length, text.size());
  }
}

TEST(Utf8, FindsWhatIsNotToBeSeen) {
  for (const char* text : {"a\u2028b", "a\u202Eb", "a\u2066b", "a\u200Bb", "\uFEFFa", "a\u00ADb",
                           "a\u0085b", "a\x01", "a\x7F", "a\nb", "a\tb"}) {
    EXPECT_TRUE(HasHidden(text)) << text;
  }
  for (const char* text :
       {"", "Huis van de wijk", "Café 't Hoekje, 2 hoog", "Wijk\u00A0Zuid", "🙂"}) {
    EXPECT_FALSE(HasHidden(text)) << text;
  }
}

TEST(Utf8, LetsLinesThroughWhereTheyMayBe) {
  EXPECT_FALSE(HasHidden("a\r\n\tb", true));
  EXPECT_TRUE(HasHidden("a\u2028b", true));
}

TEST(Utf8, TellsBlanksOfAnyWidth) {
  for (const char* text : {"", " ", " \t\n", "\u00A0", "\u2003\u3000", "\u2800"}) {
    EXPECT_TRUE(IsBlank(text)) << text;
  }
  for (const char* text : {"a", " a ", "\xFF"}) EXPECT_FALSE(IsBlank(text)) << text;
}

}  // namespace
}  // namespace stapwijs
