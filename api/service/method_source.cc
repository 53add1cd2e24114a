// SPDX-License-Identifier: EUPL-1.2
#include "api/service/method_source.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "dsl/diagnostics/render.h"
#include "dsl/load.h"
#include "dsl/source/source.h"

namespace stapwijs::api {
namespace {

v1::Diagnostic ToProto(const dsl::Diagnostic& diagnostic, const dsl::SourceSet& sources) {
  const dsl::Position begin = sources.PositionOf(diagnostic.span.file, diagnostic.span.begin);
  const dsl::Position end = sources.PositionOf(diagnostic.span.file, diagnostic.span.end);
  v1::Diagnostic out;
  const std::string_view code = dsl::InfoOf(diagnostic.kind).code;
  out.set_code(code.data(), code.size());
  out.set_error(diagnostic.severity == dsl::Severity::kError);
  out.set_file(sources.file(diagnostic.span.file).name);
  out.set_line(begin.line);
  out.set_column(begin.column);
  out.set_end_line(end.line);
  out.set_end_column(end.column);
  out.mutable_message()->set_nl(dsl::Sentence(diagnostic, Language::kDutch));
  out.mutable_message()->set_en(dsl::Sentence(diagnostic, Language::kEnglish));
  const std::string help = dsl::Help(diagnostic, Language::kDutch);
  if (!help.empty()) {
    out.mutable_help()->set_nl(help);
    out.mutable_help()->set_en(dsl::Help(diagnostic, Language::kEnglish));
  }
  return out;
}

}  // namespace

LoadedSource LoadSource(const std::map<std::string, std::string>& files) {
  LoadedSource out;
  dsl::SourceSet sources;
  for (const auto& [name, text] : files) {
    const auto added = sources.Add(name, text);
    if (added.ok()) continue;
    out.violations.push_back(
        {"files",
         "TEXT_TOO_LONG",
         {absl::StrCat("het bestand \"", name, "\" past niet: een bestand is hoogstens ",
                       dsl::kMaxFileBytes, " bytes, een methode hoogstens ", dsl::kMaxMethodBytes,
                       " bytes in ", dsl::kMaxFiles, " bestanden"),
          absl::StrCat("the file \"", name, "\" does not fit: a file has at most ",
                       dsl::kMaxFileBytes, " bytes, a method at most ", dsl::kMaxMethodBytes,
                       " bytes in ", dsl::kMaxFiles, " files")}});
  }
  if (!out.violations.empty()) return out;
  dsl::Loaded loaded = dsl::LoadMethod(std::move(sources));
  for (const dsl::Diagnostic& diagnostic : loaded.diagnostics.Sorted()) {
    *out.diagnostics.add_diagnostics() = ToProto(diagnostic, loaded.sources);
  }
  out.diagnostics.set_errors(static_cast<int32_t>(loaded.diagnostics.errors()));
  out.diagnostics.set_warnings(static_cast<int32_t>(loaded.diagnostics.warnings()));
  if (loaded.checked) out.method = std::move(loaded.checked->method);
  return out;
}

}  // namespace stapwijs::api
