// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

// What the fuzzers begin with: the texts of this repository, cut small. Read at run time, so they
// are never behind. `root` is the source root.
namespace stapwijs::fuzz {

struct Seed {
  std::string name;
  std::string text;
};

// Examples of dsl/REFERENCE.md, golden texts, declarations of the example methods.
std::vector<Seed> ParseSeeds(const std::string& root);
// Whole methods with scenarios, and a text for each kind of diagnostic.
std::vector<Seed> CheckSeeds(const std::string& root);
// Facts and events of the method of tests/engine/testing.
std::vector<Seed> FactsSeeds();
std::vector<Seed> EventSeeds();

// Seeds and regressions of one target, by its name: "parse", "check", "facts", "event".
std::vector<Seed> SeedsOf(const std::string& target, const std::string& root);
// What was found before: the files of tests/fuzz/corpus/TARGET.
std::vector<Seed> Regressions(const std::string& target, const std::string& root);

// libFuzzer's dictionary: the words and signs of the language, each as "word".
std::string Dictionary();

}  // namespace stapwijs::fuzz
