// SPDX-License-Identifier: EUPL-1.2
#include "api/cli/page.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace stapwijs::api::cli {
namespace {

constexpr int kMargin = 3;
constexpr int kMarkColumns = 2;

}  // namespace

std::string Page::NamesOf(const Paths& paths, int shown, std::string_view known) const {
  std::string out;
  const int count = std::min(paths.size(), shown);
  for (int i = 0; i < count; ++i)
    absl::StrAppend(&out, i == 0 ? "" : "; ", NameOf(paths[i], known));
  if (paths.size() > count) {
    absl::StrAppend(&out, Say(" en nog ", " and "), paths.size() - count, Say("", " more"));
  }
  return out;
}

void Page::Heading(const std::string& title, Word word) {
  absl::StrAppend(&out_, "\n", Painted(title, Colour::kBold), " - ", Painted(word), "\n");
}

void Page::Title(const std::string& title) {
  absl::StrAppend(&out_, std::string(kMargin, ' '), Painted(title, Colour::kBold), "\n");
}

void Page::MarkedLine(const std::string& mark, Colour colour, const std::string& text) {
  const std::string margin(kMargin, ' ');
  const int hanging = kMargin + (mark.empty() ? 0 : kMarkColumns);
  const std::string lines = Wrap(margin + mark, text, hanging);
  absl::StrAppend(&out_, margin, Painted(mark, colour), lines.substr(margin.size() + mark.size()));
}

void Page::Source(const v1::Provenance& provenance) {
  const std::string source = SourceInWords(provenance, language());
  if (source.empty()) return;
  const int hanging = kMargin + kMarkColumns;
  std::string lines =
      Wrap(std::string(hanging, ' '), absl::StrCat(Say("bron: ", "source: "), source), hanging);
  lines.pop_back();
  absl::StrAppend(&out_, Painted(lines, Colour::kDim), "\n");
}

}  // namespace stapwijs::api::cli
