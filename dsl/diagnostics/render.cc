// SPDX-License-Identifier: EUPL-1.2
#include "dsl/diagnostics/render.h"

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "engine/base/utf8.h"

namespace stapwijs::dsl {
namespace {

// An underlined line longer than this is cut: a file of one line must not fill the screen.
constexpr int kShownColumns = 160;

std::string Fill(std::string_view format, const std::vector<std::string>& args, Language language) {
  std::string out;
  for (size_t i = 0; i < format.size(); ++i) {
    const bool slot = format[i] == '{' && i + 2 < format.size() && format[i + 2] == '}' &&
                      format[i + 1] >= '0' && format[i + 1] <= '9';
    if (!slot) {
      out.push_back(format[i]);
      continue;
    }
    const size_t index = static_cast<size_t>(format[i + 1] - '0');
    if (index < args.size()) {
      const std::string& arg = args[index];
      out += arg.size() > 1 && arg[0] == '@' ? Phrase(std::string_view(arg).substr(1), language)
                                             : std::string_view(arg);
    }
    i += 2;
  }
  return out;
}

std::string_view Pick(const std::string_view (&texts)[2], Language language) {
  return texts[static_cast<int>(language)];
}

// Text from a source made safe to show on a terminal; one column for each code point.
std::string Visible(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const CodePoint point = DecodeUtf8(text, i);
    if (!point.valid || (IsHidden(point.value) && point.value != '\t') || point.value == '\r') {
      out.push_back('?');
    } else if (point.value == '\t') {
      out.push_back(' ');
    } else {
      out += text.substr(i, point.length);
    }
    i += point.length;
  }
  return out;
}

size_t OffsetOfColumn(std::string_view line, int column) {
  size_t at = 0;
  for (int c = 1; c < column && at < line.size(); ++c) at += DecodeUtf8(line, at).length;
  return std::min(at, line.size());
}

std::string Underlined(Span span, const SourceSet& sources) {
  const Position from = sources.PositionOf(span.file, span.begin);
  const Position to = sources.PositionOf(span.file, span.end);
  const std::string_view line = sources.Line(span.file, from.line);
  const int first = std::max(1, from.column - kShownColumns / 2);
  const std::string_view shown = line.substr(OffsetOfColumn(line, first));
  const std::string_view cut = shown.substr(0, OffsetOfColumn(shown, kShownColumns + 1));
  // A span over several lines is underlined to the end of the first.
  const int length = to.line == from.line
                         ? to.column - from.column
                         : static_cast<int>(line.size() - OffsetOfColumn(line, from.column));
  const int visible = std::clamp(length, 1, kShownColumns);
  return absl::StrCat("  ", Visible(cut), "\n  ",
                      std::string(static_cast<size_t>(from.column - first), ' '), "^",
                      std::string(static_cast<size_t>(visible - 1), '~'), "\n");
}

std::string Where(Span span, const SourceSet& sources) {
  const Position position = sources.PositionOf(span.file, span.begin);
  return absl::StrCat(Visible(sources.file(span.file).name), ":", position.line, ":",
                      position.column);
}

std::string Quoted(std::string_view text) {
  std::string out = "\"";
  for (size_t i = 0; i < text.size();) {
    const CodePoint point = DecodeUtf8(text, i);
    i += point.length;
    if (!point.valid) {
      out += "\xEF\xBF\xBD";
    } else if (point.value == '"' || point.value == '\\') {
      out += {'\\', static_cast<char>(point.value)};
    } else if (point.value < 0x20 || IsHidden(point.value)) {
      char escape[16];
      if (point.value > 0xFFFF) {
        const unsigned rest = static_cast<unsigned>(point.value) - 0x10000;
        std::snprintf(escape, sizeof escape, "\\u%04x\\u%04x", 0xD800 + (rest >> 10),
                      0xDC00 + (rest & 0x3FF));
      } else {
        std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(point.value));
      }
      out += escape;
    } else {
      AppendUtf8(out, point.value);
    }
  }
  return out + "\"";
}

