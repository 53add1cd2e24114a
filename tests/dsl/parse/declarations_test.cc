// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "dsl/syntax/dump.h"
#include "tests/dsl/parse/parse_support.h"

namespace stapwijs::dsl::testing {
namespace {

struct Case {
  const char* text;
  const char* tree;
};

class DeclarationTest : public ::testing::TestWithParam<Case> {};

TEST_P(DeclarationTest, HasTree) { EXPECT_EQ(DumpPart(GetParam().text), GetParam().tree); }

INSTANTIATE_TEST_SUITE_P(
    Facts, DeclarationTest,
    ::testing::Values(
        Case{"fact a: yesno nl \"A\" en \"B\"", "fact a: yesno nl:\"A\" en:\"B\"\n"},
        Case{"fact a: int 0..10 nl \"A\"", "fact a: int (.. 0 10) nl:\"A\"\n"},
        Case{"fact a: int low..high nl \"A\"", "fact a: int (.. low high) nl:\"A\"\n"},
        Case{"fact a: decimal -1.5..2.5 nl \"A\"", "fact a: decimal (.. -1.5 2.5) nl:\"A\"\n"},
        Case{"fact text: text nl \"A\"", "fact text: text nl:\"A\"\n"},
        Case{"fact a: label nl \"A\" fact b: date nl \"B\" fact c: time nl \"C\"",
             "fact a: label nl:\"A\"\nfact b: date nl:\"B\"\nfact c: time nl:\"C\"\n"},
        Case{"fact a: duration nl \"A\" fact b: reference nl \"B\"",
             "fact a: duration nl:\"A\"\nfact b: reference nl:\"B\"\n"},
        Case{"fact a: progress nl \"A\"", "fact a: progress nl:\"A\"\n"},
        Case{"fact a: ref pool nl \"A\"", "fact a: ref pool nl:\"A\"\n"},
        Case{"fact a: set of ref pool nl \"A\"", "fact a: set of ref pool nl:\"A\"\n"},
        Case{"fact a: list of member up to 40 nl \"A\"",
             "fact a: list of member up to 40 nl:\"A\"\n"},
        Case{"fact a: int nl \"A\" was b privacy p2 by x, y ask nl \"Q\" or none nl \"N\"",
             "fact a: int nl:\"A\" or none nl:\"N\" ask nl:\"Q\" by x, y privacy p2 was b\n"},
        Case{"fact a: date nl \"A\" or none", "fact a: date nl:\"A\" or none\n"},
        Case{"fact a: text nl \"een\" \"twee\"", "fact a: text nl:\"een twee\"\n"},
        Case{"let a = b + 1 nl \"A\"", "let a = (+ b 1) nl:\"A\"\n"},
        Case{"let a = b", "let a = b\n"}));

INSTANTIATE_TEST_SUITE_P(
    Small, DeclarationTest,
    ::testing::Values(Case{"use shared_words", "use shared_words\n"},
                      Case{"source h \"Titel\" by \"A\" url \"https://x\" year 2019 by \"B\"",
                           "source h \"Titel\" by \"A\" by \"B\" url \"https://x\" year 2019\n"},
                      Case{"source hr \"Een bron met twee letters\"",
                           "source hr \"Een bron met twee letters\"\n"},
                      Case{"role r nl \"R\"", "role r nl:\"R\"\n"},
                      Case{"enum e { a, b nl \"B\" en \"B\", c }",
                           "enum e\n  a\n  b nl:\"B\" en:\"B\"\n  c\n"},
                      Case{"record r { fact a: int nl \"A\" let b = a }",
                           "record r\n  fact a: int nl:\"A\"\n  let b = a\n"},
                      Case{"parameter p: int = 5 adjustable 3..7 nl \"P\"",
                           "parameter p: int = 5 adjustable (.. 3 7) nl:\"P\"\n"},
                      Case{"parameter p: duration = 3 weeks nl \"P\"",
                           "parameter p: duration = 3-weeks nl:\"P\"\n"},
                      Case{"share a, b", "share a, b\n"},
                      Case{"portfolio areas", "portfolio areas\n"},
                      Case{"dossier d of m 1.x { fact a: int nl \"A\" }",
                           "dossier d of m 1.x\n  fact a: int nl:\"A\"\n"},
                      Case{"set p = 6 raise area.g to blocks require area.i drop area.t",
                           "set p = 6\nraise area.g to blocks\nrequire area.i\ndrop area.t\n"},
                      Case{"note nl \"N\" cite h \"x\" fixed why nl \"W\"",
                           "note nl:\"N\"\n  cite h \"x\" fixed\n  why nl:\"W\"\n"},
                      Case{"note nl \"N\" { cite h \"x\" }", "note nl:\"N\"\n  cite h \"x\"\n"}));

INSTANTIATE_TEST_SUITE_P(
    Rules, DeclarationTest,
    ::testing::Values(
        Case{"step s { }", "step s\n"},
        Case{"step s nl \"S\" after a, b { applies when x fact y: int nl \"Y\" }",
             "step s nl:\"S\" after a, b\n  applies when x\n  fact y: int nl:\"Y\"\n"},
        Case{"step s { item i required nl \"I\" }", "step s\n  item i required nl:\"I\"\n"},
        Case{"step s { item i recommended nl \"I\" { weight 3 open when b ask nl \"Q\" done when a "
             "applies when c } }",
             "step s\n  item i recommended nl:\"I\"\n    weight 3\n    open when b\n    ask "
             "nl:\"Q\"\n"
             "    done when a\n    applies when c\n"},
        Case{"step s { item i required nl \"I\" { cite h \"a\" \"b\" pilot ref \"R1\" own nl \"O\" "
             "why nl \"W\" see a.b, c was j allows drop } }",
             "step s\n  item i required nl:\"I\"\n    cite h \"a b\" pilot\n    ref \"R1\"\n"
             "    own nl:\"O\"\n    why nl:\"W\"\n    see a.b, c\n    was j\n    allows drop\n"},
        Case{"step s { guard g blocks { holds when a unwaivable own } }",
             "step s\n  guard g blocks\n    holds when a\n    unwaivable\n    own\n"},
        Case{"step s { guard g blocks start of a, b, start of c for r nl \"G\" { violated when x } "
             "}",
             "step s\n  guard g blocks start of a, b, start of c for r nl:\"G\"\n"
             "    violated when x\n"},
        Case{"step s { guard g advises { message nl \"{a}: {{niet}} {b + 1}.\" en \"plain\" } }",
             "step s\n  guard g advises\n    message nl:[a \": {niet} \" (+ b 1) \".\"] "
             "en:[\"plain\"]\n"},
        Case{"step s { tip t for r, q priority 2 nl \"T\" { when not yet a text nl \"X\" } }",
             "step s\n  tip t for r, q priority 2 nl:\"T\"\n    when (not-yet a)\n"
             "    text nl:[\"X\"]\n"},
        Case{"step s { for each x in a.b where x.c is {d} { for each y in x.e { let z = y } } }",
             "step s\n  for each x in a.b where (is x.c (set d))\n    for each y in x.e\n"
             "      let z = y\n"}));

INSTANTIATE_TEST_SUITE_P(
    PoliciesAndTemplates, DeclarationTest,
    ::testing::Values(
        Case{"policy p nl \"P\" { domain nl \"D\" own goal g nl \"G\" { linked nl \"L\" when a "
             "partly when b evidence c, d.e cite h \"x\" } }",
             "policy p nl:\"P\"\n  domain nl:\"D\"\n  own\n  goal g nl:\"G\"\n"
             "    linked nl:\"L\" when a\n    partly when b\n    evidence c, d.e\n    cite h "
             "\"x\"\n"},
        Case{"template t nl \"T\" { at 9:05 nl \"A\" point nl \"P\" section nl \"S\" { question q: "
             "yesno nl \"Q\" field f: text nl \"F\" criteria c } own }",
             "template t nl:\"T\"\n  at 9:05 nl:\"A\"\n  point nl:\"P\"\n  section nl:\"S\"\n"
             "    question q: yesno nl:\"Q\"\n    field f: text nl:\"F\"\n    criteria c\n  "
             "own\n"}));

struct HeaderCase {
  const char* text;
  const char* tree;
};
class HeaderTest : public ::testing::TestWithParam<HeaderCase> {};
TEST_P(HeaderTest, HasTree) {
  const Parsed parsed = ParseText(GetParam().text);
  EXPECT_THAT(Lines(parsed), ::testing::IsEmpty());
  EXPECT_EQ(syntax::Dump(parsed.file), GetParam().tree);
}
INSTANTIATE_TEST_SUITE_P(
    All, HeaderTest,
    ::testing::Values(HeaderCase{"method m 1.0.0 nl \"M\"", "method m 1.0.0 nl:\"M\"\n"},
                      HeaderCase{"part of m", "part of m\n"}, HeaderCase{"shared s", "shared s\n"},
                      HeaderCase{"overlay o 1.2.0 of m 1.x nl \"O\"",
                                 "overlay o 1.2.0 of m 1.x nl:\"O\"\n"}));

TEST(LanguageExample, IsReadWhole) {
  std::ifstream in(STAPWIJS_ROOT "/tests/dsl/parse/language_example.stap");
  std::stringstream text;
  text << in.rdbuf();
  const Parsed parsed = ParseText(text.str());
  EXPECT_THAT(Lines(parsed), ::testing::IsEmpty());
  EXPECT_EQ(parsed.file.steps.size(), 5u);
  EXPECT_EQ(parsed.file.enums.size(), 5u);
  EXPECT_EQ(parsed.file.records.size(), 5u);
  EXPECT_EQ(parsed.file.steps[2].body.for_eaches.size(), 2u);
  EXPECT_EQ(parsed.file.scenarios.at(0).statements.size(), 4u);
}

TEST(Spans, OfADeclarationGoFromItsWordToItsEnd) {
  const Parsed parsed = ParsePart("step s {\n  item i required nl \"I\" { done when a }\n}\n");
  const syntax::ItemDecl& item = parsed.file.steps.at(0).body.items.at(0);
  EXPECT_EQ(parsed.sources.Text(item.span), "item i required nl \"I\" { done when a }");
  EXPECT_EQ(parsed.sources.Text(item.done_when.at(0).span), "done when a");
  EXPECT_EQ(parsed.sources.Text(item.name.span), "i");
  EXPECT_EQ(parsed.sources.Text(item.title.parts.at(0).language.span), "nl");
}

TEST(Spans, OfAPieceOfAMessageLieInTheFile) {
  const Parsed parsed =
      ParsePart("step s { guard g warns { message nl \"eén\" \"twee {a.b} drie\" } }");
  const syntax::Text& text = parsed.file.steps.at(0).body.guards.at(0).messages.at(0).text;
  std::vector<std::string> pieces;
  for (const syntax::TextPiece& piece : text.parts.at(0).pieces) {
    pieces.emplace_back(parsed.sources.Text(piece.span));
  }
  EXPECT_THAT(pieces, ::testing::ElementsAre("eén", " ", "twee ", "{a.b}", " drie"));
  EXPECT_EQ(parsed.sources.Text(parsed.file.exprs[text.parts[0].pieces[3].expr].span), "a.b");
}

TEST(Clauses, GivenTwiceAreBothKept) {
  const Parsed parsed =
      ParsePart("step s { item i required nl \"I\" { done when a done when b } }");
  EXPECT_EQ(parsed.file.steps.at(0).body.items.at(0).done_when.size(), 2u);
}

}  // namespace
}  // namespace stapwijs::dsl::testing
