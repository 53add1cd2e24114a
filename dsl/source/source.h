// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "engine/base/span.h"

namespace stapwijs::dsl {

// Limits of the language (decisions.md, "Limits"). Nothing longer is read into memory.
inline constexpr size_t kMaxFileBytes = size_t{1} << 20;
inline constexpr size_t kMaxMethodBytes = size_t{16} << 20;
inline constexpr size_t kMaxFiles = 1000;

// Lines and columns count from 1. A column counts UTF-8 code points, not bytes; a byte that is not
// part of valid UTF-8 counts as one.
struct Position {
  int line = 1;
  int column = 1;

  friend bool operator==(const Position&, const Position&) = default;
};

// One source text. `name` is what diagnostics show: the path as the caller gave it.
struct SourceFile {
  std::string name;
  std::string text;
};

// The texts of one method, in the order in which they are read. Spans refer to a file by its index.
// Immutable once built; then safe to read from several threads.
class SourceSet {
 public:
  // Adds a text held in memory and gives its index. ResourceExhausted when the file, the method or
  // the number of files would pass its limit; then nothing is added.
  absl::StatusOr<uint16_t> Add(std::string name, std::string text);

  size_t size() const { return files_.size(); }
  const SourceFile& file(uint16_t index) const { return files_[index].source; }

  // The text below a span; offsets past the end of the file are cut off.
  std::string_view Text(Span span) const;

  // Where a byte offset lies. An offset past the end gives the place after the last character.
  Position PositionOf(uint16_t file, uint32_t offset) const;

  // A line (from 1) without its line ending; empty when there is no such line.
  std::string_view Line(uint16_t file, int line) const;

 private:
  struct Entry {
    SourceFile source;
    std::vector<uint32_t> line_starts;
  };
  std::vector<Entry> files_;
  size_t total_bytes_ = 0;
};

// Reads a file, or of a folder all *.stap files in and below it, sorted by name. Symbolic links
// below the folder are not followed. NotFound when there is nothing (or no *.stap file) at `path`,
// InvalidArgument for a pipe or device, ResourceExhausted beyond the limits, otherwise what the
// file system says. Bytes that are not valid text are the lexer's to report, with their place.
absl::StatusOr<SourceSet> LoadSources(const std::string& path);

}  // namespace stapwijs::dsl