std::string SpanJson(Span span, const SourceSet& sources) {
  const Position from = sources.PositionOf(span.file, span.begin);
  const Position to = sources.PositionOf(span.file, span.end);
  return absl::StrCat("\"file\":", Quoted(sources.file(span.file).name), ",\"line\":", from.line,
                      ",\"column\":", from.column, ",\"endLine\":", to.line,
                      ",\"endColumn\":", to.column);
}

std::string DiagnosticJson(const Diagnostic& d, const SourceSet& sources, Language language) {
  const KindInfo& info = InfoOf(d.kind);
  std::string out = absl::StrCat(
      "{\"code\":\"", std::string(info.code), "\",\"kind\":\"", std::string(info.name),
      "\",\"severity\":\"", d.severity == Severity::kError ? "error" : "warning", "\",",
      SpanJson(d.span, sources), ",\"message\":", Quoted(Sentence(d, language)));
  const std::string help = Help(d, language);
  if (!help.empty()) absl::StrAppend(&out, ",\"help\":", Quoted(help));
  if (!d.places.empty()) {
    absl::StrAppend(&out, ",\"places\":[");
    for (size_t i = 0; i < d.places.size(); ++i) {
      absl::StrAppend(&out, i ? "," : "", "{", SpanJson(d.places[i].span, sources),
                      ",\"note\":", Quoted(Fill("{0}", {d.places[i].note}, language)), "}");
    }
    absl::StrAppend(&out, "]");
  }
  if (d.suggestion) {
    absl::StrAppend(&out, ",\"suggestion\":{", SpanJson(d.suggestion->span, sources),
                    ",\"replacement\":", Quoted(d.suggestion->replacement), "}");
  }
  return out + "}";
}

}  // namespace

std::string Sentence(const Diagnostic& diagnostic, Language language) {
  return Fill(Pick(InfoOf(diagnostic.kind).sentence, language), diagnostic.args, language);
}

std::string Help(const Diagnostic& diagnostic, Language language) {
  if (diagnostic.suggestion) {
    return Fill(Phrase("did_you_mean", language), {diagnostic.suggestion->replacement}, language);
  }
  return Fill(Pick(InfoOf(diagnostic.kind).help, language), diagnostic.args, language);
}

std::string RenderText(const Diagnostic& d, const SourceSet& sources, Language language) {
  const std::string_view severity =
      Phrase(d.severity == Severity::kError ? "error" : "warning", language);
  std::string out = absl::StrCat(Where(d.span, sources), ": ", std::string(severity), " ",
                                 std::string(InfoOf(d.kind).code), ": ",
                                 Visible(Sentence(d, language)), "\n", Underlined(d.span, sources));
  for (const Place& place : d.places) {
    absl::StrAppend(&out, "  ", Where(place.span, sources), ": ",
                    Visible(Fill("{0}", {place.note}, language)), "\n",
                    Underlined(place.span, sources));
  }
  const std::string help = Help(d, language);
  if (!help.empty()) {
    absl::StrAppend(&out, "  ", std::string(Phrase("help", language)), ": ", Visible(help), "\n");
  }
  return out;
}

std::string RenderText(const Diagnostics& diagnostics, const SourceSet& sources,
                       Language language) {
  std::string out;
  for (const Diagnostic& d : diagnostics.Sorted()) out += RenderText(d, sources, language);
  if (diagnostics.dropped() > 0) {
    const std::string count = absl::StrCat(diagnostics.dropped());
    out += Fill(Phrase("not_shown", language), {count}, language) + "\n";
  }
  return out;
}

std::string RenderJson(const Diagnostics& diagnostics, const SourceSet& sources,
                       Language language) {
  std::string out = "{\"diagnostics\":[";
  const char* separator = "";
  for (const Diagnostic& d : diagnostics.Sorted()) {
    absl::StrAppend(&out, separator, DiagnosticJson(d, sources, language));
    separator = ",";
  }
  absl::StrAppend(&out, "],\"errors\":", diagnostics.errors(),
                  ",\"warnings\":", diagnostics.warnings(), ",\"dropped\":", diagnostics.dropped(),
                  "}");
  return out;
}

}  // namespace stapwijs::dsl
