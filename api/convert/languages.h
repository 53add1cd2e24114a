// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "engine/base/text.h"
#include "stapwijs/v1/text.pb.h"

namespace stapwijs::api {

// The languages that somebody asked for. At least one.
struct Languages {
  bool nl = true;
  bool en = false;
  friend bool operator==(Languages, Languages) = default;
};

// Fills `out` with the texts asked for; Dutch stands in for a missing English text, and English
// where there is no Dutch one. Returns false, with `out` as it was, when there is no text at all.
inline bool FillText(const Text& text, Languages languages, v1::Text& out) {
  if (text.empty()) return false;
  if (languages.nl || text.en.empty()) out.set_nl(text.In(Language::kDutch));
  if (languages.en && !text.en.empty()) out.set_en(text.en);
  return true;
}

}  // namespace stapwijs::api
