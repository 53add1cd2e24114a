// SPDX-License-Identifier: EUPL-1.2
#include "dsl/source/source.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/utf8.h"

namespace stapwijs::dsl {
namespace {

namespace fs = std::filesystem;

absl::Status FromError(const std::error_code& error, const std::string& path) {
  const bool missing = error == std::errc::no_such_file_or_directory;
  const std::string message = absl::StrCat(path, ": ", error.message());
  return missing ? absl::NotFoundError(message) : absl::UnavailableError(message);
}

absl::Status TooLarge(const std::string& name) {
  return absl::ResourceExhaustedError(
      absl::StrCat(name, ": larger than the ", kMaxFileBytes, " bytes of a source file"));
}

// Never reads more than one byte beyond the limit, whatever the file is.
absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return absl::UnavailableError(absl::StrCat(path, ": cannot be read"));
  std::string text(kMaxFileBytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad()) return absl::DataLossError(absl::StrCat(path, ": reading it failed"));
  text.resize(static_cast<size_t>(in.gcount()));
  if (text.size() > kMaxFileBytes) return TooLarge(path);
  return text;
}

absl::StatusOr<std::vector<std::string>> ListFolder(const std::string& path) {
  std::vector<std::string> names;
  std::error_code error;
  fs::recursive_directory_iterator it(path, error);
  for (; !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
    if (it->is_symlink() || !it->is_regular_file()) continue;
    if (it->path().extension() == ".stap") names.push_back(it->path().string());
  }
  if (error) return FromError(error, path);
  if (names.empty()) return absl::NotFoundError(absl::StrCat(path, ": no .stap file in it"));
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

absl::StatusOr<uint16_t> SourceSet::Add(std::string name, std::string text) {
  if (text.size() > kMaxFileBytes) return TooLarge(name);
  if (total_bytes_ + text.size() > kMaxMethodBytes) {
    return absl::ResourceExhaustedError(
        absl::StrCat(name, ": with it the method passes ", kMaxMethodBytes, " bytes"));
  }
  if (files_.size() >= kMaxFiles) {
    return absl::ResourceExhaustedError(absl::StrCat("more than ", kMaxFiles, " files"));
  }
  total_bytes_ += text.size();
  std::vector<uint32_t> starts = {0};
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') starts.push_back(static_cast<uint32_t>(i + 1));
  }
  files_.push_back({{std::move(name), std::move(text)}, std::move(starts)});
  return static_cast<uint16_t>(files_.size() - 1);
}

std::string_view SourceSet::Text(Span span) const {
  const std::string_view text = files_[span.file].source.text;
  if (span.begin >= text.size() || span.end <= span.begin) return {};
  return text.substr(span.begin, span.end - span.begin);
}

Position SourceSet::PositionOf(uint16_t file, uint32_t offset) const {
  const Entry& entry = files_[file];
  const std::string_view text = entry.source.text;
  offset = std::min(offset, static_cast<uint32_t>(text.size()));
  const auto after = std::upper_bound(entry.line_starts.begin(), entry.line_starts.end(), offset);
  Position position;
  position.line = static_cast<int>(after - entry.line_starts.begin());
  for (uint32_t at = *(after - 1); at < offset; ++position.column) {
    at += DecodeUtf8(text, at).length;
  }
  return position;
}

std::string_view SourceSet::Line(uint16_t file, int line) const {
  const Entry& entry = files_[file];
  const size_t index = static_cast<size_t>(line) - 1;
  if (line < 1 || index >= entry.line_starts.size()) return {};
  const std::string_view text = entry.source.text;
  std::string_view rest = text.substr(entry.line_starts[index]);
  rest = rest.substr(0, rest.find('\n'));
  if (!rest.empty() && rest.back() == '\r') rest.remove_suffix(1);
  return rest;
}

absl::StatusOr<SourceSet> LoadSources(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    return absl::NotFoundError(absl::StrCat(path, ": no such file or folder"));
  }
  // Opening a pipe would wait for who writes into it.
  if (!fs::is_directory(status) && !fs::is_regular_file(status)) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": neither a file nor a folder"));
  }
  std::vector<std::string> names = {path};
  if (fs::is_directory(status)) {
    absl::StatusOr<std::vector<std::string>> listed = ListFolder(path);
    if (!listed.ok()) return listed.status();
    names = *std::move(listed);
  }
  SourceSet set;
  for (const std::string& name : names) {
    absl::StatusOr<std::string> text = ReadFile(name);
    if (!text.ok()) return text.status();
    absl::StatusOr<uint16_t> added = set.Add(name, *std::move(text));
    if (!added.ok()) return added.status();
  }
  return set;
}

}  // namespace stapwijs::dsl
