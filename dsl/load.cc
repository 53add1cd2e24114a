// SPDX-License-Identifier: EUPL-1.2
#include "dsl/load.h"

#include <vector>

#include "dsl/parse/parse.h"

namespace stapwijs::dsl {

Loaded LoadMethod(SourceSet sources) {
  Loaded out;
  out.sources = std::move(sources);
  std::vector<syntax::ParsedFile> files;
  files.reserve(out.sources.size());
  for (size_t i = 0; i < out.sources.size(); ++i) {
    files.push_back(Parse(out.sources, static_cast<uint16_t>(i), out.diagnostics));
  }
  out.checked = Check(files, out.diagnostics);
  return out;
}

absl::StatusOr<Loaded> LoadMethod(const std::string& path) {
  absl::StatusOr<SourceSet> sources = LoadSources(path);
  if (!sources.ok()) return sources.status();
  return LoadMethod(*std::move(sources));
}

std::optional<std::pair<std::shared_ptr<const Method>, ExprId>> LoadExpression(
    const Method& base, const std::string& text, SourceSet& sources, Diagnostics& diagnostics) {
  absl::StatusOr<uint16_t> file = sources.Add("expression", text);
  if (!file.ok()) return std::nullopt;
  return CheckExpression(base, ParseExpression(sources, *file, diagnostics), *file, diagnostics);
}

}  // namespace stapwijs::dsl
