// SPDX-License-Identifier: EUPL-1.2
#include "dsl/source/source.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace stapwijs::dsl {
namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / fs::path(UniqueName())) {
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  void Write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }
  std::string path(const std::string& name = "") const { return (path_ / name).string(); }

 private:
  static std::string UniqueName() {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    return std::string("stapwijs_source_") + test->name();
  }
  fs::path path_;
};

SourceSet One(std::string text) {
  SourceSet set;
  EXPECT_TRUE(set.Add("a.stap", std::move(text)).ok());
  return set;
}

TEST(PositionOf, CountsLinesAndCodePointsFromOne) {
  const SourceSet set = One("één\n\n€x\xFFy");
  EXPECT_EQ(set.PositionOf(0, 0), (Position{1, 1}));
  EXPECT_EQ(set.PositionOf(0, 2), (Position{1, 2}));
  EXPECT_EQ(set.PositionOf(0, 5), (Position{1, 4}));  // the line feed belongs to its line
  EXPECT_EQ(set.PositionOf(0, 6), (Position{2, 1}));
  EXPECT_EQ(set.PositionOf(0, 10), (Position{3, 2}));  // after the three bytes of €
  EXPECT_EQ(set.PositionOf(0, 12), (Position{3, 4}));  // a bad byte is one column
}

TEST(PositionOf, PastTheEndIsAfterTheLastCharacter) {
  EXPECT_EQ(One("ab").PositionOf(0, 99), (Position{1, 3}));
}

TEST(Line, HasNoLineEnding) {
  const SourceSet set = One("een\r\ntwee\n");
  EXPECT_EQ(set.Line(0, 1), "een");
  EXPECT_EQ(set.Line(0, 2), "twee");
  EXPECT_EQ(set.Line(0, 3), "");
  EXPECT_EQ(set.Line(0, 9), "");
}

TEST(Add, TakesAFileOfTheLimitAndNotOneByteMore) {
  SourceSet set;
  EXPECT_TRUE(set.Add("a", std::string(kMaxFileBytes, 'x')).ok());
  EXPECT_EQ(set.Add("b", std::string(kMaxFileBytes + 1, 'x')).status().code(),
            absl::StatusCode::kResourceExhausted);
}

TEST(Add, TakesAMethodOfTheLimitAndNotOneByteMore) {
  SourceSet set;
  for (size_t i = 0; i < kMaxMethodBytes / kMaxFileBytes; ++i) {
    EXPECT_TRUE(set.Add("a", std::string(kMaxFileBytes, 'x')).ok());
  }
  EXPECT_EQ(set.Add("b", "x").status().code(), absl::StatusCode::kResourceExhausted);
}

TEST(LoadSources, ReadsOneFile) {
  const Folder folder;
  folder.Write("m.stap", "method m");
  const absl::StatusOr<SourceSet> set = LoadSources(folder.path("m.stap"));
  ASSERT_TRUE(set.ok());
  EXPECT_EQ(set->file(0).text, "method m");
}

TEST(LoadSources, ReadsStapFilesOfAFolderInOrderOfName) {
  const Folder folder;
  folder.Write("b.stap", "b");
  folder.Write("a/z.stap", "az");
  folder.Write("c.stap", "c");
  folder.Write("notes.txt", "no");
  const absl::StatusOr<SourceSet> set = LoadSources(folder.path());
  ASSERT_TRUE(set.ok());
  ASSERT_EQ(set->size(), 3u);
  EXPECT_EQ(set->file(0).text, "az");
  EXPECT_EQ(set->file(1).text, "b");
  EXPECT_EQ(set->file(2).text, "c");
}

TEST(LoadSources, DoesNotFollowLinksOutOfTheFolder) {
  const Folder folder;
  folder.Write("outside.stap", "secret");
  folder.Write("in/a.stap", "a");
  fs::create_symlink(folder.path("outside.stap"), folder.path("in/link.stap"));
  const absl::StatusOr<SourceSet> set = LoadSources(folder.path("in"));
  ASSERT_TRUE(set.ok());
  EXPECT_EQ(set->size(), 1u);
}

TEST(LoadSources, RefusesAPipeInsteadOfWaitingForIt) {
  EXPECT_EQ(LoadSources("/dev/zero").status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(LoadSources, FailsWhereThereIsNothing) {
  const Folder folder;
  EXPECT_EQ(LoadSources(folder.path("x.stap")).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(LoadSources(folder.path()).status().code(), absl::StatusCode::kNotFound);
}

TEST(LoadSources, RefusesAFileBeyondTheLimit) {
  const Folder folder;
  folder.Write("m.stap", std::string(kMaxFileBytes + 1, 'x'));
  EXPECT_EQ(LoadSources(folder.path("m.stap")).status().code(),
            absl::StatusCode::kResourceExhausted);
}

}  // namespace
}  // namespace stapwijs::dsl
