// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "dsl/diagnostics/diagnostic.h"
#include "dsl/source/source.h"

namespace stapwijs::dsl {

// The sentence with its arguments, in one line.
std::string Sentence(const Diagnostic& diagnostic, Language language);

// The cure in one sentence, the suggestion included; empty when there is none.
std::string Help(const Diagnostic& diagnostic, Language language);

// file:line:column: error S1001: sentence
//   the line of the source
//      ^~~~
//   help: ...
// Control characters of the source are shown as "?" so that no text can steer a terminal.
std::string RenderText(const Diagnostic& diagnostic, const SourceSet& sources, Language language);

// All of them, sorted, and a last line that counts what was not shown.
std::string RenderText(const Diagnostics& diagnostics, const SourceSet& sources, Language language);

// {"diagnostics":[{"code","kind","severity","file","line","column","endLine","endColumn",
// "message","help"?,"places"?,"suggestion"?}],"errors":n,"warnings":n,"dropped":n}
// Columns count code points; bytes that are not valid UTF-8 become U+FFFD.
std::string RenderJson(const Diagnostics& diagnostics, const SourceSet& sources, Language language);

}  // namespace stapwijs::dsl
