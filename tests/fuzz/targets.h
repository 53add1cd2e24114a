// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

// What the fuzzers run: each takes any bytes, and aborts where something that always holds does
// not. The same functions replay the corpus in the ordinary tests. Deterministic; no I/O.
namespace stapwijs::fuzz {

// Between the files of one input, and between the parts of an event: a line of its own.
inline constexpr std::string_view kSeparator = "%%\n";
std::vector<std::string_view> Parts(std::string_view input);

// One text through lexer and parser, as a file and as an expression. Every diagnostic lies in the
// text, no more than the limit are kept, work is linear, all of it can be shown in both languages.
void Parse(std::string_view input);

// One file, or several with kSeparator between them, through the checker. A method that is right
// is dumped, twice the same, and its scenarios run: the first few, each up to a few statements.
void Check(std::string_view input);

// Facts as JSON, for the method of tests/engine/testing. What is accepted is written and read back
// the same.
void Facts(std::string_view input);

// An event of that method: type, payload, private payload (Parts). What can be decoded is encoded
// and decoded again.
void Event(std::string_view input);

}  // namespace stapwijs::fuzz
