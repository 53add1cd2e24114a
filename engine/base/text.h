// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

namespace stapwijs {

enum class Language { kDutch, kEnglish };

// A text in the languages of a method. Dutch is the language every text falls back to.
struct Text {
  std::string nl;
  std::string en;

  bool empty() const { return nl.empty() && en.empty(); }
  // The text in `language`; the other language when that one is missing.
  const std::string& In(Language language) const {
    if (language == Language::kEnglish) return en.empty() ? nl : en;
    return nl.empty() ? en : nl;
  }
  friend bool operator==(const Text&, const Text&) = default;
};

}  // namespace stapwijs
