// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "dsl/diagnostics/diagnostic.h"
#include "dsl/parse/parse.h"
#include "dsl/source/source.h"

namespace stapwijs::dsl::testing {

struct Parsed {
  SourceSet sources;
  Diagnostics diagnostics;
  syntax::ParsedFile file;
};
Parsed ParseText(std::string text);
// As a part of method m.
Parsed ParsePart(const std::string& declarations);

// "12:5 S1101 expected ...", in Dutch or English; one for each diagnostic, sorted.
std::vector<std::string> Lines(const Parsed& parsed, Language language = Language::kEnglish);

// The tree of an expression, or of declarations without the header; of a mistake its sentences.
std::string DumpExpression(const std::string& text);
std::string DumpPart(const std::string& declarations);

}  // namespace stapwijs::dsl::testing
