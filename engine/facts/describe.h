// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/text.h"
#include "engine/model/method.h"
#include "engine/model/path.h"

// Words for messages about what somebody wants to record: what a fact is called, what it takes.
namespace stapwijs {

// `"Stand" (sessions[vol].state)`, in both languages.
Text NameOf(const Method& method, const FactPath& path);

// What fits, for after "expected": "een heel getal van 0 tot en met 20", "een van: planned, held".
Text ExpectedBy(const Method& method, const Field& field);

// A whole number or decimal in its plain spelling, as JSON has it: "2.5".
std::string PlainDecimal(int64_t millionths);
// The same for people: "2,5" in Dutch.
Text DecimalText(int64_t millionths);

// How many characters of what a caller wrote, and of which kind: "A name of 25 characters". For
// names that messages must not repeat, because somebody may have put a text about a person there.
Text SizeOf(std::string_view text, const char* kind_nl, const char* kind_en);

// Whether a text looks like a name that a method gives: 1 to 40 of a-z, 0-9 and _, from a letter.
bool IsWord(std::string_view text);

// The name between quotes when it looks like a name or path of a method (at most 100 of a-z, 0-9
// and _ . - [ ] *), else how long it is. Begins a sentence.
Text ShownName(std::string_view name);
bool IsShownName(std::string_view name);

// The name in `names` that `name` is probably meant to be; empty when none is near enough.
std::string NearestName(std::string_view name, const std::vector<std::string>& names);

// `Bedoelde u "x"?` when there is a near name, else the names there are; empty without names.
Text Suggestion(std::string_view name, const std::vector<std::string>& names);

// `Het heet nu "x".` when a fact of `scope` (inside `prefix`) was called `name` in an earlier
// version of the method; else empty.
Text NameSince(const Method& method, ScopeId scope, std::string_view prefix, std::string_view name);

// What may be written in an element of `scope` (inside the nested record `prefix`, "kickoff.").
std::vector<std::string> NamesIn(const Method& method, ScopeId scope, std::string_view prefix);

}  // namespace stapwijs
