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

// What is only a lint while a method is written, but keeps it from being published: a rule that
// does not say where it comes from, a text that is not there in both languages.
bool KeepsFromPublishing(dsl::DiagnosticKind kind) {
  return kind == dsl::DiagnosticKind::kNoSource || kind == dsl::DiagnosticKind::kNoEnglishText;
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
  int32_t refused = 0;
  for (const dsl::Diagnostic& diagnostic : loaded.diagnostics.Sorted()) {
    v1::Diagnostic& shown = *out.diagnostics.add_diagnostics();
    shown = ToProto(diagnostic, loaded.sources);
    if (!KeepsFromPublishing(diagnostic.kind)) continue;
    shown.set_error(true);
    ++refused;
  }
  out.diagnostics.set_errors(static_cast<int32_t>(loaded.diagnostics.errors()) + refused);
  out.diagnostics.set_warnings(static_cast<int32_t>(loaded.diagnostics.warnings()) - refused);
  if (loaded.checked && refused == 0) out.method = std::move(loaded.checked->method);
  return out;
}

}  // namespace stapwijs::api
